"""Vietnamese words, names, numbers and dates: folding, sorting, writing. Pure Python, no Django."""
