"""Opening a file as tables: Excel workbooks old and new, CSV; anything else is told by what it is."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from nennep.core.refused import Refused
from nennep.members.imports import parts, stream

AT_ONCE = 200_100
"""Rows of a sheet, headings among them, up to which the whole sheet is opened at once; a longer one is read as a stream."""
TOO_BIG = 60 * 1024 * 1024
UNPACKED = 2 * 1024 * 1024 * 1024
"""Bytes a workbook may unpack to; more is no list of people."""
MACROS = "xl/vbaProject.bin"
Lines = Callable[[], Iterator[Sequence[Any]]]


class BadFile(Refused):
    """A file that cannot be read as the asked table; the sentence says what to do."""


@dataclass(frozen=True)
class Page:
    """One table of a file: its name, its rows as often as they are asked for, whether it is hidden."""

    name: str
    lines: Any
    hidden: bool = False
    streamed: bool = False

    def __iter__(self) -> Iterator[Sequence[Any]]:
        return iter(self.lines())


def bad(words: str) -> BadFile:
    """The refusal of a file."""
    return BadFile(words, field="file")


def glance(data: bytes) -> None:
    """See that a file is of a kind and size that may hold a table, without opening its tables. Raises BadFile."""
    if not data:
        raise bad(_("Tệp không có nội dung. Đề nghị chọn lại tệp."))
    if len(data) > TOO_BIG:
        raise bad(_("Tệp lớn quá 60 MB. Đề nghị tách thành nhiều tệp."))
    if data[:2] == b"PK":
        _workbook(data)
    if data[:4] == b"%PDF":
        raise bad(_("Đây là tệp PDF. Đề nghị dùng tệp Excel gốc, hoặc chép bảng sang Excel rồi thử lại."))


def pages(data: bytes) -> list[Page]:
    """The tables of a file, the visible ones first. Raises BadFile."""
    glance(data)
    if data[:2] == b"PK":
        found = _zipped(data)
    elif data[:4] == b"\xd0\xcf\x11\xe0":
        found = _opened(data)
    else:
        found = [_comma(data)]
    return sorted(found, key=lambda page: page.hidden)


def _workbook(data: bytes) -> None:
    """A workbook of today's form: no macros, of a sane size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = {one.filename: one.file_size for one in book.infolist()}
    except zipfile.BadZipFile as error:
        raise _unopened() from error
    if MACROS in names:
        raise bad(_("Tệp có macro. Đề nghị lưu lại thành Excel Workbook (.xlsx) rồi thử lại."))
    if sum(names.values()) > UNPACKED:
        raise bad(_("Tệp mở ra quá lớn. Đề nghị chép riêng bảng cần nhập sang một tệp mới."))
    if "word/document.xml" in names:
        raise bad(_("Đây là tệp Word. Đề nghị chép bảng sang Excel, lưu thành .xlsx rồi thử lại."))


def _zipped(data: bytes) -> list[Page]:
    """The sheets; those too long to be held are read as a stream, big ones part by part."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if stream.long_sheets(book, AT_ONCE):
            return [Page(one.name, one.rows, one.hidden, streamed=True) for one in stream.sheets(data)]
        big = {}
        if max((one.file_size for one in book.infolist()), default=0) >= parts.BIG:
            big = {one.name: one.path for one in stream.sheets(data) if parts.fits(book, one.path)}
    return _opened(data, big)


def _unopened() -> BadFile:
    return bad(_("Không mở được tệp như một bảng Excel. Đề nghị lưu lại thành .xlsx rồi thử lại."))


def _opened(data: bytes, big: Mapping[str, str] | None = None) -> list[Page]:
    """The sheets of a workbook as its reader gives them; ``big`` are (name: path) of those that are opened in parts."""
    paths = big or {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    except PasswordError as error:
        raise bad(_("Tệp có mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên lại.")) from error
    except Exception as error:
        raise _unopened() from error
    lines: dict[str, Lines] = {one.name: _Sheet(book, one.name) for one in shown}
    for name, path in paths.items():
        lines[name] = partial(_in_parts, data, path, name)
    return [Page(one.name, lines[one.name], one.visible != SheetVisibleEnum.Visible) for one in shown]


def _in_parts(data: bytes, path: str, name: str) -> Iterator[Sequence[Any]]:
    try:
        yield from parts.rows(data, path, name)
    except Exception as error:
        raise _unopened() from error


class _Sheet:
    """The rows of a sheet, which is opened when they are first asked for and then kept."""

    def __init__(self, book: CalamineWorkbook, name: str) -> None:
        self.book, self.name, self.page = book, name, None

    def __call__(self) -> Iterator[Sequence[Any]]:
        try:
            self.page = self.page or self.book.get_sheet_by_name(self.name)
        except Exception as error:
            raise _unopened() from error
        page: Any = self.page
        return iter(page.iter_rows())


def _comma(data: bytes) -> Page:
    """A table of comma or semicolon separated values. Raises BadFile for what is no table of text."""
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unopened() from error
    head = text[:4096].splitlines()[:1] or [""]
    mark = max(";,\t", key=head[0].count)
    if "\x00" in text or mark not in head[0]:
        raise _unopened()

    def lines() -> Iterator[list[str]]:
        return csv.reader(io.StringIO(text, newline=""), delimiter=mark)

    return Page("CSV", lines)
