"""What is done when a membership is paused or ends by decision: proposed, decided, handed over, appealed, settled; coming back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.duties.rules import Share
from nennep.journal.actions import record
from nennep.members import access, limits, paperwork, places
from nennep.members.actions.departures import close_departure_of
from nennep.members.actions.life import BeforeTheBeginning, Paper
from nennep.members.actions.stretches import go_on, lock_person, tell_stretches
from nennep.members.events import MembershipEnded
from nennep.members.models import (
    Admission,
    Begin,
    Leaving,
    LeavingKind,
    LeavingState,
    Membership,
    Transfer,
    TransferState,
)
from nennep.viet.write import day as written


class VotesMissing(Refused):
    """Fewer votes of all who have one than the rule of the day asks for (294-QĐ/TW §8)."""


class CaseRuns(Refused):
    """A member with a case of leaving that is not closed."""


class Moved(Refused):
    """A case that is no longer where the act expects it."""


class TooLate(Refused):
    """An appeal after its time (294-QĐ/TW §8)."""


@dataclass(frozen=True)
class Vote:
    """The cell's vote: how many had one, how many were for it."""

    base: int
    votes: int


def _link(row: Leaving) -> str:
    return reverse("members:leaving", args=[row.pk])


def _says(row: Leaving, **more: Any) -> dict[str, Any]:
    kind = str(row.get_kind_display())
    return {"person": row.full_name, "unit": row.unit.name, "kind": kind, "number": row.decision_no, **more}


def _claim(rule: Any, by: Actor, leaving: Leaving, *states: str) -> Leaving:
    lock_person(leaving.person_id)
    row: Leaving = rule.claim(by, leaving)
    if row.state not in states:
        raise Moved(
            _("Hồ sơ của đồng chí {name} {state}; không thực hiện lại được.").format(
                name=row.full_name, state=row.get_state_display()
            )
        )
    return row


@transaction.atomic
def propose_leaving(
    membership: Membership,
    *,
    by: Actor,
    kind: str,
    ground: str,
    reason: str = "",
    vote: Vote | None = None,
    papers: tuple[str, ...] = (),
    on: date | None = None,
) -> Leaving:
    """The cell proposes on a day that a membership end or be paused. Raises CaseRuns, VotesMissing."""
    held = access.propose_leaving.claim(by, membership)
    if Leaving.objects.filter(person_id=held.person_id, state=LeavingState.PROPOSED).exists():
        raise CaseRuns(_("Đồng chí {name} đang có hồ sơ chưa kết thúc.").format(name=held.full_name))
    way, on = paperwork.WAYS[kind], on or today()
    if way.votes:
        _enough(vote, limits.leaving_vote(on, way.votes))
    row = Leaving.objects.create(
        person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, unit=held.unit, unit_key=held.unit_key,
        membership_id=held.pk, status=held.status, kind=kind, ground=ground, reason=reason, proposed_on=on,
        base=vote.base if vote else None, votes=vote.votes if vote else None, papers=list(papers),
    )  # fmt: skip
    verb = "members.report_death" if kind == LeavingKind.DECEASED else "members.propose_leaving"
    record(verb, row, by=by, person_id=row.person_id, says=_says(row))
    if kind != LeavingKind.DECEASED:
        words = _("Chi bộ đề nghị: {kind}.").format(kind=row.get_kind_display())
        places.tell_person(row.person_id, words, _link(row))
    return row


def _enough(vote: Vote | None, share: Share) -> None:
    if vote is None:
        raise VotesMissing(_("Cần ghi số đảng viên chính thức và số phiếu tán thành."), field="votes")
    least = share.least(vote.base)
    if vote.votes > vote.base:
        words = _("Số phiếu tán thành ({votes}) nhiều hơn số người được tính biểu quyết ({base}).")
        raise VotesMissing(words.format(votes=vote.votes, base=vote.base), field="votes")
    if vote.votes < least:
        raise VotesMissing(
            _("Cần ít nhất {least}/{base} phiếu tán thành.").format(least=least, base=vote.base), field="votes"
        )


