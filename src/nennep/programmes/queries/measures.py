"""Targets measured: value, state, pace, forecast, by unit."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth

from nennep.core.actor import range_of
from nennep.core.gate import inside
from nennep.core.recall import keep, kept_rows, recalled, rows_ahead
from nennep.core.scope import covers
from nennep.core.together import groups
from nennep.figures.hand import hand_value, value_of
from nennep.figures.models import HandFigure
from nennep.figures.registry import FIGURES, Period, Value
from nennep.org.models import Unit
from nennep.org.queries import trees_ahead
from nennep.programmes import rules
from nennep.programmes.models import Asked, Entry, Indicator, Share, Target, Waiver, YearGoal
from nennep.programmes.queries.counting import (
    by_unit,
    by_units,
    dated,
    figure_value,
    groups_ahead,
    monthly,
    months_key,
    population,
    populations_ahead,
    stored_rows,
    units_ahead,
    value_key,
    values_ahead,
    whole_year,
)
from nennep.programmes.queries.goals import within_a_year

RATED = {"ratings.good", "ratings.excellent"}


@dataclass(frozen=True)
class Measured:
    """A target at a cut-off day, for its unit or for a unit that has a share of it."""

    target: Target
    goal: float | None
    value: float | None
    whole: float | None
    state: str
    pace: float
    by_hand: bool
    forecast: int | None = None
    last_year: float | None = None
    part: float | None = None
    note: str = ""
    days_left: int = 0
    narrative: Entry | None = None  # of a qualitative target: what was said of it last, and how many pieces of evidence
    logged: int = 0

    @property
    def endangered(self) -> bool:
        """Whether a yearly target is in danger while there is still time to act."""
        if not self.target.yearly or self.goal is None:
            return False
        return rules.early_warning(
            self.value, self.goal, self.target.comparator, outlook=self.outlook, days_left=self.days_left
        )

    @property
    def outlook(self) -> float | None:
        """What the period will come to at the present rate; a share stays what it is."""
        if self.value is None:
            return None
        return rules.forecast(self.value, self.pace) if self.target.mode == "count" else self.value

    @property
    def percent(self) -> float | None:
        """Per cent of the goal."""
        return None if not self.goal or self.value is None else self.value * 100 / self.goal

    @property
    def expected(self) -> float | None:
        """What would be on time today."""
        return None if self.goal is None else self.goal * self.pace


def period_of(target: Target, day: date) -> Period:
    """The period a target is measured over at a day: its own, or the year of the day for one that repeats."""
    if target.yearly:
        return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))
    return Period(target.since, target.until)


def until_day(period: Period, day: date) -> Period:
    """The part of a period up to and with a day."""
    cut = date.fromordinal(min(period.until.toordinal(), day.toordinal() + 1))
    return Period(period.since, max(cut, date.fromordinal(period.since.toordinal() + 1)))


def measure(target: Target, unit: Unit, day: date, *, goal: Decimal | None = None, compare: bool = False) -> Measured:
    """A target for a unit at a day; ``goal`` is the unit's share where it has one; ``compare`` asks last year too."""
    period = period_of(target, day)
    if (target.figure in FIGURES or target.mode == "each" or by_unit(target)) and not covers(unit.key):
        return _from_below(target, period, day)
    if target.value is None and not target.figure and goal is None:
        return _qualitative(target, period, day)
    cut = until_day(period, day)
    wanted = goal if goal is not None else target.value
    value = _value(target, unit, cut)
    pace = pace_at(target, unit, period, day)
    said = _number(target, value)
    aim = 100.0 if target.mode == "each" else float(wanted) if wanted is not None else None
    ended = day.toordinal() + 1 >= period.until.toordinal()
    state = rules.EMPTY
    if aim is not None:
        state = rules.state(said, target.comparator, aim, pace=pace, ended=ended, rated=target.figure in RATED)
    found = Measured(
        target, aim, said, value.whole if value else None, state, pace, bool(value and value.by_hand) or target.mode == "hand",
        part=value.part if value else None, note=value.note if value else "", days_left=(period.until - day).days,
    )  # fmt: skip
    if not compare or said is None or target.mode != "count":
        return found
    before = _value(target, unit, cut.a_year_before()) if one_year(period) else None
    return replace(found, forecast=rules.forecast(said, pace), last_year=before.part if before else None)


