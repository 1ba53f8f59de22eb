"""What may be seen of a secret vote while it is open: whether I have a ballot and have cast it, how many have been cast."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from nennep.core.actor import Actor
from nennep.meetings.models import Attendance, Ballot, Presence, Vote
from nennep.meetings.rules import ALWAYS


@dataclass(frozen=True)
class Box:
    """The ballot box as a person sees it."""

    entitled: bool
    cast: int
    most: int
    """How many have a ballot."""
    done: bool
    """The person has cast his; the database answers this to himself alone."""


def entitled(vote: Vote) -> QuerySet[Attendance]:
    """Those on the list who have a ballot as attendance stands; who comes late has one too."""
    return vote.meeting.attendance.filter(status="official", presence=Presence.PRESENT).exclude(left_out__in=ALWAYS)


def box(vote: Vote, actor: Actor) -> Box | None:
    """The box of an open vote on the screen; None for others."""
    if vote.ballot != Ballot.SCREEN or vote.closed:
        return None
    rows = entitled(vote)
    mine = rows.filter(Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)).exists()
    with connection.cursor() as cursor:
        cursor.execute("select nn_cast_count(%s), nn_own_mark(%s)", [vote.pk, vote.pk])
        cast, done = cursor.fetchone()
    return Box(mine, int(cast or 0), max(vote.present, rows.count(), int(cast or 0)), bool(done))
