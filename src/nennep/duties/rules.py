"""Counting in working days, and reading the values of rules. No database."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

ONE = timedelta(days=1)


def is_working(day: date, holidays: Container[date]) -> bool:
    """Whether a day is neither Saturday, Sunday nor a holiday."""
    return day.weekday() < 5 and day not in holidays


def working_days_after(day: date, count: int, holidays: Container[date] = ()) -> date:
    """The last of so many working days after a day; the day itself does not count. Zero days after is the day."""
    while count > 0:
        day += ONE
        count -= is_working(day, holidays)
    return day


@dataclass(frozen=True)
class Share:
    """A share that a vote must reach; ``strict`` asks for more than the share."""

    part: Fraction
    strict: bool = False

    def least(self, base: int) -> int:
        """The fewest votes of a base that reach it."""
        exact = self.part * base
        whole = -(-exact.numerator // exact.denominator)
        return whole + 1 if self.strict and whole == exact else whole


def share(text: str) -> Share:
    """``2/3`` or ``>1/2`` as a share. ValueError where it is neither."""
    plain = text.replace(" ", "")
    part = Fraction(plain.lstrip(">≥"))
    if not 0 < part <= 1:
        raise ValueError(text)
    return Share(part, plain.startswith(">"))


def whole(text: str) -> int:
    """A whole number that is not negative. ValueError else."""
    if not text.strip().isdecimal():
        raise ValueError(text)
    return int(text)


def numbers(text: str) -> tuple[int, ...]:
    """``30,40,45`` as whole numbers, each larger than the one before. ValueError else."""
    found = tuple(whole(one) for one in text.split(","))
    if list(found) != sorted(set(found)):
        raise ValueError(text)
    return found


DayOfYear = tuple[int, int]
"""(month, day)."""


def pairs_of_days(text: str) -> tuple[tuple[DayOfYear, DayOfYear], ...]:
    """``1/12-3/2,1/3-19/5`` as pairs of days of a year, day before month. ValueError else."""
    found = []
    for pair in text.replace("–", "-").split(","):
        first, last = pair.split("-")
        found.append((_day_of_year(first), _day_of_year(last)))
    return tuple(found)


def one_day(text: str) -> date:
    """``02/6/1997`` as a day. ValueError else."""
    day, month, year = map(whole, text.split("/"))
    return date(year, month, day)


def _day_of_year(text: str) -> DayOfYear:
    day, month = text.split("/")
    known = date(2001, whole(month), whole(day))  # a day that every year has
    return known.month, known.day


WEEK = timedelta(days=7)


def latest(due_on: date, day: date) -> date:
    """The last day until which a duty may be put off: its own day; late and near ones for a week at most."""
    return max(due_on, day + WEEK)
