"""Rules with numbers in them, each behind one function that takes the day it is asked for.

A limit says how long, in which measure, from which source, and how sure that is; the page that applies it names it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nennep.duties.models import Holiday
from nennep.members.rules import months_later


class Measure(StrEnum):
    """In what a limit is counted."""

    WORKING = "working"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Limit:
    """So many of a measure, by a source; ``sure`` is False where texts differ or only practice is known."""

    count: int
    measure: Measure
    source: str
    sure: bool = True

    def after(self, day: date) -> date:
        """The last day of the limit that begins on ``day``."""
        if self.measure == Measure.MONTHS:
            return months_later(day, self.count)
        if self.measure == Measure.DAYS:
            return day + timedelta(days=self.count)
        return working_days_after(day, self.count, holidays(day))

    @property
    def words(self) -> str:
        """30 ngày làm việc, 12 tháng."""
        names = {Measure.WORKING: "ngày làm việc", Measure.DAYS: "ngày", Measure.MONTHS: "tháng"}
        return f"{self.count} {names[self.measure]}"


def holidays(day: date) -> set[date]:
    """Days off from a day on, by the one table of the house."""
    return set(Holiday.objects.filter(day__gte=day).values_list("day", flat=True))


def working_days_after(day: date, count: int, off: Collection[date] = ()) -> date:
    """The day that is ``count`` working days later; Saturdays, Sundays and days off do not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in off
    return day


GUIDE = "Hướng dẫn 06-HD/TW"
RULES_294 = "Quy định 294-QĐ/TW"
FILES_38 = "Hướng dẫn 38-HD/BTCTW"


def letter_valid(day: date, kind: str) -> Limit:
    """How long a letter of introduction may be presented: 30 working days; abroad officially 60 (06-HD/TW; 38-HD/BTCTW)."""
    return Limit(60, Measure.WORKING, GUIDE) if kind == "abroad" else Limit(30, Measure.WORKING, GUIDE)


def procedure(day: date, cause: str) -> Limit:
    """By when someone who has left must have begun to transfer.

    A graduate without a new place may stay 12 months (06-HD/TW §10.2.1); others have 60 working days from the decision or
    the move (294-QĐ/TW §6.3.1; texts of 2026 differ between 30 and 60).
    """
    if cause == "graduate":
        return Limit(12, Measure.MONTHS, f"{GUIDE}, mục 10.2.1")
    return Limit(60, Measure.WORKING, f"{RULES_294}, điểm 6.3.1", sure=day < date(2026, 1, 1))


def longest_extension(day: date) -> Limit:
    """How long a stay may be extended once by the committee; practice, not found in a text."""
    return Limit(6, Measure.MONTHS, "thông lệ", sure=False)


def temporary(day: date) -> tuple[int, int]:
    """Fewest and most months of temporary activity (06-HD/TW: 3 to 24 with study)."""
    return 3, 24


def removal_after(day: date) -> Limit:
    """After how long a letter that was handed out and never handed in is abandonment (38-HD/BTCTW §4.3.1d)."""
    return Limit(3, Measure.MONTHS, f"{FILES_38}, điểm 4.3.1d")


def appeal(day: date) -> Limit:
    """How long a person may appeal after receiving the decision (294-QĐ/TW §8)."""
    return Limit(30, Measure.WORKING, f"{RULES_294}, điểm 8")


def appeal_answer(day: date, level: str) -> Limit:
    """By when an appeal is answered: 90 working days, 180 at Central level (294-QĐ/TW §8)."""
    return Limit(180 if level == "central" else 90, Measure.WORKING, f"{RULES_294}, điểm 8")


def exemption(day: date) -> Limit:
    """An exemption for a stated time lasts less than 12 months and is asked for anew (294-QĐ/TW §7; 38-HD/BTCTW)."""
    return Limit(12, Measure.MONTHS, f"{RULES_294}, điểm 7")


def readmission(day: date) -> Limit:
    """How long after leaving a person may be admitted again (294-QĐ/TW §3.5)."""
    return Limit(36, Measure.MONTHS, f"{RULES_294}, điểm 3.5")


def badge_years(day: date) -> tuple[int, ...]:
    """Years of Party age that a badge is given for (294-QĐ/TW §28)."""
    return (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)


@dataclass(frozen=True)
class Round:
    """A yearly date of award and the days of reaching the years that belong to it, both ends counting."""

    award_on: date
    first: date
    last: date


def badge_rounds(year: int) -> tuple[Round, ...]:
    """The four rounds of a year. The windows are local practice of one province; the dates are general (294-QĐ/TW §28)."""
    feb = date(year, 3, 1) - timedelta(days=1)
    return (
        Round(date(year, 2, 3), date(year - 1, 12, 1), feb),
        Round(date(year, 5, 19), date(year, 3, 1), date(year, 5, 31)),
        Round(date(year, 9, 2), date(year, 6, 1), date(year, 9, 30)),
        Round(date(year, 11, 7), date(year, 10, 1), date(year, 11, 30)),
    )


def round_at(day: date) -> Round:
    """The first round whose award is still to come on a day."""
    return next(one for one in (*badge_rounds(day.year), *badge_rounds(day.year + 1)) if one.award_on >= day)


def earliest_badge(day: date, years: int) -> Limit:
    """How much earlier a gravely ill person may be given a badge: 12 months, 24 from 70 years on (294-QĐ/TW §28)."""
    return Limit(24 if years >= 70 else 12, Measure.MONTHS, f"{RULES_294}, điểm 28")


def least_official(day: date) -> int:
    """Fewest official members that make a cell (Party Charter, art. 21; 294-QĐ/TW)."""
    return 3
