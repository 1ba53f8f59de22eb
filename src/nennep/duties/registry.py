"""What falls due: every room offers the duties it knows; the desk, the reminders and the calendar read one list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.standing import standing
from nennep.core.words import Words

SHAPE = ("due_on", "unit_id", "unit_name", "row_id", "title", "source")


@dataclass(frozen=True)
class Duty:
    """One thing due: on which day, for which unit, what, and the address of the page where it is done; ``handed_by``
    names the colleague who handed it over, '' else."""

    due_on: date
    unit_id: int
    unit_name: str
    title: str
    source: str
    link: str
    kind: str
    row_id: int
    handed_by: str = ""

    @property
    def name(self) -> tuple[str, int]:
        """What tells it from every other duty."""
        return self.kind, self.row_id

    @property
    def part(self) -> str:
        """Which part of the first page it belongs to; see ``Provider``."""
        return PROVIDERS[self.kind].part

    @property
    def words(self) -> str:
        """What it is and whom or what it is about, in a sentence that stands alone."""
        return f"{self.label}: {self.title}"

    @property
    def label(self) -> Words:
        """The words of its kind."""
        return PROVIDERS[self.kind].label


@dataclass(frozen=True)
class Provider:
    """A kind of duty. ``rows(actor, until)`` gives a query set of values in the order of ``SHAPE`` of what is open and
    due before ``until``; ``link(row_id)`` the page; ``label`` a lazy translation of the kind, as "Report to be sent";
    ``part`` says whether it is to be *done*, *decided*, or *met* (a meeting one goes to);
    ``right`` is a right without which nobody has such a duty, so that it need not be asked for."""

    kind: str
    label: Words
    rows: Callable[[Actor, date], QuerySet[Any]]
    link: Callable[[int], str]
    part: str = "done"
    right: str = ""


PROVIDERS: dict[str, Provider] = {}


def offer(provider: Provider) -> None:
    """Register a kind of duty; called in ``AppConfig.ready()``."""
    PROVIDERS[provider.kind] = provider


def due(actor: Actor, until: date, limit: int = 200, kinds: Iterable[str] = ()) -> list[Duty]:
    """Everything open and due before a day for the actor, earliest first; one question for all kinds, or for some."""
    wanted = [PROVIDERS[kind] for kind in kinds or PROVIDERS]

    def write() -> Statement:
        asked = {one.kind: one.rows(actor, until)[:limit] for one in wanted if not one.right or actor.may(one.right)}
        return joined(asked, "date, bigint, text, bigint, text, text", "2, 1, 5", limit)

    rows = answers(standing("duties", write, actor, until, limit, tuple(one.kind for one in wanted)))
    return [_duty(*row) for row in rows]


Statement = tuple[str, list[Any]]
"""The text of a statement and its values; '' for one that has no rows whatever is stored."""


def answers(statement: Statement) -> list[Any]:
    """The rows of a statement."""
    text, values = statement
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())


def joined(asked: Mapping[str, QuerySet[Any]], types: str, order: str, limit: int) -> Statement:
    """One statement for the rows of querysets of one shape, each with its name before it."""
    casts = ", ".join(f"d.c{place}::{kind}" for place, kind in enumerate(types.split(", "), 1))
    names = ", ".join(f"c{place}" for place in range(1, types.count(",") + 2))
    parts: list[str] = []
    values: list[Any] = []
    for name, rows in asked.items():
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"select %s::text, {casts} from ({sql}) d({names})")
        values += [name, *given]
    return (" union all ".join(parts) + f" order by {order} limit %s", [*values, limit]) if parts else ("", [])


def _duty(kind: str, due_on: date, unit_id: int, unit_name: str, row_id: int, title: str, source: str) -> Duty:
    return Duty(due_on, unit_id, unit_name, title, source or "", PROVIDERS[kind].link(row_id), kind, row_id)
