"""One paper in every kind of file gives the same facts, and every character an address."""

import io
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.reader import intake, legacy
from nennep.reader.formats import scans
from nennep.reader.papers import read
from nennep.reader.taken import Taken
from nennep.reader.tests import samples
from nennep.reader.unreadable import NOTES

READ: dict[str, Callable[[], bytes]] = {
    "txt": samples.TEXT.encode,
    "docx": samples.as_docx,
    "doc": samples.as_doc,
    "odt": samples.as_odt,
    "rtf": samples.as_rtf,
    "html": samples.as_html,
    "pdf": samples.as_pdf,
}
needs_ocr = pytest.mark.skipif(not scans.ready(), reason="Tesseract with Vietnamese is not installed")


def refused(data: bytes, name: str = "") -> str:
    with pytest.raises(intake.Unreadable) as caught:
        intake.take(data, name)
    assert caught.value.sentence.endswith(".")
    return caught.value.kind


def codes(taken: Taken) -> list[str]:
    assert all(NOTES[note.code].format(**note.params) for note in taken.notes)
    return [note.code for note in taken.notes]


def check_facts(text: str) -> None:
    paper = read(text)
    assert paper.header.number and paper.header.number.value == "5-KH/ĐU"
    assert paper.header.date and paper.header.date.value == "2023-01-05"
    assert [cited.number for cited in paper.citations] == ["21-NQ/TW"]
    assert [(target.comparator, target.value) for target in paper.targets] == [(">=", 80)]
    assert [task.due for task in paper.tasks] == ["2023-06-30"]


@pytest.mark.parametrize("kind", READ)
def test_the_same_paper_says_the_same_in_every_kind_of_file(kind: str) -> None:
    taken = intake.take(READ[kind](), f"ke-hoach.{kind}")
    assert (taken.method, codes(taken)) == (kind, [])
    check_facts(taken.text)


@pytest.mark.parametrize("kind", READ)
def test_every_character_has_an_address(kind: str) -> None:
    taken = intake.take(READ[kind](), f"ke-hoach.{kind}")
    at = taken.text.index("21-NQ/TW")
    piece = taken.where(at)
    assert piece and "21-NQ/TW" in taken.text[piece.start : piece.end]
    assert piece.part
    between = taken.text[: taken.pieces[0].start] + "".join(
        taken.text[one.end : other.start] for one, other in zip(taken.pieces, taken.pieces[1:], strict=False)
    )
    assert not between.strip()
    assert taken.spots(at, at + 3) == (piece,)


def test_a_cell_of_a_word_table_is_named() -> None:
    taken = intake.take(samples.as_docx(), "a.docx")
    piece = taken.where(taken.text.index("Hà Nội, ngày"))
    assert piece and piece.part == "bảng 1, hàng 1, cột 2"


def test_lines_of_a_pdf_have_a_page_and_a_box_in_the_order_of_the_page() -> None:
    taken = intake.take(samples.as_pdf(2), "a.pdf", images=True)
    boxes = [(piece.page, piece.box) for piece in taken.pieces]
    assert {page for page, _ in boxes} == {1, 2}
    first = [box for page, box in boxes if page == 1 and box]
    assert [box.top for box in first] == sorted(box.top for box in first)
    assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in first)
    assert [page.number for page in taken.pages] == [1, 2]


