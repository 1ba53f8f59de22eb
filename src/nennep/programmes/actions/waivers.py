"""Exceptions from a task or a target: asked for by the unit, decided by the committee."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.actions.tasks import close_task
from nennep.programmes.models import OPEN_WORK, Asked, Share, Waiver, Work, WorkStatus


class NeedsGrounds(Refused):
    """An exception is asked for without a reason, or agreed to without the deciding paper."""


class AlreadyAsked(Refused):
    """The unit has asked for the same exception before and waits for the decision."""


@transaction.atomic
def ask_waiver(part: Work | Share, *, by: Actor, reason: str) -> Waiver:
    """A unit asks to be left out of a task or a target; until it is decided the work stands."""
    if isinstance(part, Work):
        work = access.work_on.claim(by, part)
        what, unit, giver_key, name = {"task": work.task}, work.unit, work.giver_key, work.task.name
    else:
        share = access.answer_own.claim(by, part)
        what, unit, giver_key, name = {"target": share.target}, share.unit, share.giver_key, share.target.name  # type: ignore[dict-item]
    if not reason.strip():
        raise NeedsGrounds(_("Đề nghị nêu lý do đề nghị ngoại lệ."), field="reason")
    if Waiver.objects.filter(unit=unit, status=Asked.ASKED, **what).exists():
        raise AlreadyAsked(_("Đơn vị đã đề nghị ngoại lệ cho nội dung này và đang chờ quyết định."), field="reason")
    row = Waiver.objects.create(
        unit=unit, unit_key=unit.key, giver_key=giver_key, reason=reason.strip(), asked_on=today(), **what
    )
    record("programmes.ask_waiver", row, by=by, says={"unit": unit.name, "what": name[:200]})
    return row


@transaction.atomic
def settle_waiver(
    waiver: Waiver, *, by: Actor, agreed: bool, answer: str = "", decision: str = "", until: date | None = None
) -> Waiver:
    """The committee agrees to an exception by a paper, or refuses it with a reason."""
    waiver = access.settle_waiver.claim(by, waiver)
    if agreed and not decision.strip():
        raise NeedsGrounds(_("Đề nghị ghi số, ngày văn bản chấp thuận ngoại lệ."), field="decision")
    if not agreed and not answer.strip():
        raise NeedsGrounds(_("Đề nghị nêu lý do không chấp thuận."), field="answer")
    changes = change(
        waiver, status=Asked.AGREED if agreed else Asked.REFUSED, answer=answer.strip(), decision=decision.strip(),
        decided_on=today(), until=until,
    )  # fmt: skip
    what = waiver.task.name if waiver.task else waiver.target.name if waiver.target else ""
    verb = "programmes.agree_waiver" if agreed else "programmes.refuse_waiver"
    record(verb, waiver, by=by, says={"unit": waiver.unit.name, "what": what[:200]}, changes=changes)
    if agreed and waiver.task:
        for work in waiver.task.works.filter(unit=waiver.unit, status__in=[*OPEN_WORK, WorkStatus.REPORTED]):
            change(work, status=WorkStatus.WAIVED, closed_on=today())
        close_task(waiver.task)
    words = _("Đề nghị ngoại lệ đối với “{what}” đã có quyết định.").format(what=what[:200])
    tell(accounts_in([waiver.unit_key], "programmes.answer"), words, "/theo-doi/")
    return waiver
