"""Bad and odd files at the door of the web: each is told in a sentence, its original stays, nothing is half registered."""

import errno
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents.jobs import read_file
from nennep.documents.models import Document, Intake, Status
from nennep.files import uploads
from nennep.files.actions import place_of
from nennep.notify.models import Progress
from nennep.reader import legacy
from nennep.reader.tests import samples

Sign = Callable[[str], Client]
HEAD = "ĐẢNG ỦY TRƯỜNG\n*\nSố {number}-KH/ĐU\n\nHà Nội, ngày {day} tháng 3 năm 2023\n\nKẾ HOẠCH\n\nKiểm tra, giám sát năm 2023\n\n"
BODY = "Năm 2023, phấn đấu kết nạp từ {count} đảng viên trở lên.\n"
END = "\nNơi nhận:\n- Các chi bộ;\n- Lưu Văn phòng.\n\nT/M ĐẢNG ỦY\nBÍ THƯ\nNguyễn Văn Bình\n\n"


def plan(number: int, day: int = 1, count: int = 12) -> str:
    return HEAD.format(number=number, day=day) + BODY.format(count=count) + END


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.STATE_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"


def sent(client: Client, name: str, data: bytes) -> Any:
    return client.post("/van-ban/tiep-nhan/", {"direction": "internal", "file": SimpleUploadedFile(name, data)})


