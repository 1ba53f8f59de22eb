"""Rules of a membership life that need no database."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta


def old_enough(born_on: date, years: int, on: date) -> bool:
    """Whether a person is so many years old on a day; where only a year or month of birth is known, its first day counts."""
    return months_later(born_on, years * 12) <= on


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def probation_ends(begun_on: date, months: int) -> date:
    """The day a probation that began on a day ends, and from which official membership counts."""
    return months_later(begun_on, months)


def age_in_statistics(birth_year: int | None, year: int) -> int | None:
    """Age as statistics count it everywhere: year minus birth year."""
    return None if birth_year is None else year - birth_year


def whole_months(since: date, until: date) -> int:
    """Whole months between two days, by year and month alone, as ages are counted for admission."""
    return (until.year - since.year) * 12 + until.month - since.month


def expires(issued: date, months: int) -> date:
    """The last day on which a paper that holds so many months is still good."""
    return months_later(issued, months)


def vote_base(eligible: int, excluded: Iterable[int]) -> int:
    """The base of a vote: eligible members less those who are left out (Regulation 294 §9.3); never below nought."""
    return max(0, eligible - sum(excluded))


def reached_on(joined_on: date, years: int, lost_days: int) -> date:
    """The day so many years of Party age are full: from the decision to admit, later by the days that do not count."""
    return months_later(joined_on, 12 * years) + timedelta(days=lost_days)


def party_age(joined_on: date, day: date, lost_days: int) -> int:
    """Full years of Party age on a day (294-QĐ/TW §4.5; 06-HD/TW §5.3)."""
    years = day.year - joined_on.year
    while years > 0 and reached_on(joined_on, years, lost_days) > day:
        years -= 1
    return max(years, 0)


def lost_days(stretches: Iterable[tuple[date, date]], until: date) -> int:
    """Days in stretches that do not count, each once although stretches overlap, up to a day."""
    total, last = 0, date.min
    for since, end in sorted(stretches):
        first, end = max(since, last), min(end, until)
        total += max((end - first).days, 0)
        last = max(last, end)
    return total


STATES: dict[str, dict[str, tuple[str, ...]]] = {
    "party": {"probationary": ("official",), "official": ()},
    "union": {"member": ()},
    "youth": {"member": ("staying", "honorary"), "staying": ("honorary",), "honorary": ()},
    "students": {"member": ("honorary",), "honorary": ()},
    "veterans": {"member": ("honorary",), "honorary": ()},
    "teachers": {"member": ("honorary",), "honorary": ()},
    "other": {"member": ()},
}
"""The states of a membership in each association, and what each may turn into. A Youth Union member past 30 may stay on
request; an honorary member keeps no duties. The Party's steps go by their own decisions."""
