"""Files brought in: every fault in words, all or nothing."""

import io
import os
from collections.abc import Sequence
from datetime import date

import openpyxl
import psycopg
import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.journal import verifying
from nennep.journal.models import Line
from nennep.journal.queries import tell
from nennep.members import actions, brought
from nennep.members.actions import loading
from nennep.members.imports import kinds, sheet
from nennep.members.models import Admission, Membership, StagedMember
from nennep.org.models import Unit

ROLL = ["Họ tên", "Nam/nữ", "Sinh ngày", "Đối tượng", "Ngày vào Đảng", "Ngày chính thức", "Chi bộ", "Cột thừa"]


def book(*rows: Sequence[object], head: Sequence[str] = ROLL, above: int = 0) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    for _line in range(above):
        page.append(["Trường Đại học Bách Việt"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def good(name: str = "Đinh Văn Một", cell: str = "BV-LU") -> list[object]:
    return [name, "Nam", date(1980, 5, 6), "Giảng viên", "19/05/2005", "19/05/2006", cell, "?"]


def read(cast: Cast, data: bytes, kind: str = "roll"):  # type: ignore[no-untyped-def]
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        return actions.read_import(cast.units["BV"], by=by, kind=kind, name="tep.xlsx", data=data)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("05/03/1986", (date(1986, 3, 5), "day")),
        ("3/1986", (date(1986, 3, 1), "month")),
        ("tháng 5/1990", (date(1990, 5, 1), "month")),
        ("Tháng 12 năm 1998", (date(1998, 12, 1), "month")),
        ("1986", (date(1986, 1, 1), "year")),
        (1986.0, (date(1986, 1, 1), "year")),
        ("", (None, "day")),
    ],
)
def test_dates_come_whole_or_in_part(cell: object, expected: tuple[date | None, str]) -> None:
    assert sheet.day(cell) == expected


@pytest.mark.data
@pytest.mark.django_db
def test_a_good_roll_is_taken_in_whole(cast: Cast) -> None:
    row = read(cast, book(good(), good("Đinh Thị Hai", "Chi bộ Khoa Luật"), above=2))
    assert (row.total, row.faults) == (2, [])
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        before = Membership.objects.filter(unit=cast.units["BV-LU"]).count()
        assert actions.take_import(row, by=by) == 2
        assert Membership.objects.filter(unit=cast.units["BV-LU"]).count() == before + 4
        assert Admission.objects.filter(full_name="Đinh Văn Một", decided_on=date(2005, 5, 19), source="roll").exists()
        assert not StagedMember.objects.filter(import_id=row.pk).exists()
        with pytest.raises(NotYours):
            actions.take_import(row, by=by)


@pytest.mark.django_db
def test_a_roll_that_begins_before_its_cell_is_told_and_taken(cast: Cast) -> None:
    line = good()
    line[2], line[4], line[5] = "05/06/1960", "01/05/1985", "01/05/1986"
    row, cell = read(cast, book(line)), cast.units[str(line[6])]
    assert row.faults == []
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert brought.early(row) == [(cell.name, cell.since, 1)]
        assert actions.take_import(row, by=cast.actor("lan")) == 1
        held = Membership.objects.get(
            full_name=row.rows[0]["full_name"] if row.rows else str(line[0]), status="official"
        )
        assert held.precedes_unit


@pytest.mark.django_db
def test_every_bad_cell_is_told_with_its_line_and_nothing_is_taken(cast: Cast) -> None:
    wrong = ["Một", "Namm", "31/02/1980", "phi hành gia", "19/05/2035", "1/1/2001", "KHONG-CO", ""]
    row = read(cast, book(good(), wrong, good()))
    lines = {(fault[0], fault[1]) for fault in row.faults}
    assert {
        (3, "Họ và tên"),
        (3, "Giới tính"),
        (3, "Ngày sinh"),
        (3, "Đối tượng"),
        (3, "Ngày kết nạp"),
        (3, "Mã chi bộ"),
        (4, "Họ và tên"),
    } <= lines
    assert all(fault[2] for fault in row.faults)
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic(), pytest.raises(loading.NotReady):
        actions.take_import(row, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4 khong phai excel", b"PK\x03\x04 hong", book(head=["Tên sách", "Giá"]), b"Ho ten;Gioi tinh\nA;B\n"],
    ids=["empty", "pdf", "damaged", "other table", "csv"],
)
def test_a_file_of_another_kind_says_what_to_do(cast: Cast, data: bytes) -> None:
    with pytest.raises(sheet.BadFile) as refusal:
        read(cast, data)
    assert "Đề nghị" in str(refusal.value)


