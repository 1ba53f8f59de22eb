"""Reminding units of what they were given."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.models import OPEN_WORK, ShareStatus, Target, Task
from nennep.viet.write import day, short


@transaction.atomic
def remind_task(task: Task, *, by: Actor) -> int:
    """Remind the units that owe a task; returns how many people were told."""
    task = access.remind_task.claim(by, task)
    keys = list(task.works.filter(watching=False, status__in=OPEN_WORK).values_list("unit_key", flat=True))
    words = _("Đề nghị báo cáo kết quả nhiệm vụ “{name}”; hạn {day}.").format(
        name=short(task.name), day=day(task.due_on)
    )
    count = tell(accounts_in(keys, "programmes.work"), words, f"/theo-doi/nhiem-vu/{task.pk}/")
    record("programmes.remind_task", task, by=by, says={"name": short(task.name), "count": len(keys)})
    return count


@transaction.atomic
def remind_shares(target: Target, *, by: Actor) -> int:
    """Remind the units that have not answered their share of a target; returns how many people were told."""
    target = access.collect.claim(by, target)
    keys = list(target.shares.filter(status=ShareStatus.ASSIGNED).values_list("unit_key", flat=True))
    words = _("Đề nghị tiếp nhận chỉ tiêu được giao “{name}”.").format(name=short(target.name))
    count = tell(accounts_in(keys, "programmes.answer"), words, "/theo-doi/")
    record("programmes.remind_shares", target, by=by, says={"name": short(target.name), "count": len(keys)})
    return count
