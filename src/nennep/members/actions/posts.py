"""A checked list of holders of posts, taken in."""

from collections.abc import Callable, Iterable
from datetime import date

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.members import access
from nennep.members.actions.tenure import leave_post, take_post
from nennep.members.imports import columns, holders
from nennep.members.imports.check import cells_by_code
from nennep.members.imports.leavers import Known
from nennep.members.imports.sheet import Row
from nennep.members.models import Import, Membership, Tenure
from nennep.org import access as org
from nennep.org.queries import post_kinds
from nennep.viet.order import fold


def checked(rows: Iterable[Row], by: Actor) -> columns.Checked:
    """The rows of a list of posts, checked against members, committees and posts the actor may write."""
    listed = list(rows)
    names = {fold(row.text("full_name")) for row in listed}
    members = access.change_membership.rows(by).filter(access.counted, name_fold__in=names)
    known: dict[str, list[Known]] = {}
    person_of: dict[int, int] = {}
    for pk, person, name, born, cell in members.values_list(
        "pk", "person_id", "name_fold", "person__born_on", "unit__name"
    ):
        known.setdefault(name, []).append(Known(pk, born, cell, False))
        person_of[person] = pk
    running = Tenure.objects.filter(person_id__in=person_of, until__gt=today())
    held = {
        (person_of[person], unit, title)
        for person, unit, title in running.values_list("person_id", "seat__unit_id", "seat__title")
    }
    units = cells_by_code(org.shape.rows(by).filter(until__gt=today()).select_related("kind"))
    return holders.holders(listed, known, units, held, post_kinds())


def take_posts(row: Import, by: Actor, tell: Callable[[int], None]) -> int:
    """Record every post of a checked file, and its end where the list gives one; returns how many."""
    units = {unit.pk: unit for unit in org.shape.rows(by).filter(pk__in={values["unit_id"] for values in row.rows})}
    members = Membership.objects.filter(pk__in={values["membership"] for values in row.rows}).select_related("person")
    people = {one.pk: one.person for one in members}
    for place, values in enumerate(row.rows, 1):
        held = take_post(
            people[values["membership"]], units[values["unit_id"]], by=by, title=values["title"],
            since=date.fromisoformat(values["since"]), decision=values["decision"],
        )  # fmt: skip
        if values["until"]:
            leave_post(held, by=by, on=date.fromisoformat(values["until"]))
        tell(place)
    return len(row.rows)
