"""The tree of units, its history, terms and seats; which account holds what authority where and until when."""