def test_a_pdf_tells_of_every_page() -> None:
    told: list[tuple[int, int]] = []
    intake.take(samples.as_pdf(3), "a.pdf", progress=lambda page, of, _: told.append((page, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("code", "table"), [("tcvn3", legacy.TCVN3), ("vni", samples.vni_table())])
def test_letters_from_before_unicode_are_repaired(code: str, table: dict[str, str]) -> None:
    taken = intake.take(samples.in_old_letters(table), "cu.txt")
    assert (taken.method, codes(taken)) == (f"txt+{code}", ["legacy"])
    check_facts(taken.text)


def test_words_of_a_font_for_capitals_are_put_in_capitals() -> None:
    assert legacy.from_tcvn3("§¶NG Céng hßa, CéNG HßA") == "ĐẢNG Cộng hòa, CỘNG HÒA"


def test_a_vietnamese_text_is_never_repaired() -> None:
    assert legacy.repaired(samples.TEXT) is None
    assert legacy.repaired(unicodedata.normalize("NFD", samples.TEXT)) is None
    assert legacy.repaired("The committee shall meet every year to review its work.") is None


def test_macros_and_scripts_are_not_run_but_told() -> None:
    assert codes(intake.take(samples.as_docx(macros=True), "a.docx")) == ["macros"]
    taken = intake.take(samples.as_html(script=True), "a.html")
    assert codes(taken) == ["scripts"]
    assert "alert" not in taken.text


def test_menus_and_footers_of_a_page_are_left_out() -> None:
    text = intake.take(samples.as_html(), "a.html").text
    assert "Chuyên mục" not in text
    assert "Bản quyền" not in text
    assert "Cổng thông tin" not in text


def test_the_ending_of_a_name_does_not_decide() -> None:
    taken = intake.take(samples.as_docx(), "a.pdf")
    assert (taken.method, codes(taken)) == ("docx", ["extension"])


def test_a_letter_brings_its_body_its_paper_and_what_could_not_be_read() -> None:
    taken = intake.take(samples.as_mail(), "thu.eml")
    assert taken.text.startswith("Kính gửi các đồng chí")
    assert codes(taken) == ["mail"]
    check_facts(taken.parts[0].text)
    assert taken.refused == (("bang.xls", "wrong-kind"),)


def test_a_pack_gives_each_of_its_papers() -> None:
    pack = samples.as_zip(
        ("a.docx", samples.as_docx()), ("thư mục/b.txt", samples.TEXT.encode()), ("c.bin", b"\0\1\2" * 9)
    )
    taken = intake.take(pack, "a.zip")
    assert [part.name for part in taken.parts] == ["a.docx", "thư mục/b.txt"]
    assert [name for name, _ in taken.refused] == ["c.bin"]
    assert refused(samples.as_zip(("c.bin", b"\0\1\2" * 9))) == "nothing-inside"


def test_packs_within_packs_end() -> None:
    pack = samples.as_zip(("a.txt", samples.TEXT.encode()))
    for depth in range(6):
        pack = samples.as_zip((f"{depth}.zip", pack))
    assert refused(pack) == "nothing-inside"


def test_every_bad_file_gets_its_own_sentence() -> None:
    assert refused(b"") == "empty"
    assert refused(b"\0" * 40) == "empty"
    assert refused(b"%PDF-1.7 broken") == "damaged"
    assert refused(b"PK\x03\x04 broken", "a.docx") == "damaged"
    assert refused(b"\xff\xd8\xff broken", "a.jpg") == "damaged"
    assert refused(b"The committee shall meet every year in order to review its work.") == "not-vietnamese"
    assert refused(samples.as_zip(("[Content_Types].xml", b""), ("xl/workbook.xml", b""))) == "wrong-kind"
    assert refused(samples.as_zip(*((f"{at}.txt", b"") for at in range(5100)))) == "zip-bomb"


def test_a_paper_of_too_many_pages_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nennep.reader.formats.pdf.PAGES", 2)
    assert refused(samples.as_pdf(3)) == "too-many-pages"


def test_a_scan_without_recognition_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "ready", lambda: False)
    with pytest.raises(intake.Unreadable) as caught:
        intake.take(samples.as_scan(), "a.pdf")
    assert caught.value.kind == "needs-ocr"
    assert "tesseract-ocr-vie" in caught.value.sentence


@needs_ocr
def test_a_scan_is_recognised_word_by_word_and_goes_on_where_it_stopped() -> None:
    kept: dict[int, str] = {}
    taken = intake.take(samples.as_scan(), "a.pdf", progress=lambda page, _, words: kept.update({page: words}))
    assert (taken.method, codes(taken)) == ("ocr", ["ocr"])
    check_facts(taken.text)
    piece = taken.where(taken.text.index("21-NQ/TW"))
    assert piece and piece.box and piece.page == 1
    again = intake.take(samples.as_scan(), "a.pdf", kept={1: kept[1].replace("21-NQ/TW", "22-NQ/TW")})
    assert "22-NQ/TW" in again.text


@needs_ocr
def test_a_photo_is_a_page() -> None:
    taken = intake.take(samples.as_scan("JPEG"), "anh.jpg", images=True)
    check_facts(taken.text)
    assert [page.kind for page in taken.pages] == ["image/jpeg"]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(READ)), st.data())
def test_no_cut_or_altered_file_breaks_the_intake(kind: str, data: st.DataObject) -> None:
    whole = READ[kind]()
    at = data.draw(st.integers(0, len(whole)))
    other = data.draw(st.binary(max_size=30))
    try:
        taken = intake.take(whole[:at] + other + whole[at + len(other) * data.draw(st.booleans()) :], "x", ocr=False)
        assert taken.text.strip() or taken.parts
    except intake.Unreadable as problem:
        assert problem.kind in intake.REASONS


def test_a_huge_picture_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    held = io.BytesIO()
    Image.new("L", (400, 400), 255).save(held, "PNG")
    monkeypatch.setattr(scans, "PIXELS", 1000)
    assert refused(held.getvalue()) == "too-big"
