"""A stretch of membership goes on elsewhere: what transfers, restorations and re-admissions share."""

from datetime import date
from typing import Any

from nennep.core.actor import Actor
from nennep.core.change import Changes
from nennep.journal.actions import Entry, record_many
from nennep.members.models import Membership, Person
from nennep.org.models import Unit
from nennep.viet.write import day as written

SAME = (
    "person_id", "association", "status", "full_name", "sort_key", "name_fold", "sex", "birth_year", "category", "minority",
)  # fmt: skip


def go_on(held: Membership, unit: Unit, since: date, begin: str, **more: Any) -> Membership:
    """A new stretch of the same person in a unit, with what the held one carries of the person, the day its status
    began too."""
    values = {name: getattr(held, name) for name in SAME} | {"since": since, "begin": begin} | more
    values.setdefault("status_since", held.held_since)
    return Membership.objects.create(unit=unit, unit_key=unit.key, **values)


def tell_stretches(by: Actor, *told: tuple[Membership, str, Changes]) -> None:
    """A journal line for each stretch that an act opened or ended: (row, name of the unit, changes)."""
    entries = [
        Entry(
            row,
            person_id=row.person_id,
            says={"person": row.full_name, "unit": unit, "on": written(row.since)},
            changes=changes,
        )
        for row, unit, changes in told
    ]
    record_many("members.stretch", entries, by=by)


def lock_person(person_id: int) -> None:
    """Lock a person before the case and the stretches: the order of the house, so that two acts never wait for each other."""
    Person.objects.select_for_update(no_key=True).filter(pk=person_id).order_by("pk").first()
