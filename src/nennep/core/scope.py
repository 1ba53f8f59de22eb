"""The scope of the present work: whose eyes the database looks through.

``acting_as(actor)`` holds for a block. The database backend (``nennep.core.db``) puts it into every transaction it
opens; row-level security reads it there. Outside any scope a scoped table refuses to be read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import connections

from nennep.core.actor import Actor, Post

MOST_RANGES = 3  # what one set of database settings carries; with more the person picks a seat
WHOLE_TREE = Post(0, "", "", "system", True, frozenset(), until=date.max)

_closed: set[str] = set()
_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)
_steady: ContextVar[bool] = ContextVar("steady", default=False)


class NoScope(RuntimeError):
    """A scoped table was read while nobody was acting."""


def current() -> Actor | None:
    """The actor of the present scope, or None."""
    return _actor.get()


def needed() -> Actor:
    """The actor of the present scope; NoScope where there is none."""
    if (actor := _actor.get()) is None:
        raise NoScope("A scoped table was asked outside acting_as(...).")
    return actor


def covers(key: str) -> bool:
    """Whether the present scope holds a unit; what is counted for a unit outside it would be a part of the whole."""
    return any(low <= key < high for low, high in needed().scope)


def close(right: str) -> None:
    """A right that opens tables of its own (``rls.Close``); told by its room in ``AppConfig.ready()``."""
    _closed.add(right)


def _opened(actor: Actor) -> str:
    """The closed rights of an actor, a space before and after each; a system job's are all."""
    held = sorted(right for right in _closed if not actor.account_id or actor.may(right))
    return f" {' '.join(held)} "


def settings_for(actor: Actor | None) -> dict[str, str]:
    """The database settings that carry a scope; empty ones close every door."""
    ranges = actor.scope if actor else ()
    if len(ranges) > MOST_RANGES:
        raise NoScope(f"{len(ranges)} separate ranges: a seat has to be picked first.")
    values = {"role": "none" if not actor else "nn_one" if len(ranges) <= 1 else "nn_many"}
    for place in range(MOST_RANGES):
        low, high = ranges[place] if place < len(ranges) else ("~", "~")
        values[f"app.lo{place + 1}"], values[f"app.hi{place + 1}"] = (low, high) if actor else ("", "")
    values["app.closed"] = _opened(actor) if actor else ""
    values["app.uid"] = str(actor.account_id) if actor else ""
    values["app.person"] = str(actor.person_id or "") if actor else ""
    return values


def statement(actor: Actor | None) -> tuple[str, list[str]]:
    """One SELECT that sets the whole scope for the transaction, with its parameters."""
    values = settings_for(actor)
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    return f"SELECT {calls}", [text for pair in values.items() for text in pair]


def _tell_open_transaction(actor: Actor | None) -> None:
    connection = connections["default"]
    if connection.connection is not None and connection.in_atomic_block and not connection.needs_rollback:
        sql, values = statement(actor)
        with connection.connection.cursor() as cursor:
            cursor.execute(sql, values)


@contextmanager
def steady() -> Iterator[None]:
    """Transactions that begin inside the block see the database as it was at their first statement, to their end: a page
    of many statements never shows half of what another transaction did."""
    token = _steady.set(True)
    try:
        yield
    finally:
        _steady.reset(token)


def is_steady() -> bool:
    """Whether transactions that begin now keep one view of the database."""
    return _steady.get()


@contextmanager
def acting_as(actor: Actor | None) -> Iterator[None]:
    """Work as the actor inside the block; the former scope holds again after it, also in an open transaction."""
    before = _actor.get()
    token = _actor.set(actor)
    try:
        _tell_open_transaction(actor)
        yield
    finally:
        _actor.reset(token)
        _tell_open_transaction(before)


def system_actor(name: str) -> Actor:
    """The actor of a listed system job: sees the whole tree, holds no right."""
    return Actor(account_id=0, name=name, posts=(WHOLE_TREE,))
