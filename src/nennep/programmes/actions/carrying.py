"""Papers of the clerks' office become tasks: the points of a conclusion, or carrying out a paper."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.journal.actions import record
from nennep.programmes import access
from nennep.programmes.actions.tasks import add_task
from nennep.programmes.actions.work import assign_task
from nennep.programmes.models import Programme, Task
from nennep.programmes.queries.carrying import offers


class NothingToCarry(Refused):
    """Nothing was chosen that is not a task already."""


@transaction.atomic
def carry_paper(programme: Programme, *, by: Actor, document: Document, chosen: Iterable[int]) -> list[Task]:
    """Make tasks of what a paper asks; ``chosen`` are places in its offers, from 0. Where the programme is approved they
    are assigned at once to who leads them. Raises NothingToCarry."""
    programme = access.plan.claim(by, programme)
    wanted, made = set(chosen), []
    for place, offer in enumerate(offers(document)):
        if place not in wanted or offer.there:
            continue
        task = add_task(programme, by=by, name=offer.words, due_on=offer.due_on, document=document)
        if offer.units and programme.approved_on:
            assign_task(task, by=by, units=offer.units, due_on=offer.due_on)
        made.append(task)
    if not made:
        raise NothingToCarry(_("Chưa chọn nội dung nào, hoặc các nội dung đã chọn đều đã là nhiệm vụ."), field="chosen")
    record(
        "programmes.carry",
        programme,
        by=by,
        says={"number": document.number, "count": len(made), "name": programme.name[:160]},
    )
    return made
