"""Deferring background work by name, so that a lower room can ask for a job that a higher one does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nennep.core import scope
from nennep.core.actor import Actor

_builder: list[Callable[[int], Actor]] = []


def defer(name: str, **values: Any) -> int:
    """Enqueue a job inside the open transaction; it runs as the present actor, whose grants are read anew then.

    ``name`` is ``room.job``; values are plain JSON. Returns the job's number.
    """
    from procrastinate.contrib.django import app

    actor = scope.needed()
    return int(app.configure_task(name).defer(account_id=actor.account_id, **values))


def actors_come_from(builder: Callable[[int], Actor]) -> None:
    """The roof tells how an account becomes an actor with the grants of today."""
    _builder[:] = [builder]


@contextmanager
def as_account(account_id: int) -> Iterator[Actor]:
    """Run as an account with the grants it has now."""
    actor = _builder[0](account_id)
    with scope.acting_as(actor):
        yield actor