@pytest.mark.django_db
def test_headings_without_rows_are_nothing(cast: Cast) -> None:
    with pytest.raises(loading.NothingInIt):
        read(cast, book())


@pytest.mark.django_db
def test_a_cell_of_another_university_is_not_found(cast: Cast) -> None:
    row = read(cast, book(good(cell="LH-1")))
    assert [fault[1] for fault in row.faults] == ["Mã chi bộ"]


@pytest.mark.data
@pytest.mark.django_db
def test_decisions_come_in_from_excel_and_move_the_figure(cast: Cast) -> None:
    head = [heading.title for heading in kinds.ADMISSIONS]
    rows = [
        [f"Đinh Thị {word}", "Nữ", "01/02/2002", "Sinh viên", "BV-S1", "77-QĐ/ĐU", "15/06/2023", "20/06/2023"]
        for word in ("Mai", "Lan")
    ]
    row = read(cast, book(*rows, head=head), "admissions")
    assert row.faults == []
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        actions.take_import(row, by=by)
        assert Admission.objects.filter(decision_no="77-QĐ/ĐU", source="excel").count() == 2


@pytest.mark.data
@pytest.mark.django_db
def test_a_tree_comes_in_from_excel(cast: Cast) -> None:
    head = [heading.title for heading in kinds.UNITS]
    rows = [
        ["BV-VX", "Đảng bộ bộ phận Viện Xây dựng", "Đảng bộ bộ phận", "BV", "01/03/2023"],
        ["BV-VX1", "Chi bộ Kết cấu", "Chi bộ", "BV-VX", "01/03/2023", "x"],
    ]
    row = read(cast, book(*rows, head=head), "units")
    assert row.faults == []
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        assert actions.take_import(row, by=by) == 2
        made = Unit.objects.get(code="BV-VX1")
        assert (made.parent.code, made.is_joint) == ("BV-VX", True)


@pytest.mark.django_db
def test_a_parent_that_is_nowhere_is_told(cast: Cast) -> None:
    head = [heading.title for heading in kinds.UNITS]
    row = read(cast, book(["BV-Z", "Chi bộ Z", "Chi bộ", "KHONG-CO", ""], head=head), "units")
    assert [fault[1] for fault in row.faults] == ["Mã đơn vị cấp trên"]


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("update members_membership set status = 'guest' where full_name = 'Đinh Văn Một'", "members_membership"),
        (
            "update journal_batchpart set told = set_byte(told, 20, get_byte(told, 20) # 1) where first = (select max(first) from journal_batchpart)",
            "lần nhập",
        ),
        ("delete from journal_batchpart where first = (select max(first) from journal_batchpart)", "lần nhập"),
    ],
)
def test_what_changes_behind_a_list_that_was_taken_in_is_found(live_cast: Cast, damage: str, words: str) -> None:
    row, by = read(live_cast, book(good(), good("Đinh Thị Hai"))), live_cast.actor("lan")
    with acting_as(by), transaction.atomic():
        actions.take_import(row, by=by)
        line = Line.objects.filter(verb="members.enrol_rows", subject="members_membership").get()
        assert "2 đồng chí" in tell([line])[0].sentence
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        assert verifying.verify(owner).wrong == []
        owner.execute(damage.encode())
        assert any(words in one for one in verifying.verify(owner).wrong)


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_each_row_of_a_long_list_is_found_again_by_its_own_seal(live_cast: Cast) -> None:
    """Digests stand fifty together: the first, the last and those at the joints are told by their own numbers."""
    row, by = (
        read(live_cast, book(*(good(f"Đinh Thị {chr(65 + n % 26)}{chr(97 + n // 26)}") for n in range(120)))),
        live_cast.actor("lan"),
    )
    with acting_as(by), transaction.atomic():
        actions.take_import(row, by=by)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        assert verifying.verify(owner).wrong == []
        taken = "where full_name like 'Đinh Thị %' and status = 'official' order by id"
        ids = [one for (one,) in owner.execute(f"select id from members_membership {taken}".encode())]
        assert len(ids) == 120
        hurt = [ids[0], ids[49], ids[50], ids[-1]]
        owner.execute("update members_membership set status = 'guest' where id = any(%s)", [hurt])
        found = [one for one in verifying.verify(owner).wrong if one.startswith("members_membership")]
        assert sorted(int(one.split()[1].rstrip(":")) for one in found) == hurt


