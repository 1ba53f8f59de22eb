"""What can be counted of dues: money collected of what was due, money passed up, months paid in time."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.dues.models import Charge, Statement
from nennep.figures.registry import Ask, Column, Figure

DONG = _("đồng")
MONTHS = (
    Column("full_name", _("Họ và tên")), Column("month", _("Tháng")), Column("due", _("Phải đóng")), Column("paid", _("Đã đóng")),
    Column("unit.name", _("Đơn vị thu")),
)  # fmt: skip
UPWARD = (
    Column("unit_name", _("Đơn vị nộp")), Column("acked_on", _("Ngày xác nhận")), Column("passed", _("Bảng kê ghi")),
    Column("counted", _("Thực nhận")),
)  # fmt: skip


def charged(ask: Ask) -> QuerySet[Charge]:
    """Party dues of the months that begin in the period, by the unit that collects; nothing where nothing was due."""
    since, until = ask.period.since, ask.period.until
    rows = Charge.objects.filter(inside(ask.ranges), association="party", due__gt=0)
    return rows.filter(month__gte=since, month__lt=until).order_by("month", "sort_key", "id")


def passed(ask: Ask) -> QuerySet[Statement]:
    """The unit's own statements that the unit above acknowledged in the period."""
    rows = Statement.objects.filter(inside(ask.ranges), unit_id=ask.unit_id, association="party", state="acknowledged")
    return rows.filter(acked_on__gte=ask.period.since, acked_on__lt=ask.period.until).order_by("acked_on", "id")


FIGURES = (
    Figure(
        code="dues.collected", label=_("Đảng phí đã thu so với phải thu"), unit=DONG, population=_("đảng phí theo nơi đảng viên đóng"),
        rows=lambda ask: charged(ask).filter(paid__gt=0), of=charged, total=("paid", "due"), right="dues.collect",
        rule=_("Theo tháng phải đóng nằm trong kỳ, tính ở chi bộ nơi đảng viên sinh hoạt."), columns=MONTHS,
    ),
    Figure(
        code="dues.passed", label=_("Đảng phí đã nộp lên cấp trên"), unit=DONG, population=_("bảng kê của đơn vị"),
        rows=passed, total=("counted", ""), named=False, right="dues.see",
        rule=_("Số tiền cấp trên xác nhận đã nhận trong kỳ."), columns=UPWARD,
    ),
    Figure(
        code="dues.on_time", label=_("Lượt đóng đảng phí đúng hạn"), unit=_("lượt"), population=_("đảng phí theo nơi đảng viên đóng"),
        rows=lambda ask: charged(ask).filter(settled_on__lte=F("deadline")), of=charged, right="dues.collect",
        rule=_("Mỗi đảng viên mỗi tháng là một lượt; đúng hạn là đóng đủ không sau ngày quy định của tháng."), columns=MONTHS,
    ),
)  # fmt: skip
