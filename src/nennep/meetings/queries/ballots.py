"""What may be seen of a secret vote while it is open: whether I have a ballot, how many have been cast."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from nennep.core.actor import Actor
from nennep.meetings.models import Ballot, Presence, Vote
from nennep.meetings.rules import ALWAYS


@dataclass(frozen=True)
class Box:
    """The ballot box as a person sees it."""

    entitled: bool
    cast: int


def box(vote: Vote, actor: Actor) -> Box | None:
    """The box of an open vote on the screen; None for others."""
    if vote.ballot != Ballot.SCREEN or vote.closed:
        return None
    rows = vote.meeting.attendance.filter(status="official", presence=Presence.PRESENT).exclude(left_out__in=ALWAYS)
    mine = rows.filter(Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)).exists()
    with connection.cursor() as cursor:
        cursor.execute("select nn_cast_count(%s)", [vote.pk])
        return Box(mine, int(cursor.fetchone()[0] or 0))
