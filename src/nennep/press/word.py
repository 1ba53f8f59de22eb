"""The Word edition of a paper: editable by its styles, in the layout of official papers."""

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nennep.press.paper import Annex, Block, Bullets, Heading, PageBreak, Paper, Para, Run, Table, written
from nennep.press.wordtable import marked, say, table, two_columns

FACE = "Times New Roman"
INDENT = Mm(12.7)
LINE = Pt(19)
"""Height of a line of the body; Guidance 36-HD/VPTW asks for 18 to 22 points."""


def word(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    document = Document()
    _properties(document, paper)
    _styles(document)
    _page(document.sections[0], landscape=paper.landscape)
    _page_number(document.sections[0])
    _head(document, paper)
    for block in paper.blocks:
        _block(document, block, 257 if paper.landscape else 160)
    _keep_end(document)
    _foot(document, paper)
    for annex in paper.annexes:
        _annex(document, annex)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _properties(document: Any, paper: Paper) -> None:
    day = paper.dated
    about = document.core_properties
    about.title, about.author, about.comments, about.language = written(paper.title), written(paper.body), "", "vi-VN"
    about.created = about.modified = (
        datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    )


def _styles(document: Any) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        style = document.styles[name]
        _face(style)
        style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(6), Pt(0)
        if name != "Normal":
            style.font.bold, style.font.italic, style.font.color.rgb = True, name == "Heading 4", None
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.first_line_indent = Mm(0) if name == "Heading 1" else INDENT


def _face(style: Any) -> None:
    """Times New Roman 14 and the Vietnamese language, instead of the theme's own face."""
    style.font.name, style.font.size = FACE, Pt(14)
    face = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        face.attrib.pop(qn(f"w:{part}Theme"), None)
        face.set(qn(f"w:{part}"), FACE)
    face.attrib.pop(qn("w:cstheme"), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)


def _page(section: Any, *, landscape: bool) -> None:
    wide, high = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = wide, high
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(20 if landscape else 30)
    section.header_distance = Mm(10)


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


def _rule_below(paragraph: Any, indent: Any) -> None:
    """A line under the words, drawn in from both sides of the cell; the order of marks is the one Word asks for."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    border = OxmlElement("w:pBdr")
    border.append(marked("w:bottom", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _head(document: Any, paper: Paper) -> None:
    party = bool(paper.layout.star)
    left, right = two_columns(document, *((90, 77) if party else (70, 97)))
    say(left, paper.upper.upper(), size=12, first=True)
    say(left, paper.body.upper(), size=12, bold=True)
    if paper.layout.star:
        say(left, paper.layout.star)
    else:
        say(left, "_______", size=8)
    say(left, paper.number_line)
    if not paper.kind:
        say(left, f"V/v {paper.abstract}", size=12, italic=True)
    *above, last = paper.layout.heads
    for line in above:
        say(right, line, size=12, bold=True, first=True)
    _rule_below(say(right, last, bold=True, first=not above), Mm(1) if party else Mm(14))
    say(right, "")
    say(right, paper.place_line, italic=True)
    if paper.draft:
        say(right, "DỰ THẢO", bold=True)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    if paper.kind:
        _centred(document, paper.kind.upper(), 16)
        _centred(document, paper.abstract)
        _centred(document, "-----" if paper.layout.star else "_______", bold=False)


def _centred(document: Any, text: str, size: float = 14, *, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
    _run(paragraph, Run(text, bold), size)


def _run(paragraph: Any, words: Run, size: float = 14) -> None:
    run = paragraph.add_run(written(words.text))
    run.bold, run.italic, run.font.size = words.bold or None, words.italic or None, Pt(size) if size != 14 else None


def _block(document: Any, block: Block, width: float) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(written(text), level=level)
        case Para():
            for line in block.lines:
                _paragraph(document, line, centred=block.centred)
        case Bullets(items):
            for item in items:
                _paragraph(document, (Run(f"- {item}"),))
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Table():
            _table(document, block, width)


def _table(document: Any, block: Table, width: float) -> None:
    if block.caption:
        _paragraph(document, (Run(block.caption, bold=True),), centred=True)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    table(document, block, width)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _paragraph(document: Any, line: tuple[Run, ...], *, centred: bool = False) -> None:
    paragraph = document.add_paragraph()
    for run in line:
        _run(paragraph, run)
    paragraph.alignment = ALIGN.CENTER if centred else ALIGN.JUSTIFY
    paragraph.paragraph_format.line_spacing = LINE
    if not centred:
        paragraph.paragraph_format.first_line_indent = INDENT


def _keep_end(document: Any) -> None:
    """What stands before the signature stays on its page: the last paragraph, or the last rows of the table."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    before = document.paragraphs[-1]._p.getprevious()
    if before is not None and before.tag == qn("w:tbl") and len(document.tables) > 1:
        for row in document.tables[-1].rows[-3:]:
            for paragraph in row._tr.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()


def _foot(document: Any, paper: Paper) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.keep_with_next = Pt(0), True
    left, right = two_columns(document, 78, 82)
    if paper.beside[0]:
        say(left, paper.beside[0], bold=True, first=True)
        for _space in range(4 + bool(paper.post)):
            say(left, "")
        say(left, paper.beside[1], bold=True)
    if paper.recipients:
        say(left, "Nơi nhận:", size=12, bold=True, italic=True, align="left", first=True)
    for line in paper.recipient_lines:
        say(left, f"- {line}", size=12, align="left")
    for place, line in enumerate(paper.signed_as or ("",)):
        say(right, line, bold=True, first=not place)
    for _space in range(4):
        say(right, "")
    say(right, paper.signer, bold=True)


def _annex(document: Any, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    _page(section, landscape=annex.landscape)
    for line in annex.title.split("\n"):
        _centred(document, line)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    for block in annex.blocks:
        _block(document, block, 257 if annex.landscape else 170)
