"""A target over years and units: history, split by year, who lacks, the pipeline before a goal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nennep.figures.hand import HAND
from nennep.figures.registry import FIGURES, Period
from nennep.figures.registry import year as year_of
from nennep.org.models import Unit
from nennep.programmes import rules
from nennep.programmes.models import Share, Target
from nennep.programmes.queries.measures import (
    by_unit,
    by_units,
    each_unit,
    figure_value,
    marked,
    measure,
    measured_units,
    period_of,
    until_day,
)

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


def years(target: Target, day: date, back: int = 4) -> list[YearLine]:
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
    goals = {row.year: row.value for row in target.years.all()}
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


def _in_year(target: Target, number: int, day: date) -> float | None:
    whole = year_of(number)
    since, until = max(whole.since, target.since), min(whole.until, target.until, day + timedelta(days=1))
    if since >= until or target.figure not in FIGURES:
        return None
    value = figure_value(target.figure, target.unit, Period(since, until))
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
    rows = []
    for share in listed:
        goals = rules.spread(share.value or Decimal(0), weights)
        brought = [found.get(share.unit_id, 0) for found in counts]
        rows.append(UnitYears(share.unit, share.value, list(zip(goals, brought, strict=True)), sum(brought)))
    return numbers, rows


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
        rows = [
            Standing(unit, values.get(unit.pk), least, unit.pk in values and values[unit.pk] >= least)
            for unit in measured_units(target, target.unit, period)
        ]
    elif by_unit(target):
        units = measured_units(target, target.unit, period)
        marks = marked(target, period, units)
        rows = [
            Standing(unit, float(marks[unit.pk]) if unit.pk in marks else None, 1.0, marks.get(unit.pk, False))
            for unit in units
        ]
    else:
        return []
    return sorted(rows, key=lambda row: (row.reached, row.known))


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
