"""What can be counted of cases: candidates, files in work, certificates, recognition in time; the funnel of a unit."""

from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.core.words import Words
from nennep.duties import rulebook
from nennep.figures.registry import Ask, Column, Figure
from nennep.members.figures import DUE, falling_due
from nennep.members.models import Admission, Case, CasePaper, CaseStep, Membership, Recognition
from nennep.members.steps import ORDER, STEPS
from nennep.org.models import UnitSpell

CASES = (
    Column("full_name", _("Họ và tên")), Column("birth_year", _("Năm sinh")), Column("get_category_display", _("Đối tượng")),
    Column("unit.name", _("Chi bộ")), Column("opened_on", _("Ngày đưa vào danh sách")),
)  # fmt: skip
CERTIFIED = (
    Column("case.full_name", _("Họ và tên")), Column("number", _("Số giấy chứng nhận")), Column("issued_on", _("Ngày cấp")),
    Column("expires_on", _("Giá trị đến")), Column("case.unit.name", _("Chi bộ")),
)  # fmt: skip
NAMES = (
    Column("full_name", _("Họ và tên")), Column("birth_year", _("Năm sinh")), Column("since", _("Ngày bắt đầu dự bị")), Column("unit.name", _("Chi bộ")),
)  # fmt: skip


def living(day: date) -> Q:
    """Cases of candidates on a day: on the list, without a decision, not ended."""
    return (
        Q(opened_on__lte=day)
        & (Q(decided_on=None) | Q(decided_on__gt=day))
        & (Q(closed_on=None) | Q(closed_on__gt=day))
    )


def candidates(ask: Ask) -> QuerySet[Case]:
    """Quần chúng ưu tú on the list on the last day."""
    return Case.objects.filter(inside(ask.ranges), living(ask.period.last)).order_by("sort_key", "id")


def files(ask: Ask) -> QuerySet[Case]:
    """Files in work on the last day: the procedure was allowed, nothing is decided."""
    return candidates(ask).filter(filed_on__lte=ask.period.last)


def late(day: date) -> Q:
    """Cases with a step past its deadline on a day."""
    open_then = Q(done_on=None) | Q(done_on__gt=day)
    return Q(Exists(CaseStep.objects.filter(open_then, case=OuterRef("pk"), since__lte=day, due_on__lt=day)))


def certified(ask: Ask) -> QuerySet[CasePaper]:
    """Certificates of the awareness class issued in the period."""
    return CasePaper.objects.filter(
        inside(ask.ranges), kind="awareness", issued_on__gte=ask.period.since, issued_on__lt=ask.period.until
    ).order_by("issued_on", "case__sort_key")


def cells_with_source(ask: Ask) -> QuerySet[UnitSpell]:
    """Cells that follow candidates on the last day and have admitted nobody since the first of January."""
    day = ask.period.last
    followed = Case.objects.filter(living(day), unit=OuterRef("unit"))
    admitted = Admission.objects.filter(
        unit=OuterRef("unit"), annulled_on=None, decided_on__gte=date(day.year, 1, 1), decided_on__lte=day
    )
    return (
        UnitSpell.objects.filter(inside(ask.ranges), Exists(followed), ~Exists(admitted), kind__is_cell=True)
        .filter(kind__association="party", since__lte=day, until__gt=day)
        .order_by("key")
    )


def probationary(ask: Ask) -> QuerySet[Membership]:
    """Probationary members on the roll on the last day."""
    day = ask.period.last
    return Membership.objects.filter(
        inside(ask.ranges),
        association="party",
        placement="counted",
        status="probationary",
        since__lte=day,
        until__gt=day,
    ).order_by("sort_key", "id")


def with_new_class(ask: Ask) -> QuerySet[Membership]:
    """Those of them with a certificate of the class for new members by then."""
    held = CasePaper.objects.filter(kind="new_class", issued_on__lte=ask.period.last, case__person=OuterRef("person"))
    return probationary(ask).filter(Exists(held))


def in_time(ask: Ask) -> QuerySet[Membership]:
    """Those of them decided within the working days of the rule; whoever is within twice as many days needs no calendar."""
    book = rulebook.on(ask.period.last)
    days = book.number("recognition.cell") + book.number("recognition.decided")
    decided = Recognition.objects.filter(
        person=OuterRef("person"), association="party", annulled_on=None, decided_on__lt=ask.period.until
    )
    limit = Func(F("due"), Value(days), function="nn_working_days_after", output_field=DateField())
    rows = falling_due(ask).annotate(decided_on=Subquery(decided.order_by("-decided_on").values("decided_on")[:1]))
    near = Func(F("due"), template=f"(%(expressions)s + {days})", output_field=DateField())
    return rows.filter(Q(decided_on__lte=near) | Q(decided_on__lte=limit))