def pdf(pages: int, more: str = "") -> bytes:
    """A PDF of empty pages, by hand; ``more`` stands in its trailer."""
    parts = ["1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"]
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + pages))
    parts.append(f"2 0 obj<</Type/Pages/Count {pages}/Kids[{kids}]>>endobj\n")
    parts.append(f"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>endobj\n")
    parts += [
        f"{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" for number in range(4, 4 + pages)
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for part in parts:
        places.append(out.tell())
        out.write(part.encode())
    start = out.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer<</Size {len(parts) + 1}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n"
    out.write(f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{rows}{tail}".encode())
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("khoa.pdf", lambda: pdf(1, "/Encrypt 3 0 R/ID[<00><00>]"), "Tệp có mật khẩu"),
        ("muoi-nghin-trang.pdf", lambda: pdf(10_000), "Tệp quá dài để đọc một lần (quá 500 trang"),
        (
            "mat-khau.docx",
            lambda: samples.compound({"EncryptionInfo": b"x" * 4096, "EncryptedPackage": b"x" * 4096}),
            "Tệp có mật khẩu",
        ),
        ("bang.xlsx", lambda: samples.as_zip(("[Content_Types].xml", b"<a/>"), ("xl/w.xml", b"")), "Chưa đọc được"),
        ("so.txt", lambda: b"\x7fELF\0\0" * 99, "Chưa đọc được loại tệp này"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_kept(
    cast: Cast, signed_in: Sign, name: str, data: Callable[[], bytes], words: str
) -> None:
    lan, by, original = signed_in("lan"), cast.actor("lan"), data()
    answer = sent(lan, name, original)
    with acting_as(by):
        row = Intake.objects.get(file_name=name)
        if row.state != "failed":
            read_file(row.pk, by=by)
        assert not Document.objects.filter(file_sha=row.file_sha).exists()
    page = answer.content.decode() if answer.status_code == 422 else lan.get(answer["Location"]).content.decode()
    assert words in page
    assert place_of(row.file_sha).read_bytes() == original
    assert lan.get("/van-ban/tiep-nhan/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("macro.docm", lambda: samples.as_docx(macros=True), "không chạy macro"),
        ("trang.html", lambda: samples.as_html(script=True), "không chạy mã lệnh"),
        ("ke-hoach.pdf", samples.as_docx, "Đuôi tệp là .pdf, nội dung thật là docx"),
        ("tcvn3.txt", lambda: samples.in_old_letters(legacy.TCVN3), "bảng mã cũ TCVN3"),
        (
            "khong-dau.txt",
            lambda: (BODY.format(count=80) + "\nCác chi bộ thực hiện.\n\nĐịnh kỳ báo cáo.\n").encode(),
            "Văn bản không có phần đầu",
        ),
    ],
)
def test_an_odd_file_is_read_and_what_is_odd_is_told(
    cast: Cast, signed_in: Sign, name: str, data: Callable[[], bytes], words: str
) -> None:
    lan, original = signed_in("lan"), data()
    answer = sent(lan, name, original)
    assert answer.status_code == 302
    page = lan.get(answer["Location"], follow=True).content.decode()
    assert words in page and "<script>alert" not in page
    with acting_as(cast.actor("lan")):
        document = Document.objects.get(file_name=name)
        assert document.status == Status.READING and document.proposals.filter(values__value=80).exists()
    assert place_of(document.file_sha).read_bytes() == original


@pytest.mark.django_db
def test_two_papers_in_one_file_become_two_by_one_press(cast: Cast, signed_in: Sign) -> None:
    lan, by = signed_in("lan"), cast.actor("lan")
    data = (plan(8) + plan(9, day=2, count=30)).encode()
    page = lan.get(sent(lan, "hai.txt", data)["Location"], follow=True).content.decode()
    assert "Tách và tiếp nhận văn bản thứ hai" in page and "bắt đầu từ “Số 9-KH/ĐU”" in page
    with acting_as(by):
        first = Document.objects.get(file_name="hai.txt")
    answer = lan.post(f"/van-ban/{first.pk}/tach-van-ban/", {"seen": first.version}, follow=True)
    assert "Đã tách văn bản thứ hai: 9-KH/ĐU" in answer.content.decode()
    assert "Tách và tiếp nhận" not in answer.content.decode()
    with acting_as(by):
        first, second = Document.objects.filter(file_sha=first.file_sha).order_by("pk")
        assert first.text.endswith("Nguyễn Văn Bình\n") and second.text.startswith("ĐẢNG ỦY TRƯỜNG")
        for paper, count in ((first, 12), (second, 30)):
            shown = paper.proposals.exclude(state="gone")
            assert [row.values["value"] for row in shown if row.kind == "target"] == [count]
            assert all(paper.text[row.start : row.end] == row.quote for row in shown)
        assert {one.status for one in (first, second)} == {Status.READING}
    assert place_of(first.file_sha).read_bytes() == data
    assert lan.post(f"/van-ban/{first.pk}/tach-van-ban/").status_code == 422
    assert sent(lan, "hai.txt", data).status_code == 302
    with acting_as(by):
        assert Document.objects.filter(file_sha=first.file_sha).count() == 2


@pytest.mark.django_db
def test_a_large_file_is_kept_piece_by_piece_and_read_apart(
    cast: Cast, signed_in: Sign, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    lan, by = signed_in("lan"), cast.actor("lan")
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    monkeypatch.setattr("nennep.documents.reading.HEAVY_BYTES", 1000)
    monkeypatch.setattr("nennep.files.respond.WHOLE", 1000)
    monkeypatch.setattr("nennep.documents.taking.keep_bytes", None)
    data = (plan(8) + "Đảng viên gương mẫu, đi đầu.\n" * 90).encode()
    answer = sent(lan, "lon.txt", data)
    with acting_as(by):
        row = Intake.objects.get(file_name="lon.txt")
        assert (row.state, row.file_sha) == ("waiting", hashlib.sha256(data).hexdigest())
    page = lan.get(answer["Location"]).content.decode()
    assert "Đang chờ đến lượt" in page and "Dừng đọc" in page
    assert b"".join(lan.get(f"{answer['Location']}ban-goc/")) == data
    with acting_as(by):
        read_file(row.pk, by=by)
        assert Document.objects.get(file_sha=row.file_sha).status == Status.READING
    assert list((settings.STATE_DIR / "uploads").iterdir()) == []


@pytest.mark.django_db
def test_a_reading_is_stopped_by_its_person_and_nothing_comes_of_it(
    cast: Cast, signed_in: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, by = signed_in("lan"), cast.actor("lan")
    place = sent(lan, "chup.pdf", samples.as_scan())["Location"]

    def read(_original: Path, name: str, _folder: Path, tell: Callable[[int, int], None]) -> dict[str, Any]:
        tell(1, 40)
        Progress.objects.filter(pk=str(row.progress)).update(
            state="running", done=1, total=40
        )  # told beside, unseen here
        assert "Đang đọc trang 2/40" in lan.get(place).content.decode()
        lan.post(f"{place}dung/")
        tell(2, 40)
        return {"name": name, "text": plan(8)}

    monkeypatch.setattr("nennep.documents.jobs.read_apart", read)
    with acting_as(by):
        row = Intake.objects.get(file_name="chup.pdf")
        read_file(row.pk, by=by)
        assert not Document.objects.filter(file_sha=row.file_sha).exists()
        row.refresh_from_db()
        assert (row.state, row.trouble, row.document) == ("failed", "stopped", None)
    assert "Đã dừng đọc theo yêu cầu" in lan.get(place).content.decode()
    assert place_of(row.file_sha).exists()


@pytest.mark.django_db
def test_above_the_limit_and_on_a_full_disk_nothing_is_kept_and_the_page_says_so(
    cast: Cast, signed_in: Sign, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    lan, data = signed_in("lan"), b"x" * 2 * 1024 * 1024
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE, settings.UPLOAD_MEGABYTES = 1000, 1
    answer = sent(lan, "qua-lon.pdf", data)
    assert answer.status_code == 422 and "Tệp lớn quá 1 MB nên máy chủ không nhận" in answer.content.decode()
    settings.UPLOAD_MEGABYTES = 512

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(uploads.Incoming, "write", full, raising=False)
    answer = sent(lan, "day.pdf", data)
    assert answer.status_code == 422 and "Ổ đĩa của máy chủ đã đầy" in answer.content.decode()
    assert sent(client, "la.pdf", data).status_code == 302
    with acting_as(cast.actor("lan")):
        assert not Intake.objects.exists()
    assert [one for one in settings.STATE_DIR.rglob("*") if one.is_file()] == []