SAID = {"met": rules.MET, "partly": rules.PARTLY, "missed": rules.MISSED}


def _qualitative(target: Target, period: Period, day: date) -> Measured:
    """A target of words stands where the narrative of the year says; before that, its year is not over."""
    rows = [row for row in kept_rows(("said", target.pk), target.entries.all()) if row.day <= day]
    told = max((row for row in rows if row.narrative), key=lambda row: row.year, default=None)
    state = SAID.get(told.judged, rules.EMPTY) if told and told.year == min(day, period.last).year else rules.NOT_DUE
    logged = sum(1 for row in rows if not row.narrative)
    pace = rules.straight_pace(period.since, period.until, day)
    return Measured(target, None, None, None, state, pace, True, narrative=told, logged=logged)


Question = tuple[Target, Unit, Decimal | None]


def measure_all(asked: Iterable[Question], day: date) -> list[Measured]:
    """Many targets, each for a unit and with that unit's share where it has one, in a bounded number of statements."""
    listed = list(asked)
    with recalled():
        ahead((target, unit, day) for target, unit, _goal in listed)
        return [measure(target, unit, day, goal=goal) for target, unit, goal in listed]


def ahead(
    asked: Iterable[tuple[Target, Unit, date]],
    *,
    values: Iterable[tuple[str, Unit, Period]] = (),
    months: Iterable[tuple[str, Unit, int]] = (),
    units: Iterable[tuple[str, Unit, Period]] = (),
) -> None:
    """Count what ``measure`` will ask for these targets, units and days together, with further values, months and
    figures by unit; only while a page is read."""
    listed = list(asked)
    trees_ahead(unit for _target, unit, _day in listed)
    _by_hand_ahead([(target, unit) for target, unit, _day in listed])
    populations_ahead(
        (target.population or "cells", unit, until_day(period_of(target, day), day).last)
        for target, unit, day in listed
        if (target.mode == "each" or by_unit(target)) and covers(unit.key)
    )
    counted = [
        (target, unit, period_of(target, day), day)
        for target, unit, day in listed
        if target.figure in FIGURES and covers(unit.key) and target.mode != "each" and not by_unit(target)
    ]
    values_ahead([*((one.figure, unit, until_day(period, day)) for one, unit, period, day in counted), *values])
    paced = [one for target, unit, period, day in counted for one in _last_years([(target, unit, period)], day)]
    over_units = [
        (target.figure, unit, until_day(period_of(target, day), day))
        for target, unit, day in listed
        if target.mode == "each" and target.figure in FIGURES and covers(unit.key)
    ]
    groups_ahead(units=[*over_units, *units], months=[*paced, *months])


def paces(asked: Iterable[tuple[Target, Unit]], day: date) -> list[float]:
    """The share of each goal that would be on time at a day, in a bounded number of statements."""
    listed = [(target, unit, period_of(target, day)) for target, unit in asked]
    with recalled():
        rows_ahead({("years", one.pk): _year_rows(one) for one, _unit, _period in listed if not within_a_year(one)})
        groups_ahead(months=_last_years(listed, day))
        return [pace_at(target, unit, period, day) for target, unit, period in listed]


def _last_years(asked: Iterable[tuple[Target, Unit, Period]], day: date) -> list[tuple[str, Unit, int]]:
    """The years by whose months the pace of counts is told."""
    return [
        (one.figure, unit, period.since.year - 1)
        for one, unit, period in asked
        if one.mode == "count" and day < period.until and one_year(period)
    ]


def measure_below(top: Unit, asked: Iterable[Question], day: date) -> list[Measured]:
    """The same for targets of units under one unit, counted unit by unit in its rows."""
    listed = list(asked)
    with recalled():
        counted = [
            (target.figure, unit, period_of(target, day))
            for target, unit, _goal in listed
            if target.mode == "count" and target.figure in FIGURES and covers(top.key)
        ]
        cut = [(code, unit, until_day(period, day)) for code, unit, period in counted]
        units_ahead((code, top, period) for code, _unit, period in cut)
        for code, unit, period in cut:
            value = by_units(code, top, [unit], period)[unit.pk]
            keep(value_key(code, unit, period), Value(value))
        _months_below(top, [(code, unit, period.since.year - 1) for code, unit, period in counted])
        return measure_all(listed, day)


