"""What may be seen of a pulse while it is open: whether I can answer; how many have is told to nobody."""

from django.db.models import Q

from nennep.core.actor import Actor
from nennep.meetings.models import Meeting, Presence, Thing
from nennep.meetings.models.pulse import Pulse
from nennep.meetings.queries.allowed import is_on


def of(meeting: Meeting) -> Pulse | None:
    """The pulse of a meeting, if it was asked."""
    return Pulse.objects.filter(meeting=meeting).select_related("meeting").first()


def is_there(meeting: Meeting) -> bool:
    """Whether a held meeting's page leads to a pulse: it was switched on for the unit."""
    return bool(meeting.held_on) and is_on(Thing.PULSE, meeting.unit_key)


def was_there(meeting: Meeting, actor: Actor) -> bool:
    """Whether the actor was present, so that he may answer."""
    mine = Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)
    return bool(meeting.attendance.filter(mine, presence=Presence.PRESENT).exists())
