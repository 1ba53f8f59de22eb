"""What is done with letters of verification: ours go out and come back, others' come in and are answered."""

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
from nennep.members.models import Case, Letter
from nennep.org.models import Unit
from nennep.viet.write import day as written


class ReplyTooEarly(Refused):
    """A reply before the letter."""


class NotSentYet(Refused):
    """A letter or a reply of a day that is still to come."""


class LetterTaken(Refused):
    """A letter's number that the case has already."""


def _due(on: date, abroad: bool) -> tuple[date, str]:
    book, key = rulebook.on(on), "verify.abroad" if abroad else "verify.inland"
    return rulebook.deadline(on, book.number(key)), book.row(key).source


def _not_yet(on: date) -> None:
    if on > today():
        raise NotSentYet(_("Ngày ở tương lai. Đề nghị ghi ngày trên văn bản."), field="on")


@transaction.atomic
def send_letter(
    case: Case, *, by: Actor, about: str, place: str, number: str, on: date, relation: str = "", abroad: bool = False
) -> Letter:
    """Send a letter of verification about the candidate or a relative. Raises LetterTaken, NotSentYet."""
    case = access.decide_case.claim(by, case)
    if case.letters.filter(number=number, place=place).exists():
        raise LetterTaken(_("Công văn số này gửi nơi này đã có."), field="number")
    _not_yet(on)
    due, rule = _due(on, abroad)
    row = Letter.objects.create(
        case=case, unit=case.unit, unit_key=case.unit_key, about=about, relation=relation, place=place, abroad=abroad,
        number=number, sent_on=on, due_on=due, rule=rule,
    )  # fmt: skip
    refresh(case, "verified")
    says = {"about": about, "place": place, "number": number, "on": written(on)}
    record("members.send_letter", row, by=by, person_id=case.person_id, says=says)
    return row


@transaction.atomic
def take_request(
    unit: Unit, *, by: Actor, about: str, place: str, number: str, on: date, relation: str = "", abroad: bool = False
) -> Letter:
    """Take in another's request to verify someone; it is owed an answer in the same time."""
    unit = access.answer_for.claim(by, unit)
    _not_yet(on)
    due, rule = _due(on, abroad)
    row = Letter.objects.create(
        unit=unit, unit_key=unit.key, incoming=True, about=about, relation=relation, place=place, abroad=abroad,
        number=number, sent_on=on, due_on=due, rule=rule,
    )  # fmt: skip
    says = {"about": about, "place": place, "number": number, "on": written(on)}
    record("members.take_request", row, by=by, says=says)
    return row


@transaction.atomic
def answer_letter(letter: Letter, *, by: Actor, on: date, number: str = "", enough: bool = True) -> Letter:
    """Record that the reply to our letter came, or that our answer to another's went. Raises ReplyTooEarly."""
    row = access.answer_letter.claim(by, letter)
    if on < row.sent_on:
        raise ReplyTooEarly(_("Ngày trả lời không thể trước ngày gửi công văn."), field="on")
    _not_yet(on)
    changes = change(row, returned_on=on, reply_number=number, enough=enough)
    if row.case is not None:
        refresh(row.case, "verified")
    says = {"about": row.about, "place": row.place, "number": row.number, "on": written(on)}
    person = row.case.person_id if row.case else None
    record("members.answer_letter", row, by=by, person_id=person, says=says, changes=changes)
    return row
