"""A whole cell transferred in one act, and members who come from outside the system."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.actions.life import AlreadyMember, BeforeTheBeginning, enrol_person, has_come, known_as, left_as
from nennep.members.actions.receiving import accept_transfer
from nennep.members.actions.stretches import go_on, lock_person, tell_stretches
from nennep.members.actions.transfers import (
    AlreadyActed,
    Letter,
    Place,
    ask_transfer,
    release_transfer,
)
from nennep.members.models import Begin, End, Membership, Transfer, TransferState
from nennep.org.models import Unit
from nennep.viet.write import day as written

OUT_OF_THE_PARTY = (End.REMOVED, End.RESIGNED, End.EXPELLED, End.ANNULLED)
"""Ends after which somebody comes back by admission alone, not by a letter."""


class NobodyThere(Refused):
    """A cell without members who could be transferred."""


@transaction.atomic
def release_cell(cell: Unit, place: Place, *, by: Actor, letter: Letter) -> list[Transfer]:
    """Release every member of a cell to one place by one decision, all or nobody; the other side accepts them together.

    Members with a transfer of their own that is not closed are left to it. Raises NobodyThere.
    """
    cell = access.release_from.claim(by, cell)
    rows = (
        Membership.objects.filter(access.counted, unit=cell)
        .exclude(person__transfers__state__in=("asked", "agreed", "released", "turned_back"))
        .order_by("person_id")
    )
    held = list(rows)
    if not held:
        words = _("{unit} không có đảng viên để chuyển.")
        if Membership.objects.filter(access.counted, unit=cell).exists():
            words = _("Mọi đảng viên của {unit} đang có hồ sơ chuyển sinh hoạt chưa kết thúc.")
        raise NobodyThere(words.format(unit=cell.name), field="place")
    batch = f"{cell.pk}-{today():%Y%m%d}-{held[0].pk}"
    found = []
    for membership in held:
        asked = ask_transfer(
            membership, place, by=by, kind="official", cause="restructure", reason=letter.number, batch=batch
        )
        found.append(release_transfer(asked, by=by, letter=letter, papers=("restructure",)))
    says = {"unit": cell.name, "to": place.name, "count": len(found), "number": letter.number}
    record("members.release_cell", cell, by=by, unit_id=cell.pk, unit_key=cell.key, says=says)
    return found


@transaction.atomic
def accept_batch(batch: str, cell: Unit, *, by: Actor, on: date) -> int:
    """Receive a whole cell's members into one cell from a day on, all or nobody; returns how many. Raises AlreadyActed."""
    rows = list(access.receive.rows(by).filter(batch=batch, state=TransferState.RELEASED).order_by("person_id"))
    if not batch or not rows:
        raise AlreadyActed(_("Danh sách bàn giao này đã được tiếp nhận hoặc đã rút."))
    for row in rows:
        accept_transfer(row, cell, by=by, on=on)
    says = {"unit": cell.name, "from": rows[0].from_name, "count": len(rows)}
    record("members.accept_batch", cell, by=by, unit_id=cell.pk, unit_key=cell.key, says=says)
    return len(rows)


@dataclass(frozen=True)
class Came:
    """From where a member comes: the place's name, the letter's number and day."""

    place: str
    letter_no: str
    letter_on: date


@transaction.atomic
def receive_from_outside(
    cell: Unit,
    came: Came,
    *,
    by: Actor,
    full_name: str,
    sex: str,
    status: str,
    on: date,
    cause: str,
    receipt_no: str = "",
    namesake: bool = False,
    **details: Any,
) -> Transfer:
    """Put a member who comes from outside the system on a cell's roll by the letter of introduction.

    Who was transferred out of my organisation before goes on in the same file; ``namesake`` says that a person of the same
    name and birth date is another one. Raises NotACell, AlreadyMember, BeforeTheBeginning.
    """
    cell = access.release_from.claim(by, cell)
    has_come(on)
    held = None if namesake else _back(cell, by, full_name, sex, details.get("born_on"), status, on)
    if held is None:
        held = enrol_person(
            cell, by=by, full_name=full_name, sex=sex, status=status, since=on, begin=Begin.TRANSFERRED, **details
        )
    row = Transfer.objects.create(
        person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, birth_year=held.birth_year, status=status,
        from_name=came.place[:300], to_unit=cell, to_key=cell.key, to_name=cell.name, kind="official", cause=cause,
        state=TransferState.ACCEPTED, asked_on=came.letter_on, asked_by=by.account_id, letter_no=came.letter_no, letter_on=came.letter_on,
        done_on=on, closed_on=today(), receipt_no=receipt_no, receipt_on=today(),
    )  # fmt: skip
    says = {"person": row.full_name, "from": row.from_name, "to": cell.name, "number": row.letter_no}
    record(
        "members.receive_from_outside",
        row,
        by=by,
        unit_id=cell.pk,
        unit_key=cell.key,
        person_id=row.person_id,
        says=says,
    )
    return row


def _back(
    cell: Unit, by: Actor, full_name: str, sex: str, born_on: date | None, status: str, on: date
) -> Membership | None:
    """The new stretch of someone who was transferred out and comes back; None for one who was never here."""
    if there := known_as(full_name, born_on):
        words = _(
            "Đã có đảng viên {name}, sinh ngày {born}, tại {unit}. Nếu là người khác, đề nghị đánh dấu xác nhận."
        ).format(name=there.full_name, born=written(born_on), unit=there.unit.name)
        raise AlreadyMember(words, field="full_name")
    last = left_as(full_name, born_on, sex)
    if last is None or last.end not in {End.TRANSFERRED, *OUT_OF_THE_PARTY}:
        return None
    if last.end != End.TRANSFERRED:
        words = _(
            "Đồng chí {name}, sinh ngày {born}, không còn là đảng viên tại {unit} ({end}). Kết nạp lại thì ghi ở hồ sơ; nếu là người khác, đề nghị đánh dấu xác nhận."
        ).format(name=last.full_name, born=written(born_on), unit=last.unit.name, end=last.get_end_display())
        raise AlreadyMember(words, field="full_name")
    lock_person(last.person_id)
    if on < last.until:
        words = _("Đồng chí {name} đã chuyển khỏi {unit} từ ngày {on}; ngày tiếp nhận không thể trước ngày đó.")
        raise BeforeTheBeginning(
            words.format(name=last.full_name, unit=last.unit.name, on=written(last.until)), field="on"
        )
    since = last.held_since if last.status == status else None
    opened = go_on(last, cell, on, Begin.TRANSFERRED, status=status, status_since=since)
    tell_stretches(by, (opened, cell.name, {}))
    return opened
