"""Cells of a sheet that hold nothing of their own: covered by a merged cell, or a formula that was never reckoned."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from nennep.members.imports import stream
from nennep.members.imports.formulas import formulas
from nennep.members.imports.sheet import Heading, Layout, Row, with_parts

SMALL = 2 * 1024 * 1024
"""Bytes of a file up to which its odd cells are looked for; a longer list comes from a program and is read once only."""
MOST_MERGED = 2000
PIECE = 1024 * 1024
Said = tuple[int, str, str]
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


def merged(data: bytes, sheet: str) -> list[tuple[int, int, int, int, str]]:
    """(first line, first column, last line, last column, as Excel writes it) of the merged cells of a sheet; lines from 1,
    columns from 0."""
    if data[:2] != b"PK":
        return []
    path = next((one.path for one in stream.sheets(data) if one.name == sheet), "")
    found: list[tuple[bytes, ...]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if path not in book.namelist():
            return []
        with book.open(path) as file:
            before = b""
            while (piece := file.read(PIECE)) and len(found) < MOST_MERGED:
                text = before + piece
                before = text[-64:]
                if (at := text.find(b"mergeCells")) >= 0:  # they stand after the rows, all together
                    found = MERGED.findall(text[at:] + file.read())[:MOST_MERGED]
                    break
    place = stream.column
    ends = [(left.decode(), int(top), right.decode(), int(low)) for left, top, right, low in found]
    return [(top, place(left), low, place(right), f"{left}{top}:{right}{low}") for left, top, right, low in ends]


def cells(data: bytes, where: Layout) -> Mapping[int, Mapping[str, str]]:
    """What is odd about the cells below the headings, by line and our name of the column: the words of a fault, told only
    where the cell was read as empty. For a file up to ``SMALL``."""
    names = {place: name for name, place in where.columns.items()}
    found: dict[int, dict[str, str]] = {}
    for top, left, low, right, said in merged(data, where.sheet):
        if top <= where.line:
            continue
        words = _("Ô gộp {cells}. Đề nghị bỏ gộp ô, ghi nội dung vào từng ô rồi tải lên lại.").format(cells=said)
        for line in range(top, min(low, top + MOST_MERGED) + 1):
            covered = [place for place in range(left, right + 1) if place in names and (line, place) != (top, left)]
            if covered:
                found.setdefault(line, {})[names[covered[0]]] = words
    words = _("Ô chứa công thức chưa có kết quả. Đề nghị dán giá trị thay cho công thức.")
    for line, place in formulas(data, where.sheet, 1 << 20):
        if line > where.line and place in names:
            found.setdefault(line, {}).setdefault(names[place], words)
    return found


def watched(rows: Iterable[Row], odd: Mapping[int, Mapping[str, str]], tell: list[Said]) -> Iterable[Row]:
    """The rows as they come; an odd cell that was read as empty goes to ``tell`` as (line, our column, words)."""
    return _watching(rows, odd, tell) if odd else rows


def _watching(rows: Iterable[Row], odd: Mapping[int, Mapping[str, str]], tell: list[Said]) -> Iterator[Row]:
    for row in rows:
        if row.line in odd:
            tell += [(row.line, name, words) for name, words in odd[row.line].items() if not row.text(name)]
        yield row


def explained(faults: list[Said], empty: Iterable[Said], headings: Iterable[Heading]) -> list[Said]:
    """The faults of a file with its odd cells among them, each instead of what was said about the same cell being empty."""
    titles = {one.name: _(one.title) for one in with_parts(tuple(headings))}
    odd = {(line, titles[name]): words for line, name, words in empty}
    return [one for one in faults if one[:2] not in odd] + [(*cell, words) for cell, words in odd.items()]
