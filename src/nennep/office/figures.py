"""What can be counted of the books (figure 35 of the report)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.figures.registry import Ask, Column, Figure
from nennep.office.models import Flow, Number

COLUMNS = (Column("words", _("Số, ký hiệu")), Column("dated", _("Ngày")), Column("title", _("Trích yếu")))


def lines(ask: Ask) -> QuerySet[Number]:
    """Numbers of the unit's own books in the period; cancelled ones do not count."""
    since, until = ask.period.since, ask.period.until
    rows = Number.objects.filter(
        inside(ask.ranges), unit_id=ask.unit_id, state="used", dated__gte=since, dated__lt=until
    )
    return rows.order_by("dated", "value", "id")


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
)
