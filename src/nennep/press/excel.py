"""Excel workbooks: tables ready to print, and templates to fill in."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, (heading, width) of columns, rows of text, numbers or dates, and notes above the table."""

    title: str
    columns: Sequence[tuple[str, float]]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = ()
    total: bool = False


def excel(sheets: Iterable[Sheet]) -> bytes:
    """A workbook; text is always written as text, so that no cell can be a formula."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    forms = {
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"}),
        "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"border": 1, "num_format": "#,##0.##", "valign": "top"}),
        "day": book.add_format({"border": 1, "num_format": "dd/mm/yyyy", "valign": "top"}),
        "note": book.add_format({"bold": True, "font_size": 13}),
    }
    for sheet in sheets:
        _write(book, sheet, forms)
    book.close()
    return data.getvalue()


def _write(book: Any, sheet: Sheet, forms: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.title[:31])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for place, (_title, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
    top = 0
    for note in sheet.notes:
        page.write_string(top, 0, note, forms["note"])
        top += 1
    for place, (title, _width) in enumerate(sheet.columns):
        page.write_string(top, place, title, forms["head"])
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)
    for line, row in enumerate(sheet.rows, top + 1):
        for place, value in enumerate(row):
            _cell(page, line, place, value, forms)


def _cell(page: Any, line: int, place: int, value: Any, forms: dict[str, Any]) -> None:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        page.write_string(line, place, "" if value is None else str(value), forms["text"])
    elif isinstance(value, date):
        page.write_datetime(line, place, value, forms["day"])
    else:
        page.write_number(line, place, float(value), forms["number"])
