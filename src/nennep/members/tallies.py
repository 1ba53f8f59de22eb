"""Counts by kind: of the two highest levels from the tallies that triggers keep, below them in one pass over the rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Model, Q

from nennep.core.actor import range_of
from nennep.core.gate import inside
from nennep.core.scope import current
from nennep.figures.registry import Ask
from nennep.members.models import Admission, Membership, Recognition
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
    return _asked("nn_tally", key, topic, since, until)


def _asked(function: str, *values: str | int | date) -> list[Sum]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {function}(%s, %s, %s, %s)", values)
        return [Sum(*row) for row in cursor.fetchall()]


def stock(test: Test, *, start: bool = False) -> Callable[[Ask], int | None]:
    """A quick count of members on the roll at the end of the period, or on the day before it."""

    def count(ask: Ask) -> int | None:
        return _total(_found(ask, "group", ask.period.since if start else ask.period.until), test)

    return count


def flow(topic: str, test: Test) -> Callable[[Ask], int | None]:
    """A quick count of what happened in the period."""

    def count(ask: Ask) -> int | None:
        return _total(_found(ask, topic, ask.period.until), test)

    return count


def _found(ask: Ask, topic: str, until: date) -> list[Sum]:
    """The sums of a topic for a question, found once: kept ones for a high unit, else one pass over its rows."""
    key = ("members", topic, until)
    if key not in ask.known:
        since = BEGINNING if topic == "group" else ask.period.since
        if left(ask):
            ask.known[key] = _asked("nn_then", ask.unit_id, topic, since, until)
        else:
            ask.known[key] = sums(ask.unit_key, topic, since, until) if kept(ask) else read(ask, topic, since, until)
    found: list[Sum] = ask.known[key]
    return found


def left(ask: Ask) -> int:
    """How many units belonged to the asked one on the period's last day and lie outside it today."""
    if "left" not in ask.known:
        with connection.cursor() as cursor:
            cursor.execute("select * from nn_left(%s, %s)", [ask.unit_id, ask.period.last])
            row = cursor.fetchone()
        ask.known["left"] = row[0] if row and ask.tree_of_the_day else 0
    found: int = ask.known["left"]
    return found


READ: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "group": (Membership, ("status", "sex", "category", "minority")),
    "begin": (Membership, ("begin",)),
    "end": (Membership, ("end",)),
    "admission": (Admission, ("sex", "category")),
    "recognition": (Recognition, ("sex", "category")),
}


def read(ask: Ask, topic: str, since: date, until: date) -> list[Sum]:
    """The same sums from the rows of a unit themselves, in one pass."""
    model, traits = READ[topic]
    rows = model._default_manager.filter(inside(ask.ranges), _when(topic, since, until), association="party").order_by()
    found = []
    for *values, n in rows.values_list(*traits).annotate(n=Count("*")):
        given = {
            ("reason" if name in ("begin", "end") else name): value for name, value in zip(traits, values, strict=True)
        }
        found.append(
            Sum(
                **{"status": "", "sex": "", "birth_year": 0, "category": "", "minority": False, "reason": "", "n": n}
                | given
            )
        )
    return found


def _when(topic: str, since: date, until: date) -> Q:
    if topic == "group":
        return Q(placement="counted", since__lt=until, until__gte=until)
    if topic in ("begin", "end"):
        name = "since" if topic == "begin" else "until"
        return Q(placement="counted", **{f"{name}__gte": since, f"{name}__lt": until})
    return Q(annulled_on=None, decided_on__gte=since, decided_on__lt=until)


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