def _months_below(top: Unit, asked: Sequence[tuple[str, Unit, int]]) -> None:
    kinds = {(code, year): FIGURES[code] for code, _unit, year in asked if dated(FIGURES[code], top, year)}
    rows = (
        figure.rows(whole_year(top, year))
        .order_by()
        .annotate(m=ExtractMonth("decided_on"))
        .values_list(figure.key, "m")
        for (_code, year), figure in kinds.items()
    )
    found = dict(zip(kinds, groups(*(one.annotate(n=Count("pk")) for one in rows)), strict=True))
    for code, unit, year in asked:
        if (code, year) in found:
            mine = [[month, n] for key, month, n in found[code, year] if key.startswith(unit.key)]
            keep(months_key(code, unit, year), mine)


def _from_below(target: Target, period: Period, day: date) -> Measured:
    """A target of a unit above: its goal is known, its rows are not, and a part of them would be a wrong number."""
    goal = None if target.value is None else 100.0 if target.mode == "each" else float(target.value)
    pace = rules.straight_pace(period.since, period.until, day)
    return Measured(target, goal, None, None, rules.ABOVE if goal is not None else rules.EMPTY, pace, False)


def pace_at(target: Target, unit: Unit, period: Period, day: date) -> float:
    """The share of the goal that would be on time: by the planned rounds, else last year's months, else the days gone; of
    a term by the goals set for its years."""
    if not one_year(period):
        pace = rules.pace_from_years(_goals_by_year(target), period.since, day)
        return rules.straight_pace(period.since, period.until, day) if pace is None else pace
    if day < period.until:
        rounds = rules.rounds_in(target.rounds, day.year) if target.rounds else None
        pace = rules.pace_from_rounds(rounds or [], day)
        if pace is None and (months := last_year_months(target, unit, period)):
            pace = rules.pace_from_curve(months, day)
        if pace is not None:
            return pace
    return rules.straight_pace(period.since, period.until, day)


def _goals_by_year(target: Target) -> dict[int, float]:
    """The goals set for a term's years; a part without its own follows those of its whole."""
    found: dict[int, dict[int, float]] = {}
    for row in kept_rows(("years", target.pk), _year_rows(target)):
        found.setdefault(row.target_id, {})[row.year] = float(row.value)
    return found.get(target.pk) or found.get(target.parent_id or 0, {})


def _year_rows(target: Target) -> QuerySet[YearGoal]:
    return YearGoal.objects.filter(target__in=list(filter(None, (target.pk, target.parent_id))))


def one_year(period: Period) -> bool:
    """Whether a period lies within one calendar year, so that its rounds come once."""
    return period.since.year == period.last.year


def _value(target: Target, unit: Unit, period: Period) -> Value | None:
    if target.mode == "each":
        return _each(target, unit, period)
    if by_unit(target):
        marks = marked(target, unit, period)
        return Value(sum(marks.values()), len(measured_units(target, unit, period)), by_hand=True) if marks else None
    if target.mode == "hand" and not target.figure:
        return hand_value(unit.pk, target.hand_code, Period(period_of(target, period.last).since, period.until))
    return figure_value(target.figure, unit, period)


def measured_units(target: Target, unit: Unit, period: Period) -> list[Unit]:
    """The units a target is measured over, without those that have an agreed exception."""
    waived = kept_rows(("waived", target.pk), _waivers(target))
    left_out = {one.unit_id for one in waived if one.until is None or one.until > period.last}
    return [one for one in population(target.population or "cells", unit, period.last) if one.pk not in left_out]


def marked(target: Target, unit: Unit, period: Period) -> dict[int, bool]:
    """Unit by unit whether it reached a share's condition, as last entered; units without an entry are left out."""
    return {row.unit_id: row.part > 0 for row in _entered(target, unit, period, measured_units(target, unit, period))}


def _entered(target: Target, unit: Unit, period: Period, units: Iterable[Unit]) -> list[HandFigure]:
    """What was entered by hand for these units within a period, the latest last."""
    ids = {one.pk for one in units}
    found = kept_rows(("entered", target.hand_code, unit.pk), _by_hand(unit, [target.hand_code]))
    return [one for one in found if one.unit_id in ids and period.since <= one.since and one.until <= period.until]


