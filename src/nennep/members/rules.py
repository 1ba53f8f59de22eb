"""Rules of a membership life that need no database."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

PROBATION_MONTHS = 12  # Party Charter, art. 5: the probation lasts twelve months from the admission ceremony


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def probation_ends(begun_on: date) -> date:
    """The day a probation that began on a day ends, and from which official membership counts."""
    return months_later(begun_on, PROBATION_MONTHS)


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
