"""Numbers as addresses and forms give them: any text may come."""

LONGEST = 18
"""Digits; no row's number is as long, and none that is shorter is too great for the database."""


def is_number(text: str) -> bool:
    """Whether a text is a whole number that can be asked for: plain digits, not too many."""
    return text.isascii() and text.isdigit() and len(text) < LONGEST


def number(text: str) -> int | None:
    """The number; None for what is none."""
    return int(text) if is_number(text) else None
