"""Taking papers in: the original first, bad files in words, known papers found by bytes, by text and by number."""

import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.core.scope import acting_as
from nennep.documents import actions, layout, queries, reading
from nennep.documents.jobs import folder_of, read_file
from nennep.documents.models import Document, Intake, Status
from nennep.files.actions import keep_bytes, place_of
from nennep.notify import actions as notify

Sign = Callable[[str], Client]
HEAD = "ĐẢNG ỦY TRƯỜNG\n*\nSố 8-KH/ĐU\n\nHà Nội, ngày {day} tháng 3 năm 2023\n\nKẾ HOẠCH\n\nKiểm tra, giám sát năm 2023\n\n"
BODY = "Năm 2023, phấn đấu kết nạp từ 12 đảng viên trở lên.\n"


def take(cast: Cast, text: str) -> Document:
    return actions.take_in_paper(cast.units["BV"], by=cast.actor("lan"), text=text).document


def sent(client: Client, name: str, data: bytes, **more: str) -> object:
    return client.post("/van-ban/tiep-nhan/", {"direction": "internal", "file": SimpleUploadedFile(name, data), **more})


def zipped(**files: bytes) -> bytes:
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name.replace("__", "/"), data)
    return pack.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("trong.txt", b"", "Tệp không có nội dung"),
        ("khoang-trang.txt", b" \n\n ", "Tệp không có nội dung"),
        ("hong.docx", b"PK\x03\x04", "Tệp bị hỏng"),
        ("hong.pdf", b"%PDF-1.7 ...", "Tệp bị hỏng"),
        ("ma-doc.docx", zipped(**{"word__document.xml": b"\0" * (201 * 1024 * 1024)}), "Tệp nén bất thường"),
        ("anh.txt", bytes(range(256)) * 20, "Chưa đọc được loại tệp này"),
        (
            "english.txt",
            b"The committee shall report on the progress of every branch by the end of June. " * 9,
            "không giống văn bản tiếng Việt",
        ),
    ],
)
def test_a_file_that_gives_no_text_is_told_in_words_and_kept(
    cast: Cast, signed_in: Sign, name: str, data: bytes, words: str
) -> None:
    lan = signed_in("lan")
    answer = sent(lan, name, data)
    assert answer.status_code == 422 and words in answer.content.decode()  # type: ignore[attr-defined]
    with acting_as(cast.actor("lan")):
        assert not Document.objects.filter(file_name=name).exists()
        row = Intake.objects.filter(file_name=name).first()
    assert bool(data) == (row is not None)
    if row is not None:
        assert place_of(row.file_sha).read_bytes() == data
        assert b"".join(lan.get(f"/van-ban/tiep-nhan/{row.pk}/ban-goc/")) == data
        assert words in lan.get(f"/van-ban/tiep-nhan/{row.pk}/").content.decode()


