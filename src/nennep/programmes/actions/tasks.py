"""Tasks: added, changed, joined with the same task of another plan, closed, and set again where they repeat."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.programmes import access, rules
from nennep.programmes.actions.plans import area_of
from nennep.programmes.models import CLOSED_WORK, Programme, Task, Work


class SameAsItself(Refused):
    """A task is joined with itself, or with one that already stands for it."""


@transaction.atomic
def add_task(programme: Programme, *, by: Actor, name: str, due_on: date | None, **values: Any) -> Task:
    """Add a task by hand."""
    programme = access.plan.claim(by, programme)
    values["area"] = values.get("area") or area_of(name)
    row = Task.objects.create(
        programme=programme, unit=programme.unit, unit_key=programme.unit_key, name=name, due_on=due_on, **values
    )
    record("programmes.add_task", row, by=by, says={"name": row.name})
    return row


@transaction.atomic
def edit_task(task: Task, *, by: Actor, seen: int | None = None, **values: Any) -> Task:
    """Change a task: its words, due date, nature, product, how often it comes, its theme."""
    task = access.edit_task.claim(by, task, seen=seen)
    changes = change(task, **values)
    record("programmes.edit_task", task, by=by, says={"name": task.name[:200]}, changes=changes)
    return task


@transaction.atomic
def join_task(task: Task, *, by: Actor, same_as: Task | None) -> Task:
    """Say that a task is the same as one of another plan: it is worked on there and counted once; None parts them."""
    task = access.edit_task.claim(by, task)
    root = same_as.same_as or same_as if same_as else None
    if root is not None and (root.pk == task.pk or root.programme_id == task.programme_id):
        raise SameAsItself(_("Đề nghị chọn nhiệm vụ của một kế hoạch khác."), field="same_as")
    for twin in task.twins.all():
        change(twin, same_as=root)
    changes = change(task, same_as=root, done_on=root.done_on if root else task.done_on)
    says = {"name": task.name[:200], "other": root.programme.name[:120] if root else "–"}
    record("programmes.join_task", task, by=by, says=says, changes=changes)
    return task


def close_task(task: Task) -> None:
    """A task is done when every unit that leads it is; what repeats is set again for its next time."""
    if task.done_on or task.works.filter(leading=True).exclude(status__in=CLOSED_WORK).exists():
        return
    change(task, done_on=today())
    for twin in task.twins.all():
        change(twin, done_on=today())
    _again(task)


def _again(task: Task) -> None:
    due = rules.next_due(task.due_on, task.repeats) if task.due_on else None
    if due is None or due >= task.programme.until:
        return
    kept = (
        "programme", "unit", "unit_key", "document", "proposal_id", "quote", "name", "area", "due_words", "key_task",
        "breakthrough", "product", "repeats", "theme", "rank",
    )  # fmt: skip
    values = {name: getattr(task, name) for name in kept}
    row = Task.objects.create(**values, due_on=due, repeat_of=task.repeat_of or task)
    parts = ("unit", "unit_key", "giver_key", "leading", "watching", "post")
    Work.objects.bulk_create(
        Work(task=row, **{name: getattr(work, name) for name in parts}) for work in task.works.select_related("unit")
    )
