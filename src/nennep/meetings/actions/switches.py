"""What an organisation switches on for its cells."""

from django.db import transaction

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Switch, Thing
from nennep.org.models import Unit


@transaction.atomic
def set_switch(unit: Unit, *, by: Actor, thing: str, on: bool, paper: str = "") -> None:
    """Switch something on, with the paper that allows it, or off for a unit and all below it."""
    unit = access.switch_in.claim(by, unit)
    if on:
        Switch.objects.update_or_create(
            unit=unit, thing=thing, defaults={"unit_key": unit.key, "paper": paper.strip()[:160], "since": today()}
        )
    else:
        Switch.objects.filter(unit=unit, thing=thing).delete()
    record("meetings.switch", unit, by=by, says={"thing": str(Thing(thing).label), "unit": unit.name})
