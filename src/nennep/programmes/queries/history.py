"""A target over years and units: history, split by year, who lacks, the pipeline before a goal."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from nennep.core.recall import kept_rows, rows_ahead
from nennep.core.scope import covers
from nennep.duties.rulebook import rules_ahead
from nennep.figures.hand import HAND, hand_ahead
from nennep.figures.registry import FIGURES, Period
from nennep.figures.registry import year as year_of
from nennep.org.models import Unit
from nennep.org.queries import tree_ahead
from nennep.programmes import rules
from nennep.programmes.models import Share, Target
from nennep.programmes.queries.counting import by_unit, by_units, figure_value
from nennep.programmes.queries.measures import (
    ahead,
    each_unit,
    marked,
    measure,
    measured_units,
    period_of,
    shares_of,
    until_day,
)

BACK = 4
PIPELINE = ("cases.open", "training.promising")


@dataclass(frozen=True)
class YearLine:
    """A target in one year: what it should bring, what it brought, and what that means."""

    year: int
    goal: Decimal | None
    value: float | None
    added: float | None
    state: str
    by_hand: bool


def page_ahead(target: Target, day: date) -> None:
    """Count together what a target's page will ask: years, last year's pace, the pipeline, units by year."""
    unit, cut = target.unit, until_day(period_of(target, day), day)
    rows_ahead({**tree_ahead(unit), **hand_ahead(unit.pk), **rules_ahead(), **_page_rows(target)})
    ends = [min(day, date(number, 12, 31)) for number in range(day.year - BACK, day.year + 1)]
    asked = [(part, unit, day) for part in [target, *parts_of(target)]]
    asked += [(target, unit, end) for end in (ends if target.yearly else ())]
    if target.figure not in FIGURES or target.mode != "count" or not covers(unit.key):
        ahead(asked)
        return
    term = [] if target.yearly else list(filter(None, (_stretch(target, one, day) for one in _numbers(target))))
    ahead(
        asked,
        values=[
            *((target.figure, unit, period) for period in (cut.a_year_before(), *term)),
            *((code, unit, cut) for code in PIPELINE if code in FIGURES),
        ],
        months=[(target.figure, unit, number) for number in (day.year, day.year - 1)],
        units=[(target.figure, unit, period) for period in (cut, *(_clipped(target, n) for n in _numbers(target)))],
    )


def _page_rows(target: Target) -> dict[Hashable, QuerySet[Any]]:
    entries = target.entries.select_related("document")
    return {
        ("parts", target.pk): target.parts.all(),
        ("own years", target.pk): target.years.all(),
        ("shares", target.pk): shares_of(target),
        ("entries", target.pk): entries.filter(narrative=False),
        ("narratives", target.pk): target.entries.filter(narrative=True).order_by("-year"),
        ("waivers", target.pk): target.waivers.select_related("unit"),
    }


def page_rows(target: Target) -> dict[str, list[Any]]:
    """Parts, shares, entries, narratives and waivers of a target."""
    return {str(key[0]): kept_rows(key, asked) for key, asked in _page_rows(target).items()}  # type: ignore[index]


def parts_of(target: Target) -> list[Target]:
    """The targets whose sum the target is."""
    return kept_rows(("parts", target.pk), target.parts.all())


def _numbers(target: Target) -> range:
    """The years of a target of a term; none for one that repeats or lies within a year."""
    if target.yearly or target.last_day.year == target.since.year:
        return range(0)
    return range(target.since.year, target.last_day.year + 1)


def years(target: Target, day: date, back: int = BACK) -> list[YearLine]:
    """A yearly target in each year up to now, or a target of a term year by year with the running sum; nothing of a
    target of words, which its narratives tell."""
    if target.value is None:
        return []
    return _repeated(target, day, back) if target.yearly else _of_the_term(target, day)


def _repeated(target: Target, day: date, back: int) -> list[YearLine]:
    """Years before the target began are shown for comparison where there is something, and judged by nothing."""
    found = []
    for number in range(day.year - back, day.year + 1):
        measured = measure(target, target.unit, min(day, date(number, 12, 31)))
        if number < target.since.year:
            if measured.value:
                found.append(YearLine(number, None, measured.value, None, rules.EMPTY, measured.by_hand))
        elif measured.value is not None or number == day.year:
            found.append(YearLine(number, target.value, measured.value, None, measured.state, measured.by_hand))
    return found


def term_curve(target: Target, lines: list[YearLine]) -> tuple[list[str], list[int], list[float]]:
    """A term, by its ``years``, as running sums at their ends: (years, brought so far, planned); empty where nothing is
    counted."""
    if target.mode != "count" or target.figure not in FIGURES or not FIGURES[target.figure].flow or not lines:
        return [], [], []
    goals = [line.goal for line in lines]
    even = float(target.value or 0) / len(lines)
    steps = [even if None in goals else float(goal or 0) for goal in goals]
    done = [round(line.added) for line in lines if line.added is not None]
    return [str(line.year) for line in lines], done, [sum(steps[: place + 1]) for place in range(len(steps))]


def _of_the_term(target: Target, day: date) -> list[YearLine]:
    if target.value is None or target.last_day.year == target.since.year:
        return []
    set_ = kept_rows(("own years", target.pk), target.years.all())
    goals = {row.year: row.value for row in set_}
    found: list[YearLine] = []
    added = 0.0
    for number in range(target.since.year, target.last_day.year + 1):
        value = _in_year(target, number, day)
        added += value or 0
        found.append(_year_line(number, goals.get(number), value, added, day))
    return found


def _year_line(number: int, goal: Decimal | None, value: float | None, added: float, day: date) -> YearLine:
    if value is None or goal is None:
        return YearLine(number, goal, value, added if value is not None else None, rules.EMPTY, False)
    pace = rules.straight_pace(date(number, 1, 1), date(number + 1, 1, 1), day)
    state = rules.state(value, ">=", float(goal), pace=pace, ended=day >= date(number, 12, 31))
    return YearLine(number, goal, value, added, state, False)


def _stretch(target: Target, number: int, day: date) -> Period | None:
    """The part of a year that the target covers up to a day."""
    whole = year_of(number)
    since, until = max(whole.since, target.since), min(whole.until, target.until, day + timedelta(days=1))
    return Period(since, until) if since < until else None


def _in_year(target: Target, number: int, day: date) -> float | None:
    period = _stretch(target, number, day)
    if period is None or target.figure not in FIGURES:
        return None
    value = figure_value(target.figure, target.unit, period)
    return value.part if value else None


def proposed_years(target: Target) -> dict[int, Decimal]:
    """A term's goal split evenly over its years, as a first proposal."""
    listed = list(range(target.since.year, target.last_day.year + 1))
    return dict(zip(listed, rules.spread(target.value or Decimal(0), [1] * len(listed)), strict=True))


