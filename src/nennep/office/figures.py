"""What can be counted of the books and of dissemination (figures 35 and 36 of the report)."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.figures.registry import Ask, Column, Figure
from nennep.office.models import Flow, Number, Session

COLUMNS = (Column("words", _("Số, ký hiệu")), Column("dated", _("Ngày")), Column("title", _("Trích yếu")))


SESSIONS = (
    Column("unit.name", _("Đơn vị")), Column("study.name", _("Đợt quán triệt")), Column("held_on", _("Ngày tổ chức")),
    Column("required", _("Phải dự")), Column("present", _("Đã dự")),
)  # fmt: skip


def lines(ask: Ask) -> QuerySet[Number]:
    """Numbers of the unit's own books in the period; cancelled ones do not count."""
    since, until = ask.period.since, ask.period.until
    rows = Number.objects.filter(
        inside(ask.ranges), unit_id=ask.unit_id, state="used", dated__gte=since, dated__lt=until
    )
    return rows.order_by("dated", "value", "id")


def held(ask: Ask) -> QuerySet[Session]:
    """Sessions of dissemination that the unit and those below it held in the period."""
    rows = Session.objects.filter(inside(ask.ranges), held_on__gte=ask.period.since, held_on__lt=ask.period.until)
    return rows.order_by("held_on", "id")


def planned(ask: Ask) -> QuerySet[Session]:
    """Sessions held in the period, and those due in it that were not held by its end."""
    since, until = ask.period.since, ask.period.until
    open_then = Q(held_on=None) | Q(held_on__gte=until)
    due = open_then & Q(study__due_on__gte=since, study__due_on__lt=until)
    return Session.objects.filter(inside(ask.ranges)).filter(Q(held_on__gte=since, held_on__lt=until) | due)


@dataclass(frozen=True)
class Turnout:
    """How many members came to the sessions of a period, of how many who were to come; each session counts its own."""

    present: int
    required: int


def turnout(ask: Ask) -> Turnout:
    """The attendance behind figure 36."""
    sums = held(ask).order_by().aggregate(present=Sum("present"), required=Sum("required"))
    return Turnout(sums["present"] or 0, sums["required"] or 0)


FIGURES = (
    Figure(
        code="documents.issued",
        label=_("Văn bản ban hành"),
        unit=_("văn bản"),
        population=_("sổ văn bản của đơn vị"),
        rows=lambda ask: lines(ask).exclude(flow=Flow.INCOMING),
        rule=_("Theo ngày văn bản trong kỳ, đã vào sổ, không kể số hủy."),
        columns=COLUMNS,
        named=False,
        right="documents.see",
    ),
    Figure(
        code="documents.received",
        label=_("Văn bản tiếp nhận"),
        unit=_("văn bản"),
        population=_("sổ văn bản của đơn vị"),
        rows=lambda ask: lines(ask).filter(flow=Flow.INCOMING),
        rule=_("Theo ngày đến trong kỳ, đã vào sổ văn bản đến."),
        columns=COLUMNS,
        named=False,
        right="documents.see",
    ),
    Figure(
        code="meetings.briefings",
        label=_("Hội nghị quán triệt: đã tổ chức so với kế hoạch"),
        unit=_("hội nghị"),
        population=_("kế hoạch quán triệt của đơn vị và cấp trên"),
        rows=held,
        of=planned,
        rule=_(
            "Theo ngày tổ chức trong kỳ; so với số đơn vị phải tổ chức, kể cả nơi đến hạn trong kỳ mà chưa tổ chức."
        ),
        columns=SESSIONS,
        named=False,
        right="documents.see",
    ),
)
