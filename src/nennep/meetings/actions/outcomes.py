"""What lives on: conclusions, resolutions, decisions; those with a due day become tasks of the unit's own plan."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Item, Meeting, Outcome, OutcomeKind
from nennep.org.models import Unit
from nennep.programmes import actions as plans
from nennep.viet.write import short


class NothingConcluded(Refused):
    """An empty conclusion."""


class GivenWithoutDay(Refused):
    """Work for units below without a day by which it is due: no task would come of it."""


class DueInThePast(Refused):
    """A task due before the meeting that gives it."""


@transaction.atomic
def conclude(
    meeting: Meeting, *, by: Actor, kind: str, words: str, owner: str = "", due_on: date | None = None, item: Item | None = None, units: list[Unit] | None = None,
) -> Outcome:  # fmt: skip
    """Write down a conclusion, resolution or decision. With a due day it is a task of the unit, or of units below that
    it names. Raises NothingConcluded, GivenWithoutDay, DueInThePast."""
    meeting = access.follow.claim(by, meeting)
    if not words.strip():
        raise NothingConcluded(_("Đề nghị ghi nội dung kết luận."), field="words")
    if units and not due_on:
        raise GivenWithoutDay(_("Giao cho tổ chức trực thuộc thì cần hạn thực hiện."), field="due_on")
    if due_on and meeting.held_on and due_on < meeting.held_on:
        raise DueInThePast(_("Hạn thực hiện trước ngày họp. Đề nghị kiểm tra lại."), field="due_on")
    row = Outcome.objects.create(
        meeting=meeting, item=item, unit_key=meeting.unit_key, kind=kind, words=words.strip(), owner=owner.strip()[:160], due_on=due_on,
    )  # fmt: skip
    if due_on:
        works = plans.take_conclusion(
            meeting.unit,
            by=by,
            name=row.words,
            due_on=due_on,
            post=row.owner,
            units=units or [meeting.unit],
            source=meeting.title,
        )
        own = next((work for work in works if work.unit_id == meeting.unit_id), works[0])
        change(row, task_id=own.task_id, work_id=own.pk)
    says = {
        "kind": str(OutcomeKind(kind).label).lower(),
        "title": short(meeting.title, 100),
        "words": short(row.words, 160),
    }
    record("meetings.conclude", row, by=by, unit_id=meeting.unit_id, says=says)
    return row


@transaction.atomic
def settle_outcome(outcome: Outcome, *, by: Actor, done: bool, words: str = "") -> Outcome:
    """Say at a later meeting whether a conclusion was carried out; the unit's own part of its task follows."""
    outcome = access.settle.claim(by, outcome)
    changes = change(outcome, done_on=today() if done else None, done_words=words.strip()[:400])
    if outcome.work_id:
        plans.note_own_work(outcome.work_id, by=by, done=done, note=outcome.done_words)
    record(
        "meetings.settle",
        outcome,
        by=by,
        unit_id=outcome.meeting.unit_id,
        says={"words": short(outcome.words, 160)},
        changes=changes,
    )
    return outcome


@transaction.atomic
def number_outcome(outcome: Outcome, *, by: Actor, number: str) -> Outcome:
    """Note the number the records clerk gave to a resolution or a notice of conclusion."""
    outcome = access.settle.claim(by, outcome)
    changes = change(outcome, number=number.strip()[:60])
    says = {"number": outcome.number, "words": short(outcome.words, 160)}
    record("meetings.number", outcome, by=by, unit_id=outcome.meeting.unit_id, says=says, changes=changes)
    return outcome
