"""The PDF edition of a paper: typeset offline with fonts of our own choosing."""

import importlib
import json
import threading
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from nennep.press.paper import Annex, Block, Bullets, Heading, PageBreak, Paper, Para, Picture, Table, written

TEMPLATE = Path(__file__).with_name("paper.typ")


@lru_cache(maxsize=1)
def fonts() -> str:
    """The folder of the text face, from its package."""
    file = importlib.import_module("fontpkg_noto_serif").__file__
    assert file is not None
    return str(Path(file).parent / "files")


ONE_AT_A_TIME = threading.Lock()
"""The typesetter takes one paper at a time; a second one of another thread waits its turn."""


@lru_cache(maxsize=1)
def _compiler() -> Any:
    return typst.Compiler(font_paths=[fonts()], ignore_system_fonts=True)


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF file for keeping (PDF/A-2b)."""
    made, _warnings = _set(paper)
    return made


def typeset(template: bytes, data: str) -> bytes:
    """A template of our own with its data as a PDF file for keeping."""
    with ONE_AT_A_TIME:
        made = _compiler().compile(input=template, format="pdf", sys_inputs={"data": data}, pdf_standards="a-2b")
    assert isinstance(made, bytes)
    return made


def warnings(paper: Paper) -> list[str]:
    """What the typesetter would warn of, an unknown font above all; empty when all is well."""
    _made, found = _set(paper)
    return [str(one.message) for one in found]


def _set(paper: Paper) -> tuple[bytes, list[Any]]:
    data = json.dumps(_clean(_shape(paper)), ensure_ascii=False)
    with ONE_AT_A_TIME:
        made, found = _compiler().compile_with_warnings(
            input=TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": data}, pdf_standards="a-2b"
        )
    assert isinstance(made, bytes)
    return made, found


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return written(value)
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value


def _shape(paper: Paper) -> dict[str, Any]:
    day = paper.dated or date(2000, 1, 1)
    return {
        "title": paper.title, "upper": paper.upper.upper(), "body": paper.body.upper(), "number_line": paper.number_line,
        "place_line": paper.place_line, "kind": paper.kind.upper(), "abstract": paper.abstract, "draft": paper.draft, "landscape": paper.landscape,
        "signed_as": paper.signed_as, "signer": paper.signer, "beside": paper.beside, "stamp": [day.year, day.month, day.day],
        "heads": paper.layout.heads, "star": paper.layout.star, "recipients": paper.recipient_lines,
        "blocks": [_block(block) for block in paper.blocks], "annexes": [_annex(annex) for annex in paper.annexes],
    }  # fmt: skip


def _annex(annex: Annex) -> dict[str, Any]:
    return {"title": annex.title, "landscape": annex.landscape, "blocks": [_block(block) for block in annex.blocks]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"type": "heading", "level": level, "text": text}
        case Bullets(items):
            return {"type": "bullets", "items": items}
        case PageBreak():
            return {"type": "break"}
        case Picture(text=words, svg=svg):
            return {"type": "picture", "svg": svg, "words": words}
        case Para():
            lines = [[vars(run) for run in line] for line in block.lines]
            return {"type": "para", "lines": lines, "centred": block.centred}
        case Table():
            return _table(block)


def _table(block: Table) -> dict[str, Any]:
    return {
        "type": "table", "caption": block.caption, "heads": _heads(block), "head-rows": 2 if block.shared else 1,
        "widths": [column.width for column in block.columns], "aligns": [column.align for column in block.columns],
        "size": block.size, "rows": block.rows, "strong": sorted(block.strong),
    }  # fmt: skip


def _heads(block: Table) -> list[dict[str, Any]]:
    """The cells of the heading in reading order, with what each spans."""
    if not block.shared:
        return [{"text": column.title, "across": 1, "down": 1} for column in block.columns]
    first = {place: {"text": text, "across": across, "down": 1} for place, across, text in block.shared}
    for place, column in enumerate(block.columns):
        if not column.group:
            first[place] = {"text": column.title, "across": 1, "down": 2}
    below = [{"text": column.title, "across": 1, "down": 1} for column in block.columns if column.group]
    return [first[place] for place in sorted(first)] + below
