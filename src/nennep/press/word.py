"""The Word edition of a paper: editable, in the layout of Party papers."""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nennep.press.paper import Annex, Block, Heading, Paper, Para, Table

SIDES = {"left": ALIGN.LEFT, "right": ALIGN.RIGHT, "center": ALIGN.CENTER}


def word(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    document = Document()
    _styles(document)
    _page(document.sections[0], landscape=False)
    _page_number(document.sections[0])
    _head(document, paper)
    for block in paper.blocks:
        _block(document, block, 165)
    _foot(document, paper)
    for annex in paper.annexes:
        _annex(document, annex)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _styles(document: Any) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
        style.element.rPr.rFonts.set(qn("w:ascii"), "Times New Roman")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Times New Roman")
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(6), Pt(0)
        if name != "Normal":
            style.font.bold, style.font.color.rgb = True, None
            style.paragraph_format.keep_with_next = True


def _page(section: Any, *, landscape: bool) -> None:
    wide, high = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide, high
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(20 if landscape else 30)


def _page_number(section: Any) -> None:
    section.different_first_page_header_footer = True
    run = section.header.paragraphs[0].add_run()
    section.header.paragraphs[0].alignment = ALIGN.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _text(
    cell: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = ALIGN.CENTER,
    first: bool = False,
) -> Any:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = align, Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _rule_below(paragraph: Any) -> None:
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)


def _head(document: Any, paper: Paper) -> None:
    left, right = _two_columns(document, 78, 87)
    _text(left, paper.upper.upper(), size=13, first=True)
    _text(left, paper.body.upper(), size=13, bold=True)
    _text(left, "*")
    _text(left, paper.number_line)
    if not paper.kind:
        _text(left, f"V/v {paper.abstract}", size=12, italic=True)
    top = _text(right, "ĐẢNG CỘNG SẢN VIỆT NAM", size=14, bold=True, first=True)
    _rule_below(top)
    _text(right, "")
    _text(right, paper.place_line, italic=True)
    if paper.draft:
        _text(right, "DỰ THẢO", bold=True)
    if paper.kind:
        _centred(document, paper.kind.upper(), 16, before=14)
        _centred(document, paper.abstract, 14)
        _centred(document, "-----", 14)


def _centred(document: Any, text: str, size: float, before: float = 0) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_before = ALIGN.CENTER, Pt(before)
    run = paragraph.add_run(text)
    run.bold, run.font.size = text != "-----", Pt(size)


def _two_columns(document: Any, left: float, right: float) -> Any:
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, column, width in zip(table.rows[0].cells, table.columns, (left, right), strict=True):
        column.width = cell.width = Mm(width)
    return table.rows[0].cells


def _block(document: Any, block: Block, width: float) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, level=block.level)
    elif isinstance(block, Para):
        _paragraph(document, block)
    else:
        _table(document, block, width)


def _paragraph(document: Any, block: Para) -> None:
    for line in block.text.split("\n"):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.italic = block.bold, block.italic
        paragraph.alignment = ALIGN.CENTER if block.centred else ALIGN.JUSTIFY
        paragraph.paragraph_format.line_spacing = 1.15
        if not block.centred:
            paragraph.paragraph_format.first_line_indent = Mm(12.7)


def _table(document: Any, block: Table, width: float) -> None:
    if block.caption:
        _paragraph(document, Para(block.caption, bold=True, centred=True))
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    whole = sum(column.width for column in block.columns)
    _row(table.rows[0], [column.title for column in block.columns], ["center"] * len(block.columns), bold=True)
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for place, values in enumerate(block.rows):
        strong = place in block.groups or (block.total and place == len(block.rows) - 1)
        _row(table.add_row(), values, [column.align for column in block.columns], bold=strong)
    for column, given in zip(table.columns, block.columns, strict=True):
        column.width = Mm(width * given.width / whole)
        for cell in column.cells:
            cell.width = Mm(width * given.width / whole)
    document.add_paragraph()


def _row(row: Any, values: Any, sides: Any, *, bold: bool) -> None:
    keep = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(keep)
    for cell, value, side in zip(row.cells, values, sides, strict=True):
        _text(cell, value, size=12, bold=bold, align=SIDES[side], first=True)


def _foot(document: Any, paper: Paper) -> None:
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = _two_columns(document, 80, 85)
    _text(left, "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT, first=True)
    for name, purpose in paper.recipients:
        _text(left, f"- {name}" + (f" ({purpose})," if purpose else ","), size=12, align=ALIGN.LEFT)
    _text(right, paper.authority, bold=True, first=True)
    _text(right, paper.post, bold=True)
    for _space in range(3):
        _text(right, "")
    _text(right, paper.signer, bold=True)
    keep = OxmlElement("w:cantSplit")
    document.tables[-1].rows[0]._tr.get_or_add_trPr().append(keep)


def _annex(document: Any, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _page(section, landscape=annex.landscape)
    _centred(document, annex.title, 14)
    for block in annex.blocks:
        _block(document, block, 257 if annex.landscape else 160)
