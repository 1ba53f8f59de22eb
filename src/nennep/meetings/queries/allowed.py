"""What is switched on where, and the base of votes as attendance stands."""

from nennep.meetings import rules
from nennep.meetings.models import Meeting, Presence, Switch
from nennep.org.rules import ancestors


def is_on(thing: str, unit_key: str) -> bool:
    """Whether something is switched on for a unit, by itself or by a unit above."""
    return bool(Switch.objects.filter(thing=thing, unit_key__in=[*ancestors(unit_key), unit_key]).exists())


def switched_on(unit_key: str) -> set[str]:
    """All that is switched on for a unit."""
    return set(Switch.objects.filter(unit_key__in=[*ancestors(unit_key), unit_key]).values_list("thing", flat=True))


def base_of(meeting: Meeting) -> rules.Base:
    """The base of a vote as attendance stands."""
    rows = meeting.attendance.filter(status="official")
    return rules.vote_base(rules.Voter(True, row.presence == Presence.PRESENT, row.left_out) for row in rows)
