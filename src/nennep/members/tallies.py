"""Counts of the two highest levels, read from the tallies that triggers keep: a nation's figure in milliseconds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from nennep.core.actor import range_of
from nennep.core.scope import current
from nennep.figures.registry import Ask
from nennep.org.rules import STEP

BEGINNING = date(1, 1, 1)
DEEPEST = 2 * STEP
"""Length of the longest key that has tallies: those of the root and of the units right below it."""


@dataclass(frozen=True)
class Sum:
    """So many of one kind; traits that the topic does not know are empty."""

    status: str
    sex: str
    birth_year: int
    category: str
    minority: bool
    reason: str
    n: int


Test = Callable[[Sum], bool]


def kept(ask: Ask) -> bool:
    """Whether tallies answer: for a high unit as it is cut today, wholly within the scope of the present work."""
    actor = current()
    return (
        len(ask.unit_key) <= DEEPEST
        and ask.ranges == (range_of(ask.unit_key, below=True),)
        and actor is not None
        and any(low <= ask.unit_key and ask.ranges[0][1] <= high for low, high in actor.scope)
    )


def sums(key: str, topic: str, since: date, until: date) -> list[Sum]:
    """What a topic adds up to from ``since`` up to and without ``until``. The database refuses a unit outside the scope."""
    with connection.cursor() as cursor:
        cursor.execute("select * from nn_tally(%s, %s, %s, %s)", [key, topic, since, until])
        return [Sum(*row) for row in cursor.fetchall()]


def stock(topic: str, test: Test, *, start: bool = False) -> Callable[[Ask], int | None]:
    """A quick count of members on the roll at the end of the period, or on the day before it."""

    def count(ask: Ask) -> int | None:
        until = ask.period.since if start else ask.period.until
        return _total(sums(ask.unit_key, topic, BEGINNING, until), test) if kept(ask) else None

    return count


def flow(topic: str, test: Test) -> Callable[[Ask], int | None]:
    """A quick count of what happened in the period."""

    def count(ask: Ask) -> int | None:
        return _total(sums(ask.unit_key, topic, ask.period.since, ask.period.until), test) if kept(ask) else None

    return count


def _total(found: Iterable[Sum], test: Test) -> int:
    return sum(one.n for one in found if test(one))


def pace(key: str, topic: str, since: date, until: date) -> list[tuple[str, date, int]]:
    """(key of a unit right below, first day of a half-year, how many) of decisions, where the unit is the root."""
    with connection.cursor() as cursor:
        cursor.execute("select * from nn_tally_pace(%s, %s, %s, %s)", [key, topic, since, until])
        return list(cursor.fetchall())


def fold() -> int:
    """Join rows of the same kind; returns how many rows went. Sums do not change."""
    with connection.cursor() as cursor:
        cursor.execute("select nn_tally_fold()")
        return int(cursor.fetchone()[0])