@dataclass(frozen=True)
class UnitYears:
    """A unit's share of a term's target, year by year: (goal, brought)."""

    unit: Unit
    share: Decimal | None
    cells: list[tuple[Decimal | None, int]]
    total: int


def units_by_year(target: Target, shares: Iterable[Share], lines: list[YearLine]) -> tuple[list[int], list[UnitYears]]:
    """Units against the target's ``years``: each share split in proportion to the target's own years, beside what was brought."""
    listed = [share for share in shares if share.value is not None]
    numbers = [line.year for line in lines]
    if target.figure not in FIGURES or target.yearly or len(numbers) < 2 or not listed:
        return [], []
    weights = [int(line.goal or 0) for line in lines]
    weights = [1] * len(lines) if None in [line.goal for line in lines] else weights
    units = [share.unit for share in listed]
    counts = [by_units(target.figure, target.unit, units, _clipped(target, number)) for number in numbers]
    found = []
    for share in listed:
        goals = rules.spread(share.value or Decimal(0), weights)
        brought = [one.get(share.unit_id, 0) for one in counts]
        found.append(UnitYears(share.unit, share.value, list(zip(goals, brought, strict=True)), sum(brought)))
    return numbers, found


def _clipped(target: Target, number: int) -> Period:
    whole = year_of(number)
    return Period(max(whole.since, target.since), min(whole.until, target.until))


@dataclass(frozen=True)
class Standing:
    """One unit of a target's population: its value, what it should have by now, and whether it is there."""

    unit: Unit
    value: float | None
    least: float
    reached: bool

    @property
    def known(self) -> bool:
        """Whether anything is known about the unit."""
        return self.value is not None


def standings(target: Target, day: date) -> list[Standing]:
    """Unit by unit for minimums and shares of units, those that lack first."""
    period = until_day(period_of(target, day), day)
    if target.mode == "each":
        whole = period_of(target, day)
        least = rules.halved(float(target.value or 0), whole.since, whole.until, period.last)
        values = each_unit(target, target.unit, period)
        found = [
            Standing(unit, values.get(unit.pk), least, unit.pk in values and values[unit.pk] >= least)
            for unit in measured_units(target, target.unit, period)
        ]
    elif by_unit(target):
        marks = marked(target, target.unit, period)
        found = [
            Standing(unit, float(marks[unit.pk]) if unit.pk in marks else None, 1.0, marks.get(unit.pk, False))
            for unit in measured_units(target, target.unit, period)
        ]
    else:
        return []
    return sorted(found, key=lambda row: (row.reached, row.known))


@dataclass(frozen=True)
class Source:
    """A part of the pipeline before a goal: what it is, how many, and whether a person entered it."""

    label: str
    value: float
    by_hand: bool
    code: str = ""


def pipeline(target: Target, day: date) -> tuple[list[Source], rules.Outlook] | None:
    """Who is on the way to a goal of admissions, against what lacks; None for other targets."""
    if target.mode != "count" or not target.figure.startswith("admissions") or target.value is None:
        return None
    period = until_day(period_of(target, day), day)
    sources = []
    for code in PIPELINE:
        value = figure_value(code, target.unit, period)
        label = HAND[code].label if code in HAND else FIGURES[code].label if code in FIGURES else code
        if value is not None:
            sources.append(Source(str(label), value.part, value.by_hand, "" if value.by_hand else code))
    reached = figure_value(target.figure, target.unit, period)
    found = rules.outlook(reached.part if reached else 0, float(target.value), [one.value for one in sources[:1]])
    return sources, found
