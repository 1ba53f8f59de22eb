"""Reading sheets of a workbook as a stream, for lists too long to be held: words once, rows as they come."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from lxml.etree import iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAY_ZERO = datetime(1899, 12, 30)
DATES = {14, 15, 16, 17, 22}
"""Numbers of Excel's own formats that are dates."""
HEAD = 4096


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; ``rows()`` reads it from its beginning."""

    data: bytes
    name: str
    path: str
    hidden: bool

    def rows(self) -> Iterator[list[Any]]:
        """The rows with the gaps filled, as text, numbers and dates."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as book:
            words, dated = _words(book), _dated(book)
            with book.open(self.path) as file:
                yield from _rows(file, words, dated)


def said_rows(book: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, int]]:
    """The sheets of a workbook, each with the number of rows it says it has; 0 where it does not say."""
    for one in book.infolist():
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", one.filename):
            with book.open(one) as file:
                said = re.search(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+(?::[A-Z]+(\d+))?"', file.read(HEAD))
            yield one, int(said[1] or 1) if said else 0


def long_sheets(book: zipfile.ZipFile, most: int) -> bool:
    """Whether a sheet says that it has more rows than ``most``, or is so big that it must have."""
    return any(
        (rows > most and one.file_size > most * 20) or (not rows and one.file_size > most * 1200)
        for one, rows in said_rows(book)
    )


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook in its own order."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        links = {}
        for _event, one in iterparse(book.open("xl/_rels/workbook.xml.rels")):
            links[one.get("Id")] = one.get("Target") or ""
        found = []
        for _event, one in iterparse(book.open("xl/workbook.xml")):
            if one.tag == f"{MAIN}sheet":
                target = links.get(one.get(LINK), "")
                path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found.append(Sheet(data, one.get("name") or "", path, (one.get("state") or "visible") != "visible"))
        return [one for one in found if "worksheets" in one.path]


def _words(book: zipfile.ZipFile) -> list[str]:
    """The words cells refer to by number."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    with book.open("xl/sharedStrings.xml") as file:
        return [_text(one) for _event, one in _elements(file, "si")]


def _text(one: Any) -> str:
    return "".join(part.text or "" for part in one.iter(f"{MAIN}t"))


def _dated(book: zipfile.ZipFile) -> set[int]:
    """Numbers of the styles that show a number as a date."""
    if "xl/styles.xml" not in book.namelist():
        return set()
    own, found, place, inside = set(DATES), set(), 0, False
    with book.open("xl/styles.xml") as file:
        for event, one in iterparse(file, events=("start", "end")):
            if one.tag == f"{MAIN}cellXfs":
                inside = event == "start"
            elif event == "start" and one.tag == f"{MAIN}numFmt":
                if re.search(r"[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", (one.get("formatCode") or "").lower())):
                    own.add(int(one.get("numFmtId") or 0))
            elif event == "start" and inside and one.tag == f"{MAIN}xf":
                if int(one.get("numFmtId") or 0) in own:
                    found.add(place)
                place += 1
    return found


def _rows(file: Any, words: list[str], dated: set[int]) -> Iterator[list[Any]]:
    """Rows as they are written; lines that are left out come as empty ones, so that numbers stay right."""
    line = 0
    for _event, row in _elements(file, "row"):
        number = int(row.get("r") or line + 1)
        for _gap in range(line + 1, number):
            yield []
        line = number
        yield _cells(row, words, dated)


def _elements(file: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The elements of a name, each forgotten after it was read; nothing outside the file is ever asked for."""
    found = iterparse(file, tag=MAIN + name, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    for event, one in found:
        yield event, one
        one.clear()
        while one.getprevious() is not None:
            del one.getparent()[0]


def _cells(row: Any, words: list[str], dated: set[int]) -> list[Any]:
    found: list[Any] = []
    for cell in row:
        place = _place(cell.get("r")) if cell.get("r") else len(found)
        while len(found) < place:
            found.append("")
        found.append(_value(cell, words, dated))
    return found


def _place(ref: str) -> int:
    return column(ref.rstrip("0123456789"))


@lru_cache(maxsize=1024)
def column(letters: str) -> int:
    """The place of a column, from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Any, words: list[str], dated: set[int]) -> Any:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    text = cell.findtext(f"{MAIN}v")
    if text is None or kind == "e":
        return ""
    if kind == "s":
        return words[int(text)]
    if kind in {"str", "d"}:
        return text
    if kind == "b":
        return text == "1"
    number = float(text)
    return DAY_ZERO + timedelta(days=number) if int(cell.get("s") or 0) in dated else number
