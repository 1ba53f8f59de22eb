"""What is done with yearly supplement sheets: asked of members, confirmed by them, then by their cell."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.models import MemberRound, Membership, RoundCell, Supplement
from nennep.viet.write import day as written


class NotConfirmed(Refused):
    """A sheet that its member has not confirmed, in the system or on paper."""


class OwnSheet(Refused):
    """One's own sheet is confirmed by another hand."""


def ask_supplements(row: MemberRound, cells: list[int], on: date) -> None:
    """A sheet for each member on the roll of the cells; part of opening a round."""
    held = Membership.objects.filter(
        unit__in=cells, association="party", placement="counted", since__lte=on, until__gt=on
    )
    Supplement.objects.bulk_create(
        Supplement(round=row, person_id=one.person_id, unit_id=one.unit_id, unit_key=one.unit_key, full_name=one.full_name, sort_key=one.sort_key)
        for one in held
    )  # fmt: skip


@transaction.atomic
def confirm_supplement(sheet: Supplement, *, by: Actor, on: date, words: str = "") -> Supplement:
    """The member says that the sheet is right, and what is to be added."""
    held = access.confirm_supplement.claim(by, sheet)
    changes = change(held, member_on=on, member_words=words)
    says = {"person": held.full_name, "name": held.round.name, "on": written(on)}
    record("members.confirm_supplement", held, by=by, person_id=held.person_id, says=says, changes=changes)
    return held


@transaction.atomic
def accept_supplement(sheet: Supplement, *, by: Actor, on: date, signed_on: date | None = None) -> Supplement:
    """The cell confirms a sheet that its member confirmed, or signed on paper on a day. Raises NotConfirmed, OwnSheet."""
    held = access.accept_supplement.claim(by, sheet)
    if held.person_id == by.person_id:
        raise OwnSheet(_("Phiếu của mình do đồng chí khác trong chi ủy hoặc Văn phòng xác nhận."))
    if held.member_on is None and signed_on is None:
        raise NotConfirmed(_("Đảng viên chưa xác nhận; ghi ngày ký nếu đã ký bản giấy."), field="signed_on")
    more = {} if held.member_on else {"member_on": signed_on, "on_paper": True}
    changes = change(held, cell_on=on, cell_by=by.name, **more)
    says = {"person": held.full_name, "name": held.round.name, "on": written(on)}
    record("members.accept_supplement", held, by=by, person_id=held.person_id, says=says, changes=changes)
    return held


@transaction.atomic
def accept_supplements(cell: RoundCell, *, by: Actor, on: date) -> int:
    """The cell confirms every sheet its members have confirmed; gives how many. One's own is left to another hand."""
    held = access.answer_round.claim(by, cell)
    rows = access.accept_supplement.rows(by).filter(round=held.round_id, unit=held.unit_id, member_on__isnull=False)
    found = list(rows.exclude(person=by.person_id or 0).order_by("id"))
    for sheet in found:
        accept_supplement(sheet, by=by, on=on)
    return len(found)
