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
from nennep.members import access, limits, paperwork, places, sight
from nennep.members.actions.departures import close_departure_of
from nennep.members.actions.life import AlreadyMember, BeforeTheBeginning, NotACell, Paper, _not_yet
from nennep.members.actions.stretches import go_on, lock_person, tell_stretches
from nennep.members.events import MemberAdmitted, MembershipEnded
from nennep.members.models import (
    Admission,
    Begin,
    Interruption,
    Leaving,
    LeavingKind,
    LeavingState,
    Membership,
    Person,
    Transfer,
    TransferState,
)
from nennep.org.models import Unit
from nennep.viet.order import sort_key
from nennep.viet.write import day as written


class VotesMissing(Refused):
    """Fewer votes of all who have one than the rule of the day asks for (294-QĐ/TW §8)."""


class CaseRuns(Refused):
    """A member with a case of leaving that is not closed."""


class Moved(Refused):
    """A case that is no longer where the act expects it."""


class TooLate(Refused):
    """An appeal after its time (294-QĐ/TW §8)."""


class TooSoon(Refused):
    """A re-admission before its time, or a second one (294-QĐ/TW §3.5)."""


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
) -> Leaving:
    """The cell proposes that a membership end or be paused. Raises CaseRuns, VotesMissing."""
    held = access.propose_leaving.claim(by, membership)
    if Leaving.objects.filter(person_id=held.person_id, state=LeavingState.PROPOSED).exists():
        raise CaseRuns(_("Đồng chí {name} đang có hồ sơ chưa kết thúc.").format(name=held.full_name))
    way = paperwork.WAYS[kind]
    if way.votes:
        _enough(vote, limits.leaving_vote(today(), way.votes))
    row = Leaving.objects.create(
        person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, unit=held.unit, unit_key=held.unit_key,
        membership_id=held.pk, status=held.status, kind=kind, ground=ground, reason=reason, proposed_on=today(),
        base=vote.base if vote else None, votes=vote.votes if vote else None, papers=list(papers),
    )  # fmt: skip
    record("members.propose_leaving", row, by=by, person_id=row.person_id, says=_says(row))
    if kind != LeavingKind.DECEASED:
        words = _("Chi bộ đề nghị: {kind}.").format(kind=row.get_kind_display())
        places.tell_person(row.person_id, words, _link(row))
    return row


def _enough(vote: Vote | None, share: Share) -> None:
    if vote is None:
        raise VotesMissing(_("Cần ghi số đảng viên chính thức và số phiếu tán thành."), field="votes")
    least = share.least(vote.base)
    if not least <= vote.votes <= vote.base:
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
        "members.decide_leaving",
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
    """Record the answer to an appeal: the decision stands, or the membership goes on as if it had not ended."""
    row = _claim(access.decide_leaving, by, leaving, "appealed")
    state = LeavingState.RESTORED if restored else LeavingState.DECIDED
    changes = change(row, state=state, answer=answer, answered_on=on)
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
    changes = change(row, until=min(row.until, on))
    record(
        "members.end_exemption", row, by=by, person_id=row.person_id, says=_says(row, on=written(on)), changes=changes
    )
    return row


@transaction.atomic
def readmit_member(
    person: Person, unit: Unit, *, by: Actor, decision: Paper, ceremony_on: date, consent: str
) -> Admission:
    """Admit a person again who had left: probation once more, with the written consent of the province's committee.

    The gap is no part of Party age. Raises NotACell, AlreadyMember, TooSoon, InTheFuture.
    """
    person, unit = sight.write.find(by, pk=person.pk), access.readmit_into.claim(by, unit)
    lock_person(person.pk)
    if not unit.kind.is_cell:
        raise NotACell(_("{unit} không phải chi bộ.").format(unit=unit.name), field="unit")
    held = Membership.objects.filter(person=person, association="party", placement="counted").order_by("-until").first()
    if held is None or held.until == FOREVER:
        raise AlreadyMember(_("Đồng chí {name} đang sinh hoạt đảng.").format(name=person.full_name))
    _may_come_back(person, held, decision.on)
    gap = Interruption.objects.create(
        person=person, since=held.until, until=decision.on, reason=str(held.get_end_display()), decision=decision.number
    )
    record(
        "members.note_interruption",
        gap,
        by=by,
        unit_id=unit.pk,
        unit_key=unit.key,
        person_id=person.pk,
        says={"person": person.full_name},
    )
    opened = go_on(held, unit, ceremony_on, Begin.READMITTED, status="probationary", status_since=None)
    tell_stretches(by, (opened, unit.name, {}))
    row = Admission.objects.create(
        person=person, unit=unit, unit_key=unit.key, decision_no=decision.number, decided_on=decision.on, ceremony_on=ceremony_on,
        full_name=person.full_name, sort_key=sort_key(person.full_name), sex=person.sex, category=person.category, source="again",
    )  # fmt: skip
    says = {
        "person": person.full_name,
        "unit": unit.name,
        "number": decision.number,
        "on": written(decision.on),
        "consent": consent,
    }
    record("members.readmit_member", row, by=by, person_id=person.pk, says=says)
    publish(MemberAdmitted(row.pk, unit.pk, decision.on))
    return row


def _may_come_back(person: Person, held: Membership, on: date) -> None:
    """At least 36 months away, once only, and not after the ends that the rule names (294-QĐ/TW §3.5)."""
    limit = limits.readmission(on)
    if held.end == "resigned":
        case = Leaving.objects.filter(person=person, kind="resigned").order_by("-decided_on").first()
        if case is None or case.ground != "family":
            raise TooSoon(
                _("Người xin ra khỏi Đảng không được xét kết nạp lại, trừ hoàn cảnh gia đình đặc biệt khó khăn.")
            )
    if on < limit.after(held.until):
        raise TooSoon(
            _("Chưa đủ {limit} kể từ ngày ra khỏi Đảng ({on}).").format(limit=limit.words, on=written(held.until)),
            field="decided_on",
        )
    if Membership.objects.filter(person=person, begin=Begin.READMITTED).exists():
        raise TooSoon(_("Chỉ kết nạp lại một lần."))
    _not_yet(on)


@transaction.atomic
def note_interruption(
    person: Person, *, by: Actor, since: date, until: date, reason: str, decision: str = ""
) -> Interruption:
    """Record a stretch that does not count towards Party age. Raises BeforeTheBeginning."""
    person = sight.write.claim(by, person)
    if until <= since:
        raise BeforeTheBeginning(_("Ngày kết thúc phải sau ngày bắt đầu."), field="until")
    row = Interruption.objects.create(person=person, since=since, until=until, reason=reason, decision=decision)
    at = Membership.objects.filter(person=person, association="party").order_by("-until").first()
    record(
        "members.note_interruption", row, by=by, unit_id=at.unit_id if at else None, unit_key=at.unit_key if at else "",
        person_id=person.pk, says={"person": person.full_name},
    )  # fmt: skip
    return row
