"""What the other side does about a transfer: accepts it, sends a receipt, turns it back, lengthens temporary activity."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.events import publish
from nennep.journal.actions import record
from nennep.members import access, limits, places
from nennep.members.actions.departures import close_departure_of
from nennep.members.actions.life import BeforeTheBeginning, NotACell, has_come
from nennep.members.actions.stretches import go_on, tell_stretches
from nennep.members.actions.transfers import (
    AlreadyActed,
    NowhereToGo,
    WrongLength,
    claim_in,
    link_of,
    long_name,
    must_be,
    says_of,
)
from nennep.members.events import MemberMoved, MembershipEnded
from nennep.members.models import Begin, End, Membership, Placement, Transfer, TransferKind, TransferState
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.viet.write import day as written


def _handled_by(row: Transfer, by: Actor) -> list[int]:
    """Accounts of the sending side that had the transfer in hand; the member is told apart from them."""
    asked = () if row.own_wish else (row.asked_by,)
    return [one for one in (row.released_by, *asked) if one and one != by.account_id]


@transaction.atomic
def accept_transfer(
    transfer: Transfer, cell: Unit, *, by: Actor, on: date, receipt_no: str = "", file_got_on: date | None = None
) -> Transfer:
    """Receive a member into a cell from a day on; both sides move in this one transaction.

    Of two offices that accept at once one wins; the other hears AlreadyActed. Raises NotACell, NotYet, BeforeTheBeginning.
    """
    has_come(on)
    access.receive.find(by, pk=transfer.pk)
    cell = access.release_from.claim(by, cell)
    if not cell.kind.is_cell or cell.kind.association != "party":
        raise NotACell(_("{unit} không phải chi bộ.").format(unit=cell.name), field="cell")
    if cell.pk == transfer.unit_id:
        raise NowhereToGo(_("Chi bộ tiếp nhận phải khác chi bộ nơi đi."), field="cell")
    held = places.hand_over(transfer, cell, on)
    row = access.receive.claim(by, transfer)
    if held is None:
        must_be(row, "released")
        raise BeforeTheBeginning(
            _(
                "Không tiếp nhận {name} được từ ngày {on}: ngày tiếp nhận phải sau ngày bắt đầu sinh hoạt ở nơi đi."
            ).format(name=row.full_name, on=written(on)),
            field="on",
        )
    changes = change(
        row, state=TransferState.ACCEPTED, to_unit=cell, to_key=cell.key, to_name=long_name(cell), done_on=on, closed_on=today(),
        receipt_no=receipt_no, receipt_on=today(), file_got_on=file_got_on,
    )  # fmt: skip
    _arrive(row, held, cell, by, on)
    record(
        "members.accept_transfer",
        row,
        by=by,
        person_id=row.person_id,
        says=says_of(row, on=written(on)),
        changes=changes,
    )
    words = _("{name} đã được tiếp nhận vào {to} từ ngày {on}.").format(
        name=row.full_name, to=row.to_name, on=written(on)
    )
    places.tell_person(row.person_id, words, link_of(row))
    tell(_handled_by(row, by), words, link_of(row))
    return row


def _arrive(row: Transfer, held: Membership, cell: Unit, by: Actor, on: date) -> None:
    """The stretch at the new place, and a line for each stretch."""
    if row.keeps_count:
        more = {"placement": Placement.MEETS, "until": row.planned_until}
        tell_stretches(by, (go_on(held, cell, on, Begin.TRANSFERRED, **more), cell.name, {}))
        return
    opened = go_on(held, cell, on, Begin.MOVED)
    publish(MemberMoved(opened.pk, cell.pk, on))
    tell_stretches(by, (held, row.from_name, {"until": (None, on), "end": ("", End.MOVED)}), (opened, cell.name, {}))


@transaction.atomic
def receipt_transfer(transfer: Transfer, *, by: Actor, receipt_no: str, receipt_on: date, on: date) -> Transfer:
    """Close a transfer out of the system by the written receipt of the new place; an official one ends the stretch.

    Raises NotYet, BeforeTheBeginning.
    """
    has_come(on)
    row = claim_in(access.release, by, transfer, "released")
    if row.to_unit_id is not None:
        raise AlreadyActed(_("{to} ở trong hệ thống: nơi nhận tự ghi tiếp nhận.").format(to=row.to_name))
    if row.letter_on and receipt_on < row.letter_on:
        raise BeforeTheBeginning(_("Ngày báo nhận không thể trước ngày giấy giới thiệu."), field="receipt_on")
    changes = change(
        row, state=TransferState.ACCEPTED, receipt_no=receipt_no, receipt_on=receipt_on, done_on=on, closed_on=today()
    )
    record(
        "members.receipt_transfer",
        row,
        by=by,
        person_id=row.person_id,
        says=says_of(row, receipt=receipt_no),
        changes=changes,
    )
    if not row.keeps_count:
        _leave(row, by, on)
    places.tell_person(row.person_id, _("{to} đã báo nhận đồng chí.").format(to=row.to_name), link_of(row))
    return row


def _leave(row: Transfer, by: Actor, on: date) -> None:
    """End the stretch of someone who has been received outside the system."""
    held = Membership.objects.select_for_update().get(access.counted, person_id=row.person_id)
    if on <= held.since:
        raise BeforeTheBeginning(_("Ngày tiếp nhận phải sau ngày bắt đầu sinh hoạt tại chi bộ."), field="on")
    tell_stretches(by, (held, row.from_name, change(held, until=on, end=End.TRANSFERRED)))
    close_departure_of(row.person_id, on)
    publish(MembershipEnded(held.pk, held.unit_id, on))


@transaction.atomic
def turn_back_transfer(transfer: Transfer, *, by: Actor, reason: str) -> Transfer:
    """The receiving side sends the file back with a reason, as an index that is not certified (06-HD/TW §8.2c)."""
    row = claim_in(access.receive, by, transfer, "released")
    changes = change(row, state=TransferState.TURNED_BACK, refusal=reason)
    record(
        "members.turn_back_transfer",
        row,
        by=by,
        person_id=row.person_id,
        says=says_of(row, reason=reason),
        changes=changes,
    )
    words = _("{to} trả lại hồ sơ chuyển sinh hoạt của {name}: {reason}").format(
        to=row.to_name, name=row.full_name, reason=reason
    )
    places.tell_person(row.person_id, words, link_of(row))
    tell(_handled_by(row, by), words, link_of(row))
    return row


@transaction.atomic
def extend_transfer(transfer: Transfer, *, by: Actor, until: date) -> Transfer:
    """Lengthen temporary activity: a place of the system does so itself, for one outside it the own side notes what that
    place wrote. Raises WrongLength."""
    row = claim_in(access.release if transfer.leaves_the_system else access.receive, by, transfer, "accepted")
    span = limits.temporary(today(), row.cause)
    if row.kind != TransferKind.TEMPORARY or row.done_on is None or row.planned_until is None:
        raise AlreadyActed(_("Chỉ sinh hoạt tạm thời mới được gia hạn."))
    if not row.planned_until < until <= span.last(row.done_on):
        words = _("Gia hạn phải sau ngày đang ghi; cả thời gian sinh hoạt tạm thời {span} ({source}).")
        raise WrongLength(words.format(span=span.words, source=span.source), field="until")
    for held in Membership.objects.filter(person_id=row.person_id, placement="meets", until=row.planned_until):
        tell_stretches(by, (held, row.to_name, change(held, until=until)))
    changes = change(row, planned_until=until)
    record(
        "members.extend_transfer",
        row,
        by=by,
        person_id=row.person_id,
        says=says_of(row, on=written(until)),
        changes=changes,
    )
    places.tell_person(
        row.person_id, _("Sinh hoạt tạm thời được gia hạn đến {on}.").format(on=written(until)), link_of(row)
    )
    return row


@transaction.atomic
def end_stay(transfer: Transfer, *, by: Actor, on: date) -> Transfer:
    """Note that a member who was temporarily at a place outside the system is back before the planned day.

    Raises AlreadyActed, BeforeTheBeginning, NotYet.
    """
    has_come(on)
    row = claim_in(access.release, by, transfer, "accepted")
    if not (row.keeps_count and row.leaves_the_system and row.planned_until and row.planned_until > today()):
        raise AlreadyActed(_("Chỉ ghi trở về khi đang sinh hoạt tạm thời ở nơi ngoài hệ thống."))
    if row.done_on and on < row.done_on:
        words = _("Ngày trở về không thể trước ngày nơi nhận tiếp nhận ({on}).")
        raise BeforeTheBeginning(words.format(on=written(row.done_on)), field="on")
    changes = change(row, planned_until=on)
    record("members.end_stay", row, by=by, person_id=row.person_id, says=says_of(row, on=written(on)), changes=changes)
    words = _("Đã ghi đồng chí sinh hoạt trở lại tại {unit} từ ngày {on}.")
    places.tell_person(row.person_id, words.format(unit=row.from_name, on=written(on)), link_of(row))
    return row
