"""What the members of a unit are on a day, and how many were admitted in each half-year below it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count

from nennep.core.actor import range_of
from nennep.core.clock import today
from nennep.figures.registry import Ask, Period
from nennep.members import tallies
from nennep.members.figures import roll
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.org.rules import STEP

BANDS = ((0, 30), (31, 40), (41, 50), (51, 60), (61, 150))
"""Ages in years, year minus birth year, both ends counting."""
YEARS = 5
PACE = """select left(unit_key, %(width)s), width_bucket(decided_on, %(halves)s::date[]), count(*) from members_admission
  where unit_key >= %(low)s and unit_key < %(high)s and association = 'party' and annulled_on is null
  and decided_on >= %(first)s and decided_on < %(behind)s group by 1, 2"""


@dataclass(frozen=True)
class Band:
    """Members of an age on a day, by (status, sex); ``low`` and ``high`` are None where no birth year is known."""

    low: int | None
    high: int | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def breakdown(unit: Unit, day: date) -> list[Band]:
    """Members on the roll on a day by age, status and sex; the last row is the sum."""
    asked = ask(unit, Period(day, day + timedelta(days=1)))
    bands: dict[tuple[int, int] | None, Counter[str]] = {band: Counter() for band in BANDS}
    whole: Counter[str] = Counter()
    for status, sex, born, n in _kinds(asked):
        bands.setdefault(_band(day.year - born) if born else None, Counter())[f"{status}_{sex}"] += n
        whole[f"{status}_{sex}"] += n
    rows = [Band(band[0] if band else None, band[1] if band else None, dict(n)) for band, n in bands.items()]
    return [*rows, Band(0, 150, dict(whole))]


def _kinds(asked: Ask) -> Iterable[tuple[str, str, int, int]]:
    if len(asked.unit_key) == STEP and tallies.kept(asked):
        return [
            (one.status, one.sex, one.birth_year, one.n)
            for one in tallies.sums(asked.unit_key, "age", tallies.BEGINNING, asked.period.until)
        ]
    day = asked.period.last
    rows = roll(asked).filter(since__lte=day, until__gt=day).values_list("status", "sex", "birth_year")
    return [(status, sex, born or 0, n) for status, sex, born, n in rows.annotate(n=Count("*")).order_by()]


def _band(age: int) -> tuple[int, int]:
    return next(band for band in BANDS if age <= band[1])


def halves(day: date) -> list[date]:
    """First days of the half-years of five years up to the one of the day."""
    found = [date(day.year - back, month, 1) for back in range(YEARS, -1, -1) for month in (1, 7)]
    return [one for one in found if one <= day][-2 * YEARS :]


@dataclass(frozen=True)
class Pace:
    """Admissions of one unit in each half-year."""

    unit: Unit
    cells: list[tuple[int, date, date]]
    """(how many, first day, last day) of each half-year."""


def pace(unit: Unit, day: date) -> list[Pace]:
    """Admissions by half-year, the latest first, of the units right below by the tree of today; a cell has itself alone.

    Half-years before the first admission are left out.
    """
    firsts = halves(day)
    below = Unit.objects.filter(parent=unit, until__gt=day, kind__association="party").order_by("title_key")
    units = list(below) or [unit]
    found: dict[str, list[int]] = {}
    for key, place, n in decided(unit, units, firsts, day):
        found.setdefault(key, [0] * len(firsts))[place] += n
    lasts = [*(first - timedelta(days=1) for first in firsts[1:]), day]
    begun = min([place for counts in found.values() for place, n in enumerate(counts) if n], default=len(firsts) - 1)
    rows = [list(zip(found.get(one.key, [0] * len(firsts)), firsts, lasts, strict=True)) for one in units]
    return [Pace(one, cells[begun:][::-1]) for one, cells in zip(units, rows, strict=True)]


def decided(unit: Unit, units: list[Unit], firsts: list[date], day: date) -> Iterable[tuple[str, int, int]]:
    """(key of the unit below, place of the half-year, admissions); ``units`` are those below, or the unit itself."""
    behind = day + timedelta(days=1)
    whole_months = behind.day == 1 or day >= today()
    if len(unit.key) == STEP and whole_months and units != [unit]:
        return [(key, firsts.index(half), n) for key, half, n in tallies.pace(unit.key, "admission", firsts[0], behind)]
    low, high = range_of(unit.key, below=True)
    values: dict[str, Any] = {
        "width": len(units[0].key),
        "halves": firsts,
        "low": low,
        "high": high,
        "first": firsts[0],
        "behind": behind,
    }
    with connection.cursor() as cursor:
        cursor.execute(PACE, values)
        return [(key, place - 1, n) for key, place, n in cursor.fetchall()]
