"""What falls due: every room offers the duties it knows; the desk, the reminders and the calendar read one list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def due(actor: Actor, until: date, limit: int = 200) -> list[Duty]:
    """Everything open and due before a day for the actor, earliest first."""
    found: list[Duty] = []
    for provider in PROVIDERS.values():
        for due_on, unit_id, unit_name, row_id, title, source in provider.rows(actor, until)[:limit]:
            found.append(Duty(due_on, unit_id, unit_name, title, source, provider.link(row_id), provider.kind))
    return sorted(found, key=lambda duty: duty.due_on)[:limit]
