"""A figure is defined once: what it counts, over which population, and the rows behind it.

Rooms register figures in ``AppConfig.ready()``. Targets, pages, reports and exports read them by code. A test proves
for each that ``fast`` = ``count`` = number of rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

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


@dataclass(frozen=True)
class Figure:
    """One thing that can be counted.

    ``code`` never changes; ``label``, ``unit``, ``population``, ``rule`` are lazy translations. ``rows`` gives the rows
    that are counted; ``of`` the rows of the whole where the figure is a share. ``fast`` and ``fast_of``
    are optional quicker counts of both; they say None where they do not know.
    ``key`` is the rows' column with the unit's key, by which a number splits into units. ``named`` tells that the rows
    name people, so that opening them passes the gate of names. ``begun`` is False where the count comes from a book that
    units may not have begun: nothing at all is then unknown, not nought, and what was entered by hand stands.
    """

    code: str
    label: Words
    unit: Words
    population: Words
    rows: Callable[[Ask], QuerySet[Any]]
    rule: Words
    columns: tuple[Column, ...] = ()
    of: Callable[[Ask], QuerySet[Any]] | None = None
    fast: Callable[[Ask], int | None] | None = None
    fast_of: Callable[[Ask], int | None] | None = None
    key: str = "unit_key"
    flow: bool = True
    named: bool = True
    right: str = "members.list"
    begun: bool = True
    words: tuple[str, ...] = field(default=())

    def count(self, ask: Ask) -> Value:
        """The figure's value, by the quick way where there is one."""
        return Value(_counted(ask, self.rows, self.fast), _counted(ask, self.of, self.fast_of) if self.of else None)


def _counted(ask: Ask, rows: Callable[[Ask], QuerySet[Any]], fast: Callable[[Ask], int | None] | None) -> int:
    quick = fast(ask) if fast else None
    return rows(ask).count() if quick is None else quick


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
