"""A roll taken out and brought in again: nothing changes; a changed cell is a proposal; two writers, one wins."""

import io
import threading
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from nennep.config.cast import Cast
from nennep.core.refused import Stale
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.members import actions, brought, lists, queries
from nennep.members.actions.correcting import ChangedMeanwhile
from nennep.members.actions.file import NeedsDecision
from nennep.members.actions.life import Paper
from nennep.members.imports.again import key_of, person_of
from nennep.members.models import Amendment, Import, Membership, Person
from nennep.members.tests.test_imports import book, good

PAPER = Paper("15-CV/ĐU", date(2023, 6, 1))


def taken_out(cast: Cast, who: str = "chanh") -> bytes:
    by, file = cast.actor(who), io.BytesIO()
    with acting_as(by), transaction.atomic():
        lists.roll(lists.listed(queries.members(by, queries.Asked(day=date(2026, 1, 1))), by), file)
    return file.getvalue()


def changed(data: bytes, **cells: object) -> bytes:
    """The workbook with other words in the first row of people, by heading."""
    made = openpyxl.load_workbook(io.BytesIO(data))
    page = made.active
    heads = {cell.value: cell.column for cell in page[1]}
    for name, value in cells.items():
        page.cell(2, heads[name.replace("_", " ")], value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(cast: Cast, data: bytes, who: str = "chanh") -> Import:
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        return actions.read_import(cast.units["BV"], by=by, kind="roll", name="danh-sach.xlsx", data=data)


def counts() -> tuple[int, int, int]:
    return Person.objects.count(), Membership.objects.count(), Line.objects.count()


@pytest.mark.data
@pytest.mark.django_db
def test_a_roll_taken_out_and_brought_in_again_changes_nothing(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("chanh")
    answer = client.post(reverse("members:export"), {"shape": "roll", "reason": "Đối chiếu danh sách"})
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        before = counts()
        row = actions.read_import(cast.units["BV"], by=by, kind="roll", name="danh-sach.xlsx", data=data)
        assert (row.faults, row.rows, row.told["fresh"]) == ([], [], 0)
        assert row.told["same"] == row.total > 30
        assert counts() == before
    page = client.get(reverse("members:import_preview", args=[row.pk])).content.decode()
    assert "Không có thay đổi" in page and "Nhập toàn bộ" not in page


@pytest.mark.django_db
def test_changed_cells_are_proposed_and_written_with_the_paper_that_approves_them(cast: Cast) -> None:
    data = changed(taken_out(cast), Quê_quán="Bình Lục, Hà Nam")
    row, by = read(cast, data), cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        (told,) = brought.changes(row)
        assert (told.label, told.new) == ("Quê quán", "Bình Lục, Hà Nam")
        assert brought.needs_paper(row) == bool(told.old)
        if told.old:
            with pytest.raises(NeedsDecision), transaction.atomic():
                actions.take_import(row, by=by)
        assert actions.take_import(row, by=by, decision=PAPER) == 1
        person = Person.objects.get(pk=_first(data))
        assert person.native_place == "Bình Lục, Hà Nam"
        assert (
            not told.old
            or Amendment.objects.filter(person=person, name="native_place", decision_no=PAPER.number).exists()
        )


def _first(data: bytes) -> int:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    found = person_of(str(rows[1][rows[0].index("Mã đảng viên")]))
    assert found is not None
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"Ngày_sinh": "01/01/1971"}, "Ngày sinh", "hồ sơ gốc"),
        ({"Mã_chi_bộ": "BV-KT"}, "Mã chi bộ", "chuyển sinh hoạt"),
        ({"Mã_đảng_viên": "7-0000"}, "Mã đảng viên", "không đúng"),
        ({"Số_định_danh_cá_nhân": "001080001234"}, "Số định danh cá nhân", "trang hồ sơ"),
    ],
    ids=["birth date", "cell", "key", "number"],
)
def test_what_a_file_may_not_change_is_refused_in_words(
    cast: Cast, cells: dict[str, object], column: str, words: str
) -> None:
    (fault,) = read(cast, changed(taken_out(cast), **cells)).faults
    assert (fault[0], fault[1]) == (2, column) and words in fault[2]


@pytest.mark.django_db
def test_a_specialist_may_not_correct_files_by_a_sheet(cast: Cast) -> None:
    (fault,) = read(cast, changed(taken_out(cast, "lan"), Quê_quán="Bình Lục"), "lan").faults
    assert "không có quyền sửa" in fault[2]


@pytest.mark.django_db
def test_rows_are_known_again_by_the_identity_number(cast: Cast) -> None:
    head = ["Họ tên", "Giới tính", "Ngày sinh", "Đối tượng", "Ngày vào Đảng", "Ngày chính thức", "Chi bộ", "CCCD"]
    line, by = [*good()[:7], "001080009999"], cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        actions.take_import(read(cast, book(line, head=head)), by=by)
        before = counts()
        again = read(cast, book(line, head=head))
        assert (again.told["same"], again.told["fresh"], again.rows) == (1, 0, [])
        assert counts() == before


def test_a_key_proves_that_it_was_not_mistyped() -> None:
    assert person_of(key_of(1234)) == 1234
    assert person_of(key_of(1234).replace("1234", "1243")) is None
    assert person_of("=1+1") is None


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_an_import_and_somebody_editing_the_same_member_do_not_both_win(live_cast: Cast) -> None:
    data = taken_out(live_cast)
    row, by, pk = read(live_cast, changed(data, Quê_quán="Bình Lục, Hà Nam")), live_cast.actor("chanh"), _first(data)
    with acting_as(by), transaction.atomic():
        seen = Person.objects.get(pk=pk).version
    ends: dict[str, BaseException | None] = {}
    start = threading.Barrier(2)

    def run(name: str, act: Callable[[], object]) -> None:
        try:
            start.wait(20)
            with acting_as(by), transaction.atomic():
                act()
            ends[name] = None
        except BaseException as error:
            ends[name] = error
        finally:
            connection.close()

    def edit() -> object:
        return actions.write_file(
            Person.objects.get(pk=pk), by=by, values={"native_place": "Ý Yên, Nam Định"}, decision=PAPER, seen=seen
        )

    threads = [
        threading.Thread(target=run, args=("import", lambda: actions.take_import(row, by=by, decision=PAPER))),
        threading.Thread(target=run, args=("edit", edit)),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    lost = {name: error for name, error in ends.items() if error is not None}
    assert len(ends) == 2 and len(lost) == 1, ends
    ((name, error),) = lost.items()
    assert isinstance(error, ChangedMeanwhile if name == "import" else Stale)
    if name == "import":
        assert "đã được sửa" in str(error)
    with acting_as(by), transaction.atomic():
        row.refresh_from_db()
        assert row.state == ("read" if name == "import" else "taken")
        kept = Person.objects.get(pk=pk).native_place
        assert kept == ("Ý Yên, Nam Định" if name == "import" else "Bình Lục, Hà Nam")
