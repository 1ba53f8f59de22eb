"""Tasks that a meeting gives: each unit's own plan of the year takes them, since the meeting itself has adopted them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.actions.tasks import close_task
from nennep.programmes.models import OPEN_WORK, Programme, Task, Work, WorkStatus
from nennep.viet.write import short


def own_plan_of(unit: Unit, year: int) -> Programme:
    """The plan of a year that takes what the unit's meetings conclude; begun with its first task."""
    name = f"Thực hiện nghị quyết, kết luận các cuộc họp năm {year}"
    since = date(year, 1, 1)
    row, _made = Programme.objects.get_or_create(
        unit=unit, name=name, since=since, defaults={"unit_key": unit.key, "until": date(year + 1, 1, 1), "approved_on": today(), "approved_by": unit.name},
    )  # fmt: skip
    return row


@transaction.atomic
def take_conclusion(
    unit: Unit, *, by: Actor, name: str, due_on: date, units: Iterable[Unit], post: str = "", source: str = ""
) -> list[Work]:
    """Make a task of what a meeting of a unit concluded, given to units at or below it; ``post`` answers for it."""
    unit = access.conclude_in.claim(by, unit)
    task = Task.objects.create(
        programme=own_plan_of(unit, due_on.year), unit=unit, unit_key=unit.key, name=name, due_on=due_on, quote=source
    )
    rows = [
        Work.objects.create(task=task, unit=one, unit_key=one.key, giver_key=unit.key, post=post[:160]) for one in units
    ]
    record("programmes.take_conclusion", task, by=by, says={"name": task.name[:200], "count": len(rows)})
    words = _("Được giao nhiệm vụ “{name}”.").format(name=short(task.name))
    others = [row.unit_key for row in rows if row.unit_id != unit.pk]
    tell(accounts_in(others, "programmes.work"), words, "/theo-doi/")
    return rows


@transaction.atomic
def note_own_work(number: int, *, by: Actor, done: bool, note: str = "") -> Work | None:
    """A unit notes at a later meeting that its own task is done, or opens it again; None where it was decided above."""
    row = access.settle_own.rows(by).filter(pk=number).first()
    if row is None:
        return None
    row = access.settle_own.claim(by, row)
    if done and row.status in (*OPEN_WORK, WorkStatus.REPORTED):
        changes = change(row, status=WorkStatus.NOTED, percent=100, note=note or row.note, closed_on=today())
        record(
            "programmes.note", row, by=by, says={"task": row.task.name[:200], "unit": row.unit.name}, changes=changes
        )
        close_task(row.task)
    return row
