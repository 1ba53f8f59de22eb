"""Opening a big sheet a part at a time with the reader of whole workbooks: it is as fast, and a part is all that is held."""

import gc
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

FIRST = 1024 * 1024
PART = 8 * 1024 * 1024
"""Bytes of a sheet that are opened together: few at first, where only headings are looked for."""
BIG = 3 * PART
HEADINGS = 50
"""Rows after which the next part is opened: who only looks for the headings leaves before."""
PIECE = 256 * 1024
BEGIN, ROW, END = b"<sheetData>", b"</row>", b"</sheetData></worksheet>"
USUAL, QUICK = sys.getswitchinterval(), 0.0002
"""Seconds a thread may go on while another waits. The thread that opens the next part asks Python for something some
eighty times a part; at the usual pace the two threads would mostly wait for each other."""
SHARED = re.compile(r"\[Content_Types\]\.xml|_rels/.+|xl/_rels/.+|xl/(?:workbook|styles|sharedStrings)\.xml")


def fits(book: zipfile.ZipFile, path: str) -> bool:
    """Whether a sheet is big, and written so that it can be cut between its rows."""
    if path not in book.namelist() or book.getinfo(path).file_size < BIG:
        return False
    with book.open(path) as file:
        head = file.read(PIECE)
    return BEGIN in head and ROW in head


def rows(data: bytes, path: str, name: str) -> Iterator[list[Any]]:
    """The rows of the sheet with the gaps filled; the next part is opened while the rows of this one are
    used."""
    line, parts = 0, _parts(data, path)
    sys.setswitchinterval(QUICK)
    collecting = gc.isenabled()
    gc.disable()  # rows hold no circles: looking for some among a million cells takes a tenth of the time
    try:
        with ThreadPoolExecutor(1) as beside:
            ahead = beside.submit(_open, parts, name)
            while (page := ahead.result()) is not None:
                top, left = page.start or (line, 0)
                for _gap in range(line, top):
                    yield []
                told, before = page.to_python() if page.start else [], [""] * left
                for place, cells in enumerate(told):
                    if place == HEADINGS:
                        ahead = beside.submit(_open, parts, name)
                    yield before + cells if left else cells
                if len(told) <= HEADINGS:
                    ahead = beside.submit(_open, parts, name)
                line = max(line, top) + page.height
    finally:
        sys.setswitchinterval(USUAL)
        if collecting:
            gc.enable()


def _open(parts: Iterator[io.BytesIO], name: str) -> CalamineSheet | None:
    """The sheet in the next part; None after the last."""
    part = next(parts, None)
    return CalamineWorkbook.from_filelike(part).get_sheet_by_name(name) if part else None


def _parts(data: bytes, path: str) -> Iterator[io.BytesIO]:
    """Workbooks of some of the rows each, with the words and formats of the whole one."""
    with zipfile.ZipFile(io.BytesIO(data)) as book, book.open(path) as file:
        shared = {one: book.read(one) for one in book.namelist() if SHARED.fullmatch(one)}
        head, _begin, rest = file.read(PIECE).partition(BEGIN)
        text, most = bytearray(rest), FIRST
        while piece := file.read(PIECE):
            text += piece
            if len(text) >= most and ROW in text:
                cut, most = text.rfind(ROW) + len(ROW), PART
                yield _workbook(shared, path, head, text[:cut])
                del text[:cut]
        yield _workbook(shared, path, head, text[: text.rfind(ROW) + len(ROW)] if ROW in text else b"")


def _workbook(shared: dict[str, bytes], path: str, head: bytes, text: bytes | bytearray) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, words in shared.items():
            book.writestr(name, words)
        book.writestr(path, b"".join((head, BEGIN, text, END)))
    made.seek(0)
    return made
