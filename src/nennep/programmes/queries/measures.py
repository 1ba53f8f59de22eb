"""Targets measured: value, state, pace, forecast, by unit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from nennep.core.actor import range_of
from nennep.core.scope import covers
from nennep.figures.hand import HAND, hand_value, value_of
from nennep.figures.models import HandFigure
from nennep.figures.registry import FIGURES, Ask, Period, Value
from nennep.org.models import Unit
from nennep.org.queries import ask, cells_under, tree
from nennep.programmes import rules
from nennep.programmes.models import Asked, Indicator, Reading, Share, Target, Waiver

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
        target,
        aim,
        said,
        value.whole if value else None,
        state,
        pace,
        bool(value and value.by_hand) or target.mode == "hand",
        part=value.part if value else None,
        note=value.note if value else "",
        days_left=(period.until - day).days,
    )
    if not compare or said is None or target.mode != "count":
        return found
    before = _value(target, unit, cut.a_year_before())
    return replace(found, forecast=rules.forecast(said, pace), last_year=before.part if before else None)


def _from_below(target: Target, period: Period, day: date) -> Measured:
    """A target of a unit above: its goal is known, its rows are not, and a part of them would be a wrong number."""
    goal = None if target.value is None else 100.0 if target.mode == "each" else float(target.value)
    pace = rules.straight_pace(period.since, period.until, day)
    return Measured(target, goal, None, None, rules.ABOVE if goal is not None else rules.EMPTY, pace, False)


def pace_at(target: Target, unit: Unit, period: Period, day: date) -> float:
    """The share of the goal that would be on time: by the planned rounds, else last year's months, else the days gone."""
    if day < period.until:
        rounds = rules.rounds_in(target.rounds, day.year) if target.rounds and one_year(period) else None
        pace = rules.pace_from_rounds(rounds or [], day)
        if pace is None and (months := last_year_months(target, unit, period)):
            pace = rules.pace_from_curve(months, day)
        if pace is not None:
            return pace
    return rules.straight_pace(period.since, period.until, day)


def one_year(period: Period) -> bool:
    """Whether a period lies within one calendar year, so that its rounds come once."""
    return period.since.year == period.last.year


OVER_UNITS = {"cells", "student_cells", "subordinates", "grassroots"}


def _value(target: Target, unit: Unit, period: Period) -> Value | None:
    if target.mode == "each":
        return _each(target, unit, period)
    if by_unit(target):
        marks = marked(target, unit, period)
        return Value(sum(marks.values()), len(measured_units(target, unit, period)), by_hand=True) if marks else None
    if target.mode == "hand" and not target.figure:
        return hand_value(unit.pk, target.hand_code, Period(period_of(target, period.last).since, period.until))
    return figure_value(target.figure, unit, period)


def by_unit(target: Target) -> bool:
    """Whether a share of units is followed by naming the units that reach it, because no record counts it."""
    return target.mode == "ratio" and target.figure not in FIGURES and target.population in OVER_UNITS


def measured_units(target: Target, unit: Unit, period: Period) -> list[Unit]:
    """The units a target is measured over, without those that have an agreed exception."""
    left_out = set(
        Waiver.objects.filter(target=target, status=Asked.AGREED)
        .exclude(until__lte=period.last)
        .values_list("unit_id", flat=True)
    )
    return [one for one in population(target.population or "cells", unit, period.last) if one.pk not in left_out]


def marked(target: Target, unit: Unit, period: Period) -> dict[int, bool]:
    """Unit by unit whether it reached a share's condition, as last entered; units without an entry are left out."""
    ids = [one.pk for one in measured_units(target, unit, period)]
    rows = HandFigure.objects.filter(
        code=target.hand_code, unit_id__in=ids, since__gte=period.since, until__lte=period.until
    ).order_by("until", "entered_at")
    return {row.unit_id: row.part > 0 for row in rows}


