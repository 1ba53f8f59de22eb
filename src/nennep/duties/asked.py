"""What was asked of others: every room offers what it gave out, how many owe it and how many have done it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.standing import standing
from nennep.core.words import Words
from nennep.duties.registry import Statement, answers, joined

BACK = timedelta(days=92)
"""How long the first page looks back for what is still owed."""


@dataclass(frozen=True)
class Asked:
    """A kind of thing that is asked of others. ``rows(actor, since, until)`` gives a query set of values (due on, number,
    title, how many owe it, how many have done it) of what fell due from a day to before another; ``remind`` tells those
    who owe it and leaves the room's own line; ``doers`` the accounts of those who have done it."""

    kind: str
    label: Words
    rows: Callable[[Actor, date, date], QuerySet[Any]]
    link: Callable[[int], str]
    remind: Callable[[Actor, int], object]
    doers: Callable[[Actor, int], list[int]]


@dataclass(frozen=True)
class Behind:
    """One thing asked of others whose day is over."""

    kind: str
    due_on: date
    row_id: int
    title: str
    owing: int
    done: int

    @property
    def link(self) -> str:
        """The page where it is followed."""
        return ASKED[self.kind].link(self.row_id)

    @property
    def label(self) -> Words:
        """The words of its kind."""
        return ASKED[self.kind].label

    @property
    def name(self) -> tuple[str, int]:
        """What tells it from every other."""
        return self.kind, self.row_id

    @property
    def whole(self) -> int:
        """Of how many it was asked."""
        return self.owing + self.done


ASKED: dict[str, Asked] = {}


def offer(*kinds: Asked) -> None:
    """Register kinds; called in ``AppConfig.ready()``."""
    ASKED.update({one.kind: one for one in kinds})


def behind(actor: Actor, day: date, limit: int = 100) -> list[Behind]:
    """What the actor asked of others and whose day is over, the longest overdue first; one question for all kinds."""

    def write() -> Statement:
        asked = {kind: one.rows(actor, day - BACK, day)[:limit] for kind, one in ASKED.items()}
        return joined(asked, "date, bigint, text, bigint, bigint", "2, 1, 3", limit)

    return [Behind(*row) for row in answers(standing("asked", write, actor, day, limit))]


def find(actor: Actor, kind: str, row_id: int, day: date) -> Behind | None:
    """One thing the actor asked of others; None for what he did not."""
    return next((one for one in behind(actor, day) if one.name == (kind, row_id)), None)
