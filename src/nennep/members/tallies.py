"""Counts by kind: of the two highest levels from the tallies that triggers keep, below them in one pass over the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Model, Q

from nennep.core.actor import range_of
from nennep.core.gate import inside
from nennep.core.scope import current
from nennep.figures.registry import Ask, Quick, Rows
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


@dataclass(frozen=True)
class Tally(Quick):
    """A quick count of one topic: of members on the roll at the end of the period (``group``) or on the day before it
    (``start``), else of what happened in the period."""

    topic: str
    test: Test
    start: bool = False
    more: Rows | None = None

    def known(self, ask: Ask) -> int | None:
        """The sum of the kinds that pass the test."""
        self.ahead([(self, ask)])
        return sum(one.n for one in ask.known[self._key(ask)] if self.test(one))

    def _until(self, ask: Ask) -> date:
        return ask.period.since if self.start else ask.period.until

    def _key(self, ask: Ask) -> tuple[str, str, date]:
        return ("members", self.topic, self._until(ask))

    @classmethod
    def ahead(cls, asked: Sequence[tuple[Quick, Ask]]) -> None:
        """Read the sums that are not known yet: kept ones for a high unit, else one pass over its rows; one statement."""
        wanted = {
            (id(ask), way._key(ask)): (ask, way)
            for way, ask in asked
            if isinstance(way, Tally) and way._key(ask) not in ask.known
        }
        _find_left([ask for ask, _way in wanted.values()])
        texts = [_text(ask, way.topic, way._until(ask)) for ask, way in wanted.values()]
        for (_ask, key), (ask, _way) in wanted.items():
            ask.known[key] = []
        for place, *row in _read(texts):
            ask, way = list(wanted.values())[place]
            ask.known[way._key(ask)].append(Sum(*row))


def stock(test: Test, *, start: bool = False) -> Tally:
    """A quick count of members on the roll at the end of the period, or on the day before it."""
    return Tally("group", test, start)


def flow(topic: str, test: Test, more: Rows | None = None) -> Tally:
    """A quick count of what happened in the period, with the rows that the tallies do not know."""
    return Tally(topic, test, more=more)


Text = tuple[str, list[Any]]


def sums(key: str, topic: str, since: date, until: date) -> list[Sum]:
    """What a topic adds up to from ``since`` up to and without ``until``. The database refuses a unit outside the scope."""
    return [Sum(*row) for _place, *row in _read([_kept_text("nn_tally", key, topic, since, until)])]


def read(ask: Ask, topic: str, since: date, until: date) -> list[Sum]:
    """The same sums from the rows of a unit themselves, in one pass."""
    return [Sum(*row) for _place, *row in _read([_rows_text(ask, topic, since, until)])]


def _read(texts: Sequence[Text]) -> list[tuple[Any, ...]]:
    """(place of the text, the values of a sum) for each sum of each text, in one statement."""
    if not texts:
        return []
    parts = [f"select {place}, t.* from ({text}) t" for place, (text, _values) in enumerate(texts)]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), [value for _text, values in texts for value in values])
        return list(cursor.fetchall())


def _text(ask: Ask, topic: str, until: date) -> Text:
    since = BEGINNING if topic == "group" else ask.period.since
    if left(ask):
        return _kept_text("nn_then", ask.unit_id, topic, since, until)
    return (
        _kept_text("nn_tally", ask.unit_key, topic, since, until) if kept(ask) else _rows_text(ask, topic, since, until)
    )


def _kept_text(function: str, *values: str | int | date) -> Text:
    return f"select * from {function}(%s, %s, %s, %s)", list(values)


def left(ask: Ask) -> int:
    """How many units belonged to the asked one on the period's last day and lie outside it today."""
    _find_left([ask])
    found: int = ask.known["left"]
    return found


def _find_left(asked: Sequence[Ask]) -> None:
    open_ = list({id(ask): ask for ask in asked if "left" not in ask.known}.values())
    if not open_:
        return
    with connection.cursor() as cursor:
        parts = ", ".join("(select * from nn_left(%s, %s))" for _ask in open_)
        cursor.execute(f"select {parts}", [value for ask in open_ for value in (ask.unit_id, ask.period.last)])
        for ask, n in zip(open_, cursor.fetchone(), strict=True):
            ask.known["left"] = n or 0 if ask.tree_of_the_day else 0


READ: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "group": (Membership, ("status", "sex", "category", "minority")),
    "begin": (Membership, ("begin",)),
    "end": (Membership, ("end",)),
    "admission": (Admission, ("sex", "category")),
    "recognition": (Recognition, ("sex", "category")),
}


def _rows_text(ask: Ask, topic: str, since: date, until: date) -> Text:
    model, traits = READ[topic]
    rows = model._default_manager.filter(inside(ask.ranges), _when(topic, since, until), association="party").order_by()
    text, values = rows.values_list(*traits).annotate(n=Count("*")).query.sql_with_params()
    given = {"reason" if name in ("begin", "end") else name: name for name in traits}
    plain = {"status": "''", "sex": "''", "birth_year": "0", "category": "''", "minority": "false", "reason": "''"}
    columns = ", ".join(f"r.{given[name]}" if name in given else none for name, none in plain.items())
    return f"select {columns}, r.n from ({text}) r", list(values)


def _when(topic: str, since: date, until: date) -> Q:
    if topic == "group":
        return Q(placement="counted", since__lt=until, until__gte=until)
    if topic in ("begin", "end"):
        name = "since" if topic == "begin" else "until"
        return Q(placement="counted", **{f"{name}__gte": since, f"{name}__lt": until})
    return Q(annulled_on=None, decided_on__gte=since, decided_on__lt=until)


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
