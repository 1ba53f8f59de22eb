"""A person's own list: what is to do, to decide and to attend, without what was put off or handed over."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.jobs import as_account
from nennep.core.recall import kept_rows, rows_ahead
from nennep.duties.models import Handing, Later, Word
from nennep.duties.registry import PROVIDERS, Duty, due

FAR = timedelta(days=366)


@dataclass(frozen=True)
class Own:
    """A person's duties by part, what was put off until which day, and what was handed to whom."""

    done: list[Duty] = field(default_factory=list)
    decided: list[Duty] = field(default_factory=list)
    met: list[Duty] = field(default_factory=list)
    later: list[tuple[Duty, Later]] = field(default_factory=list)
    handed: list[tuple[Duty, Handing]] = field(default_factory=list)

    @property
    def open(self) -> list[Duty]:
        """What waits for the person, meetings apart."""
        return [*self.done, *self.decided]


def marks(actor: Actor, day: date) -> dict[Hashable, QuerySet[Any]]:
    """What is set aside, read together with other short lists (``rows_ahead``)."""
    return {
        "later": Later.objects.filter(account_id=actor.account_id, until__gt=day),
        "handings": Handing.objects.filter(back_on=None),
        "words": Word.objects.filter(unit_key=actor.home.unit_key if actor.home else ""),
    }


def own(actor: Actor, day: date, until: date) -> Own:
    """The actor's duties due before a day, in order, each in its part."""
    asked, found = marks(actor, day), Own()
    rows_ahead(asked)
    later = {(row.kind, row.row_id): row for row in kept_rows("later", asked["later"])}
    rows = kept_rows("handings", asked["handings"])
    given = {(row.kind, row.row_id): row for row in rows if row.account_id == actor.account_id}
    taken = {(row.kind, row.row_id): row.name for row in rows if row.to_id == actor.account_id}
    for duty in due(actor, until):
        if duty.name in given:
            found.handed.append((duty, given[duty.name]))
        elif duty.name in later:
            found.later.append((duty, later[duty.name]))
        else:
            part: list[Duty] = getattr(found, duty.part)
            part.append(replace(duty, handed_by=taken.get(duty.name, "")))
    return found


def words(actor: Actor, day: date) -> Iterable[Word]:
    """What the actor's unit has said about the things it asked for."""
    return kept_rows("words", marks(actor, day)["words"])


def find(actor: Actor, kind: str, row_id: int, day: date) -> Duty | None:
    """One duty of the actor; None for what is not his, or is done."""
    if kind not in PROVIDERS:
        return None
    return next((one for one in due(actor, day + FAR, 500, [kind]) if one.row_id == row_id), None)


def taken_by(actor: Actor, duty: Duty, account_id: int, day: date) -> Actor | None:
    """Another account as the one who could take a duty over: of a unit of the actor's posts, and his own list holds it
    too; None else."""
    keys = {post.unit_key for post in actor.posts}
    if account_id == actor.account_id:
        return None
    with as_account(account_id) as other:
        same = any(post.unit_key in keys for post in other.posts)
        return other if same and find(other, duty.kind, duty.row_id, day) is not None else None


def handing(actor: Actor, kind: str, row_id: int) -> Handing | None:
    """The open handing of a duty by or to the actor."""
    return Handing.objects.filter(kind=kind, row_id=row_id, back_on=None).first()


def put_off(actor: Actor, kind: str, row_id: int, day: date) -> Later | None:
    """Until when the actor has put a duty off."""
    return Later.objects.filter(account_id=actor.account_id, kind=kind, row_id=row_id, until__gt=day).first()
