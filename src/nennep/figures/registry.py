"""A figure is defined once: what it counts, over which population, and the rows behind it.

Rooms register figures in ``AppConfig.ready()``. Targets, pages, reports and exports read them by code. A test proves
for each that ``fast`` = ``count`` = number of rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from nennep.core.together import totals
from nennep.core.words import Words


@dataclass(frozen=True)
class Period:
    """A stretch of days, half-open: ``since`` counts, ``until`` does not."""

    since: date
    until: date

    @property
    def last(self) -> date:
        """The last day that counts; figures "as of" the period are as of this day."""
        return self.until - timedelta(days=1)

    def a_year_before(self) -> "Period":
        """The same period of last year."""
        return Period(_year_back(self.since), _year_back(self.until))


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def through(first: date, last: date) -> Period:
    """From the first to the last day, both counting."""
    return Period(first, last + timedelta(days=1))


@dataclass(frozen=True)
class Ask:
    """A question to a figure: about which unit (with all below it) and which period.

    ``ranges`` are the ranges of today's keys that make up the unit on the period's last day (``org.queries.ask``
    makes them); usually one; of today's tree where ``tree_of_the_day`` is False. ``known`` keeps what one figure found for the next of the same question, so that a report
    reads its rows once; make a new question after a change.
    """

    unit_id: int
    unit_key: str
    period: Period
    ranges: tuple[tuple[str, str], ...]
    tree_of_the_day: bool = True
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Value:
    """What a figure says: a count, or a part of a whole. ``by_hand`` tells that a person entered it."""

    part: float
    whole: float | None = None
    by_hand: bool = False
    note: str = ""

    @property
    def share(self) -> float | None:
        """Per cent, or None where there is nothing to divide by."""
        return None if not self.whole else self.part * 100 / self.whole


@dataclass(frozen=True)
class Column:
    """A column of the list behind a number: attribute path and heading."""

    path: str
    label: Words


Rows = Callable[[Ask], QuerySet[Any]]


class Quick:
    """A quicker count than that of the rows; None where it does not know. Subclasses say ``known``.

    ``more`` gives rows that are counted on top of what is known.
    """

    more: Rows | None = None

    def known(self, ask: Ask) -> int | None:
        """What is known without the rows of ``more``."""
        raise NotImplementedError

    @classmethod
    def ahead(cls, asked: Sequence[tuple["Quick", Ask]]) -> None:
        """Find out for many questions at once; each remembers its own."""

    def __call__(self, ask: Ask) -> int | None:
        """The whole count."""
        found = self.known(ask)
        return found if found is None or self.more is None else found + self.more(ask).count()


@dataclass(frozen=True)
class Figure:
    """One thing that can be counted.

    ``code`` never changes; ``label``, ``unit``, ``population``, ``rule`` are lazy translations. ``rows`` gives the rows
    that are counted; ``of`` the rows of the whole where the figure is a share. ``fast`` and ``fast_of``
    are optional quicker counts of both; they say None where they do not know.
    ``key`` is the rows' column with the unit's key, by which a number splits into units. ``named`` tells that the rows
    name people, so that opening them passes the gate of names. ``total`` names the columns that are added up, of the rows
    and of the whole, where the figure is a sum and not a count of rows. ``begun`` is False where the count comes from a book
    that units may not have begun: nothing at all is then unknown, not nought, and what was entered by hand stands.
    """

    code: str
    label: Words
    unit: Words
    population: Words
    rows: Rows
    rule: Words
    columns: tuple[Column, ...] = ()
    of: Rows | None = None
    fast: Quick | None = None
    fast_of: Quick | None = None
    key: str = "unit_key"
    flow: bool = True
    named: bool = True
    right: str = "members.list"
    begun: bool = True
    words: tuple[str, ...] = field(default=())
    total: tuple[str, str] = ("", "")

    def count(self, ask: Ask) -> Value:
        """The figure's value, by the quick way where there is one."""
        (value,) = count_all([(self, ask)])
        return value


@dataclass
class _Sum:
    """One count on its way: what is known, and the rows that are still to be counted."""

    known: int
    rows: QuerySet[Any] | None
    column: str = ""

    @classmethod
    def begin(cls, ask: Ask, rows: Rows, fast: Quick | None, column: str) -> "_Sum":
        found = fast.known(ask) if fast else None
        if fast is None or found is None:
            return cls(0, rows(ask), column)
        return cls(found, fast.more(ask) if fast.more else None)


def count_all(asked: Iterable[tuple[Figure, Ask]]) -> list[Value]:
    """The values of many figures in few statements: one for each quick way, one for everything that counts rows."""
    listed = list(asked)
    quick: dict[type[Quick], list[tuple[Quick, Ask]]] = {}
    for figure, ask in listed:
        for way in (figure.fast, figure.fast_of if figure.of else None):
            if way is not None:
                quick.setdefault(type(way), []).append((way, ask))
    for kind, questions in quick.items():
        kind.ahead(questions)
    sums = [
        (
            _Sum.begin(ask, one.rows, one.fast, one.total[0]),
            _Sum.begin(ask, one.of, one.fast_of, one.total[1]) if one.of else None,
        )
        for one, ask in listed
    ]
    open_ = [one for pair in sums for one in pair if one is not None and one.rows is not None]
    added = totals(*((one.rows, one.column) for one in open_ if one.rows is not None))
    for one, n in zip(open_, added, strict=True):
        one.known += n
    return [Value(part.known, whole.known if whole else None) for part, whole in sums]


FIGURES: dict[str, Figure] = {}


def offer(*figures: Figure) -> None:
    """Register figures; a second one of the same code is a programmer's error."""
    for figure in figures:
        if figure.code in FIGURES and FIGURES[figure.code] != figure:
            raise ValueError(f"figure {figure.code} is defined twice")
        FIGURES[figure.code] = figure


def figure(code: str) -> Figure:
    """The figure of a code; KeyError for an unknown one."""
    return FIGURES[code]
