"""Stretches of a text around cheap signs, so that costly patterns need not walk the whole text."""

import re
from collections.abc import Iterator, Sequence
from heapq import merge


def around(sign: re.Pattern[str], text: str, before: int, after: int) -> list[tuple[int, int]]:
    """Stretches that reach ``before`` and ``after`` characters around every sign, in order, touching ones joined."""
    found: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        start, end = max(0, match.start() - before), min(len(text), match.end() + after)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def around_any(signs: Sequence[re.Pattern[str]], text: str, before: int, after: int) -> list[tuple[int, int]]:
    """The same around several signs; signs that each begin with their own letters are found faster than as one pattern."""
    found: list[tuple[int, int]] = []
    for start, end in merge(*(around(sign, text, before, after) for sign in signs)):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def search(pattern: re.Pattern[str], text: str, stretches: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Matches of a pattern within the stretches, left to right."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)
