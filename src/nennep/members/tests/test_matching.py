"""Files with headings of their own, files of a kind that is told, and what is put right while reading."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members import actions, brought
from nennep.members.imports import books, kinds, matching, parts, sheet, stream
from nennep.members.models import Import, Membership, Tenure
from nennep.members.tests.test_imports import ROLL, book, good, read
from nennep.members.views import imports as views

OWN = ["STT", "Họ tên khai sinh đảng viên", "Phái", "Ngày tháng năm sinh", "Diện đối tượng", "Thuộc chi bộ"]


def workbook(
    *lines: Sequence[object],
    title: str = "Danh sách",
    hidden: Sequence[Sequence[object]] | None = None,
    merge: str = "",
) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    if hidden:
        page.title, page.sheet_state = "An", "hidden"
        for above in hidden:
            page.append(above)
        page = made.create_sheet()
        made.active = 1
    page.title = title
    for line in lines:
        page.append(line)
    if merge:
        page.merge_cells(merge)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def bring(cast: Cast, data: bytes, kind: str = "roll") -> Import:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        return actions.bring_file(cast.units["BV"], by=by, kind=kind, name="tep.xlsx", data=data)


@pytest.mark.django_db
def test_headings_of_ones_own_are_matched_on_a_page_and_remembered(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    wide = [f"Cột riêng {n}" for n in range(54)]
    lines: list[list[object]] = [
        ["ĐẢNG BỘ TRƯỜNG"], [], [*OWN, *wide],
        [1, "Đinh Văn Một", "Nam", "05/06/1980", "Giảng viên", "BV-LU", *["x"] * 54],
    ]  # fmt: skip
    data = workbook(*lines, hidden=[["Họ và tên", "Giới tính", "Ngày sinh"], ["Ẩn", "Nam", ""]])
    client = signed_in("lan")
    answer = client.post(reverse("members:imports"), {"kind": "roll", "file": _upload(data)})
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Import.objects.latest("id")
    assert answer["Location"] == reverse("members:import_match", args=[row.pk])
    page = client.get(answer["Location"])
    form = page.context["form"]
    given = {name: str(form[name].value() if form[name].value() is not None else "") for name in form.fields}
    assert (given["full_name"], given["born_on"], given["cell"]) == ("1", "3", "5")
    assert "Trang tính ẩn: An" in page.content.decode() and "Đinh Văn Một" in page.content.decode()
    given |= {"sex": "2", "category": "4", "trang": "Danh sách", "dong": "3"}
    refused = client.post(answer["Location"], {**given, "sex": ""})
    assert refused.status_code == 422 and "Giới tính" in refused.content.decode()
    done = client.post(answer["Location"], given)
    assert done["Location"] == reverse("members:import_preview", args=[row.pk])
    with acting_as(cast.actor("lan")), transaction.atomic():
        row.refresh_from_db()
        assert (row.state, row.total, row.faults) == ("read", 1, [])
    shown = client.get(done["Location"]).content.decode()
    assert "Phái" in shown and "Cột riêng 7" in shown
    assert read(cast, data).faults == []  # the next file with these headings needs no matching


def _upload(data: bytes, name: str = "tep.xlsx") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


@pytest.mark.django_db
def test_two_lines_of_headings_a_split_name_and_birth_dates_by_sex_are_read(cast: Cast) -> None:
    data = workbook(
        ["DANH SÁCH TRÍCH NGANG"],
        ["Họ và tên đệm", "Tên", "Ngày sinh", None, "Đối tượng", "Mã chi bộ"],
        [None, None, "Nam", "Nữ", None, None],
        [1, 2, 3, 4, 5, 6],
        ["Đinh Thị", "Hai", None, "05/03/1986", "Giảng viên", "BV-LU"],
        merge="C2:D2",
    )
    row = read(cast, data)
    assert (row.faults, row.total) == ([], 1)
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert brought.preview(row).rows[0][:2] == ["Đinh Thị Hai", "05/03/1986"]


@pytest.mark.django_db
def test_what_can_be_put_right_is_put_right_and_shown(cast: Cast) -> None:
    capital, apart, bare = good("ĐINH VĂN MỘT"), good(unicodedata.normalize("NFD", "Đinh Thị Hải")), good("Đinh Văn Ba")
    bare[2] = 31478
    row = read(cast, book(capital, apart, bare))
    assert row.faults == []
    words = [one[2] for one in row.told["repairs"]]
    assert "“Đinh Văn Một”" in words[0] and "“Đinh Thị Hải”" in words[1] and "07/03/1986" in words[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (2, "05/03/86", "đủ bốn chữ số"),
        (2, "12/25/1986", "tháng trước ngày"),
        (2, "31/02/1980", "không có thật"),
        (7, "12345678901", "Có 11 chữ số"),
    ],
)
def test_what_cannot_be_put_right_is_told_with_its_line_and_column(
    cast: Cast, place: int, value: str, words: str
) -> None:
    wrong = [*good()[:7], ""]
    wrong[place] = value
    (fault,) = read(cast, book(wrong, head=[*ROLL[:7], "CCCD"])).faults
    assert fault[0] == 2 and words in fault[2]


def _with(name: str) -> bytes:
    data = io.BytesIO(workbook(["a"]))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr(name, b"x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_with("xl/vbaProject.bin"), "macro"),
        (_with("word/document.xml"), "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Không mở được"),
        (b"\xff\xd8\xff\xe0 anh", "Không mở được"),
        (b"x" * (books.TOO_BIG + 1), "60 MB"),
    ],
    ids=["macro", "word", "pdf", "old and broken", "photo", "too big"],
)
def test_a_file_of_another_kind_is_told_by_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(books.BadFile) as refusal:
        books.pages(data)
    assert words in str(refusal.value) and "Đề nghị" in str(refusal.value)


@pytest.mark.django_db
def test_values_separated_by_commas_are_a_table_too(cast: Cast) -> None:
    lines = ["Họ tên;Giới tính;Ngày sinh;Đối tượng;Chi bộ", "Đinh Văn Một;Nam;05/06/1980;Giảng viên;BV-LU"]
    assert (read(cast, "\ufeff".encode() + "\n".join(lines).encode()).faults) == []


def test_a_long_sheet_is_read_as_a_stream_with_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    page, day = made.add_worksheet(), made.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(1, 0, ["Họ và tên", "Ngày", "Số"])
    page.write_string(3, 0, "Đinh Văn Một")
    page.write_datetime(3, 1, date(1980, 6, 5), day)
    page.write_number(3, 2, 12)
    made.close()
    (whole,) = books.pages(file.getvalue())
    (streamed,) = stream.sheets(file.getvalue())
    wide = [list(row) for row in whole]
    thin = [row + [""] * (3 - len(row)) for row in streamed.rows()]
    assert [
        [sheet.day(cell) if place == 1 and cell != "Ngày" else cell for place, cell in enumerate(row)] for row in wide
    ] == [
        [sheet.day(cell) if place == 1 and cell != "Ngày" else cell for place, cell in enumerate(row)] for row in thin
    ]
    monkeypatch.setattr(books, "AT_ONCE", 3)
    (long,) = books.pages(file.getvalue())
    assert long.streamed


def test_a_big_sheet_is_opened_in_parts_with_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    page, day = made.add_worksheet("Danh sách"), made.add_format({"num_format": "dd/mm/yyyy"})
    for line in range(40):
        if line % 7:  # an empty line now and then, and a first column that stands empty for a while
            page.write_string(line, 0 if line < 9 else 1, f"Đinh Văn {line}")
            page.write_datetime(line, 2, date(1980, 6, 5), day)
    made.close()
    (whole,) = books.pages(file.getvalue())
    wanted = [list(row) for row in whole]
    for name, size in (("BIG", 1), ("FIRST", 300), ("PART", 700), ("PIECE", 900)):
        monkeypatch.setattr(parts, name, size)
    (cut,) = books.pages(file.getvalue())
    found = [[*row, *[""] * (3 - len(row))] for row in cut]
    assert found == wanted and len(found) == 40


@pytest.mark.django_db
def test_a_big_file_is_opened_by_the_job_and_not_by_the_request(
    cast: Cast, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(views, "AT_ONCE", 1)
    monkeypatch.setattr(views, "defer", lambda name, **values: asked.append(values))
    monkeypatch.setattr(sheet, "pages", lambda data: pytest.fail("the request opened the file"))
    data = workbook(OWN, [1, "Đinh Văn Một", "Nam", "05/06/1980", "Giảng viên", "BV-LU"])
    client = signed_in("lan")
    answer = client.post(reverse("members:imports"), {"kind": "roll", "file": _upload(data)})
    monkeypatch.undo()
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Import.objects.latest("id")
        assert row.state == "kept" and answer["Location"].endswith(asked[0]["progress_id"] + "/")
        opened = actions.open_file(row, by=cast.actor("lan"))
        assert opened.state == "match" and brought.lines_of(row) == 2


def test_a_proposal_takes_the_likeliest_column_once() -> None:
    heads = ["TT", "Họ tên ĐV", "Ngày/tháng/năm sinh", "Nam/Nữ", "Ngày vào Đảng", "Ngày CN chính thức", "Tên chi bộ"]
    found = matching.propose(heads, kinds.ROLL)
    assert {name: heads[place] for name, place in found.items()} == {
        "full_name": "Họ tên ĐV", "born_on": "Ngày/tháng/năm sinh", "sex": "Nam/Nữ", "joined_on": "Ngày vào Đảng",
        "official_on": "Ngày CN chính thức", "cell": "Tên chi bộ",
    }  # fmt: skip
    other = matching.propose(["Tên đảng viên", "Sinh ngày", "Tổ chức"], kinds.ROLL)
    assert other == {"full_name": 0, "born_on": 1, "cell": 2}  # a name is no code


POSTS = [heading.title for heading in kinds.POSTS]


@pytest.mark.django_db
def test_holders_of_posts_come_in_from_excel(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        person = Membership.objects.filter(unit=cast.units["BV-LU"], person__born_precision="day").latest("id").person
    born = f"{person.born_on:%d/%m/%Y}"
    rows = [
        [person.full_name, born, "Phó Bí thư", "BV", "01/06/2021", "", "9-QĐ/ĐU"],
        [person.full_name, born, "Trưởng phòng", "BV", "01/06/2021", "", ""],
        [person.full_name, "01/01/1901", "Bí thư", "BV", "01/06/2021", "", ""],
    ]
    with acting_as(by), transaction.atomic():
        bad = actions.read_import(cast.units["BV"], by=by, kind="posts", name="c.xlsx", data=book(*rows, head=POSTS))
        assert [(fault[0], fault[1]) for fault in bad.faults] == [(3, "Chức danh"), (4, "Họ và tên")]
        row = actions.read_import(cast.units["BV"], by=by, kind="posts", name="c.xlsx", data=book(rows[0], head=POSTS))
        assert brought.preview(row).rows[0][1] == "Phó Bí thư"
        assert actions.take_import(row, by=by) == 1
        assert Tenure.objects.filter(person=person, seat__title="Phó Bí thư", decision="9-QĐ/ĐU").exists()
        again = actions.read_import(
            cast.units["BV"], by=by, kind="posts", name="c.xlsx", data=book(rows[0], head=POSTS)
        )
        assert again.rows == [] and "bỏ qua" in again.notes[0][2]


def test_every_kind_has_a_template_with_an_example_that_fits(tmp_path: Path) -> None:
    for kind, headings in kinds.HEADINGS.items():
        assert all(len(example) == len(headings) for example in kinds.EXAMPLES[kind]), kind
        assert kind in brought.HEADS
