"""What is done to a transfer: asked for, agreed to, released with a letter, accepted or closed by a receipt, turned back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access, limits, places
from nennep.members.actions.life import BeforeTheBeginning
from nennep.members.actions.stretches import lock_person
from nennep.members.models import (
    OPEN_STATES,
    STAYS_COUNTED,
    Membership,
    Transfer,
    TransferState,
)
from nennep.members.rules import months_later
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.viet.order import clean, fold
from nennep.viet.write import day as written


class AlreadyActed(Refused):
    """A transfer that is no longer where the act expects it: somebody was quicker."""


class NowhereToGo(Refused):
    """A transfer without a place, or to the cell the member is in."""


class TransferRuns(Refused):
    """A member with a transfer that is not closed yet."""


class DuesUnpaid(Refused):
    """Dues not paid up to the month of the letter (38-HD/BTCTW)."""


class UnderReview(Refused):
    """A member under inspection or with a complaint being handled is not transferred officially (294-QĐ/TW §6.3.1đ)."""


class WrongOrder(Refused):
    """A letter dated before the one it replaces."""


class WrongLength(Refused):
    """Temporary activity that is shorter or longer than the rule allows."""


@dataclass(frozen=True)
class Place:
    """Where a member goes: an organisation or a cell of the system by its unit, or words alone."""

    name: str
    unit_id: int | None = None
    key: str = ""


@dataclass(frozen=True)
class Letter:
    """The letter of introduction: number, day, the month dues are paid for (its first day)."""

    number: str
    on: date
    dues_until: date


@dataclass(frozen=True)
class Sealed:
    """The sealed paper file that goes along: number of the seal, the day, who carries it."""

    number: str = ""
    on: date | None = None
    carrier: str = ""


def place_of(unit: Unit) -> Place:
    """A unit of my own tree as a place."""
    return Place(unit.name, unit.pk, unit.key)


def link_of(row: Transfer) -> str:
    """The page of a transfer."""
    return reverse("members:transfer", args=[row.pk])


def says_of(row: Transfer, **more: Any) -> dict[str, Any]:
    """What a journal line about a transfer names."""
    return {"person": row.full_name, "from": row.from_name, "to": row.to_name, "number": row.letter_no, **more}


def must_be(row: Transfer, *states: str) -> None:
    """The state the act expects, else a sentence that says where the transfer stands."""
    if row.state in states:
        return
    sentence = _("Hồ sơ chuyển sinh hoạt của đồng chí {name} {state} ({on}); không thực hiện lại được.").format(
        name=row.full_name, state=row.get_state_display(), on=written(row.closed_on or row.letter_on or row.asked_on)
    )
    raise AlreadyActed(sentence)


def claim_in(rule: Any, by: Actor, transfer: Transfer, *states: str) -> Transfer:
    """The transfer, locked after its person, in one of the states."""
    lock_person(transfer.person_id)
    row: Transfer = rule.claim(by, transfer)
    must_be(row, *states)
    return row


@transaction.atomic
def ask_transfer(
    membership: Membership,
    place: Place,
    *,
    by: Actor,
    kind: str,
    cause: str,
    reason: str = "",
    planned_until: date | None = None,
    batch: str = "",
) -> Transfer:
    """Begin a transfer, by the member, the cell or the office. Raises NowhereToGo, TransferRuns, WrongLength."""
    lock_person(membership.person_id)
    held = access.ask_transfer.claim(by, membership)
    if not place.name.strip() or place.unit_id == held.unit_id:
        raise NowhereToGo(
            _("Cần ghi nơi chuyển đến, khác chi bộ đang sinh hoạt."), field="to_unit" if place.unit_id else "to_name"
        )
    if place.unit_id is None and fold(clean(place.name)) in {fold(held.unit.name), fold(long_name(held.unit))}:
        words = _(
            "Nơi chuyển đến trùng tên chi bộ đang sinh hoạt; nếu là nơi khác thì ghi cả tên tổ chức đảng cấp trên."
        )
        raise NowhereToGo(words, field="to_name")
    if Transfer.objects.filter(person_id=held.person_id, state__in=OPEN_STATES).exists():
        raise TransferRuns(
            _("Đồng chí {name} đang có hồ sơ chuyển sinh hoạt chưa kết thúc.").format(name=held.full_name)
        )
    _length_fits(kind, cause, planned_until)
    row = Transfer.objects.create(
        person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, birth_year=held.birth_year, status=held.status,
        unit=held.unit, unit_key=held.unit_key, from_name=long_name(held.unit), to_unit_id=place.unit_id, to_key=place.key,
        to_name=clean(place.name)[:300], kind=kind, cause=cause, reason=reason, planned_until=planned_until, batch=batch,
        asked_on=today(), asked_by=by.account_id, own_wish=by.person_id == held.person_id,
    )  # fmt: skip
    record("members.ask_transfer", row, by=by, person_id=row.person_id, says=says_of(row))
    words = _("Đã ghi đề nghị chuyển sinh hoạt đảng của đồng chí đến {to}.").format(to=row.to_name)
    places.tell_person(row.person_id, words, link_of(row))
    if row.own_wish:
        words = _("Đồng chí {name} đề nghị chuyển sinh hoạt đảng đến {to}.").format(name=row.full_name, to=row.to_name)
        tell(places.desk(row, "from", "members.transfer"), words, link_of(row))
    return row


def long_name(cell: Unit) -> str:
    """The cell and what it stands under, as a letter names it."""
    return f"{cell.name}, {cell.parent.name}" if cell.parent else cell.name


def _length_fits(kind: str, cause: str, planned_until: date | None) -> None:
    if kind not in STAYS_COUNTED:
        return
    span = limits.temporary(today(), cause)
    if planned_until is None or not months_later(today(), span.least - 1) < planned_until <= span.last(today()):
        words = _("Sinh hoạt tạm thời trong trường hợp này cần ngày kết thúc, {span} ({source}).")
        raise WrongLength(words.format(span=span.words, source=span.source), field="planned_until")


@transaction.atomic
def agree_transfer(transfer: Transfer, *, by: Actor, words: str = "") -> Transfer:
    """The cell agrees and says what it has to say of the member; the office may release."""
    row = claim_in(access.agree_transfer, by, transfer, "asked", "turned_back")
    changes = change(row, state=TransferState.AGREED, agreed_on=today(), agreed_words=words, refusal="")
    record("members.agree_transfer", row, by=by, person_id=row.person_id, says=says_of(row), changes=changes)
    told = _("Chi bộ đã đồng ý cho đồng chí chuyển sinh hoạt đảng đến {to}.").format(to=row.to_name)
    places.tell_person(row.person_id, told, link_of(row))
    tell(
        places.desk(row, "from", "members.release"),
        _("Chờ giới thiệu đi: {name}.").format(name=row.full_name),
        link_of(row),
    )
    return row


@transaction.atomic
def release_transfer(
    transfer: Transfer,
    *,
    by: Actor,
    letter: Letter,
    sealed: Sealed = Sealed(),
    papers: tuple[str, ...] = (),
    clear: bool = True,
) -> Transfer:
    """Issue the letter of introduction; the member stays on the roll until the other side acts.

    Raises DuesUnpaid, UnderReview, BeforeTheBeginning.
    """
    row = claim_in(access.release, by, transfer, "asked", "agreed", "turned_back")
    if letter.on < row.asked_on:
        raise BeforeTheBeginning(_("Ngày giấy giới thiệu không thể trước ngày đề nghị."), field="letter_on")
    if letter.dues_until < letter.on.replace(day=1):
        raise DuesUnpaid(
            _("Đảng phí phải đóng đến hết tháng cấp giấy giới thiệu ({month:%m/%Y}).").format(month=letter.on),
            field="dues_until",
        )
    if not clear and not row.keeps_count:
        raise UnderReview(
            _("Không chuyển chính thức khi đang bị kiểm tra hoặc đang xem xét khiếu nại, tố cáo về đảng viên."),
            field="clear",
        )
    changes = change(
        row, state=TransferState.RELEASED, letter_no=letter.number, letter_on=letter.on, dues_until=letter.dues_until,
        answer_by=limits.letter_valid(letter.on, row.kind).after(letter.on), released_by=by.account_id, papers=list(papers),
        seal_no=sealed.number, sealed_on=sealed.on, carried_by=sealed.carrier, refusal="",
    )  # fmt: skip
    record("members.release_transfer", row, by=by, person_id=row.person_id, says=says_of(row), changes=changes)
    words = _("Đã có giấy giới thiệu sinh hoạt đảng số {number} đến {to}; nộp trước hết ngày {on}.").format(
        number=row.letter_no, to=row.to_name, on=written(row.answer_by)
    )
    places.tell_person(row.person_id, words, link_of(row))
    arrived = _("{name} được giới thiệu đến, giấy số {number}; chờ tiếp nhận.").format(
        name=row.full_name, number=row.letter_no
    )
    tell(places.desk(row, "to", "members.release"), arrived, link_of(row))
    return row


@transaction.atomic
def renew_letter(transfer: Transfer, *, by: Actor, letter: Letter) -> Transfer:
    """Issue a new letter in place of one that has expired or was lost. Raises DuesUnpaid, WrongOrder."""
    row = claim_in(access.release, by, transfer, "released")
    if row.letter_on and letter.on < row.letter_on:
        words = _("Giấy cấp lại không thể trước giấy đã cấp ngày {day}.")
        raise WrongOrder(words.format(day=written(row.letter_on)), field="letter_on")
    if letter.dues_until < letter.on.replace(day=1):
        raise DuesUnpaid(
            _("Đảng phí phải đóng đến hết tháng cấp giấy giới thiệu ({month:%m/%Y}).").format(month=letter.on),
            field="dues_until",
        )
    changes = change(
        row, letter_no=letter.number, letter_on=letter.on, dues_until=letter.dues_until,
        answer_by=limits.letter_valid(letter.on, row.kind).after(letter.on),
    )  # fmt: skip
    record("members.renew_letter", row, by=by, person_id=row.person_id, says=says_of(row), changes=changes)
    words = _("Đã cấp lại giấy giới thiệu số {number}; nộp trước hết ngày {on}.").format(
        number=row.letter_no, on=written(row.answer_by)
    )
    places.tell_person(row.person_id, words, link_of(row))
    return row


@transaction.atomic
def withdraw_transfer(transfer: Transfer, *, by: Actor) -> Transfer:
    """Take a transfer back before the other side has acted; a member may until the letter is issued."""
    states = OPEN_STATES if access.release.allows(by, transfer) else ("asked", "agreed")
    row = claim_in(access.withdraw, by, transfer, *states)
    changes = change(row, state=TransferState.WITHDRAWN, closed_on=today())
    record("members.withdraw_transfer", row, by=by, person_id=row.person_id, says=says_of(row), changes=changes)
    places.tell_person(row.person_id, _("Đã rút hồ sơ chuyển sinh hoạt đến {to}.").format(to=row.to_name), link_of(row))
    return row
