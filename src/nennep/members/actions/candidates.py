"""Lists of candidates from a file: each row becomes a case, with its certificate and first steps where it has them."""

from collections.abc import Callable
from datetime import date

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.members import access
from nennep.members.actions.advancing import Done, settle
from nennep.members.actions.cases import notice_candidate
from nennep.members.actions.casework import file_paper
from nennep.members.models import LIVING, Case, Import, Membership


def followed() -> set[tuple[str, date | None]]:
    """Who is on the list already, by folded name and birth date, within the scope of the present work."""
    return set(Case.objects.filter(state__in=LIVING).values_list("name_fold", "person__born_on"))


def known(names: set[str]) -> dict[tuple[str, date | None], str]:
    """Where people of these folded names stand, or whose list they were on before, by name and birth date."""
    day = today()
    held = Membership.objects.filter(
        name_fold__in=names, person__merged_into=None, person__born_on__isnull=False, placement="counted", until__gt=day
    ).select_related("unit", "person")  # fmt: skip
    before = Case.objects.filter(name_fold__in=names, person__merged_into=None, person__born_on__isnull=False)
    found = {(row.name_fold, row.person.born_on): row.unit.name for row in before.select_related("unit", "person")}
    return found | {(row.name_fold, row.person.born_on): row.unit.name for row in held}


def take_candidates(row: Import, by: Actor, tell: Callable[[int], None]) -> int:
    """Notice every candidate of a checked file; returns how many."""
    units = {unit.pk: unit for unit in access.notice_in.rows(by).select_related("kind")}
    for place, values in enumerate(row.rows, 1):
        case = notice_candidate(
            units[values["unit_id"]], by=by, full_name=values["full_name"], sex=values["sex"], source="excel",
            on=date.fromisoformat(values["noticed_on"]), category=values["category"], work_title=values["work_title"],
            native_place=values["native_place"], born_precision=values["born_precision"],
            born_on=date.fromisoformat(values["born_on"]) if values["born_on"] else None,
        )  # fmt: skip
        if values["certified_on"]:
            done = Done(date.fromisoformat(values["certified_on"]), values["certificate_no"])
            file_paper(case, "awareness", by=by, done=done)
            settle(case, "class", by=by, done=done)
        if values.get("permitted_on"):
            settle(case, "permitted", by=by, done=Done(date.fromisoformat(values["permitted_on"])))
        if values.get("applied_on"):
            done = Done(date.fromisoformat(values["applied_on"]))
            file_paper(case, "application", by=by, done=done)
            settle(case, "application", by=by, done=done)
        tell(place)
    return len(row.rows)
