"""Money comes in: a month from everybody, one member's months, a receipt cancelled, a book opened in mid-year."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import NotYours, Refused
from nennep.dues import access, queries, rates, rules
from nennep.dues.models import Basis, Book, Charge, Receipt, ReceiptLine
from nennep.duties.rulebook import InForce
from nennep.journal.actions import Entry, record, record_many
from nennep.org.models import Unit
from nennep.viet.order import sort_key
from nennep.viet.write import number


class NotYet(Refused):
    """A month or a day that has not come."""


class NothingOwed(Refused):
    """Months that are paid already, perhaps by somebody quicker."""


class TooMuch(Refused):
    """More money than the months asked for come to."""


class NoBasis(Refused):
    """A member of whom it is not known what he pays."""


class BookInUse(Refused):
    """A receipt book that numbers have left already."""


@dataclass(frozen=True)
class Money:
    """How and when money came."""

    paid_on: date
    method: str = "cash"


def came(money: Money) -> None:
    """Money came on a day that has been, and not too long ago. Raises NotYet."""
    if money.paid_on > today():
        raise NotYet(_("Ngày thu chưa đến. Đề nghị ghi ngày đã thu tiền."), field="paid_on")
    if money.paid_on < rules.later(rules.month_of(today()), -24):
        raise NotYet(_("Ngày thu đã quá 24 tháng. Đề nghị kiểm tra lại năm."), field="paid_on")


def _book(unit: Unit, year: int) -> Book:
    """The unit's book of a year, made where there is none, locked until the transaction ends."""
    row, _made = Book.objects.get_or_create(unit=unit, year=year, defaults={"unit_key": unit.key})
    held: Book = Book.objects.select_for_update().get(pk=row.pk)
    return held


def charge_of(unit: Unit, name: str, basis: Basis, month: date, given: InForce) -> Charge:
    """The charge, not written yet, of a month by a basis. Raises NoRate (rates)."""
    found, last = rates.reckon(basis, given), rates.deadline(month, given)
    return Charge(
        person_id=basis.person_id, unit=unit, unit_key=unit.key, association=unit.kind.association, month=month, full_name=name,
        sort_key=sort_key(name), basis=basis, said=found.said[:160], source=found.source[:250], due=found.due, deadline=last,
        settled_on=last if found.due == 0 else None,
    )  # fmt: skip


@transaction.atomic
def collect_month(unit: Unit, *, by: Actor, month: date, but: Collection[int], money: Money) -> list[Receipt]:
    """Everybody of a month has paid, but those named: the month's charges are written, and a receipt for each payer.

    Who has paid before, has no basis or pays elsewhere is left as he is. Raises NotYet, NothingOwed.
    """
    unit = access.collect_in.claim(by, unit)
    month = rules.month_of(month)
    if month > rules.month_of(today()):
        raise NotYet(_("Tháng này chưa đến. Đóng trước thì ghi cho từng đồng chí."))
    came(money)
    shown, given = queries.screen(unit, month), rates.book(month)
    new = [
        charge_of(unit, one.name, one.basis, month, given)
        for one in shown.payers
        if one.basis and one.reckoned and not one.charge
    ]
    Charge.objects.bulk_create(new, ignore_conflicts=True)
    rows = Charge.objects.select_for_update().filter(unit=unit, month=month).order_by("sort_key", "person_id")
    paying = [row for row in rows if row.rest > 0 and row.person_id not in but]
    if not paying and not new:
        raise NothingOwed(_("Tháng {month} đã ghi thu đủ, không còn ai phải thu.").format(month=f"{month:%m/%Y}"))
    receipts = receive(unit, by, money, [[(row, row.rest)] for row in paying])
    says = {
        "unit": unit.name, "month": f"{month:%m/%Y}", "count": len(receipts), "sum": number(sum(one.amount for one in receipts)),
    }  # fmt: skip
    record("dues.collect", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says=says)
    return receipts


def receive(unit: Unit, by: Actor, money: Money, parts: Sequence[Sequence[tuple[Charge, int]]]) -> list[Receipt]:
    """A receipt with the next number for each payer's parts, laid on the charges."""
    if not parts:
        return []
    book = _book(unit, money.paid_on.year)
    receipts = []
    for place, part in enumerate(parts, 1):
        first = part[0][0]
        receipts.append(
            Receipt(
                unit=unit, unit_key=unit.key, association=unit.kind.association, book=book, number=book.last + place, person_id=first.person_id,
                full_name=first.full_name, amount=sum(sum_ for _row, sum_ in part), months=rules.told(row.month for row, _sum in part)[:160],
                method=money.method, paid_on=money.paid_on, received_by=by.name[:120],
            )
        )  # fmt: skip
    change(book, last=book.last + len(parts))
    Receipt.objects.bulk_create(receipts)
    lines, charges = [], []
    for receipt, part in zip(receipts, parts, strict=True):
        for row, amount in part:
            row.paid += amount
            row.settled_on = money.paid_on if row.rest == 0 else None
            charges.append(row)
            lines.append(ReceiptLine(receipt=receipt, charge=row, unit_key=unit.key, amount=amount))
    ReceiptLine.objects.bulk_create(lines)
    Charge.objects.bulk_update(charges, ["paid", "settled_on"])
    entries = [
        Entry(row, person_id=row.person_id, says={"number": row.words, "person": row.full_name, "months": row.months})
        for row in receipts
    ]
    record_many("dues.receive", entries, by=by)
    return receipts


