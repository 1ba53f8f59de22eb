"""Rules of a membership life that need no database."""

from calendar import monthrange
from datetime import date

PROBATION_MONTHS = 12  # Party Charter, art. 5: the probation lasts twelve months from the admission ceremony


DAYS_TO_DECIDE = 30  # the cell considers a recognition within thirty days of the end of the probation
ADMISSION_AGE = 18  # Party Charter, art. 1: Vietnamese citizens from eighteen years of age


def old_enough(born_on: date, precision: str, on: date) -> bool:
    """Whether a person may be admitted on a day; where only a year or month of birth is known, its first day counts."""
    return months_later(born_on, ADMISSION_AGE * 12) <= on


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
