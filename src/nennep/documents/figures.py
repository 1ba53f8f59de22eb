"""What can be counted of papers."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.documents.models import Document
from nennep.figures.registry import Ask, Column, Figure

COLUMNS = (Column("number", _("Số, ký hiệu")), Column("dated", _("Ngày")), Column("title", _("Trích yếu")))


def registered(ask: Ask) -> QuerySet[Document]:
    """Papers in the unit's own register, by their date in the period."""
    return Document.objects.filter(
        inside(ask.ranges),
        unit_id=ask.unit_id,
        status="registered",
        dated__gte=ask.period.since,
        dated__lt=ask.period.until,
    ).order_by("dated", "id")


FIGURES = (
    Figure(
        code="documents.issued",
        label=_("Văn bản ban hành"),
        unit=_("văn bản"),
        population=_("sổ văn bản của đơn vị"),
        rows=lambda ask: registered(ask).exclude(direction="incoming"),
        rule=_("Theo ngày văn bản trong kỳ, đã vào sổ."),
        columns=COLUMNS,
        named=False,
        right="documents.see",
    ),
    Figure(
        code="documents.received",
        label=_("Văn bản tiếp nhận"),
        unit=_("văn bản"),
        population=_("sổ văn bản của đơn vị"),
        rows=lambda ask: registered(ask).filter(direction="incoming"),
        rule=_("Theo ngày văn bản trong kỳ, đã vào sổ văn bản đến."),
        columns=COLUMNS,
        named=False,
        right="documents.see",
    ),
)
