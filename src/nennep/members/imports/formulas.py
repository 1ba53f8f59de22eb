"""Cells of a workbook that hold a formula: what they show was reckoned elsewhere, and may not have been reckoned at all."""

import io
import zipfile

from lxml.etree import iterparse

from nennep.members.imports import stream


def formulas(data: bytes, sheet: str, most: int) -> set[tuple[int, int]]:
    """(line, column) of the formulas in the first ``most`` lines of a sheet; lines from 1, columns from 0. None are known
    of files that are no workbook of today's form."""
    found: set[tuple[int, int]] = set()
    if data[:2] != b"PK":
        return found
    path = next((one.path for one in stream.sheets(data) if one.name == sheet), "")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if path not in book.namelist():
            return found
        with book.open(path) as file:
            for _event, cell in iterparse(file, tag=f"{stream.MAIN}c", resolve_entities=False, no_network=True):
                letters = (cell.get("r") or "").rstrip("0123456789")
                line = int((cell.get("r") or "0")[len(letters) :])
                if line > most:
                    break
                if letters and cell.find(f"{stream.MAIN}f") is not None:
                    found.add((line, stream.column(letters)))
                cell.clear()
    return found
