"""Lists of cases, certificates and probations, and the funnel of a unit."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.actor import Actor, range_of
from nennep.core.batches import in_batches
from nennep.core.gate import inside, within
from nennep.core.words import Words
from nennep.duties import rulebook
from nennep.figures.goals import goals
from nennep.members import access, pipeline
from nennep.members.models import LIVING, Admission, Case, CasePaper, Membership
from nennep.members.rules import months_later
from nennep.members.steps import BY_CODE
from nennep.org.models import Unit
from nennep.org.queries import told_apart
from nennep.press.excel import Sheet, excel
from nennep.ui.chart import Bar
from nennep.ui.chart import funnel as drawn
from nennep.viet.order import fold

LISTS: dict[str, Words] = {
    "candidates": gettext_lazy("Quần chúng ưu tú"),
    "files": gettext_lazy("Hồ sơ đang làm"),
    "late": gettext_lazy("Quá hạn"),
    "decided": gettext_lazy("Chờ lễ kết nạp"),
    "probation": gettext_lazy("Đang dự bị"),
    "ended": gettext_lazy("Đã kết thúc"),
}


@dataclass(frozen=True)
class Asked:
    """What a list of cases is asked for."""

    unit: Unit
    which: str
    words: str
    day: date


def _test(which: str, day: date) -> Q:
    living = Q(state__in=LIVING)
    return {
        "candidates": living & Q(decided_on=None),
        "files": living & Q(decided_on=None) & ~Q(filed_on=None),
        "late": Q(state="open", due_on__lt=day),
        "decided": living & ~Q(decided_on=None) & Q(probation_on=None),
        "probation": living & ~Q(probation_on=None),
        "ended": ~living,
    }[which]


def _in(actor: Actor, unit: Unit) -> QuerySet[Case]:
    return access.list_cases.rows(actor).filter(inside((range_of(unit.key, below=True),)))


def rows(actor: Actor, asked: Asked) -> QuerySet[Case]:
    """Cases of a list that the actor may see: those whose deadline is nearest first."""
    found = _in(actor, asked.unit).filter(_test(asked.which, asked.day)).select_related("unit")
    for word in fold(asked.words).split():
        found = found.filter(name_fold__contains=word)
    return found.order_by("-closed_on", "sort_key") if asked.which == "ended" else found.order_by("due_on", "sort_key")


def counts(actor: Actor, unit: Unit, day: date) -> list[tuple[str, Words, int]]:
    """Each list with its length, in one query."""
    found = _in(actor, unit).aggregate(**{which: Count("id", filter=_test(which, day)) for which in LISTS})
    return [(which, label, found[which]) for which, label in LISTS.items()]


def stage_words(case: Case) -> tuple[Words, Words]:
    """(the step to be done now, who holds the case meanwhile)."""
    step = BY_CODE.get(case.stage)
    if case.state not in LIVING or step is None:
        return case.get_state_display(), ""
    if case.state == "interrupted":
        return case.get_state_display(), step.holder
    return step.label, step.holder


def excel_of(found: QuerySet[Case], asked: Asked) -> bytes:
    """A list of cases as a workbook, ready to print."""
    columns = (
        ("TT", 5), (_("Họ và tên"), 26), (_("Năm sinh"), 10), (_("Đối tượng"), 16), (_("Chi bộ"), 28), (_("Ngày đưa vào danh sách"), 14),
        (_("Bước hiện nay"), 30), (_("Nơi đang giữ"), 20), (_("Hạn"), 12), (_("Tình trạng"), 18),
    )  # fmt: skip
    lines = (
        (
            place, row.full_name, row.birth_year or "", row.get_category_display(), row.unit.name, row.opened_on, str(stage_words(row)[0]),
            str(stage_words(row)[1]), row.due_on or "", row.get_state_display(),
        )
        for place, row in enumerate(chain.from_iterable(in_batches(found)), 1)
    )  # fmt: skip
    title = str(LISTS[asked.which])
    return excel([Sheet(title, columns, lines, (title.upper(), asked.unit.name))])


def certificates(actor: Actor, unit: Unit) -> QuerySet[CasePaper]:
    """Certificates of the awareness class of living candidates, the one that ends first at the top."""
    return (
        CasePaper.objects.filter(within(actor, "members.see_cases"), inside((range_of(unit.key, below=True),)))
        .filter(kind="awareness", replaced=False, case__state__in=LIVING, case__decided_on=None)
        .select_related("case", "case__unit")
        .order_by("expires_on", "case__sort_key")
    )


@dataclass(frozen=True)
class Probation:
    """A probationary member with the day the twelve months end, the days left, the case where one is kept."""

    row: Membership
    ends: date
    left: int
    case: int | None
    stage: Words


SOON = 90
"""Days before its end from which a probation is listed as coming."""


def probations(actor: Actor, unit: Unit, day: date, *, everyone: bool = False) -> list[Probation]:
    """Probationary members whose probation is over or ends soon, or all of them, by that day."""
    cases = Case.objects.filter(person=OuterRef("person"), state__in=LIVING)
    found = (
        access.lists.rows(actor)
        .filter(inside((range_of(unit.key, below=True),)), association="party", placement="counted")
        .filter(status="probationary", since__lte=day, until__gt=day)
        .annotate(case_pk=Subquery(cases.values("pk")[:1]), case_stage=Subquery(cases.values("stage")[:1]))
        .select_related("unit")
        .order_by(Coalesce("status_since", "since"), "sort_key")
    )
    months = rulebook.on(day).number("probation.months")
    listed = []
    for row in found:
        ends, step = months_later(row.held_since, months), BY_CODE.get(row.case_stage or "")
        if not everyone and (ends - day).days > SOON:
            break
        listed.append(Probation(row, ends, (ends - day).days, row.case_pk, step.label if step else ""))
    return listed


@dataclass(frozen=True)
class UnitPace:
    """How a unit stands: candidates, files in work, late ones, admitted this year against the goal and the year's pace."""

    unit: Unit
    candidates: int
    files: int
    late: int
    admitted: int
    goal: float | None
    passed: float

    @property
    def percent(self) -> float | None:
        """Per cent of the goal."""
        return self.admitted * 100 / self.goal if self.goal else None

    @property
    def behind(self) -> bool:
        """Whether fewer were admitted than the share of the year that has passed asks for."""
        return bool(self.goal and self.admitted < self.goal * self.passed * 0.9)

    @property
    def enough(self) -> bool:
        """Whether the files in work can still reach the goal."""
        return not self.goal or self.admitted + self.files >= self.goal


