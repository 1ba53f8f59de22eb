"""Tables that a page of a PDF draws with rules: which place of the page lies in which cell.

A row of figures comes out of a PDF as one line ("Kết nạp đảng viên 93 100"); the rules around its cells say which of the
numbers was reached and which is aimed at.
"""

from bisect import bisect_right
from collections.abc import Iterator
from ctypes import c_float
from dataclasses import dataclass
from typing import Any, NamedTuple

from nennep.reader.tables import FEWEST, WIDEST

NEAR, LEAST = 3.0, 5.0  # points: how far a rule may stand from its neighbours, how long an edge of a cell is at least
MOST = 6000
"""Edges on a page from which it is a drawing, not a table."""


class Edge(NamedTuple):
    """A straight rule: ``at`` is its y (or x for an upright one), ``first`` and ``last`` where it begins and ends."""

    at: float
    first: float
    last: float


@dataclass(frozen=True)
class Grid:
    """A table: its columns from left to right, its rows from the top; ``own`` leads a cell to the one it was joined to."""

    xs: list[float]
    ys: list[float]
    own: dict[tuple[int, int], tuple[int, int]]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column, from 1, of the cell that holds a place of the page."""
        row, column = bisect_right(self.ys, -y), bisect_right(self.xs, x)
        return self.own.get((row, column))

    def like(self, other: "Grid") -> bool:
        """Whether the columns are those of another table, as when it goes on over the page."""
        return len(self.xs) == len(other.xs) and all(abs(a - b) < NEAR for a, b in zip(self.xs, other.xs, strict=True))


def grids(page: Any) -> list[Grid]:
    """The tables of a page with three columns or more, from the top."""
    level: list[Edge] = []
    upright: list[Edge] = []
    for (x0, y0), (x1, y1) in _edges(page):
        if len(level) + len(upright) > MOST:
            return []
        if abs(y1 - y0) < 1 and abs(x1 - x0) > LEAST:
            level.append(Edge(y0, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) < 1 and abs(y1 - y0) > LEAST:
            upright.append(Edge(x0, min(y0, y1), max(y0, y1)))
    found = [grid for low, high in _bands(upright) if (grid := _grid(low, high, level, upright))]
    return sorted(found, key=lambda grid: grid.ys[0])


def _edges(page: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The sides of everything that is drawn; a thin bar is one rule."""
    import pypdfium2.raw as raw

    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1):
        left, bottom, right, top = drawn.get_bounds()
        if right - left < NEAR or top - bottom < NEAR:
            x, y = (left + right) / 2, (bottom + top) / 2
            yield ((x, bottom), (x, top)) if right - left < top - bottom else ((left, y), (right, y))
        else:
            yield from _sides(drawn, raw)


def _sides(drawn: Any, raw: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    matrix = drawn.get_matrix()
    x, y = c_float(), c_float()
    begun = last = None
    for index in range(min(raw.FPDFPath_CountSegments(drawn), MOST)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and begun:
            yield point, begun


def _bands(upright: list[Edge]) -> list[tuple[float, float]]:
    """Where upright rules stand on the page: each band from its lowest to its highest point."""
    found: list[tuple[float, float]] = []
    for edge in sorted(upright, key=lambda edge: edge.first):
        if found and edge.first <= found[-1][1] + NEAR:
            found[-1] = found[-1][0], max(found[-1][1], edge.last)
        else:
            found.append((edge.first, edge.last))
    return found


def _lines(places: list[float]) -> list[float]:
    """Places of rules in order, those that stand together taken for one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _grid(low: float, high: float, level: list[Edge], upright: list[Edge]) -> Grid | None:
    across = [edge for edge in level if low - NEAR <= edge.at <= high + NEAR]
    down = [edge for edge in upright if edge.first >= low - NEAR and edge.last <= high + NEAR]
    if not across:
        return None
    xs = _lines([edge.at for edge in down])
    open_left, open_right = min(edge.first for edge in across), max(edge.last for edge in across)
    xs = [
        *([open_left] if open_left < xs[0] - LEAST else []),
        *xs,
        *([open_right] if open_right > xs[-1] + LEAST else []),
    ]
    ys = _lines([-edge.at for edge in across])
    if not FEWEST < len(xs) <= WIDEST + 1 or len(ys) < FEWEST:
        return None
    return Grid(xs, ys, _joined(xs, ys, across, down))


def _joined(
    xs: list[float], ys: list[float], across: list[Edge], down: list[Edge]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Every cell and the one it belongs to: no rule between two cells joins them."""
    walls = {
        (row, column)
        for edge in down
        for row in _reached(ys, -edge.last, -edge.first)
        for column in [_nearest(xs, edge.at)]
    }
    floors = {
        (row, column)
        for edge in across
        for column in _reached(xs, edge.first, edge.last)
        for row in [_nearest(ys, -edge.at)]
    }
    own: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(1, len(ys)):
        for column in range(1, len(xs)):
            cell = row, column
            if column > 1 and (row, column - 1) not in walls:
                cell = own[row, column - 1]
            elif row > 1 and (row - 1, column) not in floors:
                cell = own[row - 1, column]
            own[row, column] = cell
    return own


def _reached(places: list[float], first: float, last: float) -> range:
    """The numbers, from 1, of the stretches between places whose middle a rule runs along."""
    begin = next((at for at in range(len(places) - 1) if (places[at] + places[at + 1]) / 2 >= first), len(places))
    end = next((at for at in range(len(places) - 1) if (places[at] + places[at + 1]) / 2 > last), len(places) - 1)
    return range(begin + 1, end + 1)


def _nearest(places: list[float], at: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - at))
