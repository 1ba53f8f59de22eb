"""An Excel sheet as rows under known headings, whatever their order, marks and extra columns."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook

from nennep.core.refused import Refused
from nennep.viet.order import fold

MOST_ROWS = 200_000
HEAD_ROWS = 10  # headings stand within the first rows
TOO_BIG = 60 * 1024 * 1024


class BadFile(Refused):
    """A file that cannot be read as the asked table; the sentence says what to do."""


@dataclass(frozen=True)
class Heading:
    """A column: its name in rows, its heading in the template, other headings taken for it, whether it must be there."""

    name: str
    title: str
    others: tuple[str, ...] = ()
    needed: bool = False
    width: float = 18


@dataclass(slots=True)
class Row:
    """A line of the sheet as people count it, and its cells by name."""

    line: int
    cells: dict[str, Any]

    def text(self, name: str) -> str:
        """A cell as clean text."""
        value = self.cells.get(name, "")
        if value.__class__ is str:
            return _clean(value)
        if value is None:
            return ""
        return _clean(str(int(value) if isinstance(value, float) and value.is_integer() else value))


@lru_cache(maxsize=1 << 15)
def _clean(text: str) -> str:
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def rows(data: bytes, headings: Sequence[Heading]) -> Iterator[Row]:
    """The rows of the first sheet that has the headings. Raises BadFile."""
    for line, cells, places in _lines(data, headings):
        found = {name: cells[place] for name, place in places.items()}
        if any(found.values()):
            yield Row(line, found)


def _lines(data: bytes, headings: Sequence[Heading]) -> Iterator[tuple[int, list[Any], dict[str, int]]]:
    """(line, cells, places of columns) below the headings, row by row, so that a big sheet is never held whole."""
    for page in _pages(data):
        places: dict[str, int] = {}
        for place, cells in enumerate(page.iter_rows()):
            if places:
                yield place + 1, cells, places
            elif place >= HEAD_ROWS:
                break
            else:
                places = _complete(cells, headings)
                if places and page.height > MOST_ROWS + HEAD_ROWS:
                    raise BadFile(_("Tệp có hơn 200.000 dòng. Đề nghị tách thành nhiều tệp."), field="file")
        if places:
            return
    missing = ", ".join(heading.title for heading in headings if heading.needed)
    raise BadFile(
        _("Không thấy bảng có đủ các cột: {columns}. Đề nghị dùng tệp mẫu.").format(columns=missing), field="file"
    )


def _complete(cells: Sequence[Any], headings: Sequence[Heading]) -> dict[str, int]:
    """Places of the columns where a row holds every needed heading; nothing else."""
    places = _places(cells, headings)
    return places if all(heading.name in places for heading in headings if heading.needed) else {}


def _pages(data: bytes) -> Iterator[Any]:
    if not data:
        raise BadFile(_("Tệp không có nội dung. Đề nghị chọn lại tệp."), field="file")
    if len(data) > TOO_BIG:
        raise BadFile(_("Tệp lớn quá 60 MB. Đề nghị tách thành nhiều tệp."), field="file")
    try:
        book = CalamineWorkbook.from_filelike(_stream(data))
        pages = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except Exception as error:
        raise BadFile(
            _("Không mở được tệp như một bảng Excel. Đề nghị lưu lại thành .xlsx rồi thử lại."), field="file"
        ) from error
    yield from pages


def _stream(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def _places(cells: Sequence[Any], headings: Sequence[Heading]) -> dict[str, int]:
    known = {_plain(words): heading.name for heading in headings for words in (heading.title, *heading.others)}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = known.get(_plain(str(cell)))
        if name and name not in found:
            found[name] = place
    return found


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def day(value: Any) -> tuple[date | None, str]:
    """A date and how much of it is known: a cell's own date, 05/03/1986, 3/1986, 1986. Raises ValueError for the rest."""
    if value in ("", None):
        return None, "day"
    if isinstance(value, datetime):
        return value.date(), "day"
    if isinstance(value, date):
        return value, "day"
    return _written(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip())


@lru_cache(maxsize=1 << 15)
def _written(text: str) -> tuple[date | None, str]:
    """The same few thousand days fill a roll."""
    if match := re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", text):
        return date(int(match[3]), int(match[2]), int(match[1])), "day"
    if match := re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{4})", text):
        return date(int(match[2]), int(match[1]), 1), "month"
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d).*", text):
        return date(int(match[1]), int(match[2]), int(match[3])), "day"
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return date(int(text), 1, 1), "year"
    raise ValueError(text)
