"""What the pages of a meeting show besides its own rows."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from nennep.core.actor import Actor
from nennep.core.clock import now, today
from nennep.core.gate import Rule
from nennep.core.refused import NotYours
from nennep.duties import rulebook
from nennep.meetings import access, rules
from nennep.meetings.models import Attendance, Item, ItemState, Meeting, Stage, Thing, Vote
from nennep.meetings.queries.allowed import base_of, switched_on
from nennep.meetings.queries.habits import kind_of, next_of, next_topic, title_of
from nennep.meetings.queries.people import Served, heads_served, officers
from nennep.members.actions.casework import missing
from nennep.members.models import Case
from nennep.org.models import Unit

ACTS: dict[str, Rule[Any]] = {
    "keep": access.keep, "invite": access.invite, "start": access.start, "hold": access.hold, "follow": access.follow, "correct": access.correct,
    "score_self": access.score_self, "score_upper": access.score_upper,
}  # fmt: skip


def rights(actor: Actor, meeting: Meeting) -> dict[str, bool]:
    """What the actor may do with a meeting now, in one statement."""
    rows = Meeting.objects.filter(pk=meeting.pk).annotate(
        **{f"may_{name}": rule.column(actor) for name, rule in ACTS.items()}
    )
    found = rows.values(*(f"may_{name}" for name in ACTS)).first() or {}
    return {name: bool(found.get(f"may_{name}")) for name in ACTS}


def plan_start(unit: Unit, day: date) -> dict[str, Any]:
    """What a new plan is filled in with: the unit's fixed day, else the last meeting a month on; the next topic waiting."""
    kind = kind_of(unit)
    found, people, topic = next_of(unit, kind, day), officers(unit, day), next_topic(unit, day.year)
    start = timezone.localtime(found.starts_at) if found else None
    more = found.more if found else {}
    when = start.date() if start else max(rules.default_day(day), day)
    return {
        "kind": kind.pk, "title": title_of(unit, kind, when), "day": when, "hour": start.time() if start else time(14), "minutes": more.get("minutes", 90),
        "place": found.place if found else "", "mode": "onsite", "chair": people[0].name if people else "",
        "keeper": more.get("keeper") or (people[1].name if len(people) > 1 else ""), "topic": topic.words if topic else "",
    }  # fmt: skip


def mains(unit: Unit, but: Meeting | None = None) -> QuerySet[Meeting]:
    """Meetings of a unit that another can prepare."""
    rows = Meeting.objects.filter(unit=unit, stage__in=["planned", "invited"]).exclude(
        kind__body__in=["committee", "standing"]
    )
    return rows.exclude(pk=but.pk if but else 0).order_by("starts_at")


def preparing(actor: Actor, meeting: Meeting) -> QuerySet[Meeting]:
    """Meetings that prepare this one, as far as the actor sees them."""
    return access.see.rows(actor).filter(main=meeting).exclude(stage=Stage.CANCELLED).order_by("starts_at", "id")


def below(unit: Unit) -> QuerySet[Unit]:
    """Party units right below a unit, to which its conclusions may be given."""
    rows = Unit.objects.filter(parent=unit, until__gt=today(), kind__association="party")
    return rows.order_by("kind__rank", "title_key")


def found(actor: Actor, pk: int) -> Meeting:
    """The meeting with its unit and kind, if the actor sees it; NotYours else."""
    row = access.see.rows(actor).filter(pk=pk).select_related("unit", "unit__kind", "kind", "main").first()
    if row is None:
        raise NotYours
    return row


def place_of(rows: list[Attendance], actor: Actor) -> Attendance | None:
    """The actor's own place on a list that was read."""
    mine = (
        one
        for one in rows
        if one.account_id == actor.account_id or (one.person_id and one.person_id == actor.person_id)
    )
    return next(mine, None)


def my_place(meeting: Meeting, actor: Actor) -> Attendance | None:
    """The actor's own place on the list."""
    return meeting.attendance.filter(Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)).first()


def missing_heads(meeting: Meeting) -> list[Served]:
    """For an extended meeting: the units the cell serves whose heads are not on the list."""
    if meeting.kind_id != "extended" or not meeting.living:
        return []
    rows = list(meeting.attendance.values_list("account_id", "post"))
    accounts, posts = {account for account, _post in rows}, " ".join(post for _account, post in rows).casefold()
    return [
        one for one in heads_served([meeting.unit], today())
        if one.account_id not in accounts - {None} and one.name.casefold() not in posts
    ]  # fmt: skip


def cells_for(actor: Actor) -> list[tuple[int, str, str, str]]:
    """(id, key, name, key one speaks for): cells to whose box the actor may put a proposal: his own, and those that serve
    a unit in his reach, where he is its head or works for it."""
    own = [
        (unit.pk, unit.key, unit.name, unit.key)
        for unit in access.propose_in.rows(actor).filter(
            key__in=[post.unit_key for post in actor.posts], kind__is_cell=True
        )
    ]
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, unit_key, unit_name, giver_key from nn_cells_serving(%s)", [today()])
        served = [tuple(row) for row in cursor.fetchall()]
    heads = {post.unit_key for post in actor.posts}
    return list({row[0]: row for row in [*own, *(one for one in served if one[3] in heads)]}.values())


@dataclass(frozen=True)
class Matter:
    """An item in the room with its votes, and what its case still lacks."""

    item: Item
    votes: list[Vote]
    lacking: list[str]

    @property
    def undecided(self) -> bool:
        """Whether a vote is still to be taken on a case."""
        return self.item.source == "case" and not self.votes


def in_the_room(meeting: Meeting) -> list[Matter]:
    """The agenda as the room works through it."""
    votes: dict[int | None, list[Vote]] = {}
    for vote in meeting.votes.all():
        if vote.withdrawn:
            continue
        votes.setdefault(vote.item_id, []).append(vote)
    items = list(meeting.items.exclude(state=ItemState.DROPPED).prefetch_related("speeches"))
    cases = {
        row.pk: row for row in Case.objects.filter(pk__in=[one.source_id for one in items if one.source == "case"])
    }
    return [Matter(item, votes.get(item.pk, []), _lacking(cases.get(item.source_id or 0), item)) for item in items]


def _lacking(case: Case | None, item: Item) -> list[str]:
    if case is None or item.source != "case":
        return []
    return [str(kind.label) for kind in missing(case, today(), case.stage)]


def room_facts(meeting: Meeting) -> dict[str, Any]:
    """The base of votes, and what is switched on."""
    base, book, things = base_of(meeting), rulebook.on(meeting.held_on or today()), switched_on(meeting.unit_key)
    return {
        "base": base, "ordinary": rules.needed(base.base, book.share("vote.ordinary")), "admit": rules.needed(base.base, book.share("vote.propose")),
        "qr": Thing.QR in things, "screen": Thing.BALLOTS in things, "timing": Thing.TIMING in things, "now": now(),
    }  # fmt: skip
