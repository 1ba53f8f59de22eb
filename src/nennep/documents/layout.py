"""Finds on the pictures of pages: where on a page each stands, from the boxes the reading gave."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nennep.documents.models import Document
from nennep.documents.queries import RANK, Span

LINE = 0.5  # boxes whose middles differ by less than this share of their height stand in one line


@dataclass(frozen=True)
class Mark:
    """A box of a find on a page, in pixels of its picture."""

    card: str
    kind: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    """The picture of a page with the finds on it."""

    number: int
    width: int
    height: int
    marks: tuple[Mark, ...]


def pages(document: Document, spans: Iterable[Span]) -> list[Page]:
    """Every page that has a picture, with its marks; wide finds lie beneath narrow ones."""
    pieces = document.layout
    starts = [piece[0] for piece in pieces]
    order = sorted((one for one in spans if one.card), key=lambda one: (-(one.end - one.start), -RANK.get(one.kind, 9)))
    found: dict[int, list[Mark]] = {}
    sizes = {page["number"]: page for page in document.pages}
    for span in order:
        for number, box in _lines(_cut(pieces, starts, span)):
            if number in sizes:
                found.setdefault(number, []).append(_mark(span, box, sizes[number]))
    return [
        Page(number, page["width"], page["height"], tuple(found.get(number, ())))
        for number, page in sorted(sizes.items())
    ]


Box = list[float]


def _cut(pieces: Sequence[Sequence[Any]], starts: Sequence[int], span: Span) -> Iterable[tuple[int, Box]]:
    """The boxes a find touches, each cut to the share of its letters that belong to the find."""
    place = max(0, bisect_right(starts, span.start) - 1)
    for start, end, page, left, top, right, bottom in pieces[place:]:
        if start >= span.end:
            return
        if end > span.start:
            wide, long = right - left, end - start
            begin, stop = max(span.start, start) - start, min(span.end, end) - start
            yield page, [left + wide * begin / long, top, left + wide * stop / long, bottom]


def _lines(boxes: Iterable[tuple[int, Box]]) -> list[tuple[int, Box]]:
    """Boxes of one line joined."""
    joined: list[tuple[int, Box]] = []
    for page, box in boxes:
        last = joined[-1] if joined else None
        if last and last[0] == page and abs(last[1][1] + last[1][3] - box[1] - box[3]) < 2 * LINE * (box[3] - box[1]):
            old = last[1]
            old[:] = [min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])]
        else:
            joined.append((page, box))
    return joined


def _mark(span: Span, box: Box, page: dict[str, Any]) -> Mark:
    wide, high = page["width"], page["height"]
    left, top = box[0] * wide - 2, box[1] * high - 2
    return Mark(
        span.card, span.kind, round(left, 1), round(top, 1),
        round(box[2] * wide - left + 2, 1), round(box[3] * high - top + 2, 1),
    )  # fmt: skip
