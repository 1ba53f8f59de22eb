"""A case whose person moves while it is under way: what falls due then, and what the new place objects (06-HD/TW 3.9)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.duties import rulebook
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.actions.advancing import refresh
from nennep.members.models import Case, CaseMove, CaseStep
from nennep.org.models import Unit
from nennep.org.rules import ancestors
from nennep.viet.write import day as written


class NothingToObject(Refused):
    """A case that did not come from elsewhere, or a day that does not fit."""


def note_move(case: Case, on: date) -> CaseMove:
    """Note that the person of a case moves. A file that was sent up without a decision is to be forwarded by a day."""
    due = None
    if case.stage == "decided":
        due = rulebook.deadline(on, rulebook.on(on).number("admission.moved.forward"))
    held = CaseMove.objects.filter(case=case, gone_on=None).first()
    if held is not None:
        return held
    return CaseMove.objects.create(case=case, unit_key=case.unit_key, stage=case.stage, moved_on=on, forward_due=due)


def go_on(case: Case, before: Unit, on: date) -> None:
    """A moved case goes on: under another grassroots committee the decision has a deadline of its own from that day."""
    row = CaseMove.objects.filter(case=case, gone_on=None).first()
    if row is not None:
        change(row, gone_on=on, outside=_organisation(before) != _organisation(case.unit), unit_key=case.unit_key)
        if row.outside:
            refresh(case, "decided")
    step = CaseStep.objects.filter(case=case, done_on=None).order_by("id").first()
    if step is not None:
        change(case, due_on=step.due_on)


def _organisation(unit: Unit) -> int | None:
    """The grassroots organisation a cell belongs to."""
    above = Unit.objects.filter(key__in=[*ancestors(unit.key), unit.key], kind__is_grassroots=True)
    return above.order_by("level").values_list("pk", flat=True).first()


def _latest(case: Case) -> CaseMove:
    row = CaseMove.objects.filter(case=case).exclude(gone_on=None).order_by("-gone_on", "-id").first()
    if row is None:
        raise NothingToObject(_("Hồ sơ này không chuyển từ nơi khác đến."))
    return row


@transaction.atomic
def object_case(case: Case, *, by: Actor, on: date, words: str) -> CaseMove:
    """The new place objects to a case that came to it; it is reviewed within the days of the rule. Raises NothingToObject."""
    case = access.keep_case.claim(by, case)
    row = _latest(case)
    if row.objected_on and not row.reviewed_on:
        raise NothingToObject(_("Ý kiến trước đang được xem xét."))
    if on > today() or (row.gone_on and on < row.gone_on):
        raise NothingToObject(_("Ngày có ý kiến phải từ ngày tiếp nhận hồ sơ đến hôm nay."), field="on")
    due = rulebook.deadline(on, rulebook.on(on).number("admission.moved.review"))
    change(row, objected_on=on, objection=words, review_due=due, reviewed_on=None, review="")
    says = {"person": case.full_name, "why": words, "on": written(on)}
    record("members.object_case", case, by=by, person_id=case.person_id, says=says)
    return row


@transaction.atomic
def review_case(case: Case, *, by: Actor, on: date, words: str) -> CaseMove:
    """The objection was reviewed, with what came of it. Raises NothingToObject."""
    case = access.keep_case.claim(by, case)
    row = _latest(case)
    if row.objected_on is None or row.reviewed_on:
        raise NothingToObject(_("Không có ý kiến nào chờ xem xét."))
    if not row.objected_on <= on <= today():
        raise NothingToObject(_("Ngày xem xét phải từ ngày có ý kiến đến hôm nay."), field="on")
    change(row, reviewed_on=on, review=words)
    says = {"person": case.full_name, "why": words, "on": written(on)}
    record("members.review_case", case, by=by, person_id=case.person_id, says=says)
    return row