@transaction.atomic
def decide_leaving(
    leaving: Leaving,
    *,
    by: Actor,
    decision: Paper,
    authority: str,
    effective_on: date,
    until: date | None = None,
    papers: tuple[str, ...] = (),
) -> Leaving:
    """Record the decision: the membership ends on its day, or an exemption begins. Raises BeforeTheBeginning."""
    row = _claim(access.decide_leaving, by, leaving, "proposed")
    held = Membership.objects.select_for_update().filter(access.counted, person_id=row.person_id).first()
    if held is None or effective_on <= held.since:
        raise BeforeTheBeginning(_("Ngày có hiệu lực phải sau ngày bắt đầu sinh hoạt hiện nay."), field="effective_on")
    _in_order(row, decision.on, effective_on)
    limit = limits.exemption(effective_on)
    last = limit.after(effective_on)
    if until and not effective_on < until <= last:
        raise BeforeTheBeginning(
            _("Miễn có thời hạn phải kết thúc trước ngày {on}: dưới {limit} ({source}).").format(
                on=written(last), limit=limit.words, source=limit.source
            ),
            field="until",
        )
    changes = change(
        row, state=LeavingState.DECIDED, decision_no=decision.number, decided_on=decision.on, authority=authority, unit_id=held.unit_id,
        unit_key=held.unit_key, membership_id=held.pk, effective_on=effective_on, papers=list(papers) or row.papers, until=until or FOREVER,
    )  # fmt: skip
    record(
        "members.note_death" if row.kind == LeavingKind.DECEASED else "members.decide_leaving",
        row,
        by=by,
        person_id=row.person_id,
        says=_says(row, on=written(effective_on)),
        changes=changes,
    )
    if row.kind != LeavingKind.EXEMPTED:
        _end(row, held, by)
    if row.kind != LeavingKind.DECEASED:
        words = _("Đã có quyết định số {number}: {kind}.").format(number=row.decision_no, kind=row.get_kind_display())
        places.tell_person(row.person_id, words, _link(row))
    return row


def _in_order(row: Leaving, decided_on: date, effective_on: date) -> None:
    """What the cell votes on is decided after the vote, and what a body decides holds from the decision on at the earliest.

    Death and an exemption are told after the fact; a body may expel or annul before the cell reports. Raises
    BeforeTheBeginning.
    """
    if paperwork.WAYS[row.kind].votes and row.proposed_on and decided_on < row.proposed_on:
        words = _("Ngày quyết định không thể trước ngày chi bộ đề nghị ({on}).")
        raise BeforeTheBeginning(words.format(on=written(row.proposed_on)), field="decided_on")
    if row.kind not in {LeavingKind.DECEASED, LeavingKind.EXEMPTED} and effective_on < decided_on:
        words = _("Quyết định có hiệu lực sớm nhất từ ngày ban hành ({on}).")
        raise BeforeTheBeginning(words.format(on=written(decided_on)), field="effective_on")


def _end(row: Leaving, held: Membership, by: Actor) -> None:
    """End the stretch, and what ran for the person: a transfer, a departure, an admission that was annulled."""
    assert row.effective_on is not None
    told = [(held, row.unit.name, change(held, until=row.effective_on, end=row.kind))]
    for other in Membership.objects.filter(
        person_id=row.person_id, association="party", until__gt=row.effective_on
    ).exclude(pk=held.pk):
        told.append(
            (
                other,
                row.unit.name,
                change(other, until=max(row.effective_on, date.fromordinal(other.since.toordinal() + 1)), end=row.kind),
            )
        )
    tell_stretches(by, *told)
    if row.kind == LeavingKind.ANNULLED and row.status == "probationary":
        for paper in Admission.objects.filter(person_id=row.person_id, annulled_on=None):
            changes = change(paper, annulled_on=row.decided_on, annulled_by=row.decision_no)
            record(
                "members.annul", paper, by=by, person_id=row.person_id, says={"person": row.full_name}, changes=changes
            )
    for transfer in Transfer.objects.filter(
        person_id=row.person_id, state__in=("asked", "agreed", "released", "turned_back")
    ):
        changes = change(transfer, state=TransferState.WITHDRAWN, closed_on=today())
        says = {
            "person": row.full_name,
            "from": transfer.from_name,
            "to": transfer.to_name,
            "number": transfer.letter_no,
        }
        record("members.withdraw_transfer", transfer, by=by, person_id=row.person_id, says=says, changes=changes)
    close_departure_of(row.person_id, row.effective_on)
    publish(MembershipEnded(held.pk, held.unit_id, row.effective_on))


@transaction.atomic
def drop_leaving(leaving: Leaving, *, by: Actor, reason: str) -> Leaving:
    """Close a proposal that is not carried out: withdrawn, or refused by the body that decides."""
    row = _claim(access.decide_leaving, by, leaving, "proposed")
    changes = change(row, state=LeavingState.DROPPED, answer=reason, answered_on=today())
    record("members.drop_leaving", row, by=by, person_id=row.person_id, says=_says(row, reason=reason), changes=changes)
    places.tell_person(row.person_id, _("Hồ sơ không thực hiện: {reason}").format(reason=reason), _link(row))
    return row


