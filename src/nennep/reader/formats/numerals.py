"""Roman numerals of a scan counted stroke by stroke, and symbols whose letter was seen twice.

Tesseract's Vietnamese often reads XII as XI or XI]: its words hold few of them. On the picture they are plain: an X or V
crosses a line near its top in two strokes, an I in one, and a closing bracket reaches below the letters.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

NUMERAL = re.compile(r"^(?P<head>[XV]{1,3})(?P<tail>I+)D?[)\]]?(?P<after>[.,;:]*)$|^(?P<ones>I{1,3})(?P<stop>[.,;:]*)$")
ROWS = (22, 25, 28, 31)
"""Lines counted on, in per cent of the word's height: above the crossing of an X, below the feet at its top."""
LEAST = 2
"""Pixels of a stroke; less is grain."""
LEAST_SIZE = 6
"""Pixels of a word's width and height; less shows nothing to count."""
BELOW = 0.08
"""Share of the word's height by which a bracket reaches below the letters."""
DOUBLED = re.compile(r"(?<=[/-])[ĐÐ](?:[ĐÐ]|[UÚÙỦŨỤ])U(?=K?\b)")
"""ĐU after a slash, one of its letters seen twice. Other symbols begin with a real ĐĐ (ĐĐBQH)."""


@dataclass(frozen=True)
class Strokes:
    """How many strokes a word shows near its top, and whether the last is a bracket."""

    count: int
    bracket: bool


def mended(word: str, picture: Any, box: tuple[int, int, int, int]) -> str:
    """A word as its picture shows it; ``box`` is left, top, width, height in pixels."""
    if found := NUMERAL.match(word):
        return _numeral(found, _strokes(picture, box)) or word
    return DOUBLED.sub("ĐU", word)


def _numeral(found: re.Match[str], seen: Strokes | None) -> str:
    """The numeral with as many I as there are strokes left for; '' where the picture is not clear."""
    head = found["head"] or ""
    if seen is None or not 1 <= (ones := seen.count - 2 * len(head) - seen.bracket) <= 3:
        return ""
    return head + "I" * ones + (")" if seen.bracket else "") + (found["after"] or found["stop"] or "")


def _strokes(picture: Any, box: tuple[int, int, int, int]) -> Strokes | None:
    left, top, width, height = box
    if min(width, height) < LEAST_SIZE:
        return None
    cut = picture.crop((left - 2, top, left + width + 2, top + height))
    low, high = cut.getextrema()
    ink = cut.point([255 if value < (low + high) / 2 else 0 for value in range(256)])
    rows = [_runs(ink, height * share // 100) for share in ROWS]
    ((count, times),) = Counter(len(row) for row in rows).most_common(1)
    if times * 2 <= len(rows) or count < 1:
        return None
    return Strokes(count, _is_bracket(ink, next(row for row in rows if len(row) == count)))


def _runs(ink: Any, row: int) -> list[tuple[int, int]]:
    """Where ink begins and ends on a line."""
    line = ink.crop((0, row, ink.width, row + 1)).tobytes()
    return [(found.start(), found.end()) for found in re.finditer(b"\xff{%d,}" % LEAST, line)]


def _is_bracket(ink: Any, runs: list[tuple[int, int]]) -> bool:
    """Whether the last stroke ends below all that stand before it."""
    if len(runs) < 2:
        return False
    edge = runs[-2][1] + 1
    letters = ink.crop((0, 0, edge, ink.height)).getbbox()
    last = ink.crop((edge, 0, runs[-1][1] + 1, ink.height)).getbbox()
    return bool(letters and last and last[3] - letters[3] > ink.height * BELOW)
