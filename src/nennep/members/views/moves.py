"""What a person's page says of transfers, leaving and Party age."""

from typing import Any

from nennep.core.clock import today
from nennep.members.models import OPEN_STATES, Badge, Departure, Interruption, Leaving, Transfer
from nennep.members.partyage import age_of
from nennep.members.sight import Opened


def moves(file: Opened) -> dict[str, Any]:
    """Context of the two fragments ``_moves`` and ``_moves_acts``."""
    person, now, day = file.person, file.now, today()
    age = age_of(person.pk, day)
    transfers = list(Transfer.objects.filter(person=person).order_by("-asked_on", "-pk"))
    return {
        "transfers": transfers, "party_years": age.years(day) if age else None, "age": age,
        "departure": Departure.objects.filter(person=person, closed_on=None).first(),
        "leavings": list(Leaving.objects.filter(person=person).order_by("-pk")),
        "badges": list(Badge.objects.filter(person=person).exclude(state="dropped").order_by("years")),
        "gaps": list(Interruption.objects.filter(person=person).order_by("since")),
        "may_go": now is not None and now.may_go and not any(one.state in OPEN_STATES for one in transfers),
        "may_readmit": file.write and now is None,
    }  # fmt: skip
