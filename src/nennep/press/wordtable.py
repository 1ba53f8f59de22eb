"""Tables of the Word edition: widths on columns and cells, headings repeated, rows kept whole."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from nennep.press.paper import Table, written

SIZE = 12
SIDES = {"left": ALIGN.LEFT, "right": ALIGN.RIGHT, "center": ALIGN.CENTER}


def marked(name: str, **values: str) -> Any:
    """An element of Word's own markup with its attributes."""
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def say(
    cell: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    first: bool = False,
) -> Any:
    """A paragraph in a cell; ``first`` fills the one every cell begins with."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = SIDES[align], Pt(0)
    run = paragraph.add_run(written(text))
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
    return paragraph


def two_columns(document: Any, left: float, right: float) -> tuple[Any, Any]:
    """Two cells side by side without lines, widths in millimetres, never parted by a page."""
    grid = document.add_table(rows=1, cols=2)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells = grid.rows[0].cells
    for cell, column, width in zip(cells, grid.columns, (left, right), strict=True):
        column.width = cell.width = Mm(width)
    _kept(grid.rows[0])
    return cells[0], cells[1]


def table(document: Any, block: Table, width: float) -> None:
    """A table ``width`` millimetres wide; its heading returns on every page."""
    high = 2 if block.shared else 1
    grid = document.add_table(rows=high + len(block.rows), cols=len(block.columns), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(column.width for column in block.columns)
    widths = [Mm(width * column.width / whole) for column in block.columns]
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = wide
    rows = list(grid.rows)
    sides = [column.align for column in block.columns]
    if block.size < SIZE:
        _narrow(grid._tbl.tblPr)
    for row in rows[:high]:
        row._tr.get_or_add_trPr().append(marked("w:tblHeader", val="true"))
        _fill(row, grid, [""] * len(sides), widths, sides, block.size, bold=True)
    _headings(grid, block, high)
    for place, (row, values) in enumerate(zip(rows[high:], block.rows, strict=True)):
        _fill(row, grid, values, widths, sides, block.size, bold=place in block.strong)


def _narrow(about: Any) -> None:
    """Margins of a millimetre at the sides of a cell, where columns stand close."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(marked(f"w:{side}", w="57", type="dxa"))
    look = about.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else about.append(margins)


def _kept(row: Any) -> None:
    row._tr.get_or_add_trPr().append(marked("w:cantSplit", val="true"))


def _fill(
    row: Any, grid: Any, values: Sequence[str], widths: Sequence[Any], sides: Sequence[str], size: int, *, bold: bool
) -> None:
    _kept(row)
    for tc, value, wide, side in zip(row._tr.tc_lst, values, widths, sides, strict=True):
        tc.width = wide
        if value:
            say(_Cell(tc, grid), value, size=size, bold=bold, align=side, first=True)
        else:
            tc.p_lst[0].get_or_add_pPr().get_or_add_spacing().after = Pt(0)


def _headings(grid: Any, block: Table, high: int) -> None:
    for place, column in enumerate(block.columns):
        cell = grid.cell(high - 1, place)
        if high == 2 and not column.group:
            cell = grid.cell(0, place).merge(cell)
        _heading(cell, column.title, block.size)
    for place, across, text in block.shared:
        _heading(grid.cell(0, place).merge(grid.cell(0, place + across - 1)), text, block.size)


def _heading(cell: Any, text: str, size: int) -> None:
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    say(cell, text, size=size, bold=True, first=True)
