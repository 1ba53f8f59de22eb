"""Old Word papers (doc): the text read straight from the file, or through LibreOffice where that is installed."""

import io
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from nennep.reader.formats import word
from nennep.reader.formats.grids import lay_out
from nennep.reader.tables import WIDEST
from nennep.reader.taken import Writing
from nennep.reader.unreadable import Unreadable

ENCRYPTED, IN_TABLE_1 = 0x0100, 0x0200
SECONDS = 120


def write(name: str, data: bytes, writing: Writing) -> None:
    """Paragraphs and cells of a Word 97–2003 file."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as pack:
            if pack.exists("EncryptedPackage"):
                raise Unreadable("encrypted", name)
            if not pack.exists("WordDocument"):
                raise Unreadable("wrong-kind", name, "an old Office file that is no Word paper")
            text = _text_or_none(name, pack)
    except Unreadable:
        raise
    except Exception as problem:  # any parser may fail in any way on a broken file
        raise Unreadable("damaged", name, repr(problem)) from problem
    if text is None:
        _through_office(name, data, writing)
    else:
        _write_text(text, writing)


def _text_or_none(name: str, pack: Any) -> str | None:
    """The text, or None where the file is older than Word 97 or has no table of pieces."""
    try:
        return _text(name, pack)
    except (ValueError, IndexError, struct.error):
        return None


def _text(name: str, pack: Any) -> str:
    main = pack.openstream("WordDocument").read()
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if flags & ENCRYPTED:
        raise Unreadable("encrypted", name)
    table = pack.openstream("1Table" if flags & IN_TABLE_1 else "0Table").read()
    length = struct.unpack_from("<i", main, 0x4C)[0]
    at, size = struct.unpack_from("<ii", main, 0x01A2)
    return "".join(_runs(main, table[at : at + size]))[:length]


def _runs(main: bytes, clx: bytes) -> list[str]:
    """The pieces of text that the piece table names, in order."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<h", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    size = struct.unpack_from("<i", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (size - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}i", plc, 0)
    found = []
    for index in range(count):
        place = struct.unpack_from("<i", plc, 4 * (count + 1) + 8 * index + 2)[0]
        length = ends[index + 1] - ends[index]
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            found.append(main[start : start + length].decode("cp1252", "replace"))
        else:
            found.append(main[place : place + 2 * length].decode("utf-16-le", "replace"))
    return found


def _write_text(text: str, writing: Writing) -> None:
    """Paragraphs end with a return, cells with a mark (7); one more mark ends a row."""
    shown = _without_fields(text).replace("\x0b", "\n").replace("\x1e", "-").replace("\x1f", "").replace("\xa0", " ")
    cells = shown.replace("\x0c", "\r").split("\x07")
    at = tables = paragraphs = loose = 0
    while at < len(cells):
        *before, cell = cells[at].split("\r")
        for paragraph in before if at + 1 < len(cells) else [*before, cell]:
            paragraphs += _add(writing, paragraph, f"đoạn {paragraphs + 1}", "\n\n")
        if at + 1 == len(cells):
            break
        width, rows = _grid(cells, at)
        tables += bool(rows)
        for place in range(rows * (width + 1) or 1):
            row, column = divmod(place, width + 1) if rows else (0, 0)
            part = f"bảng {tables}, hàng {row + 1}, cột {column + 1}" if rows else f"ô {loose + 1}"
            for line in cells[at + place].split("\r") if place else [cell]:
                loose += _add(writing, line, part, "\n") and not rows
        at += rows * (width + 1) or 1
    lay_out(writing)


def _add(writing: Writing, text: str, part: str, gap: str) -> bool:
    """Write a piece of text; False where it holds nothing."""
    bare = text.strip("\x01\x02\x05\x08")
    if not bare.strip():
        return False
    writing.add(bare, part=part)
    writing.gap(gap)
    return True


def _grid(cells: list[str], at: int) -> tuple[int, int]:
    """How many columns and rows the table that begins with a cell has; no rows where its rows differ at once.

    The first row is taken to have no empty cell, so that the first empty text is the mark of its end.
    """
    width = next((place - at for place in range(at + 1, min(len(cells) - 1, at + WIDEST + 1)) if not cells[place]), 0)
    rows, row = 0, at
    while width and row + width + 1 < len(cells) and not cells[row + width] and (not rows or "\r" not in cells[row]):
        rows, row = rows + 1, row + width + 1
    return width, rows


def _without_fields(text: str) -> str:
    """The results of fields (page numbers, links) without their codes."""
    out, depth, shown = [], 0, True
    for char in text:
        if char == "\x13":
            depth, shown = depth + 1, False
        elif char == "\x14":
            shown = True
        elif char == "\x15":
            depth = max(0, depth - 1)
            shown = True
        elif shown or not depth:
            out.append(char)
    return "".join(out)


def _through_office(name: str, data: bytes, writing: Writing) -> None:
    """The same by LibreOffice, in a folder and with a profile of its own. Raises Unreadable where it is missing."""
    program = shutil.which("soffice")
    if not program:
        raise Unreadable("needs-office", name)
    with tempfile.TemporaryDirectory(prefix="nennep-doc-") as folder:
        source = Path(folder) / "paper.doc"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            word.write((Path(folder) / "paper.docx").read_bytes(), writing)
        except subprocess.TimeoutExpired as problem:
            raise Unreadable("too-slow", name) from problem
        except Exception as problem:  # LibreOffice made nothing, or nothing that can be read
            raise Unreadable("damaged", name, repr(problem)) from problem