ADMITTED = [heading.title for heading in kinds.ADMISSIONS]


def admitted(name: str = "Đinh Thị Mai", born: str = "01/02/2002", decided: str = "15/06/2023") -> list[object]:
    return [name, "Nữ", born, "Sinh viên", "BV-S1", "77-QĐ/ĐU", decided, ""]


@pytest.mark.django_db
def test_the_same_decisions_brought_in_again_are_told_line_by_line(cast: Cast) -> None:
    by, data = cast.actor("lan"), book(admitted(), admitted("Đinh Thị Lan"), head=ADMITTED)
    row = read(cast, data, "admissions")
    with acting_as(by), transaction.atomic():
        actions.take_import(row, by=by)
    again = read(cast, data, "admissions")
    assert [(fault[0], fault[1]) for fault in again.faults] == [(2, "Họ và tên"), (3, "Họ và tên")]
    assert "Chi bộ Sinh viên 1" in again.faults[0][2]
    with acting_as(by), transaction.atomic():
        before = brought.taken_before(again)
        assert before is not None and before.pk == row.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([admitted(born="01/08/2005")], "Chưa đủ 18 tuổi"),
        ([admitted(decided="15/06/2030")], "Ngày ở tương lai"),
        ([admitted(), admitted()], "Trùng người với dòng 2"),
    ],
    ids=["too young", "in the future", "twice"],
)
def test_an_admission_that_cannot_be_is_told(cast: Cast, rows: list[list[object]], words: str) -> None:
    (fault,) = read(cast, book(*rows, head=ADMITTED), "admissions").faults
    assert words in fault[2]


@pytest.mark.django_db
def test_a_bad_date_is_told_once_and_words_are_offered_as_people_write_them(cast: Cast) -> None:
    wrong = good()
    wrong[2], wrong[1], wrong[3] = "31/02/1980", "", "phi hành gia"
    faults = {fault[1]: fault[2] for fault in read(cast, book(wrong)).faults}
    assert len(read(cast, book(wrong)).faults) == 3
    assert "31/02/1980" in faults["Ngày sinh"]
    assert faults["Giới tính"] == "Còn trống. Ghi một trong: Nam, Nữ."
    assert "Sinh viên, Giảng viên" in faults["Đối tượng"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["BV-Z", "Chi bộ Z", "Chi bộ", "BV-LU", ""], "Mã đơn vị cấp trên"),
        (["BV-Z", "Chi bộ Z", "Chi bộ", "BV", "01/01/2030"], "Ngày thành lập"),
        (["BV-Z", "Chi bộ Z", "Chi bộ", "BV", "", "có lẽ"], "Chi bộ ghép"),
        (["BV-Z", "Chi bộ Z", "Chi bộ lạ", "BV", ""], "Loại đơn vị"),
    ],
)
def test_a_unit_that_cannot_be_is_told_before_it_is_taken_in(cast: Cast, row: list[str], column: str) -> None:
    head = [heading.title for heading in kinds.UNITS]
    assert [fault[1] for fault in read(cast, book(row, head=head), "units").faults] == [column]


@pytest.mark.django_db
def test_a_unit_without_a_founding_day_has_stood_as_long_as_the_one_above(cast: Cast) -> None:
    head, by = [heading.title for heading in kinds.UNITS], cast.actor("lan")
    row = read(cast, book(["BV-Z", "Chi bộ Z", "Chi bộ", "BV", ""], head=head), "units")
    with acting_as(by), transaction.atomic():
        actions.take_import(row, by=by)
        assert Unit.objects.get(code="BV-Z").since == cast.units["BV"].since


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "data", "seen"),
    [
        ("roll", book(good()), "Chi bộ Khoa Luật"),
        ("admissions", book(admitted(), head=ADMITTED), "77-QĐ/ĐU"),
        (
            "units",
            book(["BV-Z", "Chi bộ Z", "Chi bộ", "BV"], head=["Mã đơn vị", "Tên", "Loại", "Trực thuộc"]),
            "Chi bộ Z",
        ),
    ],
)
def test_what_was_read_is_shown_before_it_is_taken_in(cast: Cast, kind: str, data: bytes, seen: str) -> None:
    row = read(cast, data, kind)
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert any(seen in cell for line in brought.preview(row).rows for cell in line)
