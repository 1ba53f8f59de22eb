"""Figures counted for units, months and years: one by one, or many together while a page is read."""

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractMonth

from nennep.core.actor import range_of
from nennep.core.recall import keep, kept_rows, missing, recall, rows_ahead
from nennep.core.together import groups
from nennep.figures.hand import HAND, hand_ahead, hand_value
from nennep.figures.registry import FIGURES, Ask, Figure, Period, Value, count_all
from nennep.org.models import Unit
from nennep.org.queries import ask, cells_under, tree, tree_ahead
from nennep.programmes.models import Reading, Target


def figure_value(code: str, unit: Unit, period: Period) -> Value | None:
    """A figure's value for a unit and a period, counted where a room can count it, else what was entered by hand."""
    if code in FIGURES:
        counted = recall(value_key(code, unit, period), lambda: FIGURES[code].count(ask(unit, period)))
        return counted if FIGURES[code].begun or counted.part else hand_value(unit.pk, code, period)
    if code.startswith("indicator:"):
        return indicator_value(int(code.partition(":")[2]), period)
    return hand_value(unit.pk, code, period) if code in HAND else None


def value_key(code: str, unit: Unit, period: Period) -> tuple[Any, ...]:
    """Under which a value is kept while a page is read."""
    return ("value", code, unit.pk, period)


def values_ahead(asked: Iterable[tuple[str, Unit, Period]]) -> None:
    """Count figures for units and periods together, for ``figure_value`` to find; only while a page is read."""
    wanted = {key: (FIGURES[one[0]], ask(*one[1:])) for one in asked if missing(key := value_key(*one))}
    for key, value in zip(wanted, count_all(wanted.values()), strict=True):
        keep(key, value)


def indicator_value(pk: int, period: Period) -> Value | None:
    """The last reading of an outside figure up to the period's last day, with its date and source."""
    ((key, asked),) = readings_ahead(pk).items()
    row = next((one for one in kept_rows(key, asked) if one.as_of <= period.last), None)
    if row is None:
        return None
    note = f"{row.as_of:%d/%m/%Y} · {row.source}"
    return Value(float(row.part), float(row.whole) if row.whole is not None else None, by_hand=True, note=note)


def readings_ahead(pk: int) -> dict[Hashable, QuerySet[Any]]:
    """The readings of an outside figure, the latest first, for ``rows_ahead``."""
    return {("readings", pk): Reading.objects.filter(indicator_id=pk).order_by("-as_of")}


def population(name: str, unit: Unit, day: date) -> list[Unit]:
    """The units a population means under a unit on a day, in list order."""
    return recall(_population_key(name, unit, day), lambda: list(_population(name, unit, day)))


def populations_ahead(asked: Iterable[tuple[str, Unit, date]]) -> None:
    """Read several populations together, for ``population`` to find; only while a page is read."""
    rows_ahead({key: _population(*one) for one in asked if missing(key := _population_key(*one))})


def _population_key(name: str, unit: Unit, day: date) -> tuple[Any, ...]:
    return ("population", name, unit.pk, day)


def _population(name: str, unit: Unit, day: date) -> QuerySet[Unit]:
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
    return Unit.objects.filter(pk__in=ids).select_related("kind").order_by("kind__rank", "title_key")


def by_units(code: str, unit: Unit, units: Iterable[Unit], period: Period) -> dict[int, int]:
    """One figure counted for many units in one query; a unit counts everything below it."""
    units_ahead([(code, unit, period)])
    found = recall(_units_key(code, unit, period), lambda: _by_key(code, unit, period))
    return {one.pk: sum(int(n) for key, n in found if key.startswith(one.key)) for one in units}


def _units_key(code: str, unit: Unit, period: Period) -> tuple[Any, ...]:
    return ("units", code, unit.pk, period)


def _keyed(code: str, unit: Unit, period: Period) -> QuerySet[Any]:
    figure = FIGURES[code]
    counted = Sum(figure.total[0]) if figure.total[0] else Count("pk")
    return figure.rows(ask(unit, period)).order_by().values_list(figure.key).annotate(n=counted)


def _by_key(code: str, unit: Unit, period: Period) -> list[list[Any]]:
    return [list(row) for row in _keyed(code, unit, period)]


def units_ahead(asked: Iterable[tuple[str, Unit, Period]]) -> None:
    """Count figures by unit together, for ``by_units`` to find; only while a page is read."""
    groups_ahead(units=asked)


def groups_ahead(
    *, units: Iterable[tuple[str, Unit, Period]] = (), months: Iterable[tuple[str, Unit, int]] = ()
) -> None:
    """Count figures by unit and years by month in one statement, for ``by_units`` and ``monthly`` to find."""
    wanted: dict[tuple[Any, ...], QuerySet[Any]] = {}
    for one in units:
        if missing(key := _units_key(*one)):
            wanted[key] = _keyed(*one)
    for code, unit, year in months:
        if missing(key := months_key(code, unit, year)) and dated(FIGURES[code], unit, year):
            wanted[key] = _months(FIGURES[code], unit, year)
    for key, found in zip(wanted, groups(*wanted.values()), strict=True):
        keep(key, found)


def monthly(target: Target, unit: Unit, year: int) -> list[int]:
    """Twelve monthly counts of a year by the figure's own rows."""
    figure = FIGURES.get(target.figure)
    if figure is None or target.mode != "count" or not dated(figure, unit, year):
        return []
    rows = recall(months_key(figure.code, unit, year), lambda: [list(row) for row in _months(figure, unit, year)])
    counts: Counter[int] = Counter()
    for month, n in rows:
        counts[month] += n
    return [counts[month] for month in range(1, 13)]


def dated(figure: Figure, unit: Unit, year: int) -> bool:
    """Whether the figure's rows are decisions, so that it can tell months."""
    return hasattr(figure.rows(whole_year(unit, year)).model, "decided_on")


def _months(figure: Figure, unit: Unit, year: int) -> QuerySet[Any]:
    rows = figure.rows(whole_year(unit, year)).order_by().annotate(m=ExtractMonth("decided_on")).values_list("m")
    return rows.annotate(n=Count("pk"))


def months_key(code: str, unit: Unit, year: int) -> tuple[Any, ...]:
    """Under which the months of a year are kept while a page is read."""
    return ("months", code, unit.pk, year)


def whole_year(unit: Unit, year: int) -> Ask:
    """The question about a year by today's tree."""
    period = Period(date(year, 1, 1), date(year + 1, 1, 1))
    return Ask(unit.pk, unit.key, period, (range_of(unit.key, below=True),))


OVER_UNITS = {"cells", "student_cells", "subordinates", "grassroots"}


def by_unit(target: Target) -> bool:
    """Whether a share of units is followed by naming the units that reach it, because no record counts it."""
    return target.mode == "ratio" and target.figure not in FIGURES and target.population in OVER_UNITS


def stored_rows(asked: Iterable[tuple[Target, Unit]]) -> dict[Hashable, QuerySet[Any]]:
    """Trees, outside figures and figures entered for a unit that the targets are read from."""
    found: dict[Hashable, QuerySet[Any]] = {}
    for one, unit in asked:
        if one.mode == "each" or by_unit(one):
            found |= tree_ahead(unit)
        elif one.figure.startswith("indicator:"):
            found |= readings_ahead(int(one.figure.partition(":")[2]))
        elif one.figure in HAND or (one.mode == "hand" and not one.figure):
            found |= hand_ahead(unit.pk)
    return found
