"""Stretches of a text around cheap signs, so that costly patterns need not walk the whole text."""

import re
from collections.abc import Iterable, Iterator, Sequence

DIGITS = re.compile("[0-9][0-9]*")
"""The first sign stands alone: a pattern that begins with a repeated one is not looked for by its first sign."""
Spans = list[tuple[int, int]]


def digits(text: str) -> Spans:
    """Every run of digits."""
    return [match.span() for match in DIGITS.finditer(text)]


def first(pattern: re.Pattern[str], text: str, words: Sequence[str], before: int) -> re.Match[str] | None:
    """The first match of a pattern; each match has one of the words at most ``before`` characters behind its beginning.

    The words are looked for first, as plain text, which is many times faster.
    """
    found = min((at for word in words if (at := text.find(word)) >= 0), default=-1)
    return pattern.search(text, max(0, found - before)) if found >= 0 else None


def about(words: Sequence[str], text: str, before: int, after: int, also: Sequence[tuple[int, int]] = ()) -> Spans:
    """Stretches that reach so far around every one of the words, in order, touching ones joined; and around other spans."""
    return joined(sorted([*also, *places(words, text)]), len(text), before, after)


def places(words: Sequence[str], text: str) -> Spans:
    """Where the words stand, in order."""
    found: Spans = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + 1)
    return sorted(found)


def joined(spans: Iterable[tuple[int, int]], size: int, before: int, after: int) -> Spans:
    """Spans in order made longer at both ends, touching ones joined."""
    found: Spans = []
    for start, end in spans:
        start, end = max(0, start - before), min(size, end + after)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def around(sign: re.Pattern[str], text: str, before: int, after: int) -> Spans:
    """Stretches that reach ``before`` and ``after`` characters around every sign, in order, touching ones joined."""
    return joined((match.span() for match in sign.finditer(text)), len(text), before, after)


def search(pattern: re.Pattern[str], text: str, stretches: Spans) -> Iterator[re.Match[str]]:
    """Matches of a pattern within the stretches, left to right."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)
