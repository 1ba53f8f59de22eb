"""Files become text or a refusal with a code, never anything else."""

import io
import zipfile

import docx
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.reader import intake
from nennep.reader.formats.pdf import PAGES
from nennep.reader.unreadable import Unreadable

SENTENCE = "Đảng ủy Trường Đại học Bách Việt ban hành Kế hoạch thực hiện nhiệm vụ công tác xây dựng Đảng năm 2023."


def kind_of(name: str, data: bytes) -> str:
    with pytest.raises(intake.Unreadable) as caught:
        intake.read_bytes(name, data)
    return caught.value.kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_is_read_in_every_unicode_encoding(encoding: str) -> None:
    assert intake.read_bytes("a.txt", SENTENCE.encode(encoding)).raw == SENTENCE


def test_refusals_carry_their_code(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kind_of("a.txt", b"") == "empty"
    assert kind_of("a.txt", b" \n\0") == "empty"
    assert kind_of("a.txt", bytes(range(256)) * 9) == "wrong-kind"
    assert kind_of("a.doc", b"\xd0\xcf\x11\xe0" + b"x" * 99) == "damaged"
    assert kind_of("a.html", b"<!doctype html><p>The committee shall meet") == "not-vietnamese"
    assert kind_of("a.txt", b"The committee shall meet every year in order to review its work.") == "not-vietnamese"
    assert kind_of("a.docx", b"PK\x03\x04 broken") == "damaged"
    assert kind_of("a.pdf", b"%PDF-1.7 broken") == "damaged"
    assert kind_of("a.docx", bytes(range(256)) * 9) == "damaged"
    assert kind_of("a.zip", b"PK\x05\x06" + bytes(18)) == "nothing-inside"
    assert f"quá {PAGES} trang, {intake.SCANNED_PAGES} trang ảnh" in Unreadable("too-many-pages").sentence
    monkeypatch.setattr(intake, "LIMIT", 10)
    assert kind_of("a.txt", SENTENCE.encode()) == "too-big"


def test_a_zip_that_is_no_word_file_is_the_wrong_kind() -> None:
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as writer:
        writer.writestr("a.txt", SENTENCE)
    assert kind_of("a.docx", pack.getvalue()) == "wrong-kind"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("word/document.xml", "0" * 100_000)
    monkeypatch.setattr(intake, "UNPACKED_LIMIT", 50_000)
    assert kind_of("a.docx", pack.getvalue()) == "zip-bomb"


def test_word_files_are_read_with_tables_in_their_place() -> None:
    paper = docx.Document()
    table = paper.add_table(1, 2)
    table.cell(0, 0).text = "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC BÁCH VIỆT\nSố 5-KH/ĐU"
    table.cell(0, 1).text = "Hà Nội, ngày 05 tháng 01 năm 2023"
    paper.add_paragraph("KẾ HOẠCH")
    paper.add_paragraph(SENTENCE)
    file = io.BytesIO()
    paper.save(file)
    text = intake.read_bytes("a.docx", file.getvalue())
    places = [text.raw.index(part) for part in ("Số 5-KH/ĐU", "Hà Nội", "KẾ HOẠCH", SENTENCE)]
    assert places == sorted(places)
    assert text.way == "docx"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\xff\xfe", b"\xef\xbb\xbf"]), st.binary(max_size=400))
def test_no_file_breaks_the_intake(head: bytes, rest: bytes) -> None:
    try:
        assert intake.read_bytes("x", head + rest).raw
    except intake.Unreadable as refusal:
        assert refusal.kind


def pdf(source: str) -> bytes:
    return bytes(typst.compile(f'#set text(lang: "vi", hyphenate: false)\n{source}'.encode()))


def test_a_pdf_with_text_is_read_line_by_line() -> None:
    text = intake.read_bytes("a.pdf", pdf(f"KẾ HOẠCH\n\n{SENTENCE} Thực hiện Nghị quyết số 21-NQ/TW."))
    assert text.way.startswith("pdf")
    assert text.raw.index("KẾ HOẠCH") < text.raw.index("Đảng ủy Trường")
    assert "21-NQ/TW" in text.raw


def test_a_pdf_without_text_is_a_scan() -> None:
    assert kind_of("a.pdf", pdf("#rect(width: 5cm, height: 5cm, fill: gray)")) == "scanned"
