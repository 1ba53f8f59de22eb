"""What the pages of yearly rounds show, and the sheets printed by ward."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.gate import within
from nennep.core.scope import covers
from nennep.duties import rulebook
from nennep.duties.registry import Provider
from nennep.members import access, checks, limits, residence
from nennep.members.checks import Difference
from nennep.members.models import (
    MemberRound,
    Membership,
    ResidenceContact,
    RoundCell,
    Screened,
    Sheet,
    Supplement,
    begun_early,
    probation_due,
)
from nennep.members.spoken import spoken
from nennep.org.models import Unit
from nennep.press.code import drawn
from nennep.press.paper import Block, Heading, PageBreak, Paper, Para, Picture

CRITERIA = (
    "Không tham gia sinh hoạt hoặc không đóng đảng phí {unpaid} tháng trở lên trong năm mà không có lý do chính đáng",
    "Dự bị quá {probation} tháng chưa được xét công nhận",
    "Hết thời hạn miễn công tác, sinh hoạt hoặc sinh hoạt tạm thời mà chưa trở lại",
    "Đã giới thiệu chuyển sinh hoạt nhưng chưa nộp hồ sơ nơi đến",
    "Năm trước xếp loại không hoàn thành nhiệm vụ",
    "Suy giảm ý chí, không hoàn thành nhiệm vụ được giao, vi phạm tư cách đảng viên",
)
"""What a screening looks for to begin with, its numbers by the rules of a day; each round may have its own lines."""


def criteria(day: date) -> list[str]:
    """The lines to begin with, as the rules of a day say them."""
    book = rulebook.on(day)
    numbers = {"unpaid": book.number("dues.party.unpaid"), "probation": book.number("probation.months")}
    return [line.format(**numbers) for line in CRITERIA]


@dataclass(frozen=True)
class CellLine:
    """A cell in a round, and how many are listed or have a sheet back."""

    row: RoundCell
    listed: list[Screened]
    sheets: list[Sheet]
    may: bool
    asked: int = 0
    confirmed: int = 0
    accepted: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def differing(self) -> int:
        """All differences between the list and the files."""
        return sum(one.n for one in self.differences)

    @property
    def signed_off(self) -> int:
        """How many there were when the cell signed off."""
        return sum(self.row.found.values())

    @property
    def back(self) -> int:
        """Sheets that came back."""
        return sum(1 for sheet in self.sheets if sheet.returned_on)


def lines(actor: Actor, row: MemberRound) -> list[CellLine]:
    """The cells of a round that the actor may see, those that have not answered first."""
    cells = (
        access.see_round_cell.rows(actor)
        .filter(round=row)
        .select_related("unit")
        .order_by("answered_on", "unit__title_key")
    )
    may = set(access.answer_round.rows(actor).filter(round=row).values_list("pk", flat=True))
    listed: dict[int, list[Screened]] = {}
    for one in access.see_screened.rows(actor).filter(round=row):
        listed.setdefault(one.unit_id, []).append(one)
    sheets: dict[int, list[Sheet]] = {}
    for sheet in access.see_sheet.rows(actor).filter(round=row):
        sheets.setdefault(sheet.unit_id, []).append(sheet)
    counts = _counts(actor, row) if row.kind == "supplement" else {}
    differing = _differing(actor, row) if row.kind == "check" else {}
    found = [
        CellLine(
            one, listed.get(one.unit_id, []), sheets.get(one.unit_id, []), one.pk in may, *counts.get(one.unit_id, (0, 0, 0)),
            tuple(differing.get(one.unit_id, ())),
        )
        for one in cells
    ]  # fmt: skip
    return sorted(found, key=lambda line: line.row.answered_on is not None)


def check_overdue(actor: Actor) -> tuple[limits.Limit, date | None] | None:
    """(how often, the last day) where one's unit has not checked its list against the files in time; None else."""
    home, limit = actor.home, limits.check_again(today())
    if home is None:
        return None
    rows = access.see_round.rows(actor).filter(kind="check", unit=home.unit_id).order_by("-opened_on")
    last = rows.values_list("opened_on", flat=True).first()
    return (limit, last) if last is None or limit.after(last) < today() else None


def _counts(actor: Actor, row: MemberRound) -> dict[int, tuple[int, int, int]]:
    """Supplement sheets by cell: (asked, confirmed by the member, confirmed by the cell)."""
    rows = access.see_supplement.rows(actor).filter(round=row).order_by().values_list("unit")
    found = rows.annotate(n=Count("pk"), said=Count("member_on"), done=Count("cell_on"))
    return {unit: (n, said, done) for unit, n, said, done in found}


def _differing(actor: Actor, row: MemberRound) -> dict[int, list[Difference]]:
    """Differences of the cells in sight: of the whole unit that opened the round, or of one's own below it."""
    home = actor.home
    if covers(row.unit_key) or home is None:
        return checks.differences(row.unit, today())
    return checks.differences(Unit(pk=home.unit_id), today())


def unconfirmed(actor: Actor, row: MemberRound) -> QuerySet[Supplement]:
    """Sheets that wait for the member or the cell, those of the member first."""
    rows = access.see_supplement.rows(actor).filter(round=row, cell_on=None).select_related("unit")
    return rows.order_by(F("member_on").asc(nulls_first=True), "unit__title_key", "sort_key")


