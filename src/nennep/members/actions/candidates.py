"""Lists of candidates from a file: each row becomes a case, with its certificate where it has one."""

from collections.abc import Callable
from datetime import date

from nennep.core.actor import Actor
from nennep.members import access
from nennep.members.actions.advancing import Done, settle
from nennep.members.actions.cases import notice_candidate
from nennep.members.actions.casework import file_paper
from nennep.members.models import LIVING, Case, Import


def followed() -> set[tuple[str, date | None]]:
    """Who is on the list already, by folded name and birth date, within the scope of the present work."""
    return set(Case.objects.filter(state__in=LIVING).values_list("name_fold", "person__born_on"))


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
        tell(place)
    return len(row.rows)
