"""What a person's page says of transfers, leaving and Party age."""

from typing import Any

from django.db.models import QuerySet

from nennep.core.clock import today
from nennep.members import limits
from nennep.members.models import OPEN_STATES, Badge, Departure, Interruption, Leaving, Person, Transfer
from nennep.members.partyage import age_by, beginnings, counted_to, lost_in
from nennep.members.sight import Opened

Rows = list[Any]


def asked(person: Person) -> list[QuerySet[Any]]:
    """What ``moves`` reads of a person."""
    return [
        beginnings(person.pk),
        Interruption.objects.filter(person=person).order_by("since"),
        Transfer.objects.filter(person=person).order_by("-asked_on", "-pk"),
        Departure.objects.filter(person=person, closed_on=None)[:1],
        Leaving.objects.filter(person=person).order_by("-pk"),
        Badge.objects.filter(person=person).exclude(state="dropped").order_by("years"),
    ]


def moves(
    file: Opened, first: Rows, gaps: Rows, transfers: Rows, departures: Rows, leavings: Rows, badges: Rows
) -> dict[str, Any]:
    """Context of the two fragments ``_moves`` and ``_moves_acts``, of the rows of ``asked``."""
    now, day = file.now, counted_to(first, today())
    age = age_by(first, lost_in(gaps, day), limits.probation_months(day))
    return {
        "transfers": transfers, "party_years": age.years(day) if age else None, "age": age, "age_on": day if age and day < today() else None, "departure": next(iter(departures), None),
        "leavings": leavings, "badges": badges, "gaps": gaps,
        "may_go": now is not None and now.may_go and not any(one.state in OPEN_STATES for one in transfers),
        "may_readmit": file.write and now is None,
    }  # fmt: skip
