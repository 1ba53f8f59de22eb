"""What is done in yearly rounds: screening of members, comments of the place of residence."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.duties import rulebook
from nennep.journal.actions import record
from nennep.members import access, checks
from nennep.members.actions.supplements import ask_supplements
from nennep.members.models import (
    CellsOf,
    MemberRound,
    Membership,
    Outcome,
    ResidenceContact,
    RoundCell,
    RoundKind,
    Screened,
    Sheet,
)
from nennep.org.models import Unit
from nennep.org.queries import cells_under
from nennep.viet.write import day as written


class NobodyToAsk(Refused):
    """A round that would reach no cell."""


class ListedAlready(Refused):
    """A member who is listed in the round."""


class NotConcluded(Refused):
    """A screening whose outcome, remedy or votes do not fit together, or is missing."""


class NotEnoughAgree(Refused):
    """Progress or removal without the share of votes that the rule asks for."""


class DueTooEarly(Refused):
    """A deadline before the beginning."""


@transaction.atomic
def open_member_round(
    unit: Unit,
    *,
    by: Actor,
    kind: str,
    name: str,
    on: date,
    due_on: date,
    cells_of: str = CellsOf.ALL,
    criteria: list[str] | None = None,
) -> MemberRound:
    """Open a round for the cells of a unit. A residence round makes a sheet for each member who is introduced and not
    exempt, a round of supplements one for each member. Raises NobodyToAsk, DueTooEarly."""
    unit = access.open_round_in.claim(by, unit)
    if due_on < on:
        raise DueTooEarly(_("Hạn phải từ ngày mở đợt trở đi."), field="due_on")
    cells = list(cells_under(unit, on).select_related("unit"))
    if cells_of != CellsOf.ALL:
        cells = [spell for spell in cells if spell.is_student == (cells_of == CellsOf.STUDENT)]
    if not cells:
        raise NobodyToAsk(_("Không có chi bộ nào thuộc phạm vi này."), field="cells_of")
    row = MemberRound.objects.create(
        unit=unit,
        unit_key=unit.key,
        kind=kind,
        name=name,
        cells_of=cells_of,
        criteria=criteria or [],
        opened_on=on,
        due_on=due_on,
    )
    RoundCell.objects.bulk_create(RoundCell(round=row, unit=one.unit, unit_key=one.unit_key) for one in cells)
    if kind == RoundKind.RESIDENCE:
        _sheets(row, [one.unit_id for one in cells], on)
    if kind == RoundKind.SUPPLEMENT:
        ask_supplements(row, [one.unit_id for one in cells], on)
    says = {"name": name, "unit": unit.name, "count": len(cells), "on": written(due_on)}
    record("members.open_round", row, by=by, says=says)
    return row


def _sheets(row: MemberRound, cells: list[int], on: date) -> None:
    held = Membership.objects.filter(
        unit__in=cells, association="party", placement="counted", since__lte=on, until__gt=on
    )
    contacts = ResidenceContact.objects.filter(exempt="", since__lte=on, until__gt=on, person__in=held.values("person"))
    wards = {person: ward or place for person, ward, place in contacts.values_list("person_id", "ward", "place")}
    Sheet.objects.bulk_create(
        Sheet(
            round=row, membership=one, unit_id=one.unit_id, unit_key=one.unit_key, full_name=one.full_name, sort_key=one.sort_key,
            ward=wards[one.person_id],
        )
        for one in held.filter(person__in=list(wards))
    )  # fmt: skip


@transaction.atomic
def close_member_round(row: MemberRound, *, by: Actor, on: date) -> MemberRound:
    """Close a round; what was found stays."""
    held = access.lead_round.claim(by, row)
    changes = change(held, closed_on=on)
    record("members.close_round", held, by=by, says={"name": held.name, "on": written(on)}, changes=changes)
    return held


@transaction.atomic
def list_member(cell: RoundCell, membership: Membership, *, by: Actor, reasons: list[str]) -> Screened:
    """List a member of a cell for screening by the criteria named. Raises ListedAlready."""
    cell = access.answer_round.claim(by, cell)
    held = access.list_in_round.claim(by, membership)
    if held.unit_id != cell.unit_id or Screened.objects.filter(round=cell.round, person_id=held.person_id).exists():
        raise ListedAlready(_("Đồng chí này đã có trong danh sách, hoặc không thuộc chi bộ."), field="member")
    row = Screened.objects.create(
        round=cell.round, unit=cell.unit, unit_key=cell.unit_key, person_id=held.person_id, full_name=held.full_name,
        sort_key=held.sort_key, reasons=reasons,
    )  # fmt: skip
    says = {"person": row.full_name, "name": cell.round.name, "unit": cell.unit.name}
    record("members.list_screened", row, by=by, person_id=row.person_id, says=says)
    return row


@transaction.atomic
def screen_member(
    row: Screened, *, by: Actor, outcome: str, talked_on: date | None = None, talked_by: str = "", remedy: str = "",
    remedy_until: date | None = None, agreed: int | None = None, base: int | None = None,
) -> Screened:  # fmt: skip
    """Record the talk, the outcome and the remedy.

    That a member became better, and a proposal of removal, need the share of votes of the rule (two thirds of the
    base). Raises NotEnoughAgree, NotConcluded.
    """
    held = access.screen.claim(by, row)
    if remedy_until and remedy_until < (talked_on or held.round.opened_on):
        raise NotConcluded(_("Hạn khắc phục phải từ ngày trao đổi, hoặc ngày mở đợt, trở đi."), field="remedy_until")
    if outcome == Outcome.HELPED and not remedy.strip():
        raise NotConcluded(_("Kết luận giáo dục, giúp đỡ cần ghi biện pháp."), field="remedy")
    if agreed is not None and base and agreed > base:
        words = _("Số phiếu tán thành không thể lớn hơn cơ sở tính tỷ lệ ({n}).")
        raise NotConcluded(words.format(n=base), field="agreed")
    if outcome in {Outcome.BETTER, Outcome.REMOVAL}:
        book = rulebook.on(talked_on or held.round.opened_on)
        share = book.share("vote.screening")
        if not base or agreed is None or not share.least(base) <= agreed <= base:
            least = share.least(base) if base else 0
            words = _("Cần ít nhất {least}/{base} phiếu tán thành ({source}).")
            words = words.format(least=least, base=base or 0, source=book.row("vote.screening").source)
            raise NotEnoughAgree(words, field="agreed")
    changes = change(
        held,
        outcome=outcome,
        talked_on=talked_on,
        talked_by=talked_by,
        remedy=remedy,
        remedy_until=remedy_until,
        agreed=agreed,
        base=base,
    )
    says = {"person": held.full_name, "outcome": str(Outcome(outcome).label)}
    record("members.screen", held, by=by, person_id=held.person_id, says=says, changes=changes)
    return held


@transaction.atomic
def answer_round(cell: RoundCell, *, by: Actor, on: date, words: str = "") -> RoundCell:
    """Say that a cell's part of a round is done; a check of list and files keeps what differed on that day. Raises
    NotConcluded while someone on its list has no outcome."""
    held = access.answer_round.claim(by, cell)
    if open_ones := list(Screened.objects.filter(round=held.round, unit=held.unit, outcome="")[:5]):
        words = _("Chưa có kết luận: {names}. Đề nghị ghi kết luận trước khi báo hoàn thành.")
        raise NotConcluded(words.format(names=", ".join(one.full_name for one in open_ones)))
    found = checks.counted(held, today()) if held.round.kind == RoundKind.CHECK else {}
    changes = change(held, answered_on=on, words=words, found=found)
    says = {"unit": held.unit.name, "name": held.round.name, "on": written(on)}
    record("members.answer_round", held, by=by, says=says, changes=changes)
    return held


@transaction.atomic
def take_sheet(sheet: Sheet, *, by: Actor, on: date, judged: str, words: str = "") -> Sheet:
    """Take in the comment of the place of residence."""
    held = access.take_sheet.claim(by, sheet)
    changes = change(held, returned_on=on, judged=judged, words=words)
    says = {"person": held.full_name, "ward": held.ward, "on": written(on)}
    record("members.take_sheet", held, by=by, person_id=held.membership.person_id, says=says, changes=changes)
    return held


class SheetClosed(Refused):
    """A comment for a sheet that was taken in, or of a round that is over."""


@transaction.atomic
def send_comment(sheet: Sheet, *, by: Actor, judged: str, words: str, sent_by: str) -> Sheet:
    """Keep what a place of residence sends by its signed address, until the office takes it in; it may be sent anew
    until then. The signature is the claim. Raises SheetClosed."""
    held = Sheet.objects.select_for_update(of=("self",)).select_related("round", "membership").get(pk=sheet.pk)
    if held.returned_on or held.round.closed_on:
        raise SheetClosed(_("Phiếu này đã được tiếp nhận, hoặc đợt nhận xét đã kết thúc."))
    changes = change(held, sent_on=today(), judged=judged, words=words, sent_by=sent_by)
    says = {"person": held.full_name, "ward": held.ward, "name": sent_by}
    record("members.send_comment", held, by=by, person_id=held.membership.person_id, says=says, changes=changes)
    return held