@pytest.mark.django_db
def test_a_file_above_what_is_read_is_told_and_kept(
    cast: Cast, signed_in: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nennep.reader.intake.LIMIT", 1000)
    data = ("đảng viên " * 300).encode()
    answer = sent(signed_in("lan"), "lon.txt", data)
    assert answer.status_code == 422 and "lớn quá mức đọc được" in answer.content.decode()  # type: ignore[attr-defined]
    assert place_of(hashlib.sha256(data).hexdigest()).read_bytes() == data


@pytest.mark.django_db
@pytest.mark.parametrize(
    "raw",
    [
        (HEAD.format(day=1) + BODY).replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", HEAD.format(day=1) + BODY).encode(),
        ("\ufeff" + HEAD.format(day=1) + BODY + "Chúc mừng 🎉").encode(),
        (HEAD.format(day=1) + BODY).encode("utf-16"),
        BODY.encode(),
    ],
    ids=["crlf", "nfd", "bom-emoji", "utf-16", "no-head"],
)
def test_odd_but_sound_text_is_reviewed_at_its_own_place(cast: Cast, signed_in: Sign, raw: bytes) -> None:
    answer = sent(signed_in("lan"), "ke-hoach.txt", raw)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    with acting_as(cast.actor("lan")):
        document = Document.objects.get(file_name="ke-hoach.txt")
        assert document.proposals.filter(kind="target", values__value=12).count() == 1
        assert all(document.text[row.start : row.end] == row.quote for row in document.proposals.all())


@pytest.mark.django_db
def test_a_file_with_scripts_shows_them_as_text(cast: Cast, signed_in: Sign) -> None:
    lan = signed_in("lan")
    text = HEAD.format(day=1) + BODY + "<script>alert(1)</script> <b>đảng viên</b>\n"
    answer = lan.post("/van-ban/tiep-nhan/", {"direction": "internal", "text": text}, follow=True)
    page = answer.content.decode()
    assert "&lt;script&gt;alert(" in page and "<script>alert(" not in page


@pytest.mark.django_db
def test_the_same_paper_is_found_by_its_bytes_and_by_its_text(cast: Cast, signed_in: Sign) -> None:
    lan, text = signed_in("lan"), HEAD.format(day=1) + BODY
    first = sent(lan, "a.txt", text.encode())
    for given in ({"file": SimpleUploadedFile("b.txt", text.encode())}, {"text": f"  {text}"}):
        again = lan.post("/van-ban/tiep-nhan/", {"direction": "internal", **given})
        assert again["Location"] == first["Location"]  # type: ignore[index]
        assert "đã được tiếp nhận trước đây" in lan.get(again["Location"]).content.decode()


@pytest.mark.django_db
def test_the_same_number_with_another_date_is_told_and_a_person_decides(cast: Cast, signed_in: Sign) -> None:
    lan, by = signed_in("lan"), cast.actor("lan")
    with acting_as(by), transaction.atomic():
        actions.register_paper(take(cast, HEAD.format(day=1) + BODY), by=by)
        second = take(cast, HEAD.format(day=15) + BODY)
    page = lan.get(f"/van-ban/{second.pk}/doc-soat/").content.decode()
    assert "Đã có văn bản cùng số 8-KH/ĐU nhưng ghi ngày khác: ngày 01/03/2023; bản này ghi ngày 15/03/2023." in page
    with acting_as(by), pytest.raises(Refused, match="cùng số"), transaction.atomic():
        actions.register_paper(second, by=by)
    with acting_as(by), transaction.atomic():
        second.proposals.filter(values__name="date").update(state="refused")
    page = lan.get(f"/van-ban/{second.pk}/doc-soat/").content.decode()
    assert "Đã có văn bản cùng số 8-KH/ĐU ngày 01/03/2023; chưa đọc được ngày của bản này." in page
    lan.post(f"/van-ban/{second.pk}/cung-so/", {"act": "other"})
    assert "Trùng số" not in lan.get(f"/van-ban/{second.pk}/doc-soat/").content.decode()
    with acting_as(by), transaction.atomic():
        assert actions.register_paper(second, by=by).status == Status.REGISTERED


@pytest.mark.django_db
def test_a_paper_put_aside_comes_back_when_it_is_taken_in_again(cast: Cast, signed_in: Sign) -> None:
    lan, by = signed_in("lan"), cast.actor("lan")
    with acting_as(by), transaction.atomic():
        first, second = take(cast, HEAD.format(day=1) + BODY), take(cast, HEAD.format(day=1) + BODY + "Bản khác.")
        assert second.twin == first
    answer = lan.post(f"/van-ban/{second.pk}/cung-so/", {"act": "drop"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"/van-ban/{first.pk}/doc-soat/")
    assert "Bản khác" not in lan.get("/van-ban/").content.decode()
    with acting_as(by), transaction.atomic():
        assert take(cast, HEAD.format(day=1) + BODY + "Bản khác.").status == Status.READING


@pytest.mark.django_db
def test_a_number_corrected_in_review_is_looked_up_too(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        first, second = (
            take(cast, HEAD.format(day=1) + BODY),
            take(cast, HEAD.format(day=9).replace("8-KH", "9-KH") + BODY),
        )
        assert second.twin is None
        number = second.proposals.get(kind="header", values__name="number")
        actions.decide_proposal(number, by=by, state="taken", values={"value": "8-KH/ĐU"})
        second.refresh_from_db()
        assert second.twin == first


def waiting(cast: Cast, name: str, data: bytes) -> Intake:
    """A file that is to be read apart."""
    by = cast.actor("lan")
    row = Intake.objects.create(
        unit=cast.units["BV"], unit_key=cast.units["BV"].key, direction="internal", file_sha=keep_bytes(data),
        file_name=name, entered_by=by.account_id, entered_at=now(),
    )  # fmt: skip
    return actions.follow_intake(row, progress=notify.begin(by.account_id, name, 0).pk)


@pytest.mark.django_db(transaction=True)
def test_a_heavy_file_is_read_apart_and_its_job_may_run_twice(live_cast: Cast) -> None:
    by = live_cast.actor("lan")
    with acting_as(by):
        with transaction.atomic():
            row = waiting(live_cast, "nang.txt", (HEAD.format(day=1) + BODY).encode())
        read_file(row.pk, by=by)
        read_file(row.pk, by=by)
        with transaction.atomic():
            row.refresh_from_db()
            assert row.state == "done" and row.document is not None and row.document.file_sha == row.file_sha
            assert Document.objects.filter(file_name="nang.txt").count() == 1
        assert not folder_of(row).exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_read_apart_says_so(live_cast: Cast) -> None:
    by = live_cast.actor("lan")
    with acting_as(by):
        with transaction.atomic():
            row = waiting(live_cast, "hong.pdf", b"%PDF-1.7 ...")
        read_file(row.pk, by=by)
        with transaction.atomic():
            row.refresh_from_db()
            assert (row.state, row.trouble, row.document) == ("failed", "damaged", None)


PICTURE = {"number": 1, "width": 800, "height": 1000, "kind": "image/jpeg", "data": "/9j/"}


def inside(name: str, text: str) -> reading.Read:
    """What the reading of one scanned page says: each line in its own box."""
    lines, at, layout = text.split("\n"), 0, []
    for place, line in enumerate(lines):
        if line:
            layout.append([at, at + len(line), 1, 0.1, place / len(lines), 0.9, (place + 0.8) / len(lines)])
        at += len(line) + 1
    notes = [{"code": "ocr", "params": {"pages": "1"}}]
    return {"name": name, "text": text, "way": "ocr", "layout": layout, "pages": [PICTURE], "notes": notes}


@pytest.mark.django_db
def test_a_scanned_page_shows_its_finds_where_they_stand(cast: Cast, signed_in: Sign) -> None:
    by, lan, text = cast.actor("lan"), signed_in("lan"), HEAD.format(day=1) + BODY
    with acting_as(by), transaction.atomic():
        row = waiting(cast, "chup.jpg", b"\xff\xd8\xff")
        document = actions.finish_intake(row, by=by, read=inside("chup.jpg", text))[0].document
        target = document.proposals.get(kind="target")
        page = layout.pages(document, queries.spans(document, [target]))[0]
    mark = next(one for one in page.marks if one.card == f"p{target.pk}")
    line, share = (
        text[: target.start].count("\n"),
        (target.start - text.rfind("\n", 0, target.start) - 1) / len(BODY.strip()),
    )
    assert abs(mark.left - 800 * (0.1 + 0.8 * share)) < 4 and abs(mark.top - 1000 * line / len(text.split("\n"))) < 4
    seen = lan.get(f"/van-ban/{document.pk}/doc-soat/").content.decode()
    assert "được nhận dạng từ ảnh 1 trang" in seen and f'data-card="p{target.pk}" data-cards="p{target.pk}" x="' in seen
    picture = lan.get(f"/van-ban/{document.pk}/trang/1/")
    assert (picture.status_code, picture["Content-Type"], picture["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert lan.get(f"/van-ban/{document.pk}/trang/2/").status_code == 404
    assert signed_in("lachong").get(f"/van-ban/{document.pk}/trang/1/").status_code == 404


@pytest.mark.django_db
def test_a_pack_gives_a_paper_for_every_file_and_says_what_was_left_out(cast: Cast, signed_in: Sign) -> None:
    by, lan = cast.actor("lan"), signed_in("lan")
    parts = [
        inside("a.docx", HEAD.format(day=1) + BODY),
        inside("b.docx", HEAD.format(day=2).replace("8-KH", "9-KH") + BODY),
    ]
    read = {"name": "goi.zip", "text": "", "way": "zip", "parts": parts, "refused": [["c.exe", "wrong-kind"]]}
    with acting_as(by), transaction.atomic():
        row = waiting(cast, "goi.zip", b"PK")
        assert [one.document.file_name for one in actions.finish_intake(row, by=by, read=read)] == ["a.docx", "b.docx"]
    page = lan.get(f"/van-ban/tiep-nhan/{row.pk}/").content.decode()
    assert "a.docx" in page and "b.docx" in page and "c.exe" in page and "Chưa đọc được loại tệp này" in page


@pytest.mark.parametrize(
    ("name", "data", "heavy"),
    [
        ("a.txt", b"x", False), ("a.docx", zipped(**{"word__document.xml": b""}), False), ("a.zip", zipped(**{"a.txt": b""}), True),
        ("a.jpg", b"\xff\xd8\xff", True), ("a.heic", b"\0\0\0\x18ftypheic", True), ("a.doc", b"\xd0\xcf\x11\xe0", True),
        ("a.pdf", b"%PDF-1.7 broken", False), ("big.txt", b"x" * (2 * 1024 * 1024 + 1), True),
    ],
)  # fmt: skip
def test_what_is_heavy_is_read_apart(name: str, data: bytes, heavy: bool) -> None:
    assert reading.is_heavy(name, data) is heavy
