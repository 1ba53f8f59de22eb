"""Tables of a PDF without rules: columns are told by gaps that go down through the head and every row.

Only a table whose head begins with "TT" or "STT" and whose rows are numbered 1, 2, 3 is looked for, so that headings and
recipients in two columns, and running text, are left alone.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any, NamedTuple

from nennep.reader.formats.ruled import Grid
from nennep.reader.tables import FEWEST, WIDEST

HEAD = re.compile(r"(?m)^[^\S\r\n]*(?:S?TT|Số TT)(?=\s)")
SERIAL = re.compile(r"0?(\d{1,3})\.?$")
ROWS = 3
GAP, APART, HEAD_LINES = 0.5, 2.6, 8
"""A gutter is at least so many line heights wide; lines of a table stand at most so many apart; a head has so many lines."""
MOST, HEADS = 6000, 8
"""Letters that are looked at behind a head, and heads that are looked at on a page."""


class Word(NamedTuple):
    """A word and where it stands, in points from the left and the foot of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


Row = list[Word]


def grids(held: Any, raw: str) -> list[Grid]:
    """The tables without rules of a page, from the top; ``raw`` is its text, a letter for each of the page's."""
    found: list[Grid] = []
    for head in islice(HEAD.finditer(raw), HEADS):
        begin = head.start() + len(head[0]) - len(head[0].lstrip())
        words = list(_words(held, raw, begin))
        if words and (grid := _grid(_rows(words))):
            found.append(grid)
    return found


def _words(held: Any, raw: str, begin: int) -> Iterator[Word]:
    for match in re.compile(r"\S+").finditer(raw, begin, begin + MOST):
        boxes = [held.get_charbox(index) for index in range(*match.span())]
        left, bottom, right, top = zip(*boxes, strict=True)
        yield Word(match[0], min(left), min(bottom), max(right), max(top))


def _rows(words: list[Word]) -> list[Row]:
    """The words that stand beside one another, row by row from the top, none above the first word."""
    first = words[0]
    below = [word for word in words if word.bottom <= first.top + (first.top - first.bottom)]
    found: list[Row] = []
    for word in sorted(below, key=lambda word: -(word.bottom + word.top)):
        if found and found[-1][0].bottom < (word.bottom + word.top) / 2 < found[-1][0].top:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(row, key=lambda word: word.left) for row in found]


def _grid(rows: list[Row]) -> Grid | None:
    height = max(word.top - word.bottom for word in rows[0])
    opening = next((at for at, row in enumerate(rows[: HEAD_LINES + 1]) if at and _serial(row) == 1), None)
    if opening is None:
        return None
    taken = rows[: opening + 1]
    columns = _columns(taken, GAP * height)
    if not FEWEST <= len(columns) <= WIDEST:
        return None
    begins = [opening]
    for row in rows[opening + 1 :]:
        wider = _columns([*taken, row], GAP * height)
        if len(wider) != len(columns) or taken[-1][0].bottom - row[0].top > APART * height:
            break
        if _serial(row) == len(begins) + 1 and row[0].right <= columns[0][1] + height:
            begins.append(len(taken))
        taken.append(row)
        columns = wider
    if len(begins) < ROWS:
        return None
    return _drawn(taken, begins, columns)


def _serial(row: Row) -> int:
    """The number a row begins with; 0 for none."""
    match = SERIAL.match(row[0].text)
    return int(match[1]) if match else 0


def _columns(rows: list[Row], gap: float) -> list[tuple[float, float]]:
    """Where words stand in any of the rows, from left to right; what is nearer than a gutter is one column."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((word.left, word.right) for row in rows for word in row):
        if found and left - found[-1][1] < gap:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _drawn(rows: list[Row], begins: list[int], columns: list[tuple[float, float]]) -> Grid:
    """The table as if rules stood in the middle of its gaps; a number that stands beside the middle of
    its row belongs to what the widest gap above it parts."""
    inner = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    xs = [columns[0][0] - 1, *inner, columns[-1][1] + 1]
    tops = [max(word.top for word in row) for row in rows]
    feet = [min(word.bottom for word in row) for row in rows]
    apart = [0.0, *(feet[at] - tops[at + 1] for at in range(len(rows) - 1))]
    parted = [
        at if apart[at] > 0 else max(range(after + 1, at + 1), key=lambda index: apart[index])
        for after, at in zip([0, *begins], begins, strict=False)
    ]
    between = [-(feet[at - 1] + tops[at]) / 2 for at in parted]
    ys = [-tops[0] - 1, *between, -feet[-1] + 1]
    cells = [(row, column) for row in range(1, len(ys)) for column in range(1, len(xs))]
    return Grid(xs, ys, {cell: cell for cell in cells})
