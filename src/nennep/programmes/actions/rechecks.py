"""Drawing closed work for a second look."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.programmes import access, rules
from nennep.programmes.models import Programme, Recheck, Work, WorkStatus


class NothingToDraw(Refused):
    """A draw without closed work that was not drawn before."""


class NeedsFindings(Refused):
    """A re-check is settled without saying what was found."""


@transaction.atomic
def draw_rechecks(programme: Programme, *, by: Actor, count: int) -> list[Recheck]:
    """Draw ``count`` closed parts of the programme's tasks by lot; the seed is kept, so that the draw can be repeated."""
    programme = access.draw.claim(by, programme)
    works = Work.objects.filter(
        task__programme=programme, status__in=[WorkStatus.DONE, WorkStatus.NOTED], rechecks=None
    )
    ids = list(works.values_list("pk", flat=True))
    if not ids:
        raise NothingToDraw(_("Chưa có kết quả nào đã đóng mà chưa kiểm tra lại."))
    lot = f"{today():%Y-%m-%d}/{programme.pk}/{programme.version}"
    chosen = works.filter(pk__in=rules.draw(ids, count, lot))
    rows = [
        Recheck.objects.create(work=work, giver_key=work.giver_key, unit_key=work.unit_key, drawn_on=today(), lot=lot)
        for work in chosen
    ]
    change(programme, version=programme.version + 1)
    record("programmes.draw_rechecks", programme, by=by, says={"name": programme.name, "count": len(rows), "lot": lot})
    return rows


@transaction.atomic
def settle_recheck(recheck: Recheck, *, by: Actor, sound: bool, words: str) -> Recheck:
    """Say what the second look found; work that does not hold is given back to its unit."""
    recheck = access.settle_recheck.claim(by, recheck)
    if not words.strip():
        raise NeedsFindings(_("Đề nghị ghi kết quả kiểm tra lại."), field="words")
    changes = change(recheck, sound=sound, words=words.strip(), checked_on=today())
    work = recheck.work
    if not sound:
        change(work, status=WorkStatus.RETURNED, answer=words.strip(), closed_on=None)
        change(work.task, done_on=None)
    says = {"task": work.task.name[:200], "unit": work.unit.name}
    verb = "programmes.recheck_sound" if sound else "programmes.recheck_unsound"
    record(verb, recheck, by=by, unit_id=work.unit_id, says=says, changes=changes)
    return recheck
