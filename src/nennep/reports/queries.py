"""A report compiled: lines with last year and plan, checks, targets, tasks, units; live or as frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nennep.core.recall import kept_rows, recall, recalled, rows_ahead
from nennep.duties.rulebook import rules_ahead
from nennep.figures.hand import HAND, hand_ahead
from nennep.figures.registry import FIGURES, Period, Value
from nennep.org.models import Unit
from nennep.org.queries import ask, ended_in, tree_ahead
from nennep.programmes import queries as plans
from nennep.programmes.models import Share, Target, Task
from nennep.reports import counting, outline
from nennep.reports.models import Owed, Report, ReportLine, Round
from nennep.viet.write import number, percent


@dataclass(frozen=True)
class Line:
    """One number of a report with what it is compared to."""

    row: outline.Row
    label: str
    unit: str
    value: Value | None
    before: Value | None
    plan: float | None
    countable: bool
    line_id: int | None = None
    expected: float | None = None

    @property
    def whole_year(self) -> float | None:
        """What was done and what is expected of the rest of the year; None where nobody entered an expectation."""
        return None if self.value is None or self.expected is None else self.value.part + self.expected

    @property
    def counted_by(self) -> str:
        """The figure that counts a line which may also be entered by hand; '' where a person entered it or it is frozen."""
        return "" if not self.value or self.value.by_hand or self.line_id else outline.COUNTED.get(self.row.code, "")

    @property
    def place(self) -> str:
        """Where on the report's own page the rows behind the number stand; '' for figures with a page of their own."""
        return outline.OWN[self.row.code][2] if self.row.code in outline.OWN else ""

    @property
    def said(self) -> str:
        """The value as the table writes it."""
        return told(self)

    @property
    def change(self) -> float | None:
        """More or less than in the same period of last year."""
        return None if self.value is None or self.before is None else self.value.part - self.before.part

    @property
    def of_plan(self) -> str:
        """Per cent of the year's plan."""
        return "" if self.value is None or not self.plan else percent(self.value.part, self.plan)

    @property
    def share(self) -> str:
        """The share in words where the figure is one: 24/66 (36,4%)."""
        if self.value is None or self.value.whole is None:
            return ""
        return f"{percent(self.value.part, self.value.whole)}"


def label_of(code: str) -> tuple[str, str]:
    """(words, unit) of a figure or of one entered by hand."""
    if code in outline.OWN:
        words, measure, _place = outline.OWN[code]
        return str(words), str(measure)
    if code in FIGURES:
        return str(FIGURES[code].label), str(FIGURES[code].unit)
    return str(HAND[code].label), str(HAND[code].unit)


def period_of(report: Report) -> Period:
    """The report's period up to the cut-off."""
    return Period(report.since, report.until)


def lines(report: Report) -> list[Line]:
    """Every number: the frozen one after freezing, else counted now; with what the office expects of the rest."""
    if report.frozen_at:
        stored = {line.code: line for line in report.lines.all()}
        found = [_stored(row, stored[row.code]) for row in outline.rows() if row.code in stored]
    else:
        found = live_lines(report)
    return [replace(line, expected=_float(report.expected.get(line.row.code))) for line in found]


def proposed_rest(report: Report) -> dict[str, int]:
    """The rest of the year as last year's rest went, a first proposal for what can be expected."""
    start = report.until
    rest = Period(start, date(report.last_day.year + 1, 1, 1))
    asked = ask(report.unit, rest.a_year_before())
    return {code: int(FIGURES[code].count(asked).part) for code in outline.EXPECTED} if rest.since < rest.until else {}


def live_lines(report: Report) -> list[Line]:
    """Every number counted now, with the same period of last year and the year's plan."""
    with recalled():
        return _live_lines(report)