def supplements_due(actor: Actor, until: date) -> QuerySet[Supplement]:
    """The member's own sheet, where it waits for a word."""
    rows = Supplement.objects.filter(
        person=actor.person_id or 0, member_on=None, round__closed_on=None, round__due_on__lt=until
    )
    return rows.order_by("round__due_on").values_list(
        "round__due_on", "unit_id", "unit__name", "id", "round__name", Value("")
    )


def strangers(actor: Actor, row: MemberRound, day: date) -> QuerySet[Membership]:
    """Members of the round's cells who were not introduced to their place of residence."""
    known = ResidenceContact.objects.filter(person=OuterRef("person"), since__lte=day, until__gt=day)
    cells = access.see_round_cell.rows(actor).filter(round=row).values("unit")
    return (
        access.list_in_round.rows(actor)
        .filter(~Exists(known), unit__in=cells, association="party", placement="counted", since__lte=day, until__gt=day)
        .select_related("unit")
        .order_by("unit__title_key", "sort_key")
    )


def proposed(cell: RoundCell, day: date) -> list[str]:
    """Who the records themselves point at: probation past its months."""
    rows = Membership.objects.filter(
        unit=cell.unit, association="party", placement="counted", status="probationary", since__lte=day, until__gt=day,
    ).alias(due=probation_due()).filter(begun_early(day), due__lte=day)  # fmt: skip
    return list(rows.order_by("sort_key").values_list("full_name", flat=True)[:20])


def choices(cell: RoundCell) -> list[tuple[int, str]]:
    """Members of a cell who are not listed yet."""
    listed = Screened.objects.filter(round=cell.round).values("person")
    rows = Membership.objects.filter(unit=cell.unit, association="party", placement="counted", until__year=9999)
    return list(rows.exclude(person__in=listed).order_by("sort_key").values_list("pk", "full_name"))


@spoken
def sheets(actor: Actor, row: MemberRound) -> Paper:
    """The sheets of a residence round, ward after ward, each on a page of its own."""
    unit = row.unit
    body = unit.name.replace("Đảng bộ", "Đảng ủy", 1)
    blocks: list[Block] = []
    wanted = (
        access.see_sheet.rows(actor).filter(round=row).select_related("unit", "membership").order_by("ward", "sort_key")
    )
    for ward, group in groupby(wanted, key=lambda sheet: sheet.ward):
        for sheet in group:
            blocks += [PageBreak()] if blocks else []
            blocks += _sheet(sheet, ward, body, row)
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=body, symbol=f"CV/{unit.symbol or 'ĐU'}", kind="Phiếu nhận xét",
        abstract="đảng viên đang công tác giữ mối liên hệ với chi ủy, đảng ủy nơi cư trú", place=unit.place or "Hà Nội", blocks=tuple(blocks), draft=True,
    )  # fmt: skip


def _sheet(sheet: Sheet, ward: str, body: str, row: MemberRound) -> list[Block]:
    address = residence.address_of(sheet)
    return [
        Heading(2, f"Kính gửi: Đảng ủy {ward}"),
        Para(
            f"{body} đề nghị cấp ủy nơi cư trú nhận xét đồng chí {sheet.full_name}, đang sinh hoạt tại {sheet.unit.name}, trong {row.name.lower()}."
        ),
        Para("1. Tham gia sinh hoạt với chi bộ, chi ủy nơi cư trú: ………………………………"),
        Para("2. Thực hiện chủ trương, pháp luật, quy định nơi cư trú: ………………………………"),
        Para("3. Quan hệ với nhân dân, vai trò nêu gương: ………………………………"),
        Para("Mức nhận xét (tốt, khá, trung bình, còn vi phạm): ………………………………"),
        Para("Ngày … tháng … năm …; xác nhận của chi ủy, đảng ủy nơi cư trú."),
        Picture(f"Có thể nhận xét bằng điện thoại: quét mã này hoặc mở {address}", svg=drawn(address)),
    ]  # fmt: skip


def _own(actor: Actor) -> Q:
    """Rows of the cells the actor's posts are in."""
    return Q(unit_key__in=[post.unit_key for post in actor.posts])


def cells_due(actor: Actor, until: date) -> QuerySet[RoundCell]:
    """Cells that have not answered an open round that is due before a day."""
    rows = RoundCell.objects.filter(
        within(actor, "members.keep_cases"),
        _own(actor),
        answered_on=None,
        round__closed_on=None,
        round__due_on__lt=until,
    )
    return rows.order_by("round__due_on").values_list(
        "round__due_on", "unit_id", "unit__name", "round_id", "round__name", Value("")
    )


def remedies_due(actor: Actor, until: date) -> QuerySet[Screened]:
    """Members who are being helped, where the time for that ends before a day."""
    rows = Screened.objects.filter(
        within(actor, "members.keep_cases"), _own(actor), outcome="helped", remedy_until__lt=until
    )
    return rows.order_by("remedy_until").values_list(
        "remedy_until", "unit_id", "unit__name", "id", "full_name", Value("")
    )


PROVIDERS = (
    Provider("round", _("Đợt rà soát, nhận xét chưa báo kết quả"), cells_due, lambda pk: f"/dang-vien/dot/{pk}/"),
    Provider(
        "remedy", _("Hết thời gian giáo dục, giúp đỡ đảng viên"), remedies_due, lambda pk: f"/dang-vien/sang-loc/{pk}/"
    ),
    Provider(
        "supplement",
        _("Phiếu bổ sung hồ sơ chờ đồng chí xác nhận"),
        supplements_due,
        lambda pk: f"/dang-vien/phieu-bo-sung/{pk}/",
    ),
)
