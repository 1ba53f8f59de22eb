"""The PDF edition of a paper: typeset offline with fonts of our own choosing."""

import importlib
import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from nennep.press.paper import Annex, Block, Heading, Paper, Para, Table

TEMPLATE = Path(__file__).with_name("party.typ")


@lru_cache(maxsize=1)
def fonts() -> str:
    """The folder of the text face, from its package."""
    file = importlib.import_module("fontpkg_noto_serif").__file__
    assert file is not None
    return str(Path(file).parent / "files")


@lru_cache(maxsize=1)
def _compiler() -> Any:
    return typst.Compiler(font_paths=[fonts()], ignore_system_fonts=True)


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF file."""
    data = json.dumps(_shape(paper), ensure_ascii=False)
    made = _compiler().compile(input=TEMPLATE.read_bytes(), format="pdf", sys_inputs={"data": data})
    assert isinstance(made, bytes)
    return made


def _shape(paper: Paper) -> dict[str, Any]:
    day = paper.dated or date(2000, 1, 1)
    return {
        "upper": paper.upper, "body": paper.body, "number_line": paper.number_line, "place_line": paper.place_line,
        "kind": paper.kind, "abstract": paper.abstract, "draft": paper.draft, "authority": paper.authority, "post": paper.post,
        "signer": paper.signer, "stamp": [day.year, day.month, day.day],
        "recipients": [f"{name} ({purpose})," if purpose else f"{name}," for name, purpose in paper.recipients],
        "blocks": [_block(block) for block in paper.blocks], "annexes": [_annex(annex) for annex in paper.annexes],
    }  # fmt: skip


def _annex(annex: Annex) -> dict[str, Any]:
    return {"title": annex.title, "landscape": annex.landscape, "blocks": [_block(block) for block in annex.blocks]}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Para):
        return {
            "type": "para",
            "lines": block.text.split("\n"),
            "bold": block.bold,
            "italic": block.italic,
            "centred": block.centred,
        }
    return _table(block)


def _table(block: Table) -> dict[str, Any]:
    strong = sorted(block.groups | ({len(block.rows) - 1} if block.total else set()))
    return {
        "type": "table", "caption": block.caption, "heads": [column.title for column in block.columns],
        "widths": [column.width for column in block.columns], "aligns": [column.align for column in block.columns],
        "rows": [list(row) for row in block.rows], "strong": strong,
    }  # fmt: skip
