"""What can be counted of meetings: figures 30 to 34 of the report, and the minimum of thematic meetings of each cell."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.figures.registry import Ask, Column, Figure
from nennep.meetings import rules
from nennep.meetings.models import Attendance, Meeting, StudyEntry
from nennep.org.models import Unit, UnitSpell

HELD = (
    Column("unit.name", _("Chi bộ")), Column("held_on", _("Ngày họp")), Column("title", _("Cuộc họp")), Column("topic", _("Chuyên đề")),
    Column("get_grade_display", _("Xếp loại")),
)  # fmt: skip


def held(ask: Ask) -> QuerySet[Meeting]:
    """Meetings held in the period by the unit and those below it."""
    since, until = ask.period.since, ask.period.until
    rows = Meeting.objects.filter(inside(ask.ranges), stage="closed", held_on__gte=since, held_on__lt=until)
    return rows.order_by("held_on", "id")


def of_cells(ask: Ask) -> QuerySet[Meeting]:
    """Those of cells."""
    return held(ask).filter(unit__kind__is_cell=True)


def thematic(ask: Ask) -> QuerySet[Meeting]:
    """Thematic meetings of cells, alone or as a part of a regular one."""
    return of_cells(ask).filter(thematic=True)


def cells(ask: Ask) -> QuerySet[Unit]:
    """Party cells that stood on the last day."""
    day = ask.period.last
    spells = UnitSpell.objects.filter(
        unit=OuterRef("pk"), since__lte=day, until__gt=day, kind__is_cell=True, kind__association="party"
    )
    return Unit.objects.filter(inside(ask.ranges, "key")).filter(Exists(spells)).order_by("title_key", "id")


def months(ask: Ask) -> int:
    """Whole months of the period; one for a shorter one, so that a running month is judged by itself."""
    return max(1, len(rules.months_within(ask.period.since, ask.period.until)))


def regular(ask: Ask) -> QuerySet[Unit]:
    """Cells that met in each month of the period."""
    whole = rules.months_within(ask.period.since, ask.period.until)
    since, until = (whole[0], rules.next_month(whole[-1])) if whole else (ask.period.since, ask.period.until)
    met = Meeting.objects.filter(
        unit=OuterRef("pk"), stage="closed", kind__regular=True, held_on__gte=since, held_on__lt=until
    )
    count = (
        met.order_by().values("unit").annotate(n=Count(TruncMonth("held_on"), distinct=True)).filter(n__gte=months(ask))
    )
    return cells(ask).filter(Exists(count))


def summoned(ask: Ask) -> QuerySet[Attendance]:
    """Places of members at meetings of cells; who is exempt is not counted."""
    since, until = ask.period.since, ask.period.until
    rows = Attendance.objects.filter(
        inside(ask.ranges), meeting__stage="closed", meeting__held_on__gte=since, meeting__held_on__lt=until, meeting__unit__kind__is_cell=True,
        meeting__kind__body="members",
    )  # fmt: skip
    return rows.exclude(status="guest").exclude(left_out="exempt").order_by("meeting__held_on", "id")


def good(ask: Ask) -> QuerySet[Meeting]:
    """Meetings of cells scored good, by the level above where it has scored."""
    return of_cells(ask).filter(grade="good")


def studied(ask: Ask) -> QuerySet[StudyEntry]:
    """Members' entries of the months that begin in the period; one a member and month."""
    rows = StudyEntry.objects.filter(inside(ask.ranges), month__gte=ask.period.since, month__lt=ask.period.until)
    return rows.order_by("month", "sort_key", "id")


FIGURES = (
    Figure(
        code="meetings.regular",
        label=_("Chi bộ sinh hoạt đủ kỳ"),
        unit=_("chi bộ"),
        population=_("chi bộ còn hoạt động tại ngày chốt số liệu"),
        rows=regular,
        of=cells,
        rule=_("Mỗi tháng trọn trong kỳ có ít nhất một buổi sinh hoạt thường kỳ đã họp."),
        columns=(Column("name", _("Chi bộ")),),
        key="key",
        named=False,
        right="meetings.see",
    ),
    Figure(
        code="meetings.attendance",
        label=_("Tỷ lệ dự sinh hoạt bình quân"),
        unit=_("lượt"),
        population=_("lượt đảng viên được triệu tập, không kể người được miễn"),
        rows=lambda ask: summoned(ask).filter(presence="present"),
        of=summoned,
        rule=_("Tổng lượt có mặt so với tổng lượt triệu tập ở các buổi sinh hoạt chi bộ trong kỳ."),
        columns=(
            Column("name", _("Họ và tên")),
            Column("meeting.title", _("Cuộc họp")),
            Column("meeting.held_on", _("Ngày họp")),
        ),
    ),
    Figure(
        code="meetings.thematic",
        label=_("Buổi sinh hoạt chuyên đề"),
        unit=_("buổi"),
        population=_("các chi bộ"),
        rows=thematic,
        rule=_("Theo ngày họp trong kỳ, đã kết thúc; kể cả phần chuyên đề trong buổi thường kỳ."),
        columns=HELD,
        named=False,
        right="meetings.see",
        begun=False,
        words=("sinh hoạt chuyên đề",),
    ),
    Figure(
        code="meetings.good",
        label=_("Buổi sinh hoạt xếp loại tốt"),
        unit=_("buổi"),
        population=_("các buổi sinh hoạt chi bộ đã chấm điểm"),
        rows=good,
        of=lambda ask: of_cells(ask).exclude(grade=""),
        rule=_("Theo điểm của cấp trên, nơi chưa chấm thì theo điểm tự chấm; tiêu chí có hiệu lực ngày họp."),
        columns=HELD,
        named=False,
        right="meetings.see",
    ),
    Figure(
        code="meetings.study",
        label=_("Đảng viên ghi kết quả tự học"),
        unit=_("lượt"),
        population=_("đảng viên các chi bộ đã bật việc ghi kết quả tự học"),
        rows=studied,
        rule=_("Mỗi đảng viên mỗi tháng tính một lượt, theo tháng được ghi; không tính nội dung, số giờ."),
        columns=(Column("name", _("Họ và tên")), Column("unit.name", _("Chi bộ")), Column("month", _("Tháng"))),
        right="meetings.study",
        begun=False,
    ),
    Figure(
        code="meetings.committee",
        label=_("Hội nghị Đảng ủy, Ban Thường vụ, giao ban"),
        unit=_("cuộc"),
        population=_("các cuộc của chính đơn vị"),
        rows=lambda ask: held(ask).filter(Q(unit_id=ask.unit_id) & Q(kind__leading=True)),
        rule=_("Theo ngày họp trong kỳ, đã kết thúc."),
        columns=HELD,
        named=False,
        right="meetings.see",
    ),
)
