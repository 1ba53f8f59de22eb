"""Rules of targets: comparing, splitting, pace, forecast, state. Plain values in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

EXCEEDED, MET, ON_WAY, LATE, NOT_DUE, EMPTY = "exceeded", "met", "on_way", "late", "not_due", "empty"


def reaches(value: float, comparator: str, goal: float) -> bool:
    """Whether a value meets a goal."""
    if comparator == "<=":
        return value <= goal
    if comparator == "=":
        return value == goal
    return value >= goal


def state(value: float | None, comparator: str, goal: float, *, pace: float, ended: bool, rated: bool = False) -> str:
    """The state of a target at a cut-off day.

    ``pace`` is the share (0 to 1) of the goal that would be on time; ``ended`` tells that the period is over; ``rated``
    that it can be judged only at the period's end (ratings). A yearly target is never failed at half-year.
    """
    if value is None:
        return EMPTY
    if rated and not ended:
        return NOT_DUE
    if comparator == "<=":
        return MET if value <= goal else LATE
    if value > goal:
        return EXCEEDED
    if reaches(value, comparator, goal):
        return MET
    return LATE if ended or value < goal * pace * 0.9 else ON_WAY


def pace_from_curve(last_year: Sequence[int], day: date) -> float | None:
    """The share of a year's work that was done by the day of the year, by last year's months; None without them."""
    total = sum(last_year)
    if not total:
        return None
    done = sum(last_year[: day.month - 1])
    days = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - date(day.year, day.month, 1)).days
    return (done + last_year[day.month - 1] * day.day / days) / total


def pace_from_rounds(rounds: Sequence[date], day: date) -> float | None:
    """The share of planned rounds held by a day; None without a plan."""
    return sum(1 for one in rounds if one <= day) / len(rounds) if rounds else None


def straight_pace(since: date, until: date, day: date) -> float:
    """The share of days gone, where nothing better is known."""
    return max(0.0, min(1.0, ((day - since).days + 1) / max(1, (until - since).days)))


def forecast(value: float, pace: float) -> int | None:
    """What the year will come to if it goes on as last year's curve did; None too early to say."""
    return round(value / pace) if pace >= 0.1 else None


@dataclass(frozen=True)
class Part:
    """A unit's candidate count and nature, by which a count is split."""

    unit_id: int
    candidates: int
    office: bool = False


def split_count(total: Decimal, parts: Sequence[Part], reserve: Decimal = Decimal("0.1")) -> dict[int, Decimal]:
    """Split a count by candidates, with a reserve on top; units without candidates get none.

    Practice: counts go to units with candidates, and the sum may exceed the target by 10 to 20 per cent.
    """
    whole = sum(part.candidates for part in parts)
    if not whole:
        return {part.unit_id: Decimal(0) for part in parts}
    goal = total * (1 + reserve)
    return {
        part.unit_id: (goal * part.candidates / whole).to_integral_value(ROUND_CEILING)
        if part.candidates
        else Decimal(0)
        for part in parts
    }


def shares_for(mode: str, value: Decimal, parts: Sequence[Part]) -> dict[int, Decimal]:
    """Proposed shares: counts are split, ratios are not divided, minimums are copied to each unit."""
    if mode == "count":
        return split_count(value, parts)
    return {part.unit_id: value for part in parts}


def shortfall(mode: str, value: Decimal, shares: Mapping[int, Decimal]) -> Decimal:
    """How much the shares of a count fall short of it; 0 when they reach it or are not added up."""
    return max(Decimal(0), value - sum(shares.values(), Decimal(0))) if mode == "count" else Decimal(0)


def halved(minimum: float, since: date, until: date, day: date) -> float:
    """A yearly minimum as it reads at a cut-off day: at least 4 a year reads as at least 2 at half-year."""
    gone = straight_pace(since, until, day)
    return float(int(minimum * gone + 0.05))