def funnel_of(actor: Actor, unit: Unit, day: date) -> dict[str, Any]:
    """The funnel of a unit with its drawing, and the pace of the units right below it."""
    levels = pipeline.funnel((range_of(unit.key, below=True),), day)
    drawing = drawn(_("Phễu phát triển đảng"), [Bar(str(one.label), one.reached) for one in levels])
    lines = paces(unit, day)
    return {"levels": levels, "drawing": drawing, "paces": lines, "whole": _whole(unit, lines, day)}


def paces(unit: Unit, day: date) -> list[UnitPace]:
    """Each Party unit right below, or the cell itself; one query for cases and one for admissions."""
    below = list(Unit.objects.filter(parent=unit, until__gt=day, kind__association="party").order_by("title_key"))
    units = below or [unit]
    width = len(units[0].key)
    here = inside((range_of(unit.key, below=True),))
    passed = (day - date(day.year, 1, 1)).days / 365
    wanted = goals("admissions", [one.pk for one in units], day)
    found: dict[str, list[int]] = {}
    cases = Case.objects.filter(here, pipeline.living(day), state__in=LIVING)
    for key, filed, due in cases.values_list("unit_key", "filed_on", "due_on"):
        line = found.setdefault(key[:width], [0, 0, 0, 0])
        line[0] += 1
        line[1] += filed is not None
        line[2] += due is not None and due < day
    admitted = Admission.objects.filter(
        here, annulled_on=None, association="party", decided_on__year=day.year, decided_on__lte=day
    )
    for key, n in admitted.values_list("unit_key").annotate(n=Count("id")).order_by():
        found.setdefault(key[:width], [0, 0, 0, 0])[3] += n
    lines = [(one, found.get(one.key, [0, 0, 0, 0])) for one in units]
    return [UnitPace(one, n[0], n[1], n[2], n[3], wanted.get(one.pk), passed) for one, n in lines]


def _whole(unit: Unit, lines: list[UnitPace], day: date) -> UnitPace:
    """The sum of the lines, against the unit's own goal."""
    sums = [sum(values) for values in zip(*((n.candidates, n.files, n.late, n.admitted) for n in lines), strict=True)]
    goal = goals("admissions", [unit.pk], day).get(unit.pk)
    return UnitPace(unit, sums[0], sums[1], sums[2], sums[3], goal, lines[0].passed)


def cells(actor: Actor) -> list[tuple[int, str]]:
    """Cells in which the actor may keep cases."""
    found = access.notice_in.rows(actor).filter(kind__is_cell=True, kind__association="party", until__year=9999)
    return told_apart(found.order_by("title_key"))


def officials(case: Case) -> list[tuple[int, str]]:
    """Official members of the case's cell: who may help and introduce."""
    found = Membership.objects.filter(
        unit=case.unit, association="party", status="official", until__year=9999, placement="counted"
    )
    return list(found.order_by("sort_key").values_list("pk", "full_name"))


def chosen(case: Case, *ids: str) -> list[Membership]:
    """The chosen ones of those, in the order chosen."""
    wanted = [int(one) for one in ids if one]
    known = {
        row.pk: row for row in Membership.objects.filter(unit=case.unit, pk__in=wanted).annotate(name=F("full_name"))
    }
    return [known[one] for one in wanted if one in known]
