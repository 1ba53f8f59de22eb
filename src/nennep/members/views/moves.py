"""What a person's page says of transfers, leaving and Party age."""

from typing import Any

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.members import access, sight
from nennep.members.models import OPEN_STATES, Badge, Departure, Interruption, Leaving, Membership, Person, Transfer
from nennep.members.partyage import age_of


def moves(request: Request, person: Person, now: Membership | None) -> dict[str, Any]:
    """Context of the two fragments ``_moves`` and ``_moves_acts``."""
    actor, day = request.actor, today()
    age = age_of(person.pk, day)
    here = now is not None and now.placement == "counted" and now.association == "party"
    transfers = list(Transfer.objects.filter(person=person).order_by("-asked_on", "-pk"))
    may_edit = actor.may("members.edit") and sight.write.allows(actor, person)
    return {
        "transfers": transfers, "party_years": age.years(day) if age else None, "age": age,
        "departure": Departure.objects.filter(person=person, closed_on=None).first(),
        "leavings": list(Leaving.objects.filter(person=person).order_by("-pk")),
        "badges": list(Badge.objects.filter(person=person).exclude(state="dropped").order_by("years")),
        "gaps": list(Interruption.objects.filter(person=person).order_by("since")),
        "may_go": bool(now and here and access.ask_transfer.allows(actor, now)) and not any(one.state in OPEN_STATES for one in transfers),
        "may_note": bool(now and here and access.note_departure.allows(actor, now)),
        "may_propose": bool(now and here and access.propose_leaving.allows(actor, now)),
        "may_edit_age": may_edit, "may_readmit": may_edit and now is None,
    }  # fmt: skip
