"""Standing questions: what the same person asks at every visit is written as a statement once a day, and asked each time.

Writing the first page's statements takes longer than answering them. Their text and values follow from who asks, in
which language, and on which day; the answer never stays. What is written with the help of a read of the database (a
rule of today, a row of one's own) is not kept: it is written anew each time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import get_language

from nennep.core import recall, scope
from nennep.core.clock import today

T = TypeVar("T")
MOST = 400
"""Statements kept by one process, those asked last; one is of 5 to 20 KB."""
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def standing(name: str, write: Callable[[], T], *given: Hashable) -> T:
    """What ``write`` makes of the present actor, day and language and of what is ``given``; the caller does not change it."""
    place = (name, scope.current(), today(), get_language(), *given)
    with _lock:
        if place in _kept:
            _kept.move_to_end(place)
            found: T = _kept[place]
            return found
    made, alone = _written(write)
    if alone:
        with _lock:
            _kept[place] = made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def _written(write: Callable[[], T]) -> tuple[T, bool]:
    """What was written, and whether nothing was read for it."""
    read = 0

    def heard(execute: Callable[..., Any], *asked: Any) -> Any:
        nonlocal read
        read += 1
        return execute(*asked)

    before = recall.answered()
    with connection.execute_wrapper(heard):
        made = write()
    return made, not read and recall.answered() == before


def forget() -> None:
    """Keep nothing of what was written."""
    with _lock:
        _kept.clear()
