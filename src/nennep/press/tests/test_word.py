"""The Word edition: the same words as the PDF, with real headings, tables and styles that can be edited."""

import io
from dataclasses import replace

import pytest
from docx import Document

from nennep.press.paper import STATE, Annex, Block, Bullets, Column, PageBreak, Para, Run, Table
from nennep.press.tests.test_pdf import PAPER, TABLE
from nennep.press.word import word


def words(data: bytes) -> str:
    """All text of the file in order, tables included."""
    made = Document(io.BytesIO(data))
    return " ".join(text.text or "" for text in made.element.body.iter("{*}t"))


def test_the_head_and_the_signature_are_those_of_the_paper() -> None:
    text = words(word(PAPER))
    for line in ("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC VÍ DỤ", "Nguyễn Văn Ước", "Lưu Văn phòng."):
        assert line in text
    assert "Độc lập - Tự do - Hạnh phúc" in words(word(replace(PAPER, layout=STATE)))


def test_runs_lists_and_tables_stand_in_order() -> None:
    wide = Table(
        (Column("TT"), Column("Nam", group="Ngày sinh"), Column("Nữ", group="Ngày sinh")), (("1", "05/3/1986", "–"),)
    )
    blocks: tuple[Block, ...] = (
        Para(runs=(Run("Đạt "), Run("52/100", bold=True))),
        Bullets(("một", "hai")),
        PageBreak(),
        wide,
    )
    text = words(word(replace(PAPER, blocks=blocks)))
    places = [text.index(piece) for piece in ("Đạt", "52/100", "một", "hai", "Ngày sinh", "05/3/1986")]
    assert places == sorted(places)


def test_a_table_repeats_its_heading_and_keeps_rows_whole() -> None:
    made = Document(io.BytesIO(word(replace(PAPER, annexes=(Annex("PHỤ LỤC", (TABLE,)),)))))
    xml = made.element.body.xml
    assert "w:tblHeader" in xml and xml.count("w:cantSplit") >= len(TABLE.rows)
    assert made.sections[-1].page_width > made.sections[-1].page_height


@pytest.mark.parametrize("mark", ["\x07", "\x0c", "\x00"])
def test_pasted_control_letters_do_no_harm(mark: str) -> None:
    assert "mộthai" in words(word(replace(PAPER, blocks=(Para(f"một{mark}hai"),))))


def test_a_table_of_a_dozen_columns_has_smaller_letters_and_narrow_cells() -> None:
    def sizes(count: int) -> tuple[set[float], int]:
        columns = tuple(Column(f"Cột {place}") for place in range(count))
        table = Table(columns, (tuple("25/5/2001" for _column in columns),))
        made = Document(io.BytesIO(word(replace(PAPER, annexes=(Annex("DANH SÁCH", (table,)),)))))
        wide = next(one for one in made.tables if len(one.columns) == count)
        runs = [run.font.size.pt for cell in wide.rows[1].cells for run in cell.paragraphs[0].runs if run.font.size]
        return set(runs), len(wide._tbl.tblPr.findall("{*}tblCellMar"))

    assert sizes(12) == ({9.0}, 1)
    assert sizes(11) == ({12.0}, 0)