def _cases(code: str, label: Words, rows: object, rule: Words, **more: object) -> Figure:
    return Figure(
        code=code, label=label, unit=more.pop("unit", _("người")), population=_("người được theo dõi để phát triển đảng"),  # type: ignore[arg-type]
        rows=rows, rule=rule, columns=CASES, flow=False, right="members.see_cases", **more,  # type: ignore[arg-type]
    )  # fmt: skip


FIGURES = (
    _cases(
        "training.promising", _("Quần chúng ưu tú đang theo dõi"), candidates,
        _("Có trong danh sách tại ngày chốt, chưa có quyết định kết nạp."),
    ),
    Figure(
        code="training.awareness", label=_("Được cấp giấy chứng nhận lớp nhận thức về Đảng"), unit=_("người"),
        population=_("giấy chứng nhận trong hồ sơ phát triển đảng"), rows=certified, rule=_("Theo ngày cấp trong kỳ."),
        columns=CERTIFIED, right="members.see_cases",
    ),
    _cases(
        "cases.open", _("Hồ sơ kết nạp đang làm"), files, _("Đã được phép làm hồ sơ tại ngày chốt, chưa có quyết định."),
        unit=_("hồ sơ"),
    ),
    _cases(
        "cases.late", _("Hồ sơ kết nạp quá hạn"), lambda ask: files(ask).filter(late(ask.period.last)),
        _("Có bước quá thời hạn tại ngày chốt, trên số hồ sơ đang làm."), of=files, unit=_("hồ sơ"),
    ),
    Figure(
        code="cells.with_source", label=_("Chi bộ có nguồn chưa kết nạp trong năm"), unit=_("chi bộ"),
        population=_("chi bộ tại ngày chốt"), rows=cells_with_source,
        rule=_("Có quần chúng ưu tú đang theo dõi, chưa có quyết định kết nạp từ 01/01."),
        columns=(Column("name", _("Chi bộ")), Column("since", _("Từ ngày"))), flow=False, named=False, right="org.see",
    ),
    Figure(
        code="recognitions.on_time", label=_("Công nhận đúng hạn"), unit=_("đảng viên"),
        population=_("đảng viên dự bị hết thời gian dự bị trong kỳ"), rows=in_time, of=falling_due,
        rule=_("Có quyết định trong số ngày làm việc quy định kể từ ngày hết thời gian dự bị, trên số đến hạn trong kỳ."), columns=DUE,
    ),
    Figure(
        code="training.new_members", label=_("Đảng viên dự bị đã học lớp đảng viên mới"), unit=_("đảng viên"),
        population=_("đảng viên dự bị tại ngày chốt"), rows=with_new_class, of=probationary,
        rule=_("Có giấy chứng nhận trong hồ sơ theo dõi, trên số dự bị tại ngày chốt."), columns=NAMES, flow=False,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """A level of the funnel: how many have come so far, and how many of them are late there now."""

    label: Words
    reached: int
    here: int
    late: int


LEVELS = (
    ("noticed", _("Quần chúng ưu tú")),
    ("helper", _("Có người giúp đỡ")),
    ("permitted", _("Được phép làm hồ sơ")),
    ("class", _("Có giấy chứng nhận nhận thức")),
    ("verified", _("Thẩm tra xong")),
    ("cell", _("Chi bộ tán thành")),
    ("committee", _("Đảng ủy cơ sở tán thành")),
    ("decided", _("Có quyết định kết nạp")),
    ("ceremony", _("Đã tổ chức lễ")),
)


def funnel(ranges: tuple[tuple[str, str], ...], day: date) -> list[Level]:
    """Cases opened or decided this year or still living, by how far they have come by a day."""
    rows = Case.objects.filter(inside(ranges), Q(living(day)) | Q(decided_on__year=day.year)).exclude(source="roll")
    steps = CaseStep.objects.filter(case__in=rows, done_on__lte=day).values_list("case_id", "step")
    done: dict[str, set[int]] = {}
    for case, step in steps:
        done.setdefault(step, set()).add(case)
    stages = list(rows.annotate(is_late=late_flag(day)).values_list("stage", "is_late", "decided_on"))
    found = []
    for place, (code, label) in enumerate(LEVELS):
        last = ORDER[LEVELS[place + 1][0]] if place + 1 < len(LEVELS) else len(STEPS)
        stands = [flag for stage, flag, _on in stages if ORDER[code] < ORDER.get(stage, 99) <= last]
        found.append(Level(label, len(done.get(code, ())), len(stands), sum(stands)))
    return found


def late_flag(day: date) -> Exists:
    """Whether a case has a step past its deadline on a day, as a column."""
    return Exists(CaseStep.objects.filter(case=OuterRef("pk"), since__lte=day, due_on__lt=day, done_on=None))
