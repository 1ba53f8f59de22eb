"""How a written paper is printed: its text, the layout of the Party and that of the State."""

import io

import pytest
from docx import Document as Word

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents.models import Citation, Document
from nennep.office import actions, papers
from nennep.office.actions.books import NoLetterhead, NotNumbered
from nennep.office.queries import catalogue
from nennep.office.tests.test_drafting import begun, issued, step
from nennep.press.paper import Bullets, Heading, Para
from nennep.reader import papers as reader

pytestmark = pytest.mark.django_db


def test_a_text_becomes_headings_lists_and_paragraphs() -> None:
    found = papers.blocks(
        "I. MỤC ĐÍCH\n1. Yêu cầu\n1. Các chi bộ căn cứ kế hoạch này để tổ chức thực hiện.\n- một\n- hai\n\nĐiều 1. Giao việc."
    )
    assert [type(one) for one in found] == [Heading, Heading, Para, Bullets, Para]
    assert isinstance(found[3], Bullets) and found[3].items == ("một", "hai")
    assert isinstance(found[4], Para) and [run.bold for run in found[4].runs] == [True, False]


def test_the_printed_paper_keeps_the_layout(cast: Cast) -> None:
    row = begun(cast)
    with acting_as(cast.actor("lan")):
        word = Word(io.BytesIO(papers.FORMS["docx"](papers.paper(row))))
    text = "\n".join(p.text for table in word.tables for cell in table.row_cells(0) for p in cell.paragraphs)
    for words in ("ĐẢNG ỦY TRƯỜNG ĐẠI HỌC BÁCH VIỆT", "DỰ THẢO", "-TB/ĐU", "T/M BAN THƯỜNG VỤ", "BÍ THƯ"):
        assert words in text
    assert "K/T" not in text


def test_a_state_paper_bears_the_states_head_number_and_signature(cast: Cast) -> None:
    with pytest.raises(NoLetterhead):
        begun(cast, style="state")
    head = {
        "upper": "Bộ Giáo dục và Đào tạo",
        "body": "Trường Đại học Bách Việt",
        "symbol": "ĐHBV",
        "post": "Hiệu trưởng",
    }
    step(cast, "van", actions.set_letterhead, cast.units["BV"], **head)
    with pytest.raises(NotNumbered):
        begun(cast, "ket-luan", style="state")
    row = begun(cast, style="state", post="PHÓ BÍ THƯ")
    assert row.recipients == [["Lưu: VT", ""]]
    with acting_as(cast.actor("lan")):
        made = papers.paper(row)
        assert made.signed_as == ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")
        assert made.number_line.split() == ["Số:", "/TB-ĐHBV"]
    row = issued(cast, row)
    with acting_as(cast.actor("lan")):
        document = Document.objects.get(pk=row.document_id)
        assert (document.number, document.issuer) == ("01/TB-ĐHBV", "Trường Đại học Bách Việt")
        assert "Số: 01/TB-ĐHBV" in document.text and "Độc lập - Tự do - Hạnh phúc" in document.text
        assert "*" not in document.text.splitlines()
        word = Word(io.BytesIO(papers.FORMS["docx"](papers.paper(row))))
    text = "\n".join(cell.text for table in word.tables for cell in table.row_cells(0))
    for words in ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG ĐẠI HỌC BÁCH VIỆT", "Số: 01/TB-ĐHBV", "KT. HIỆU TRƯỞNG"):
        assert words in text
    citing = issued(
        cast,
        begun(
            cast,
            "ke-hoach",
            title="mới",
            body="Thực hiện Thông báo số 01/TB-ĐHBV ngày 03/7/2023, đề nghị các đơn vị báo cáo.",
        ),
    )
    with acting_as(cast.actor("lan")):
        assert Citation.objects.get(document_id=citing.document_id).cited_id == document.pk
        assert [one.document_id for one in catalogue.carriers(cast.actor("lan"), document.number, document.pk)] == [
            citing.document_id
        ]
    assert reader.read("Căn cứ Thông báo số 01/TB-ĐHBV ngày 03/7/2023 về việc").citations[0].number == "1/TB-ĐHBV"
