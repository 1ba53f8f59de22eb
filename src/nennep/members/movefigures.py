"""What can be counted of transfers, departures, leaving and badges."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.figures.registry import Ask, Column, Figure
from nennep.members import watch
from nennep.members.models import Badge, Leaving

MEMBERS = _("đảng viên")
CELL = Column("unit.name", _("Chi bộ"))
NAME = Column("full_name", _("Họ và tên"))
GONE = ("removed", "resigned", "expelled")


def badges(ask: Ask) -> QuerySet[Badge]:
    """Badges decided in the period."""
    return Badge.objects.filter(
        inside(ask.ranges), state="decided", decided_on__gte=ask.period.since, decided_on__lt=ask.period.until
    ).order_by("-years", "sort_key")


def left(ask: Ask) -> QuerySet[Leaving]:
    """Removals, resignations and expulsions decided in the period and not undone since."""
    return Leaving.objects.filter(
        inside(ask.ranges), kind__in=GONE, state__in=("decided", "appealed"), decided_on__gte=ask.period.since,
        decided_on__lt=ask.period.until,
    ).order_by("kind", "sort_key")  # fmt: skip


FIGURES = (
    Figure(
        "exempted", _("Miễn công tác và sinh hoạt"), MEMBERS, _("đảng viên có nơi sinh hoạt chính thức trong đơn vị"),
        lambda ask: watch.exempted(ask.ranges, ask.period.last), _("Quyết định đang có hiệu lực tại ngày chốt."),
        (NAME, Column("decision_no", _("Quyết định số")), Column("effective_on", _("Từ ngày")), CELL), flow=False,
    ),
    Figure(
        "transfers.unreceipted", _("Giới thiệu đi chưa có báo nhận"), MEMBERS, _("đảng viên đã được giới thiệu đi"),
        lambda ask: watch.unanswered_late(ask.ranges, ask.period.last),
        _("Tại ngày chốt, đã quá thời hạn nộp giấy giới thiệu, trên số đã giới thiệu đi chưa có báo nhận."),
        (NAME, Column("to_name", _("Nơi đến")), Column("letter_no", _("Giấy giới thiệu số")), Column("answer_by", _("Nộp trước hết ngày"))),
        of=lambda ask: watch.unanswered(ask.ranges, ask.period.last), flow=False,
    ),
    Figure(
        "graduates.staying", _("Sinh viên tốt nghiệp còn sinh hoạt"), MEMBERS, _("đảng viên đã tốt nghiệp"),
        lambda ask: watch.graduates(ask.ranges, ask.period.last), _("Tại ngày chốt, tính từ ngày tốt nghiệp."),
        (NAME, Column("left_on", _("Tốt nghiệp ngày")), Column("due_on", _("Đến hạn")), CELL), flow=False,
    ),
    Figure(
        "graduates.over", _("Tốt nghiệp còn sinh hoạt quá thời hạn"), MEMBERS, _("đảng viên đã tốt nghiệp còn sinh hoạt"),
        lambda ask: watch.graduates_over(ask.ranges, ask.period.last), _("Tại ngày chốt, quá số tháng được ở lại theo quy định kể từ ngày tốt nghiệp, kể cả người được gia hạn."),
        (NAME, Column("left_on", _("Tốt nghiệp ngày")), Column("extended_to", _("Được gia hạn đến")), CELL),
        of=lambda ask: watch.graduates(ask.ranges, ask.period.last), flow=False,
    ),
    Figure(
        "leavings", _("Xóa tên, xin ra, khai trừ theo quyết định"), MEMBERS, _("quyết định trong đơn vị"), left,
        _("Theo ngày quyết định trong kỳ; mở ra xem từng lý do."),
        (NAME, Column("get_kind_display", _("Hình thức")), Column("decision_no", _("Quyết định số")), Column("decided_on", _("Ngày quyết định")), CELL),
    ),
    Figure(
        "badges", _("Tặng Huy hiệu Đảng"), MEMBERS, _("quyết định tặng trong đơn vị"), badges, _("Theo ngày quyết định trong kỳ, theo từng loại."),
        (NAME, Column("years", _("Huy hiệu (năm)")), Column("decision_no", _("Quyết định số")), Column("decided_on", _("Ngày quyết định")), CELL),
    ),
)  # fmt: skip
