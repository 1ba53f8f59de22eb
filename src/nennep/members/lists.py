"""Lists taken out of the system."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.members import sight
from nennep.members.models import Admission, Departure, Membership, Transfer
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel
from nennep.press.paper import PARTY, Annex, Column, Paper, Para, Table
from nennep.viet.write import paper_day

COLUMNS = (
    ("TT", 5), ("Họ và tên", 26), ("Ngày sinh nam", 12), ("Ngày sinh nữ", 12), ("Dân tộc", 10), ("Quê quán", 24), ("Chức vụ, đơn vị", 24),
    ("Trình độ chuyên môn", 18), ("LLCT", 12), ("Ngày kết nạp", 12), ("Ngày chính thức", 12), ("Tình trạng", 12), ("Số thẻ", 14), ("Chi bộ", 28),
)  # fmt: skip


def with_dates(rows: QuerySet[Membership], actor: Actor) -> QuerySet[Membership]:
    """The rows with the days of admission and recognition, and whether the actor sees the office class of each."""
    admitted = Admission.objects.filter(person=OuterRef("person"), association="party", annulled_on=None)
    official = Membership.objects.filter(
        person=OuterRef("person"), association="party", placement="counted", status="official"
    )
    return rows.annotate(
        admitted=Subquery(admitted.order_by("-decided_on").values("decided_on")[:1]),
        official=Subquery(official.order_by("since").values("since")[:1]),
        office=Case(When(sight.office_of(actor), then=Value(True)), default=Value(False)),
    )


def summary(rows: Iterable[Any]) -> bytes:
    """Danh sách trích ngang as an Excel workbook, of rows ``with_dates``; a card number only where its class is shown."""
    return excel([Sheet("Danh sách", COLUMNS, _summary(rows), ("DANH SÁCH TRÍCH NGANG",))])


def _summary(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [
        (
            place, row.full_name, row.person.born_on if row.sex == "m" else "", row.person.born_on if row.sex == "f" else "", row.person.ethnicity,
            row.person.native_place, row.person.work_title, row.person.get_degree_display(), row.person.get_theory_display(), row.admitted,
            row.official, row.get_status_display(), row.person.card_no if row.office else "", row.unit.name,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip


MOST_PRINTED = 2000


def summary_paper(unit: Unit, rows: Iterable[Any]) -> Paper:
    """The same list as a paper, landscape, for the signature."""
    cells = tuple(tuple(_cell(value) for value in line) for line in _summary(rows))
    columns = tuple(Column(title, width, "center" if title == "TT" else "left") for title, width in COLUMNS)
    words = f"Số đảng viên trong danh sách: {len(cells)}; lập ngày {paper_day(today())}."
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=unit.name if unit.kind.is_cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1),
        symbol="DS", kind="Danh sách trích ngang", abstract=f"đảng viên của {unit.name}", place=unit.place or "Hà Nội", blocks=(Para(words),), draft=True,
        annexes=(Annex("DANH SÁCH TRÍCH NGANG", (Table(columns, cells),)),), authority="T/M CHI BỘ" if unit.kind.is_cell else "T/L BAN THƯỜNG VỤ",
        post="BÍ THƯ" if unit.kind.is_cell else "CHÁNH VĂN PHÒNG", layout=replace(PARTY, number="", blank=""),
    )  # fmt: skip


def _cell(value: Any) -> str:
    return paper_day(value) if isinstance(value, date) else str(value or "")


def transfers(rows: Iterable[Transfer]) -> bytes:
    """Transfers as an Excel workbook."""
    columns = (
        ("TT", 5), ("Họ và tên", 26), ("Tình trạng", 12), ("Nơi đi", 34), ("Nơi đến", 34), ("Hình thức", 24), ("Lý do", 18), ("Giấy giới thiệu", 18),
        ("Ngày cấp", 12), ("Nộp trước hết ngày", 14), ("Đến đâu", 28), ("Báo nhận", 18),
    )  # fmt: skip
    lines = [
        (
            place, row.full_name, row.get_status_display(), row.from_name, row.to_name, row.get_kind_display(), row.get_cause_display(), row.letter_no,
            row.letter_on or "", row.answer_by or "", row.get_state_display(), row.receipt_no,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    return excel([Sheet("Chuyển sinh hoạt", columns, lines, ("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",))])


def departures(rows: Iterable[Departure]) -> bytes:
    """Graduates, retired members and those who moved jobs as an Excel workbook."""
    columns = (
        ("TT", 5), ("Họ và tên", 26), ("Trường hợp", 20), ("Từ ngày", 12), ("Quyết định", 22), ("Chi bộ", 28), ("Đến hạn", 12), ("Được gia hạn đến", 14),
        ("Ý kiến của Đoàn", 30),
    )  # fmt: skip
    lines = [
        (
            place, row.full_name, row.get_cause_display(), row.left_on, row.decision, row.unit.name, row.due_on, row.extended_to or "", row.youth_words,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    return excel([Sheet("Theo dõi", columns, lines, ("DANH SÁCH TỐT NGHIỆP, NGHỈ HƯU, CHUYỂN CÔNG TÁC",))])
