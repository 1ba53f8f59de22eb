"""A step of a case that was recorded wrongly is taken back, so that it can be recorded anew; the journal keeps what stood there."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.actions.advancing import advance
from nennep.members.models import Case, CaseStep, CaseVote
from nennep.members.steps import BY_CODE, ORDER, Step

FIXED = {"noticed", "decided", "ceremony", "recognised"}
"""Steps that made an admission, a membership or the case itself: they are undone where those are."""


class NotTheLast(Refused):
    """A step on which later ones rest, or one that is undone elsewhere."""


def rests_on(step: Step, settled: Iterable[str]) -> list[Step]:
    """The later steps among those done that a step carries, the first of them first; free ones stand beside one another."""
    later = [BY_CODE[code] for code in settled if ORDER[code] > ORDER[step.code]]
    return sorted((one for one in later if not (one.free and step.free)), key=lambda one: ORDER[one.code])


def may_reopen(step: Step, settled: Iterable[str]) -> bool:
    """Whether a done step may be taken back: nothing that is done rests on it, and no decision was made by it."""
    return step.code not in FIXED and not rests_on(step, settled)


@transaction.atomic
def reopen_step(case: Case, code: str, *, by: Actor, why: str) -> Case:
    """Take back a step that was recorded wrongly; its vote goes with it, papers stay in the file. Raises NotTheLast."""
    step = BY_CODE.get(code)
    if step is None:
        raise NotYours
    case = access.STEP_RULES[step.act].claim(by, case)
    settled = list(CaseStep.objects.filter(case=case).exclude(done_on=None).values_list("step", flat=True))
    row = CaseStep.objects.filter(case=case, step=code).exclude(done_on=None).first()
    if row is None or code in FIXED:
        raise NotTheLast(_("Bước này không mở lại được. Quyết định đã ban hành thì hủy tại hồ sơ cá nhân."))
    if later := rests_on(step, settled):
        raise NotTheLast(_("Đã có bước “{step}” ở sau; đề nghị mở lại bước đó trước.").format(step=later[-1].label))
    changes = change(row, done_on=None, number="", words="", done_by="")
    votes = [str(vote) for vote in CaseVote.objects.filter(case=case, step=code)]
    CaseVote.objects.filter(case=case, step=code).delete()
    begun = [one.code for one in BY_CODE.values() if ORDER[one.code] > ORDER[code]]
    CaseStep.objects.filter(case=case, step__in=begun, done_on=None).delete()
    if code == "permitted":
        change(case, filed_on=None)
    advance(case)
    says = {"person": case.full_name, "step": str(step.label), "why": why}
    told = changes | ({"votes": (", ".join(votes), "")} if votes else {})
    record("members.reopen_step", case, by=by, person_id=case.person_id, says=says, changes=told)
    return case