def _live_lines(report: Report) -> list[Line]:
    unit, (period, before) = report.unit, _periods(report)
    goals = yearly_goals(unit, report.last_day)
    shown = [row for row in outline.rows() if row.code not in outline.OWN]
    plans.values_ahead(counting.wanted(report.unit, _periods(report)))
    found = [
        Line(
            row, *label_of(row.code), counting.value(row.code, unit, period), counting.value(row.code, unit, before),
            goals.get(row.code), row.code in FIGURES,
        )
        for row in shown
    ]  # fmt: skip
    return [*found, *_own_lines(report, {line.row.code: line for line in found})]


def _periods(report: Report) -> tuple[Period, Period]:
    """The report's period and the same one of last year."""
    return period_of(report), period_of(report).a_year_before()


def _own_lines(report: Report, found: Mapping[str, Line]) -> list[Line]:
    """What the report counts from itself: admissions against the plan and last year, moves and removals told once more,
    targets reached, tasks done and late, reports of units on time."""
    met, exceeded, every = score(goals(report))
    states = [task["state"] for task in tasks(report)]
    owed = kept_rows(("owed", report.pk), _owed(report))
    on_time = sum(1 for one in owed if one.sent_on and one.sent_on <= one.round.due_on)
    admitted = found["admissions"]
    done = admitted.value.part if admitted.value else 0
    values = {
        "own.of_plan": Value(done, admitted.plan) if admitted.plan else None,
        "own.of_last": Value(done, admitted.before.part) if admitted.before and admitted.before.part else None,
        "own.targets": Value(met + exceeded, every), "own.tasks": Value(states.count("done"), len(states)),
        "own.late": Value(states.count("late"), len(states)), "own.reports": Value(on_time, len(owed)),
    }  # fmt: skip
    own = [row for row in outline.rows() if row.code in outline.OWN]
    told = {code: found[same] for code, same in outline.AGAIN.items()}
    return [
        Line(row, *label_of(row.code), told[row.code].value, told[row.code].before, None, False)
        if row.code in told
        else Line(row, *label_of(row.code), values[row.code], None, None, False)
        for row in own
    ]


def _stored(row: outline.Row, line: ReportLine) -> Line:
    words, measure = label_of(row.code)
    value = Value(float(line.part), _float(line.whole), line.by_hand) if line.part is not None else None
    before = Value(float(line.before_part), _float(line.before_whole)) if line.before_part is not None else None
    return Line(row, words, measure, value, before, _float(line.plan), row.code in FIGURES, line.pk)


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def yearly_goals(unit: Unit, day: date) -> dict[str, float]:
    """The year's goal of each figure that a target of the unit is bound to, or that the unit was given a share of."""
    own = [
        one
        for one in kept_rows(("targets", unit.pk), _targets(unit))
        if one.mode == "count" and one.figure and one.since <= day < one.until
    ]
    own.sort(key=plans.within_a_year)  # a target of the year itself wins over a year of a term
    known = plans.year_goals(own, day)
    goals = {target.figure: known[target.pk] for target in own if target.pk in known}
    for share in kept_rows(("given", unit.pk), _given(unit)):
        if share.target.mode == "count" and plans.within_a_year(share.target):
            goals.setdefault(share.target.figure, float(share.value))
    return goals


def _targets(unit: Unit) -> QuerySet[Target]:
    return Target.objects.filter(unit=unit).select_related("unit")


def _given(unit: Unit) -> QuerySet[Share]:
    return Share.objects.filter(unit_key=unit.key).exclude(value=None).select_related("target").order_by("target__rank")


def page_ahead(report: Report) -> None:
    """Read together what a report's page asks of its unit; only while a page is read."""
    unit, day = report.unit, report.last_day
    plain = {
        **tree_ahead(unit), **hand_ahead(unit.pk), **rules_ahead(), ("targets", unit.pk): _targets(unit), ("given", unit.pk): _given(unit),
        ("tasks of", report.pk): _tasks_of(report), ("owed", report.pk): _owed(report), ("rounds", report.pk): _rounds(report),
    }  # fmt: skip
    rows_ahead(plain)
    rows_ahead(
        {("stood", unit.pk, day): counting.stood(unit, day), ("ended", report.pk): ended_in(unit, report.since, day)}
    )
    if not report.frozen_at:
        period = period_of(report)
        plans.ahead(
            ((target, unit, day) for target, unit, _goal in _questions(report)),
            values=counting.wanted(unit, _periods(report)),
            units=((code, unit, period) for code in outline.BY_UNIT),
        )


