"""What can be counted of model titles."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.figures.registry import Ask, Column, Figure
from nennep.reviews.models import ModelYear, State

SHOWN = (
    Column("unit.name", _("Đơn vị")),
    Column("year", _("Năm")),
    Column("get_state_display", _("Tình trạng")),
    Column("decision", _("Quyết định")),
)


def registered(ask: Ask) -> QuerySet[ModelYear]:
    """Units registered for the year in which the period ends."""
    rows = ModelYear.objects.filter(inside(ask.ranges), year=ask.period.last.year, registered_on__lt=ask.period.until)
    return rows.exclude(state=State.WITHDRAWN).order_by("unit_key", "id")


def recognised(ask: Ask) -> QuerySet[ModelYear]:
    """Those recognised by a decision of the period."""
    since, until = ask.period.since, ask.period.until
    rows = ModelYear.objects.filter(
        inside(ask.ranges), state=State.RECOGNISED, decided_on__gte=since, decided_on__lt=until
    )
    return rows.order_by("unit_key", "id")


FIGURES = (
    Figure(
        code="models.registered", label=_("Đơn vị đăng ký mô hình “bốn tốt”"), unit=_("đơn vị"), population=_("các đơn vị trực thuộc"), rows=registered,
        rule=_("Theo năm của ngày cuối kỳ, trừ đơn vị đã rút."), columns=SHOWN, named=False, right="reviews.see", begun=False,
    ),
    Figure(
        code="models.recognised", label=_("Đơn vị được công nhận “bốn tốt”"), unit=_("đơn vị"), population=_("các đơn vị trực thuộc"), rows=recognised,
        rule=_("Theo ngày quyết định trong kỳ."), columns=SHOWN, named=False, right="reviews.see", begun=False,
    ),
)  # fmt: skip