def figure_value(code: str, unit: Unit, period: Period) -> Value | None:
    """A figure's value for a unit and a period, counted where a room can count it, else what was entered by hand."""
    if code in FIGURES:
        counted = FIGURES[code].count(ask(unit, period))
        return counted if FIGURES[code].begun or counted.part else hand_value(unit.pk, code, period)
    if code.startswith("indicator:"):
        return indicator_value(int(code.partition(":")[2]), period)
    return hand_value(unit.pk, code, period) if code in HAND else None


def indicator_value(pk: int, period: Period) -> Value | None:
    """The last reading of an outside figure up to the period's last day, with its date and source."""
    row = Reading.objects.filter(indicator_id=pk, as_of__lte=period.last).order_by("-as_of").first()
    if row is None:
        return None
    note = f"{row.as_of:%d/%m/%Y} · {row.source}"
    return Value(float(row.part), float(row.whole) if row.whole is not None else None, by_hand=True, note=note)


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
    rows = HandFigure.objects.filter(
        code=target.hand_code, unit_id__in=[one.pk for one in units], since__gte=period.since, until__lte=period.until
    ).order_by("until", "entered_at")
    entered = {row.unit_id: value_of(row).part for row in rows}
    return entered


def population(name: str, unit: Unit, day: date) -> list[Unit]:
    """The units a population means under a unit on a day, in list order."""
    if name in {"cells", "student_cells"}:
        spells = cells_under(unit, day).exclude(unit=unit)
    else:
        spells = tree(unit, day).exclude(unit=unit)
    if name == "subordinates":
        spells = spells.filter(parent=unit, kind__association="party")
    elif name == "grassroots":
        spells = tree(unit, day).filter(kind__is_grassroots=True)  # the unit itself may be one
    elif name == "associations":
        spells = spells.filter(parent=unit).exclude(kind__association__in=["party", "administration"])
    elif name == "offices":
        spells = spells.filter(kind__association="administration")
    if name == "student_cells":
        spells = spells.filter(is_student=True)
    ids = spells.values_list("unit_id", flat=True)
    return list(Unit.objects.filter(pk__in=ids).select_related("kind").order_by("kind__rank", "title_key"))


def by_units(code: str, unit: Unit, units: Iterable[Unit], period: Period) -> dict[int, int]:
    """One figure counted for many units in one query; a unit counts everything below it."""
    figure = FIGURES[code]
    rows = figure.rows(ask(unit, period)).order_by().values_list(figure.key).annotate(n=Count("pk"))
    counts = dict(rows)
    return {one.pk: sum(n for key, n in counts.items() if key.startswith(one.key)) for one in units}


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


def monthly(target: Target, unit: Unit, year: int) -> list[int]:
    """Twelve monthly counts of a year by the figure's own rows."""
    figure = FIGURES.get(target.figure)
    if figure is None or target.mode != "count" or not hasattr(figure.rows(_whole(unit, year)).model, "decided_on"):
        return []
    rows = figure.rows(_whole(unit, year)).order_by().annotate(m=ExtractMonth("decided_on")).values_list("m")
    counts = Counter({month: n for month, n in rows.annotate(n=Count("pk"))})
    return [counts[month] for month in range(1, 13)]


def _whole(unit: Unit, year: int) -> Ask:
    period = Period(date(year, 1, 1), date(year + 1, 1, 1))
    return Ask(unit.pk, unit.key, period, (range_of(unit.key, below=True),))


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


def years_of(target: Target, unit: Unit, years: Iterable[int]) -> dict[int, int]:
    """Yearly counts of the target's figure, for the history of a repeating target."""
    figure = FIGURES.get(target.figure)
    listed = list(years)
    if figure is None or target.mode != "count":
        return {}
    rows = figure.rows(
        Ask(
            unit.pk,
            unit.key,
            Period(date(min(listed), 1, 1), date(max(listed) + 1, 1, 1)),
            (range_of(unit.key, below=True),),
        )
    )
    if not hasattr(rows.model, "decided_on"):
        return {}
    return dict(rows.order_by().annotate(y=ExtractYear("decided_on")).values_list("y").annotate(n=Count("pk")))
