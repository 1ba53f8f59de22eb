"""Tables of figures in the text of a paper: cells parted by tabs, rows by line ends, so that columns can be told apart."""

import re
from collections import defaultdict
from dataclasses import replace

from nennep.reader.tables import CELL, FEWEST, WIDEST
from nennep.reader.taken import Piece, Writing

PLACE = re.compile(r"bảng (\d+), hàng (\d+), cột (\d+)")
Place = tuple[int, int, int]


def lay_out(writing: Writing) -> None:
    """Write the tables of figures among the pieces anew, as rows with tabs; everything else stays as it is."""
    places = [_place(piece) for piece in writing.pieces]
    text = writing.text
    wide = _figures(writing.pieces, places, text)
    if not wide:
        return
    old, writing.pieces = writing.pieces, []
    begin = writing.restart(text[: old[0].start])
    for at, (piece, place) in enumerate(zip(old, places, strict=True)):
        writing.pieces.append(replace(piece, start=begin, end=begin + piece.end - piece.start))
        next_piece, next_place = (old[at + 1], places[at + 1]) if at + 1 < len(old) else (None, None)
        gap = text[piece.end : next_piece.start if next_piece else None]
        words = text[piece.start : piece.end]
        if place and place[0] in wide:
            words = words.replace("\n", " ")
        begin = writing.put(words + _gap(place, next_place, wide, gap))


def _place(piece: Piece) -> Place | None:
    found = PLACE.fullmatch(piece.part)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _figures(pieces: list[Piece], places: list[Place | None], text: str) -> dict[int, int]:
    """How many columns each table of figures has: one whose column holds numbers in more than half of its rows."""
    grids: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for piece, place in zip(pieces, places, strict=True):
        if place:
            cell = place[1], place[2]
            grids[place[0]][cell] = f"{grids[place[0]].get(cell, '')} {text[piece.start : piece.end]}".strip()
    found = {}
    for table, cells in grids.items():
        rows, columns = max(row for row, _column in cells), max(column for _row, column in cells)
        if rows < 2 or not FEWEST <= columns <= WIDEST:
            continue
        numbers = [
            sum(bool(CELL.fullmatch(cells.get((row, at), ""))) for row in range(2, rows + 1))
            for at in range(2, columns + 1)
        ]
        if max(numbers) * 2 > rows - 1:
            found[table] = columns
    return found


def _gap(before: Place | None, after: Place | None, wide: dict[int, int], gap: str) -> str:
    """What parts two pieces: tabs up to the next column within a row of figures, and to the end of a row."""
    inside = before[0] if before and before[0] in wide else 0
    if after and after[0] == inside and before:
        if after[1] == before[1]:
            return "\t" * (after[2] - before[2]) or " "
        return "\t" * (wide[inside] - before[2]) + "\n" + "\t" * (after[2] - 1)
    closing = "\t" * (wide[inside] - before[2]) if inside and before else ""
    opening = "\t" * (after[2] - 1) if after and after[0] in wide else ""
    return closing + gap + opening
