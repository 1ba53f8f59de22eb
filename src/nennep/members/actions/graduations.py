"""A checked list of graduates, retired people and those who moved jobs, taken in."""

from collections.abc import Callable
from datetime import date

from nennep.core.actor import Actor
from nennep.members import access
from nennep.members.actions.departures import note_departure
from nennep.members.imports.leavers import Known
from nennep.members.models import Departure, Import


def known_members(by: Actor) -> dict[str, list[Known]]:
    """Members on the roll that the actor may follow, by folded name."""
    noted = set(access.follow_departure.rows(by).values_list("person_id", flat=True))
    found: dict[str, list[Known]] = {}
    rows = access.note_departure.rows(by).values_list("pk", "person_id", "name_fold", "person__born_on", "unit__name")
    for pk, person, name, born, cell in rows:
        found.setdefault(name, []).append(Known(pk, born, cell, person in noted))
    return found


def take_departures(row: Import, by: Actor, tell: Callable[[int], None]) -> int:
    """Note each departure; the clock of each begins on the day the list gives. Rows noted meanwhile are passed over."""
    held = {
        one.pk: one
        for one in access.note_departure.rows(by)
        .filter(pk__in=[values["membership"] for values in row.rows])
        .select_related("unit", "person")
    }
    noted = set(
        Departure.objects.filter(person__in=[one.person_id for one in held.values()], closed_on=None).values_list(
            "person_id", flat=True
        )
    )
    taken = 0
    for place, values in enumerate(row.rows, 1):
        one = held.get(values["membership"])
        if one is not None and one.person_id not in noted:
            note_departure(
                one,
                by=by,
                cause=values["cause"],
                left_on=date.fromisoformat(values["left_on"]),
                decision=values["decision"],
            )
            taken += 1
        tell(place)
    return taken
