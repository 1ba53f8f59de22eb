"""Today and now. The demo and tests stand on a chosen day; everything else asks here and nowhere else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

FOREVER = date(9999, 12, 31)  # the open end of every dated row
YEARS = range(1930, 2200)
"""Years a page that shows days can be asked for; others show the running one."""

_pinned: ContextVar[date | None] = ContextVar("pinned_day", default=None)


def today() -> date:
    """The working day: the pinned one, else NENNEP_TODAY of a demo, else the calendar's."""
    if pinned := _pinned.get():
        return pinned
    demo = os.environ.get("NENNEP_TODAY")
    return date.fromisoformat(demo) if demo else timezone.localdate()


def now() -> datetime:
    """The present moment, on the working day where one is pinned."""
    moment = timezone.now()
    return moment + timedelta(days=(today() - timezone.localdate(moment)).days)


def demo_day() -> date | None:
    """The day a demo stands on, or None in real use."""
    demo = os.environ.get("NENNEP_TODAY")
    return date.fromisoformat(demo) if demo else None


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let ``today()`` be the given day inside the block."""
    token = _pinned.set(day)
    try:
        yield
    finally:
        _pinned.reset(token)
