"""What a unit puts out of its meetings, kept as the meeting stands, and the address of that calendar."""

import secrets

from django.db import transaction

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Meeting, Published, Stage, UnitFeed
from nennep.meetings.rules import digest_of
from nennep.org.models import Unit


def put_out(meeting: Meeting) -> None:
    """Let the published calendar say what the meeting says; the verb that calls it has passed its gate and records. One
    that was moved or cancelled stays, marked; one that is not to be published any more is taken out."""
    row = Published.objects.filter(meeting=meeting).first()
    if not meeting.published:
        if row is not None:
            row.delete()
        return
    shown = {
        "kind": meeting.kind, "title": meeting.title, "starts_at": meeting.starts_at, "minutes": meeting.minutes, "place": meeting.place,
        "cancelled": meeting.stage == Stage.CANCELLED, "sequence": meeting.sequence,
    }  # fmt: skip
    if row is None:
        Published.objects.create(meeting=meeting, unit_id=meeting.unit_id, unit_key=meeting.unit_key, **shown)
        return
    if row.starts_at != meeting.starts_at:
        shown["was_at"] = row.starts_at
    change(row, **shown)


@transaction.atomic
def make_unit_feed(unit: Unit, *, by: Actor) -> str:
    """A new address for a unit's published calendar; the one before stops answering. The token is shown this once."""
    unit = access.plan_in.claim(by, unit)
    token = secrets.token_urlsafe(24)
    UnitFeed.objects.update_or_create(
        unit=unit,
        defaults={"unit_key": unit.key, "digest": digest_of(token), "made_at": now(), "made_by": by.name[:160]},
    )
    record("meetings.make_unit_feed", unit, by=by, says={"unit": unit.name})
    return token


@transaction.atomic
def drop_unit_feed(unit: Unit, *, by: Actor) -> None:
    """Revoke the address of a unit's published calendar."""
    unit = access.plan_in.claim(by, unit)
    UnitFeed.objects.filter(unit=unit).delete()
    record("meetings.drop_unit_feed", unit, by=by, says={"unit": unit.name})
