"""What each number of a report is counted from: a figure, what was entered by hand, or records where units keep them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from nennep.core.recall import kept_rows
from nennep.figures.registry import FIGURES, Period, Value
from nennep.org.models import Unit, UnitSpell
from nennep.org.queries import ask, tree
from nennep.programmes import queries as plans
from nennep.reports import outline


def wanted(unit: Unit, periods: Iterable[Period]) -> list[tuple[str, Unit, Period]]:
    """The figures of the table, for ``values_ahead``."""
    rows = [row.code for row in outline.rows() if row.code not in outline.OWN]
    codes = [code for row in rows if (code := outline.COUNTED.get(row, row)) in FIGURES]
    return [(code, unit, period) for period in periods for code in codes]


def value(code: str, unit: Unit, period: Period) -> Value | None:
    """A number of the table. Where records may be kept here by some units alone, they count if every cell keeps them
    here, or nobody entered anything by hand."""
    if code not in outline.COUNTED:
        return plans.figure_value(code, unit, period)
    counted = plans.figure_value(outline.COUNTED[code], unit, period)
    entered = plans.figure_value(code, unit, period)
    if counted is None or not counted.whole or entered is None:
        return counted if counted and counted.whole else entered
    day, of = period.last, FIGURES[outline.COUNTED[code]].of
    cells = {one.unit_id for one in kept_rows(("stood", unit.pk, day), stood(unit, day)) if one.kind.is_cell}
    kept = set(of(ask(unit, period)).values_list("unit_id", flat=True)) if of else set()
    return counted if (cells or {unit.pk}) <= kept else entered


def stood(unit: Unit, day: date) -> QuerySet[UnitSpell]:
    """The Party's units below a unit as they stood on a day."""
    return tree(unit, day).filter(kind__association="party").exclude(unit=unit).select_related("unit__kind", "kind")