def _tasks_of(report: Report) -> QuerySet[Task]:
    """Tasks alive in the period; what two plans share, once."""
    rows = Task.objects.filter(unit=report.unit, same_as=None, programme__since__lt=report.until)
    return rows.exclude(done_on__lt=report.since)


def _rounds(report: Report) -> QuerySet[Round]:
    return Round.objects.filter(unit=report.unit, since=report.since, until=report.until)


@dataclass(frozen=True)
class Changed:
    """A frozen number that would read otherwise today."""

    label: str
    frozen: float
    now: float


def changed_since(report: Report) -> list[Changed]:
    """What has changed in the data since the numbers were frozen."""
    if not report.frozen_at:
        return []
    now = {line.row.code: line for line in live_lines(report)}
    return [
        Changed(line.label, line.value.part, fresh.part)
        for line in lines(report)
        if line.value is not None and (fresh := now[line.row.code].value) is not None and fresh.part != line.value.part
    ]


def goals(report: Report) -> list[dict[str, Any]]:
    """The unit's targets at the cut-off: frozen, or measured now."""
    if report.frozen_at:
        return list(report.targets)
    return recall(("goals", report.pk), lambda: _goals(report))


def _goals(report: Report) -> list[dict[str, Any]]:
    day = report.last_day
    asked = _questions(report)
    every = plans.measure_all(asked, day)
    count = sum(1 for _target, _unit, goal in asked if goal is None)
    own = [_goal(one) for one in plans.with_parts(every[:count])]
    given = [_goal(one) for one in every[count:]]
    return own + [one | {"name": _("{name} (chỉ tiêu cấp trên giao)").format(name=one["name"])} for one in given]


def _questions(report: Report) -> list[plans.Question]:
    """The unit's own targets of the period, then those it was given a share of."""
    day, unit = report.last_day, report.unit
    own = kept_rows(("targets", unit.pk), _targets(unit))
    given = kept_rows(("given", unit.pk), _given(unit))
    asked: list[plans.Question] = [(one, unit, None) for one in own if one.since <= day and one.until > report.since]
    return [*asked, *((one.target, unit, one.value) for one in given if one.target.since <= day)]


def _measure(target: Target) -> str:
    """What a target's goal is counted in: of a minimum in each unit, the share of units that reach it."""
    if target.mode != "each":
        return target.unit_label
    return _("% đơn vị đạt tối thiểu {n} {unit}").format(n=number(target.value), unit=target.unit_label)


def _goal(measured: plans.Measured) -> dict[str, Any]:
    least = measured.target.comparator == "<="
    each = measured.target.mode == "each" and measured.part is not None and measured.whole is not None
    return {
        "id": measured.target.pk, "name": measured.target.name, "goal": measured.goal, "value": measured.value,
        "area": measured.target.area_id or "", "label": _measure(measured.target), "state": measured.state, "percent": None if least else measured.percent, "least": least, "by_hand": measured.by_hand,
        "units": [measured.part, measured.whole] if each else None,
    }  # fmt: skip


def tasks(report: Report) -> list[dict[str, Any]]:
    """The unit's tasks at the cut-off: frozen, or as they stand now."""
    if report.frozen_at:
        return list(report.tasks)
    return recall(("tasks", report.pk), lambda: _tasks(report))


