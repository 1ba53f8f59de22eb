import io
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from nennep.press.paper import STATE, YOUTH, Annex, Block, Bullets, Column, Heading, PageBreak, Paper, Para, Run, Table
from nennep.press.pdf import fonts, pdf, warnings

BASES = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
LETTERS = sorted(
    {unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")}
    | set(BASES)
)  # fmt: skip
TABLE = Table(
    (Column("TT", 0.4, "center"), Column("Chi bộ", 3), Column("Giao", 1, "right"), Column("Đạt", 1, "right")),
    (*((str(place), f"Chi bộ {place}", "4", "3") for place in range(1, 61)), ("", "Tổng cộng", "240", "180")),
    total=True,
)
PAPER = Paper(
    upper="Đảng bộ Thành phố Mẫu", body="Đảng ủy Trường Đại học Ví dụ", symbol="BC/ĐU", kind="Báo cáo", abstract="kết quả công tác quý I",
    place="Hà Nội", blocks=(Heading(2, "I. Đặc điểm tình hình"), Para("Một đoạn văn ngắn.")), signer="Nguyễn Văn Ước",
    recipients=(("Đảng ủy cấp trên trực tiếp", "để b/c"), ("Lưu Văn phòng", "")),
)  # fmt: skip


def pages(paper: Paper) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf(paper))]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_vietnamese_letter_is_read_back_in_every_style() -> None:
    text = " ".join([*LETTERS, *(letter.upper() for letter in LETTERS)])
    paper = replace(
        PAPER, blocks=tuple(Para(text, bold=bold, italic=italic) for bold in (False, True) for italic in (False, True))
    )
    assert len(set(text)) > 178
    assert words(" ".join(pages(paper))).count(words(text)) == 4
    assert warnings(paper) == []


@pytest.mark.parametrize("file", sorted(Path(fonts()).glob("*.ttf")), ids=lambda file: file.name)
def test_the_face_holds_every_letter_and_the_marks_of_papers(file: Path) -> None:
    held = TTFont(file).getBestCmap()
    needed = {*LETTERS, *(letter.upper() for letter in LETTERS), *"0123456789.,;:!?%/()[]-–—…“”‘’\"'*+×§"}
    assert [letter for letter in needed if ord(letter) not in held] == []


def test_only_our_own_face_is_in_the_file() -> None:
    names = set(re.findall(rb"/BaseFont ?/(?:[A-Z]{6}\+)?([A-Za-z]+)", pdf(PAPER)))
    assert names
    assert all(name.startswith(b"NotoSerif") for name in names)


def test_the_head_names_party_issuer_number_and_place() -> None:
    (page,) = pages(replace(PAPER, number="12-BC/ĐU", dated=date(2023, 2, 5)))
    for line in (
        "ĐẢNG BỘ THÀNH PHỐ MẪU",
        "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC VÍ DỤ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 12-BC/ĐU",
        "Hà Nội, ngày 05 tháng 02 năm 2023",
    ):
        assert line in words(page)
    assert "DỰ THẢO" not in page


def test_a_draft_says_so_and_leaves_room_for_number_and_day() -> None:
    (page,) = pages(replace(PAPER, draft=True))
    assert "DỰ THẢO" in page
    assert "Số -BC/ĐU" in words(page)
    assert "Hà Nội, ngày tháng năm" in words(page)


def test_a_letter_has_no_kind_and_its_subject_under_the_number() -> None:
    (page,) = pages(replace(PAPER, kind="", abstract="đôn đốc gửi báo cáo"))
    assert "V/v đôn đốc gửi báo cáo" in words(page)
    assert "-----" not in page


