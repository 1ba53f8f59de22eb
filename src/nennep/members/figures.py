"""What can be counted of members: as of a day, and by decisions within a period."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.core.together import counts
from nennep.core.words import Words
from nennep.figures.registry import Ask, Column, Figure, Quick, Rows
from nennep.members import tallies
from nennep.members.models import Admission, Begin, End, Membership, Recognition, begun_early, probation_due
from nennep.members.movefigures import FIGURES as MOVES
from nennep.members.tallies import Test

NAMES = (
    Column("full_name", _("Họ và tên")),
    Column("birth_year", _("Năm sinh")),
    Column("get_status_display", _("Tình trạng")),
    Column("unit.name", _("Chi bộ")),
)
DECIDED = (
    Column("full_name", _("Họ và tên")),
    Column("decision_no", _("Quyết định số")),
    Column("decided_on", _("Ngày quyết định")),
    Column("unit.name", _("Chi bộ")),
)
DUE = (
    Column("full_name", _("Họ và tên")),
    Column("held_since", _("Bắt đầu dự bị")),
    Column("probation_due_on", _("Đến hạn xét")),
    Column("unit.name", _("Chi bộ")),
)
ON_ROLL = _("đảng viên có nơi sinh hoạt chính thức trong đơn vị")
MEMBERS = _("đảng viên")
MOST_FOLLOWED = 20_000


def roll(ask: Ask) -> QuerySet[Membership]:
    """Party memberships counted in the unit, of any time."""
    return Membership.objects.filter(inside(ask.ranges), association="party", placement="counted")


def on_roll(ask: Ask) -> QuerySet[Membership]:
    """Party members on the roll on the last day of the period."""
    day = ask.period.last
    return roll(ask).filter(since__lte=day, until__gt=day).order_by("sort_key", "id")


def at_start(ask: Ask) -> QuerySet[Membership]:
    """Party members on the roll on the day before the period."""
    return roll(ask).filter(since__lt=ask.period.since, until__gte=ask.period.since).order_by("sort_key", "id")


def begun(ask: Ask, *reasons: str) -> QuerySet[Membership]:
    """Memberships that began in the period for a reason; moves from inside the unit are left out."""
    rows = roll(ask).filter(since__gte=ask.period.since, since__lt=ask.period.until, begin__in=reasons)
    from_inside = roll(ask).filter(person=OuterRef("person"), until=OuterRef("since"), end=End.MOVED)
    return rows.exclude(Q(begin=Begin.MOVED) & Exists(from_inside)).order_by("since", "sort_key")


def ended(ask: Ask, *reasons: str) -> QuerySet[Membership]:
    """Memberships that ended in the period for a reason; moves to a cell inside the unit are left out."""
    rows = roll(ask).filter(until__gte=ask.period.since, until__lt=ask.period.until, end__in=reasons)
    to_inside = roll(ask).filter(person=OuterRef("person"), since=OuterRef("until"), begin=Begin.MOVED)
    return rows.exclude(Q(end=End.MOVED) & Exists(to_inside)).order_by("until", "sort_key")


def admitted(ask: Ask) -> QuerySet[Admission]:
    """Admissions decided in the period and not annulled."""
    return Admission.objects.filter(
        inside(ask.ranges),
        association="party",
        annulled_on=None,
        decided_on__gte=ask.period.since,
        decided_on__lt=ask.period.until,
    ).order_by("decided_on", "sort_key")


def recognised(ask: Ask) -> QuerySet[Recognition]:
    """Recognitions decided in the period."""
    return Recognition.objects.filter(
        inside(ask.ranges),
        association="party",
        annulled_on=None,
        decided_on__gte=ask.period.since,
        decided_on__lt=ask.period.until,
    ).order_by("decided_on", "sort_key")


def overdue(ask: Ask) -> QuerySet[Membership]:
    """Probationary members past twelve months on the last day."""
    rows = on_roll(ask).filter(begun_early(ask.period.last), status="probationary")
    return rows.annotate(due=probation_due()).filter(due__lte=ask.period.last)


def falling_due(ask: Ask) -> QuerySet[Membership]:
    """Probations whose twelve months end in the period, without those that ended before in another way."""
    period = ask.period
    rows = roll(ask).filter(status="probationary", until__gte=period.since).exclude(end=End.MOVED)
    rows = rows.annotate(due=probation_due()).filter(
        begun_early(period.until), due__gte=period.since, due__lt=period.until
    )
    return rows.filter(Q(end=End.RECOGNISED) | Q(until__gte=F("due"))).order_by("due", "sort_key")


WORKING = ("lecturer", "staff", "worker")


def _kept(test: Test) -> Quick:
    return tallies.stock(test)


ALL = _kept(lambda one: True)


def _stock(code: str, label: Words, test: Q, fast: Quick, rule: Words = "", share: bool = True) -> Figure:
    """Members on the roll that pass a test, as a share of all on the roll."""
    return Figure(
        code=code,
        label=label,
        unit=MEMBERS,
        population=ON_ROLL,
        rows=lambda ask: on_roll(ask).filter(test),
        of=on_roll if share else None,
        fast=fast,
        fast_of=ALL if share else None,
        rule=rule or _("Tại ngày chốt số liệu."),
        columns=NAMES,
        flow=False,
    )


def _flow(code: str, label: Words, rows: Rows, fast: Quick, rule: Words) -> Figure:
    """Memberships that began or ended in the period."""
    return Figure(
        code=code, label=label, unit=MEMBERS, population=ON_ROLL, rows=rows, fast=fast, rule=rule, columns=NAMES
    )


def _quick(topic: str, rows: Callable[..., QuerySet[Membership]], *reasons: str) -> Quick:
    """Tallies know all reasons but a move within the unit, which depends on the unit asked."""
    moved = (lambda ask: rows(ask, Begin.MOVED)) if Begin.MOVED in reasons else None
    return tallies.flow(topic, lambda one: one.reason in reasons and one.reason != Begin.MOVED, moved)


def _come(code: str, label: Words, rule: Words, *reasons: str) -> Figure:
    return _flow(code, label, lambda ask: begun(ask, *reasons), _quick("begin", begun, *reasons), rule)


def _gone(code: str, label: Words, *reasons: str) -> Figure:
    rule = _("Theo ngày có hiệu lực trong kỳ.")
    return _flow(code, label, lambda ask: ended(ask, *reasons), _quick("end", ended, *reasons), rule)


def _decided(
    code: str, label: Words, rows: Callable[[Ask], QuerySet[Admission]], rule: Words, test: Test | None = None
) -> Figure:
    return Figure(
        fast=tallies.flow("admission", test) if test else None,
        code=code,
        label=label,
        unit=MEMBERS,
        population=_("quyết định kết nạp của các chi bộ trong đơn vị"),
        rows=rows,
        rule=rule,
        columns=DECIDED,
    )


STOCKS = (
    _stock(
        "members",
        _("Tổng số đảng viên"),
        Q(),
        ALL,
        _("Tại ngày chốt: đi sinh hoạt tạm thời nơi khác vẫn tính, đến tạm thời không tính."),
        share=False,
    ),
    _stock(
        "members.official",
        _("Đảng viên chính thức"),
        Q(status="official"),
        _kept(lambda one: one.status == "official"),
    ),
    _stock(
        "members.probationary",
        _("Đảng viên dự bị"),
        Q(status="probationary"),
        _kept(lambda one: one.status == "probationary"),
    ),
    _stock("members.women", _("Đảng viên nữ"), Q(sex="f"), _kept(lambda one: one.sex == "f")),
    _stock(
        "members.minority",
        _("Đảng viên là người dân tộc thiểu số"),
        Q(minority=True),
        _kept(lambda one: one.minority),
    ),
    _stock(
        "members.students",
        _("Đảng viên là sinh viên"),
        Q(category="student"),
        _kept(lambda one: one.category == "student"),
    ),
    _stock(
        "members.staff",
        _("Đảng viên là cán bộ, giảng viên"),
        Q(category__in=WORKING),
        _kept(lambda one: one.category in WORKING),
    ),
    Figure(
        code="members.doctors",
        label=_("Trình độ tiến sĩ trở lên"),
        unit=MEMBERS,
        population=_("đảng viên trừ sinh viên"),
        rows=lambda ask: on_roll(ask).filter(person__degree__in=["doctor", "dsc"]).exclude(category="student"),
        of=lambda ask: on_roll(ask).exclude(category="student"),
        rule=_("Học vị ghi trong hồ sơ, trên tổng số trừ sinh viên."),
        columns=NAMES,
        flow=False,
    ),
    Figure(
        code="members.theory",
        label=_("Lý luận chính trị cao cấp, cử nhân"),
        unit=MEMBERS,
        population=_("đảng viên trừ sinh viên"),
        rows=lambda ask: on_roll(ask).filter(person__theory__in=["advanced", "bachelor"]).exclude(category="student"),
        of=lambda ask: on_roll(ask).exclude(category="student"),
        rule=_("Trình độ ghi trong hồ sơ, trên tổng số trừ sinh viên."),
        columns=NAMES,
        flow=False,
    ),
    Figure(
        code="probation.overdue",
        label=_("Dự bị quá thời hạn chưa xét"),
        unit=MEMBERS,
        population=ON_ROLL,
        rows=overdue,
        rule=_("Tại ngày chốt, quá số tháng dự bị theo quy định áp dụng cho ngày bắt đầu dự bị."),
        columns=NAMES,
        flow=False,
    ),
)
IN_PERIOD = _("Bắt đầu sinh hoạt trong kỳ.")
ACROSS = _("Qua ranh giới đơn vị, trong kỳ; chuyển trong nội bộ không tính.")
FLOWS = (
    _flow(
        "members.start",
        _("Đảng viên đầu kỳ"),
        at_start,
        tallies.stock(lambda one: True, start=True),
        _("Ngày liền trước kỳ báo cáo."),
    ),
    _come("increase.admitted", _("Tăng do kết nạp"), IN_PERIOD, Begin.ADMITTED),
    _come("increase.transferred", _("Tăng do chuyển đến"), ACROSS, Begin.TRANSFERRED, Begin.MOVED),
    _come(
        "increase.other",
        _("Tăng khác"),
        _("Có trong danh sách khi mở sổ, kết nạp lại, khôi phục, khác."),
        Begin.OPENING,
        Begin.OTHER,
        Begin.READMITTED,
        Begin.RESTORED,
    ),
    _gone("decrease.transferred", _("Giảm do chuyển đi"), End.TRANSFERRED, End.MOVED),
    _gone("decrease.deceased", _("Từ trần"), End.DECEASED),
    _gone("decrease.removed", _("Xóa tên"), End.REMOVED),
    _gone("decrease.resigned", _("Xin ra khỏi Đảng"), End.RESIGNED),
    _gone("decrease.expelled", _("Khai trừ"), End.EXPELLED),
    _gone("decrease.other", _("Giảm khác"), End.ANNULLED, End.OTHER),
)
BY_DATE = _("Theo ngày quyết định trong kỳ, trừ quyết định đã bị hủy.")
DECISIONS = (
    _decided("admissions", _("Kết nạp đảng viên mới"), admitted, BY_DATE, lambda one: True),
    _decided(
        "admissions.students",
        _("Kết nạp đảng viên là sinh viên"),
        lambda ask: admitted(ask).filter(category="student"),
        _("Đối tượng tại ngày quyết định."),
        lambda one: one.category == "student",
    ),
    _decided(
        "admissions.women",
        _("Kết nạp đảng viên nữ"),
        lambda ask: admitted(ask).filter(sex="f"),
        BY_DATE,
        lambda one: one.sex == "f",
    ),
    _decided(
        "admissions.no_ceremony",
        _("Có quyết định, chưa tổ chức lễ kết nạp"),
        lambda ask: admitted(ask).filter(Q(ceremony_on=None) | Q(ceremony_on__gte=ask.period.until)),
        _("Quyết định trong kỳ, lễ kết nạp sau kỳ."),
    ),
    Figure(
        code="recognitions",
        label=_("Công nhận đảng viên chính thức"),
        unit=MEMBERS,
        population=_("quyết định công nhận trong đơn vị"),
        rows=recognised,
        fast=tallies.flow("recognition", lambda one: True),
        rule=BY_DATE,
        columns=DECIDED,
    ),
)
FIGURES = (*STOCKS, *FLOWS, *DECISIONS, *MOVES)


@dataclass(frozen=True)
class Cohort:
    """What became of those admitted in a period, as of a day: recognised, still on probation, gone, or none of these."""

    admitted: int
    recognised: int
    waiting: int
    gone: int


def cohort(ask: Ask, day: date) -> Cohort | None:
    """The admissions of a period against later recognitions; None for more people than a page can wait for."""
    rows = admitted(ask)
    if (tallies.flow("admission", lambda one: True).known(ask) or 0) > MOST_FOLLOWED:
        return None
    on_roll = Membership.objects.filter(
        person=OuterRef("person"), association="party", placement="counted", since__lte=day, until__gt=day
    )
    recognised = Recognition.objects.filter(
        person=OuterRef("person"), association="party", annulled_on=None, decided_on__lte=day
    )
    found = rows.values_list(Exists(recognised), Exists(on_roll.filter(status="probationary")), Exists(on_roll))
    fates = Counter(
        "recognised" if decided else "waiting" if probation else "gone" if not here else "unclear"
        for decided, probation, here in found
    )
    return Cohort(fates.total(), fates["recognised"], fates["waiting"], fates["gone"])


@dataclass(frozen=True)
class Joining:
    """Admissions of a period against the memberships they began: a membership begins with the ceremony."""

    admitted: int
    later: int
    earlier: int


def joining(ask: Ask) -> Joining:
    """Admissions decided in the period, those whose ceremony came after it, and ceremonies of earlier decisions."""
    period, rows = ask.period, admitted(ask)
    before = Admission.objects.filter(
        inside(ask.ranges), association="party", annulled_on=None, decided_on__lt=period.since,
        ceremony_on__gte=period.since, ceremony_on__lt=period.until,
    )  # fmt: skip
    return Joining(*counts(rows, rows.filter(ceremony_on__gte=period.until), before))
