"""Excel workbooks: tables ready to print, and sheets to fill in."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

CELL = 32_767
"""Letters a cell may hold; Excel's limit."""
LIST = 255
"""Letters of a list of choices kept in the sheet itself; Excel's limit."""
FILLED = 10_000
"""Rows of a sheet to fill in that are prepared as text and offer choices."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, (heading, width) of columns, rows of text, numbers or dates, notes above, a bold last row ``total``.

    ``fill`` prepares the columns as text, so that identity numbers keep their zeros and days are not turned round;
    ``choices`` offers words for a heading, and warns without refusing when another word is typed.
    """

    title: str
    columns: Sequence[tuple[str, float]]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = ()
    total: Sequence[Any] = ()
    fill: bool = False
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self.rows:
            self.count += 1
            yield row


def excel(sheets: Iterable[Sheet]) -> bytes:
    """A workbook in memory; see ``write``."""
    data = io.BytesIO()
    write(sheets, data)
    return data.getvalue()


def write(sheets: Iterable[Sheet], file: IO[bytes]) -> None:
    """A workbook, written row by row, of any length in the same memory; text is always written as text, so that no cell
    can be a formula."""
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )  # fmt: skip
    plain, strong = _forms(book, bold=False), _forms(book, bold=True)
    taken: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_name(sheet.title, taken))
        line = _head(page, sheet, strong)
        _choices(page, sheet, line)
        for row in sheet.rows:
            _row(page, line, row, plain)
            line += 1
        _row(page, line, sheet.total, strong)
    book.close()


def _forms(book: Any, *, bold: bool) -> dict[str, Any]:
    cell = {"border": 1, "valign": "top", "bold": bold}
    return {
        "head": book.add_format({**cell, "text_wrap": True, "valign": "vcenter", "align": "center"}),
        "note": book.add_format({"bold": bold, "font_size": 13}),
        "text": book.add_format({**cell, "text_wrap": True}),
        "fill": book.add_format({"num_format": "@"}),
        "whole": book.add_format({**cell, "num_format": "#,##0"}),
        "part": book.add_format({**cell, "num_format": "#,##0.0#"}),
        "day": book.add_format({**cell, "num_format": "dd/mm/yyyy"}),
    }


def _name(title: str, taken: set[str]) -> str:
    """A name Excel takes for a sheet: at most 31 letters, without its forbidden marks, unlike those before it."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:31] or "1"
    while name.casefold() in taken:
        name = f"{name[:27]} ({len(taken) + 1})"
    taken.add(name.casefold())
    return name


def _head(page: Any, sheet: Sheet, forms: dict[str, Any]) -> int:
    """The paper, the notes and the headings; gives the line of the first row."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for place, (_title, width) in enumerate(sheet.columns):
        page.set_column(place, place, width, forms["fill"] if sheet.fill else None)
    for line, note in enumerate(sheet.notes):
        page.write_string(line, 0, note, forms["note"])
    top = len(sheet.notes)
    page.set_row(top, LINE * max((_lines(title, width) for title, width in sheet.columns), default=1))
    for place, (title, _width) in enumerate(sheet.columns):
        page.write_string(top, place, title, forms["head"])
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)
    return top + 1


LINE = 16
"""Points of a line of a heading."""


def _lines(title: str, width: float) -> int:
    """How many lines a heading takes in bold letters, words kept whole."""
    lines, left = 1, width / 1.15
    for word in title.split():
        if len(word) > left and left < width / 1.15:
            lines, left = lines + 1, width / 1.15
        left -= len(word) + 1
    return lines


def _choices(page: Any, sheet: Sheet, first: int) -> None:
    for place, (title, _width) in enumerate(sheet.columns):
        words = sheet.choices.get(title, ())
        if words and len(",".join(words)) <= LIST:
            page.data_validation(
                first, place, first + FILLED, place, {"validate": "list", "source": list(words), "error_type": "warning"}
            )  # fmt: skip


def _row(page: Any, line: int, row: Sequence[Any], forms: dict[str, Any]) -> None:
    text, put = forms["text"], page.write_string
    for place, value in enumerate(row):
        if value.__class__ is str:
            put(line, place, value[:CELL], text)
        elif isinstance(value, datetime):
            page.write_string(line, place, f"{value:%d/%m/%Y %H:%M}", forms["text"])
        elif isinstance(value, date) and value.year >= 1900:
            page.write_datetime(line, place, value, forms["day"])
        elif value is None or isinstance(value, bool | str | date):
            page.write_string(line, place, _words(value), forms["text"])
        else:
            page.write_number(line, place, float(value), forms["whole" if float(value).is_integer() else "part"])


def _words(value: bool | str | date | None) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)[:CELL]