def test_state_and_youth_union_papers_have_their_own_heads() -> None:
    (state,) = pages(replace(PAPER, layout=STATE, symbol="BC-ĐHVD"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words(state)
    assert "Độc lập - Tự do - Hạnh phúc" in state
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in state
    (youth,) = pages(replace(PAPER, layout=YOUTH))
    assert "ĐOÀN TNCS HỒ CHÍ MINH" in youth


@pytest.mark.parametrize("count", range(4, 16))
def test_a_signature_never_stands_alone(count: int) -> None:
    body = Para("Các chi bộ trực thuộc đã thực hiện nhiệm vụ được giao trong kỳ. " * 4)
    last = pages(replace(PAPER, blocks=(body,) * count))[-1]
    assert "Nguyễn Văn Ước" in last
    assert "nhiệm vụ được giao" in words(last)


@pytest.mark.parametrize("count", (20, 24, 28, 61))
def test_a_signature_after_a_table_has_rows_above_it(count: int) -> None:
    table = replace(TABLE, rows=TABLE.rows[-count:])
    last = pages(replace(PAPER, blocks=(table,)))[-1]
    assert "Nguyễn Văn Ước" in last
    assert "Tổng cộng" in last


def test_a_long_table_repeats_its_heading_on_every_page() -> None:
    _first, *rest = pages(replace(PAPER, annexes=(Annex("PHỤ LỤC", (TABLE,)),)))
    assert len(rest) > 1
    assert all("Chi bộ Giao Đạt" in words(page) for page in rest)


def test_pages_are_numbered_from_the_second() -> None:
    first, second, *_rest = pages(replace(PAPER, blocks=(Para("Một."), PageBreak(), Para("Hai."))))
    assert not first.strip().startswith("1")
    assert second.strip().startswith("2")


def test_an_annex_lies_on_its_side() -> None:
    file = pypdfium2.PdfDocument(pdf(replace(PAPER, annexes=(Annex("PHỤ LỤC", (TABLE,)),))))
    sizes = [(round(page.get_width()), round(page.get_height())) for page in file]
    assert sizes[0] == (595, 842)
    assert set(sizes[1:]) == {(842, 595)}


def test_runs_lists_and_shared_headings_are_written_in_order() -> None:
    wide = Table(
        (Column("TT"), Column("Nam", group="Ngày sinh"), Column("Nữ", group="Ngày sinh"), Column("Chi bộ")),
        (("1", "05/3/1986", "–", "Toán"),),
    )
    blocks: tuple[Block, ...] = (
        Para(runs=(Run("Đạt "), Run("52/100", bold=True), Run(" chỉ tiêu."))),
        Bullets(("một", "hai")),
        wide,
    )
    (page,) = pages(replace(PAPER, blocks=blocks))
    assert "Đạt 52/100 chỉ tiêu. - một - hai" in words(page)
    assert all(word in page for word in ("Ngày sinh", "Nam", "Nữ", "05/3/1986"))


def test_the_last_recipient_ends_with_a_full_stop() -> None:
    assert PAPER.recipient_lines == ("Đảng ủy cấp trên trực tiếp (để b/c),", "Lưu Văn phòng.")


def test_marks_of_the_typesetter_and_pasted_control_letters_do_no_harm() -> None:
    text = '#import "x" *đậm* $a$ _nghiêng_ <b> \\ @nhãn `mã`'
    (page,) = pages(replace(PAPER, blocks=(Para(text + "\x07\x0c"),)))
    assert words(text) in words(page)


def test_the_file_is_made_for_keeping() -> None:
    made = pdf(PAPER)
    assert b"pdfaid:part" in made
    assert pypdfium2.PdfDocument(io.BytesIO(made)).get_metadata_value("Title") == "Báo cáo kết quả công tác quý I"


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2023, 2, 5), "Hà Nội, ngày 05 tháng 02 năm 2023"),
        (date(2023, 7, 28), "Hà Nội, ngày 28 tháng 7 năm 2023"),
        (date(2023, 12, 9), "Hà Nội, ngày 09 tháng 12 năm 2023"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_nought(day: date, line: str) -> None:
    assert replace(PAPER, dated=day).place_line == line
