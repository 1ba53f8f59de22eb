"""What falls due: every room offers the duties it knows; the desk, the reminders and the calendar read one list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.words import Words

SHAPE = ("due_on", "unit_id", "unit_name", "row_id", "title", "source")


@dataclass(frozen=True)
class Duty:
    """One thing due: on which day, for which unit, what, and the address of the page where it is done."""

    due_on: date
    unit_id: int
    unit_name: str
    title: str
    source: str
    link: str
    kind: str


@dataclass(frozen=True)
class Provider:
    """A kind of duty. ``rows(actor, until)`` gives a query set of values in the order of ``SHAPE`` of what is open and
    due before ``until``; ``link(row_id)`` the page; ``label`` a lazy translation of the kind, as "Report to be sent"."""

    kind: str
    label: Words
    rows: Callable[[Actor, date], QuerySet[Any]]
    link: Callable[[int], str]


PROVIDERS: dict[str, Provider] = {}


def offer(provider: Provider) -> None:
    """Register a kind of duty; called in ``AppConfig.ready()``."""
    PROVIDERS[provider.kind] = provider


PART = "select %s::text, d.c1::date, d.c2::bigint, d.c3::text, d.c4::bigint, d.c5::text, d.c6::text from ({sql}) d(c1, c2, c3, c4, c5, c6)"


def due(actor: Actor, until: date, limit: int = 200) -> list[Duty]:
    """Everything open and due before a day for the actor, earliest first; one question for all kinds."""
    parts: list[str] = []
    values: list[Any] = []
    for provider in PROVIDERS.values():
        try:
            sql, given = provider.rows(actor, until)[:limit].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(PART.format(sql=sql))
        values += [provider.kind, *given]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts) + " order by 2, 1, 5 limit %s", [*values, limit])
        return [_duty(*row) for row in cursor.fetchall()]


def _duty(kind: str, due_on: date, unit_id: int, unit_name: str, row_id: int, title: str, source: str) -> Duty:
    return Duty(due_on, unit_id, unit_name, title, source or "", PROVIDERS[kind].link(row_id), kind)
