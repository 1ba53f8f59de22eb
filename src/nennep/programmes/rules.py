"""Rules of targets: comparing, splitting, pace, forecast, state. Plain values in and out."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

EXCEEDED, MET, ON_WAY, LATE, NOT_DUE, EMPTY = "exceeded", "met", "on_way", "late", "not_due", "empty"
MISSED = "missed"
PARTLY = "partly"  # a qualitative target that the year's narrative calls met in part
ABOVE = "above"  # a target of a unit above, whose rows lie outside the asker's scope


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
    if rated and not ended:
        return NOT_DUE
    if value is None:
        return EMPTY
    if reaches(value, comparator, goal):
        return EXCEEDED if comparator == ">=" and value > goal else MET
    if ended:
        return MISSED
    return LATE if comparator == "<=" or value < goal * pace * 0.9 else ON_WAY


@dataclass(frozen=True)
class Score:
    """How many targets stand where; met and passed apart, as reports count them ("7/8, of them 3 passed")."""

    met: int
    exceeded: int
    missed: int
    late: int
    open: int
    total: int

    @property
    def reached(self) -> int:
        """Met or passed."""
        return self.met + self.exceeded


def score(states: Iterable[str]) -> Score:
    """The score line of targets by their states."""
    listed = list(states)
    met, exceeded, missed, late = (listed.count(one) for one in (MET, EXCEEDED, MISSED, LATE))
    return Score(met, exceeded, missed, late, len(listed) - met - exceeded - missed - late, len(listed))


def pace_from_curve(last_year: Sequence[int], day: date) -> float | None:
    """The share of a year's work that was done by the day of the year, by last year's months; None without them."""
    total = sum(last_year)
    if not total:
        return None
    done = sum(last_year[: day.month - 1])
    days = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - date(day.year, day.month, 1)).days
    return (done + last_year[day.month - 1] * day.day / days) / total


def rounds_in(text: str, year: int) -> list[date] | None:
    """The days of a year's planned rounds written "3/2, 19/5, 2/9, 7/11", in order; None for what is no such list."""
    found = []
    for part in filter(None, re.split(r"[,;\s]+", text)):
        match = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})", part)
        try:
            found.append(date(year, int(match[2]), int(match[1])) if match else date.min)
        except ValueError:
            return None
    return None if date.min in found else sorted(set(found))


def pace_from_rounds(rounds: Sequence[date], day: date) -> float | None:
    """The share of planned rounds held by a day; None without a plan."""
    return sum(1 for one in rounds if one <= day) / len(rounds) if rounds else None


def pace_from_years(goals: Mapping[int, float], since: date, day: date) -> float | None:
    """The share of a term's goal that would be on time by the goals set for its years, each spread over its days; None
    without goals."""
    total = sum(goals.values())
    if not total:
        return None
    gone = (straight_pace(max(since, date(year, 1, 1)), date(year + 1, 1, 1), day) for year in goals)
    return sum(goal * part for goal, part in zip(goals.values(), gone, strict=True)) / total


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


def reserve(mode: str, value: Decimal, shares: Mapping[int, Decimal]) -> Decimal | None:
    """Per cent by which the shares of a count exceed it; negative for a shortfall, None where they are not added up."""
    if mode != "count" or not value:
        return None
    return (sum(shares.values(), Decimal(0)) - value) * 100 / value


WARN_DAYS = 120


def early_warning(
    value: float | None, goal: float, comparator: str, *, outlook: float | None, days_left: int, within: int = WARN_DAYS
) -> bool:
    """Whether a yearly target is in danger while there is still time: the year ends within ``within`` days and nothing
    is known yet, or the outlook (what the year will come to) does not reach the goal. A reached one is never warned of.
    """
    if not 0 <= days_left <= within or (value is not None and reaches(value, comparator, goal)):
        return False
    return value is None or not reaches(value if outlook is None else outlook, comparator, goal)


@dataclass(frozen=True)
class Outlook:
    """A count's way to its goal: what lacks, what the pipeline holds, which share of it must come through."""

    lacking: int
    pipeline: int

    @property
    def needed(self) -> float | None:
        """Per cent of the pipeline that has to come through; None without a pipeline."""
        return None if not self.pipeline else self.lacking * 100 / self.pipeline

    @property
    def enough(self) -> bool:
        """Whether the pipeline can bring what lacks."""
        return self.pipeline >= self.lacking


def outlook(value: float, goal: float, sources: Iterable[float]) -> Outlook:
    """What a count still lacks, against those already on the way."""
    return Outlook(max(0, round(goal - value)), round(sum(sources)))


def spread(total: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Whole numbers that add up to the total in proportion to weights (largest remainder); evenly where all are 0."""
    if not weights:
        return []
    used = list(weights) if sum(weights) else [1] * len(weights)
    exact = [total * weight / sum(used) for weight in used]
    found = [Decimal(int(one)) for one in exact]
    by_rest = sorted(range(len(used)), key=lambda place: (found[place] - exact[place], place))
    for place in by_rest[: int(total - sum(found, Decimal(0)))]:
        found[place] += 1
    return found


STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def next_due(due: date, repeats: str) -> date | None:
    """When a repeating task is due again: the same day of a later month, or that month's last; None for one-off work."""
    step = STEPS.get(repeats)
    if step is None:
        return None
    month = due.month - 1 + step
    first = date(due.year + month // 12, month % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    was_last = (due + timedelta(days=1)).day == 1
    return last if was_last else first.replace(day=min(due.day, last.day))


def draw(ids: Iterable[int], count: int, seed: str) -> list[int]:
    """``count`` of the ids by lot; the same seed draws the same, so that a draw can be checked."""
    listed = sorted(ids)
    return sorted(random.Random(seed).sample(listed, min(count, len(listed))))


RUN = 5
COPIED = 0.6


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def alike(text: str, other: str, common: str = "") -> float:
    """The share (0 to 1) of a plan's runs of five words that stand in another plan; runs of the plan from above, which
    everybody repeats, do not count."""
    mine, theirs, given = _runs(text), _runs(other), _runs(common)
    own = mine - given
    return len(own & theirs) / len(own) if own else 0.0
