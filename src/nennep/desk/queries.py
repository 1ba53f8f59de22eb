"""What the first page reads from the rooms below."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from nennep.accounts.queries import names_of
from nennep.core.actor import Actor
from nennep.core.gate import inside
from nennep.core.recall import keep
from nennep.core.standing import standing
from nennep.core.together import Statement, Written, counting, numbers, read, written
from nennep.documents import access as papers
from nennep.documents.models import Document
from nennep.duties.asked import Behind, behind
from nennep.duties.queries import Own, marks, own, taken_by, words
from nennep.duties.registry import Duty
from nennep.duties.rules import WEEK
from nennep.figures.hand import hand_ahead
from nennep.notify import queries as notices
from nennep.office import access as office
from nennep.org import access as org
from nennep.org.models import Charge, Grant, Unit
from nennep.org.queries import on, tree_ahead
from nennep.programmes import access as plans
from nennep.programmes import queries as programmes
from nennep.programmes.models import Share, Target
from nennep.reports.models import Owed


@dataclass(frozen=True)
class Given:
    """One thing asked of others: when it was chased, whether those who have done it can be thanked still."""

    thing: Behind
    chased_on: date | None
    may_chase: bool
    may_thank: bool


@dataclass(frozen=True)
class Desk:
    """The first page: what is to do, to decide, to attend; what others owe; what waits for the office; the targets."""

    own: Own
    asked: list[Given]
    incoming: int
    papers_open: int
    reports_missing: int
    to_judge: int
    adjustments: int
    targets: list[programmes.Measured]
    unit: Unit | None
    charges: list[Charge]
    late: int
    late_to_do: int
    soon: int

    @property
    def late_at(self) -> str:
        """Where on the page the first of what is late stands."""
        return "#viec" if self.late_to_do or not self.late else "#quyet-dinh"

    @property
    def others_late(self) -> int:
        """How many of the things asked of others somebody still owes."""
        return sum(1 for one in self.asked if one.thing.owing)


FRESH = timedelta(days=31)
"""How long after its day a thing that everybody has done still stands here, to thank for."""


def desk(actor: Actor, day: date) -> Desk:
    """Everything of the first page in a steady number of queries."""
    home = actor.home
    unit = org.see.rows(actor).filter(pk=home.unit_id).first() if home else None
    found = _ahead(actor, unit, day)
    own_list = own(actor, day, day + timedelta(days=45))
    counted = standing("first page: counts", lambda: _counted(actor), actor)
    incoming, papers_open, missing, to_judge, adjustments, unread = numbers(counted)
    keep(notices.UNREAD, unread)
    return Desk(
        own=own_list,
        asked=_given(actor, day),
        incoming=incoming,
        papers_open=papers_open,
        reports_missing=missing,
        to_judge=to_judge,
        adjustments=adjustments,
        targets=_targets(found, unit, day),
        unit=unit,
        charges=found["charges"],
        late=sum(1 for one in own_list.open if one.due_on < day),
        late_to_do=sum(1 for one in own_list.done if one.due_on < day),
        soon=sum(1 for one in own_list.done if one.due_on >= day),
    )


def _ahead(actor: Actor, unit: Unit | None, day: date) -> dict[Hashable, list[Any]]:
    """The short lists of the page, read together; what rooms below ask for again is kept for them."""

    def write() -> tuple[list[Hashable], Written]:
        asked = _asked(actor, unit, day) | marks(actor, day)
        return list(asked), written(*asked.values())

    names, statement = standing("first page: lists", write, actor, unit.pk if unit else 0, day)
    found = dict(zip(names, read(statement), strict=True))
    for name, rows in found.items():
        keep(name, rows)
    return found


def _counted(actor: Actor) -> Statement:
    return counting(
        _incoming(actor),
        papers.review.rows(actor) if actor.may("documents.take_in") else Document.objects.none(),
        Owed.objects.filter(inside(actor.ranges("reports.chase"), "giver_key"), sent_on=None),
        plans.judge.rows(actor),
        plans.settle_share.rows(actor),
        notices.fresh(actor),
    )


def _given(actor: Actor, day: date) -> list[Given]:
    """What was asked of others and is owed, and what they have done and nobody has thanked for."""
    said = {(row.kind, row.row_id, row.what): row.on for row in words(actor, day)}
    found = []
    for thing in behind(actor, day):
        chased = said.get((*thing.name, "chase"))
        thanks = thing.done > 0 and (*thing.name, "thank") not in said
        if thing.owing or (thanks and thing.due_on >= day - FRESH):
            found.append(Given(thing, chased, thing.owing > 0 and (chased is None or day - chased >= WEEK), thanks))
    return found


ASKED_AT_MOST = 40
"""Colleagues whose own lists are read to see who could take a duty."""


def colleagues(actor: Actor, duty: Duty, day: date) -> list[tuple[int, str]]:
    """(account, name and post) of those in the units of the actor's own posts who could take a duty over."""
    keys = [post.unit_key for post in actor.posts]
    grants = Grant.objects.filter(on(day), unit_key__in=keys).exclude(account_id=actor.account_id).order_by("unit_key")
    posts: dict[int, str] = {}
    for grant in grants.select_related("unit")[:200]:
        posts.setdefault(grant.account_id, f"{grant.title or grant.role_words}, {grant.unit.name}")
    names = names_of(posts)
    known = sorted((f"{names[pk]} · {words}", pk) for pk, words in posts.items() if pk in names)
    return [(pk, said) for said, pk in known[:ASKED_AT_MOST] if taken_by(actor, duty, pk, day)]


def _asked(actor: Actor, unit: Unit | None, day: date) -> dict[Hashable, QuerySet[Any]]:
    """Short lists of the first page that are read together."""
    charges = Charge.objects.filter(account_id=actor.account_id, until__gt=day).select_related("unit")
    if unit is None:
        return {"charges": charges}
    own = Target.objects.filter(unit=unit, parent=None, since__lte=day, until__gt=day).exclude(value=None)
    shares = Share.objects.filter(unit=unit).exclude(value=None).exclude(target__mode="each")
    return {
        "charges": charges, "own targets": own.select_related("unit", "programme").order_by("-programme__since", "rank", "id")[:8],
        "own shares": shares.select_related("target").order_by("target__rank")[:8], **tree_ahead(unit), **hand_ahead(unit.pk),
    }  # fmt: skip


def _incoming(actor: Actor) -> QuerySet[Any]:
    """Incoming papers of the home unit that are not done."""
    rows = office.see_incoming.rows(actor)
    return rows.filter(unit_id=actor.home.unit_id).exclude(stage="done") if actor.home else rows.none()


def _targets(found: Mapping[Hashable, list[Any]], unit: Unit | None, day: date) -> list[programmes.Measured]:
    """The home unit's own targets, or its shares of the targets from above."""
    if unit is None:
        return []
    own = found["own targets"]
    newest = [one for one in own if one.programme.since == own[0].programme.since]  # terms have their own page
    if newest:
        return programmes.measure_all([(target, unit, None) for target in newest], day)
    shares = found["own shares"]
    return programmes.measure_all([(share.target, unit, share.value) for share in shares], day)