def _first_open(unit: Unit, person_id: int) -> date:
    """The month after the last one charged; the present one where none was."""
    last = (
        Charge.objects.filter(unit=unit, person_id=person_id).order_by("-month").values_list("month", flat=True).first()
    )
    return rules.later(last, 1) if last else rules.month_of(today())


def new_charges(unit: Unit, person_id: int, through: date) -> list[Charge]:
    """The charges, not written yet, of one member's coming months up to one; none for who is no longer on the roll."""
    held = queries.roll(unit, rules.month_of(today())).filter(person_id=person_id).first()
    if held is None or queries.elsewhere(unit, rules.month_of(today())).get(person_id) == "meets":
        return []
    bases = list(Basis.objects.filter(unit=unit, person_id=person_id))
    found = []
    for month in rules.months(_first_open(unit, person_id), through):
        basis = next((row for row in bases if row.since <= month < row.until), None)
        if basis is None:
            continue
        try:
            found.append(charge_of(unit, held.full_name, basis, month, rates.book(month)))
        except rates.NoRate:
            continue
    return found


@transaction.atomic
def record_payment(
    unit: Unit, person_id: int, *, by: Actor, through: date, money: Money, amount: int | None = None
) -> Receipt:
    """One member pays up to and with a month, old months first; coming months may be paid ahead.

    Without ``amount`` everything up to that month is paid; less pays the oldest months, the last of them in part.
    Raises NotYet, NoBasis, NothingOwed, TooMuch.
    """
    unit = access.collect_in.claim(by, unit)
    through = rules.month_of(through)
    came(money)
    row = rates.book(today()).row("dues.ahead")
    if through > rules.later(rules.month_of(today()), int(row.value)):
        words = _("Chỉ ghi đóng trước nhiều nhất {n} tháng ({source}).").format(n=row.value, source=row.source)
        raise NotYet(words, field="through")
    new = new_charges(unit, person_id, through)
    Charge.objects.bulk_create(new, ignore_conflicts=True)
    rows = list(
        Charge.objects.select_for_update().filter(unit=unit, person_id=person_id, month__lte=through).order_by("month")
    )
    if not rows:
        _say_why(unit, person_id)
    owed = [(row.month, row.rest) for row in rows]
    whole = sum(rest for _month, rest in owed)
    if whole == 0:
        words = _("Đã đóng đủ đến hết tháng {month}. Có thể đồng chí khác vừa ghi; đề nghị xem sổ phiếu thu.")
        raise NothingOwed(words.format(month=f"{through:%m/%Y}"), field="through")
    if amount is not None and not 0 < amount <= whole:
        words = _("Đến hết tháng {month} phải đóng {sum} đồng. Nộp nhiều hơn thì chọn thêm tháng đóng trước.")
        raise TooMuch(words.format(month=f"{through:%m/%Y}", sum=number(whole)), field="amount")
    by_month = {row.month: row for row in rows}
    laid = rules.spread(whole if amount is None else amount, owed)
    return receive(unit, by, money, [[(by_month[month], part) for month, part in laid]])[0]


def _say_why(unit: Unit, person_id: int) -> None:
    """Why there is nothing to pay. Raises NoBasis or NotYours."""
    if not queries.roll(unit, today()).filter(person_id=person_id).exists():
        raise NotYours
    raise NoBasis(_("Chưa có mức đóng. Đề nghị ghi mức đóng của đồng chí này trước."))


@transaction.atomic
def cancel_receipt(receipt: Receipt, *, by: Actor, reason: str) -> Receipt:
    """Cancel a receipt that no statement holds: its number stays in the book with the reason, the months are owed again.

    Months to come that nothing else was paid of are taken away, so that another unit may charge them.
    """
    row = access.cancel.claim(by, receipt)
    for line in row.lines.select_related("charge"):
        charge = Charge.objects.select_for_update().get(pk=line.charge_id)
        change(charge, paid=charge.paid - line.amount, settled_on=None)
        if charge.month > rules.month_of(today()) and charge.paid == 0:
            ReceiptLine.objects.filter(charge=charge).delete()
            Charge.objects.filter(pk=charge.pk).delete()
    changes = change(row, state=Receipt.State.CANCELLED, reason=reason.strip()[:300])
    says = {"number": row.words, "person": row.full_name, "reason": row.reason}
    record("dues.cancel", row, by=by, person_id=row.person_id, says=says, changes=changes)
    return row


@transaction.atomic
def open_book(unit: Unit, *, by: Actor, year: int, last: int) -> Book:
    """Begin a year's book after the last number given on paper. Raises BookInUse."""
    unit = access.collect_in.claim(by, unit)
    book = _book(unit, year)
    if book.last != book.opened_with:
        words = _("Sổ phiếu thu năm {year} đã cấp đến số {last} nên không đặt lại số đầu được.")
        raise BookInUse(words.format(year=year, last=book.last), field="last")
    change(book, opened_with=last, last=last)
    record("dues.open_book", book, by=by, says={"unit": unit.name, "year": year, "last": last})
    return book
