"""What is done about terms of committees and about who answers for which cell."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.org import access
from nennep.org.models import Charge, Seat, Term, Unit


class TermTaken(Refused):
    """A term that would begin before the present one did."""


class ChargedAlready(Refused):
    """A committee member who answers for the cell already."""


@transaction.atomic
def open_term(
    unit: Unit,
    *,
    by: Actor,
    name: str,
    since: date,
    until: date,
    ordinal: int | None = None,
    congress_on: date | None = None,
    places: int | None = None,
) -> Term:
    """Open a term; the one before it ends on the day this begins. Raises TermTaken."""
    unit = access.shape.claim(by, unit)
    if until <= since:
        raise TermTaken(_("Ngày kết thúc nhiệm kỳ phải sau ngày bắt đầu."), field="until")
    if Term.objects.filter(unit=unit, since__gte=since).exists():
        raise TermTaken(_("Đã có nhiệm kỳ bắt đầu từ ngày này hoặc sau đó. Đề nghị kiểm tra lại ngày."), field="since")
    for earlier in Term.objects.filter(unit=unit, until__gt=since):
        change(earlier, until=since)
    row = Term.objects.create(
        unit=unit, unit_key=unit.key, ordinal=ordinal, name=name, congress_on=congress_on, since=since, until=until,
        places=places,
    )  # fmt: skip
    record("org.open_term", row, by=by, says={"unit": unit.name, "term": name})
    return row


@transaction.atomic
def make_seat(unit: Unit, *, by: Actor, title: str, protocol: int, role: str = "") -> Seat:
    """A post in a unit, once for each title; the one that is there is given back."""
    unit = access.shape.claim(by, unit)
    row = Seat.objects.filter(unit=unit, title=title).first()
    if row is None:
        row = Seat.objects.create(unit=unit, unit_key=unit.key, title=title, protocol=protocol, role=role)
        record("org.make_seat", row, by=by, says={"unit": unit.name, "title": title})
    return row


@transaction.atomic
def charge_with(cell: Unit, *, by: Actor, account_id: int, person_name: str, since: date) -> Charge:
    """Let a committee member answer for a cell from a day on. Raises ChargedAlready."""
    cell = access.shape.claim(by, cell)
    if Charge.objects.filter(unit=cell, account_id=account_id, until__gt=since).exists():
        raise ChargedAlready(_("Đồng chí {name} đang phụ trách chi bộ này.").format(name=person_name), field="account")
    row = Charge.objects.create(
        unit=cell, unit_key=cell.key, account_id=account_id, person_name=person_name, since=since, until=FOREVER
    )
    record("org.charge", row, by=by, says={"unit": cell.name, "name": person_name})
    return row


@transaction.atomic
def end_charge(charge: Charge, *, by: Actor, on: date) -> Charge:
    """End a charge on a day; one given on that very day ends the day after."""
    row = access.end_charge.claim(by, charge)
    changes = change(row, until=on)
    record("org.end_charge", row, by=by, says={"unit": row.unit.name, "name": row.person_name}, changes=changes)
    return row
