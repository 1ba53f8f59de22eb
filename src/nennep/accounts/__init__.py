"""Signing in: password, second factor, passkeys, the code on paper, operator sessions."""