def _by_hand(unit: Unit, codes: Sequence[str]) -> QuerySet[HandFigure]:
    below = inside((range_of(unit.key, below=True),))
    return HandFigure.objects.filter(below, code__in=codes).order_by("until", "entered_at")


def _by_hand_ahead(asked: Sequence[tuple[Target, Unit]]) -> None:
    """Read what is entered unit by unit, and the exceptions, for many targets together."""
    listed = [(one, unit) for one, unit in asked if one.mode == "each" or by_unit(one)]
    waivers: dict[Hashable, QuerySet[Any]] = {("waived", one.pk): _waivers(one) for one, _unit in listed}
    entered: dict[Hashable, QuerySet[Any]] = {
        ("entered", one.hand_code, unit.pk): _by_hand(unit, [one.hand_code])
        for one, unit in listed
        if one.figure not in FIGURES or not FIGURES[one.figure].begun
    }
    said: dict[Hashable, QuerySet[Any]] = {
        ("said", one.pk): one.entries.all() for one, _unit in asked if one.value is None and not one.figure
    }
    years: dict[Hashable, QuerySet[Any]] = {
        ("years", one.pk): _year_rows(one) for one, _unit in asked if one.value is not None and not within_a_year(one)
    }
    rows_ahead(waivers | entered | said | years | stored_rows([(one, unit) for one, unit in asked if covers(unit.key)]))


def _waivers(target: Target) -> QuerySet[Waiver]:
    return Waiver.objects.filter(target=target, status=Asked.AGREED)


def indicator_of(target: Target) -> Indicator | None:
    """The outside figure a target is bound to."""
    if not target.figure.startswith("indicator:"):
        return None
    return Indicator.objects.filter(pk=target.figure.partition(":")[2]).first()


def _each(target: Target, unit: Unit, period: Period) -> Value | None:
    """How many units of the population reach the minimum, of how many; None where nothing was counted or entered."""
    units = measured_units(target, unit, period)
    values = each_unit(target, unit, period, units)
    if not values:
        return None
    least = rules.halved(float(target.value or 0), *_bounds(target, period), period.last)
    return Value(
        sum(1 for value in values.values() if value >= least), len(units), by_hand=target.figure not in FIGURES
    )


def _bounds(target: Target, period: Period) -> tuple[date, date]:
    whole = period_of(target, period.last)
    return whole.since, whole.until


def each_unit(target: Target, unit: Unit, period: Period, units: Sequence[Unit] | None = None) -> dict[int, float]:
    """The value of every unit of the target's population of which one is known, by unit id; ``units`` if known."""
    units = measured_units(target, unit, period) if units is None else units
    if target.figure in FIGURES:
        found = by_units(target.figure, unit, units, period)
        if FIGURES[target.figure].begun or any(found.values()):
            return {one.pk: float(found.get(one.pk, 0)) for one in units}
    return {row.unit_id: value_of(row).part for row in _entered(target, unit, period, units)}


def _number(target: Target, value: Value | None) -> float | None:
    if value is None:
        return None
    if target.mode == "each":
        return 100.0 if value.whole and value.part >= value.whole else (value.share or 0.0)
    return value.share if target.mode == "ratio" else value.part


def last_year_months(target: Target, unit: Unit, period: Period) -> list[int]:
    """Twelve monthly counts of the year before, for the pace; empty where the figure cannot tell months."""
    months = monthly(target, unit, date(period.since.year - 1, 1, 1).year)
    return months if sum(months) else []


def shares_of(target: Target) -> QuerySet[Share]:
    """The shares of a target in list order."""
    return target.shares.select_related("unit", "unit__kind").order_by("unit__kind__rank", "unit__title_key")


def candidates(unit: Unit, target: Target, units: Iterable[Unit], day: date) -> list[rules.Part]:
    """How many candidates each unit has for a count: what it registered, else last year's count."""
    listed = list(units)
    registered = {share.unit_id: int(share.registered or 0) for share in target.shares.exclude(registered=None)}
    last = {}
    if target.figure in FIGURES:
        last = by_units(target.figure, unit, listed, Period(date(day.year - 1, 1, 1), date(day.year, 1, 1)))
    return [rules.Part(one.pk, registered.get(one.pk, last.get(one.pk, 0))) for one in listed]
