"""An Excel sheet as rows under known headings, whatever their order, marks, extra columns and lines above."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from nennep.members.imports.books import BadFile, Page, bad, pages
from nennep.members.imports.days import day
from nennep.viet.order import fold

__all__ = ["BadFile", "Heading", "Layout", "Row", "day", "layout", "pages", "rows"]
HEAD_ROWS = 25  # headings stand within the first rows
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Heading:
    """A column: its name in rows, its heading in the template, other headings taken for it, whether it must be there."""

    name: str
    title: str
    others: tuple[str, ...] = ()
    needed: bool = False
    width: float = 18


PARTS = (
    Heading("family", "Họ và tên đệm", ("Họ đệm", "Họ và đệm", "Họ, chữ đệm", "Họ và chữ đệm")),
    Heading("given", "Tên", ("Tên gọi", "Tên riêng")),
    Heading(
        "born_m", "Ngày sinh nam", ("Ngày sinh của nam", "Ngày tháng năm sinh nam", "Năm sinh nam", "Nam sinh ngày")
    ),
    Heading("born_f", "Ngày sinh nữ", ("Ngày sinh của nữ", "Ngày tháng năm sinh nữ", "Năm sinh nữ", "Nữ sinh ngày")),
)
"""Columns that lists of people split one of ours into: the name in two, the birth date by sex."""
MADE = {"full_name": {"family", "given"}, "born_on": {"born_m", "born_f"}, "sex": {"born_m", "born_f"}}


@dataclass(slots=True)
class Row:
    """A line of the sheet as people count it, and its cells by name."""

    line: int
    cells: dict[str, Any]

    def text(self, name: str) -> str:
        """A cell as clean text."""
        value = self.cells.get(name, "")
        if value.__class__ is str:
            return _clean(value) if value else value
        if value is None:
            return ""
        return _clean(str(int(value) if isinstance(value, float) and value.is_integer() else value))


@dataclass(frozen=True)
class Layout:
    """Where a table stands: sheet, the line of its headings (its last, from 1), columns by name, all its headings."""

    sheet: str
    line: int
    columns: dict[str, int]
    heads: list[str] = field(default_factory=list)

    def unused(self) -> list[str]:
        """Headings of columns that are not read."""
        return [head for place, head in enumerate(self.heads) if head and place not in self.columns.values()]


@lru_cache(maxsize=1 << 15)
def _clean(text: str) -> str:
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def with_parts(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings of a kind with the columns a list of people may split them into."""
    named = any(heading.name == "full_name" for heading in headings)
    return (*headings, *PARTS) if named else tuple(headings)


def missing(headings: Sequence[Heading], columns: dict[str, int]) -> list[Heading]:
    """Needed headings that no column, nor the parts of one, stands for."""
    return [
        one
        for one in headings
        if one.needed and one.name not in columns and not (MADE.get(one.name, {""}) <= columns.keys())
    ]


def heads_at(lines: Sequence[Sequence[Any]], place: int, *, two: bool = False) -> list[str]:
    """The headings in a line; ``two`` joins it with the line below, a merged heading standing over several columns."""
    top = [_clean(str(cell or "")) for cell in lines[place][:MOST_COLUMNS]]
    if not two:
        return top
    below = [_clean(str(cell or "")) for cell in lines[place + 1][:MOST_COLUMNS]]
    found, over = [], ""
    for number in range(max(len(top), len(below))):
        head = top[number] if number < len(top) else ""
        part = below[number] if number < len(below) else ""
        over = head or (over if part else "")
        found.append(f"{over} {part}".strip() if part else head)
    return found


def layout(
    book: Sequence[Page], headings: Sequence[Heading], remembered: Mapping[str, str] | None = None
) -> Layout | None:
    """Where the first table with every needed heading stands, hidden sheets last; None where there is none.

    ``remembered`` are headings people matched before, by our names.
    """
    known = {head: name for name, head in (remembered or {}).items() if head}
    known |= {plain(words): one.name for one in with_parts(headings) for words in (one.title, *one.others)}
    for page in book:
        lines = top(page)
        for two in (False, True):
            for place in range(len(lines) - two):
                heads = heads_at(lines, place, two=two)
                columns = _places(heads, known)
                if columns and not missing(headings, columns):
                    return Layout(page.name, place + 1 + two, columns, heads)
    return None


def top(page: Page) -> list[Sequence[Any]]:
    """The first lines of a table, where headings stand."""
    return list(islice(page, HEAD_ROWS))


def _places(heads: Sequence[str], known: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        name = known.get(plain(head))
        if name and name not in found:
            found[name] = place
    return found


def rows(book: Sequence[Page], found: Layout) -> Iterator[Row]:
    """The rows of a table below its headings, so that a big sheet is never held whole. Raises BadFile."""
    page = next((one for one in book if one.name == found.sheet), None)
    if page is None:
        raise bad(_("Không thấy trang tính {name} trong tệp.").format(name=found.sheet))
    last, split = max(found.columns.values()) + 1, bool(found.columns.keys() & {"family", "born_m"})
    columns = found.columns.items()
    for line, cells in enumerate(page, 1):
        if line <= found.line:
            continue
        if len(cells) < last:
            cells = [*cells, *[""] * (last - len(cells))]
        read = {name: cells[place] for name, place in columns}
        if not any(read.values()) or (line == found.line + 1 and _numbers(read)):
            continue
        yield Row(line, _joined(read) if split else read)


def _numbers(read: dict[str, Any]) -> bool:
    """The line under the headings that only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    return all(re.fullmatch(r"\(?\d{1,2}(?:\.0)?\)?", str(cell)) for cell in read.values() if cell not in ("", None))


def _joined(read: dict[str, Any]) -> dict[str, Any]:
    """A row whose name or birth date stands in two columns."""
    if "family" in read and "full_name" not in read:
        read["full_name"] = f"{read['family'] or ''} {read.get('given') or ''}".strip()
    if "born_m" in read and "born_on" not in read:
        read["born_on"] = read["born_m"] or read.get("born_f", "")
        read.setdefault("sex", "Nam" if read["born_m"] else "Nữ" if read.get("born_f") else "")
    return read


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