@transaction.atomic
def hand_decision(leaving: Leaving, *, by: Actor, on: date) -> Leaving:
    """Record that the person received the decision; the time to appeal begins. Raises BeforeTheBeginning."""
    row = _claim(access.decide_leaving, by, leaving, "decided")
    if row.decided_on and on < row.decided_on:
        raise BeforeTheBeginning(_("Ngày trao không thể trước ngày quyết định."), field="on")
    appeal_by = limits.appeal(on).after(on) if paperwork.WAYS[row.kind].appeal else None
    changes = change(row, handed_on=on, appeal_by=appeal_by)
    record(
        "members.hand_decision", row, by=by, person_id=row.person_id, says=_says(row, on=written(on)), changes=changes
    )
    if appeal_by:
        words = _("Đồng chí có quyền khiếu nại đến hết ngày {on}.").format(on=written(appeal_by))
        places.tell_person(row.person_id, words, _link(row))
    return row


@transaction.atomic
def appeal_leaving(leaving: Leaving, *, by: Actor, on: date, level: str) -> Leaving:
    """Record an appeal to a level (superior, province, central); its answer gets a day. Raises TooLate."""
    row = _claim(access.decide_leaving, by, leaving, "decided", "appealed")
    if not paperwork.WAYS[row.kind].appeal:
        raise TooLate(_("Trường hợp này không có khiếu nại."))
    start = row.answered_on or row.handed_on
    if start and on < start:
        words = _("Đơn khiếu nại không thể trước ngày nhận quyết định, văn bản trả lời ({on}).")
        raise TooLate(words.format(on=written(start)), field="on")
    last = limits.appeal(start).after(start) if start else None
    if last and on > last:
        raise TooLate(_("Đã quá thời hạn khiếu nại (hết ngày {on}).").format(on=written(last)), field="on")
    changes = change(
        row, state=LeavingState.APPEALED, appealed_on=on, appeal_level=level, answered_on=None, answer="",
        answer_by=limits.appeal_answer(on, level).after(on),
    )  # fmt: skip
    record(
        "members.appeal_leaving", row, by=by, person_id=row.person_id, says=_says(row, on=written(on)), changes=changes
    )
    words = _("Đã ghi khiếu nại của đồng chí; trả lời trước hết ngày {on}.").format(on=written(row.answer_by))
    places.tell_person(row.person_id, words, _link(row))
    return row


@transaction.atomic
def settle_appeal(leaving: Leaving, *, by: Actor, on: date, restored: bool, answer: str) -> Leaving:
    """Record the answer to an appeal: the decision stands, or the membership goes on as if it had not ended.

    Raises BeforeTheBeginning.
    """
    row = _claim(access.decide_leaving, by, leaving, "appealed")
    if row.appealed_on and on < row.appealed_on:
        words = _("Ngày trả lời không thể trước ngày nhận đơn khiếu nại ({on}).")
        raise BeforeTheBeginning(words.format(on=written(row.appealed_on)), field="on")
    state = LeavingState.RESTORED if restored else LeavingState.DECIDED
    appeal_by = row.appeal_by if restored else limits.appeal(on).after(on)
    changes = change(row, state=state, answer=answer, answered_on=on, appeal_by=appeal_by)
    record(
        "members.settle_appeal",
        row,
        by=by,
        person_id=row.person_id,
        says=_says(row, on=written(on), answer=answer),
        changes=changes,
    )
    if restored:
        held = Membership.objects.get(pk=row.membership_id)
        opened = go_on(held, row.unit, held.until, Begin.RESTORED)
        tell_stretches(by, (opened, row.unit.name, {}))
    places.tell_person(row.person_id, _("Đã có trả lời khiếu nại: {answer}").format(answer=answer), _link(row))
    return row


@transaction.atomic
def end_exemption(leaving: Leaving, *, by: Actor, on: date) -> Leaving:
    """A member takes up work and activity again from a day on."""
    row = _claim(access.decide_leaving, by, leaving, "decided")
    if row.kind != LeavingKind.EXEMPTED or row.effective_on is None or on <= row.effective_on:
        raise BeforeTheBeginning(_("Ngày trở lại sinh hoạt phải sau ngày bắt đầu miễn."), field="on")
    changes = change(row, set_until=row.set_until or row.until, until=min(row.until, on))
    record(
        "members.end_exemption", row, by=by, person_id=row.person_id, says=_says(row, on=written(on)), changes=changes
    )
    return row