def _tasks(report: Report) -> list[dict[str, Any]]:
    day = report.last_day
    listed = plans.task_lines(kept_rows(("tasks of", report.pk), _tasks_of(report)), day)
    said = plans.said_of(line.task.pk for line in listed if line.state == "late")
    return [
        {
            "area": line.task.area_id or "", "key": line.task.key_task, "said": said.get(line.task.pk, [])[:3],
            "id": line.task.pk, "name": line.task.name, "due": line.task.due_on.isoformat() if line.task.due_on else "",
            "state": line.state, "units": line.units, "finished": line.finished,
        }
        for line in listed
    ]  # fmt: skip


@dataclass(frozen=True)
class UnitRow:
    """A unit's line in the table by unit."""

    unit_id: int
    name: str
    level: int
    values: tuple[int, ...]


def by_unit(report: Report) -> list[UnitRow]:
    """The chosen figures for every Party unit directly under, with cells of sectional organisations beneath them: as
    frozen, or counted now."""
    return recall(("by unit", report.pk), lambda: _by_unit(report))


def _by_unit(report: Report) -> list[UnitRow]:
    unit, period = report.unit, period_of(report)
    kept = {line.code: line.by_unit for line in report.lines.all()} if report.frozen_at else {}
    spells = kept_rows(("stood", unit.pk, report.last_day), counting.stood(unit, report.last_day))
    if len(spells) > 400:
        spells = [spell for spell in spells if spell.parent_id == unit.pk]
    units = [spell.unit for spell in spells]
    gone = kept_rows(("ended", report.pk), ended_in(unit, report.since, report.last_day))
    ended = [spell.unit for spell in gone]
    units += [one for one in ended if one.kind.association == "party"]
    if kept:
        units = [one for one in units if str(one.pk) in kept[outline.BY_UNIT[0]]]
        counted = {code: {int(key): n for key, n in kept[code].items()} for code in outline.BY_UNIT}
    else:
        with recalled():
            plans.units_ahead((code, unit, period) for code in outline.BY_UNIT)
            counted = {code: plans.by_units(code, unit, units, period) for code in outline.BY_UNIT}
    return [
        UnitRow(
            one.pk,
            _("{unit} (đã kết thúc)").format(unit=one.name) if one in ended else one.name,
            one.level - unit.level,
            tuple(counted[code].get(one.pk, 0) for code in outline.BY_UNIT),
        )
        for one in sorted(units, key=lambda one: one.key)
    ]


def score(found: Iterable[dict[str, Any]]) -> tuple[int, int, int]:
    """(met, exceeded, all) of targets."""
    states = [one["state"] for one in found]
    return states.count("met"), states.count("exceeded"), len(states)


def totals(listed: Iterable[UnitRow]) -> tuple[int, ...]:
    """The sums of the table by unit; units under a unit that stands in the table are not added again."""
    own = [row.values for row in listed if row.level == 1]
    return tuple(sum(column) for column in zip(*own, strict=True))


def _owed(report: Report) -> QuerySet[Owed]:
    rows = Owed.objects.filter(giver_key=report.unit_key, round__since=report.since, round__until=report.until)
    return rows.select_related("unit", "round").order_by("unit__title_key")


def not_sent(report: Report) -> list[Owed]:
    """Units that owe this unit a report of the same period and have not sent it."""
    return [one for one in kept_rows(("owed", report.pk), _owed(report)) if one.sent_on is None]


def rounds_of(report: Report) -> list[Round]:
    """The rounds of the report's unit over the same period."""
    return kept_rows(("rounds", report.pk), _rounds(report))


def owed_in(row: Round) -> list[Owed]:
    """What units owe in a round: those that have not sent first, then those whose report waits to be read."""
    found = row.owed.select_related("unit", "report")
    return sorted(found, key=lambda one: (one.sent_on is not None, one.verdict != "", one.unit.title_key))


def told(line: Line) -> str:
    """A line's value as the table writes it."""
    if line.value is None:
        return "–"
    if line.row.code == "own.of_last":
        return number(line.value.part)
    whole = None if line.countable else line.value.whole
    return number(line.value.part) + ("" if whole is None else f"/{number(whole)}")
