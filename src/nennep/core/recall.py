"""What one page has found out already: the same question is asked of the database once.

A store is open while a page is read (``recalled``), never while a verb writes: outside it every question is asked
anew. What is kept belongs to the actor it was found for.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import QuerySet

from nennep.core.scope import current
from nennep.core.together import together

T = TypeVar("T")
_store: ContextVar[dict[Hashable, Any] | None] = ContextVar("recalled", default=None)
_answers = 0


def answered() -> int:
    """How many questions were put to stores so far; the same number twice says that none was put between."""
    return _answers


@contextmanager
def recalled() -> Iterator[None]:
    """Keep answers inside the block; an open store is used on."""
    if _store.get() is not None:
        yield
        return
    token = _store.set({})
    try:
        yield
    finally:
        _store.reset(token)


def recalling() -> bool:
    """Whether a store is open."""
    return _store.get() is not None


def _place(store: dict[Hashable, Any], key: Hashable) -> tuple[int, Hashable]:
    """Where an answer for the present actor lies. The store holds on to the actor: the number of one that is gone would
    be given to the next, who would then read his answers."""
    actor = current()
    store.setdefault(id(actor), actor)
    return id(actor), key


def recall(key: Hashable, make: Callable[[], T]) -> T:
    """The kept answer to a question, else the one that ``make`` finds; the caller does not change it."""
    global _answers
    _answers += 1
    if (store := _store.get()) is None:
        return make()
    place = _place(store, key)
    if place not in store:
        store[place] = make()
    found: T = store[place]
    return found


def keep(key: Hashable, answer: object) -> None:
    """Keep an answer that was found together with others."""
    if (store := _store.get()) is not None:
        store[_place(store, key)] = answer


def kept_rows(key: Hashable, asked: QuerySet[Any]) -> list[Any]:
    """The kept rows of a question, else those of the queryset."""
    return recall(key, lambda: list(asked))


def rows_ahead(asked: Mapping[Hashable, QuerySet[Any]]) -> None:
    """Read the rows of several questions in one statement, for ``kept_rows`` to find; only while a store is open."""
    wanted = {key: one for key, one in asked.items() if missing(key)}
    for key, found in zip(wanted, together(*wanted.values()), strict=True):
        keep(key, found)


def missing(key: Hashable) -> bool:
    """Whether a question is worth asking ahead: a store is open and does not hold its answer."""
    store = _store.get()
    return store is not None and (id(current()), key) not in store
