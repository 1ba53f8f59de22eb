"""Payments told by a list: weighed against what is owed, then taken whole or not at all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.refused import NotYours, Refused
from nennep.dues import access, queries, rates, rules, sums
from nennep.dues.actions.collecting import Money, came, charge_of, receive
from nennep.dues.models import Basis, Charge, Receipt, ReceiptLine
from nennep.journal.actions import record
from nennep.members.models import Membership
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.viet.write import number

Place = tuple[int, int, date]
"""A unit, a member and a month."""
Part = tuple[Charge, int]


class NotAsOwed(Refused):
    """A list with a payment that does not fit what is owed now, or that was taken before."""


@dataclass(frozen=True)
class Payment:
    """One payment as a list tells it, in đồng; ``line`` is where it stands there, ``unit_id`` the unit it is paid to."""

    line: int
    person_id: int
    months: tuple[date, ...]
    amount: int
    money: Money
    unit_id: int = 0

    @property
    def places(self) -> list[Place]:
        """The months it is for."""
        return [(self.unit_id, self.person_id, month) for month in self.months]


@dataclass
class Weighed:
    """What becomes of each line: laid on charges, taken before, or wrong (the column and the sentence)."""

    parts: dict[int, list[Part]] = field(default_factory=dict)
    doubles: dict[int, Receipt] = field(default_factory=dict)
    faults: dict[int, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def take_payments(unit: Unit, *, by: Actor, rows: Sequence[Payment]) -> list[Receipt]:
    """Take every payment of a unit's list, a receipt for each, each laid on its own months, the oldest first. Raises NotAsOwed."""
    unit = access.collect_in.claim(by, unit)
    return _take([unit], by, [replace(row, unit_id=unit.pk) for row in rows])


@transaction.atomic
def gather_payments(committee: Unit, *, by: Actor, rows: Sequence[Payment]) -> list[Receipt]:
    """Take every payment of one list for cells whose dues come up to a committee, each into its own cell's book.

    Raises NotYours where a payment is for another unit, NotAsOwed.
    """
    committee = access.bring_to.claim(by, committee)
    wanted = {row.unit_id for row in rows}
    cells = [one for one in sums.cells_of(committee) if one.pk in wanted]
    if len(cells) != len(wanted):
        raise NotYours
    held = Unit.objects.select_for_update(of=("self",)).select_related("kind").filter(pk__in=wanted).order_by("key")
    made = _take(list(held), by, rows)
    for cell in cells:
        some = [one for one in made if one.unit_id == cell.pk]
        words = _("{unit}: đã ghi {n} phiếu thu, {sum} đồng theo tệp của cấp trên. Đề nghị kiểm tra sổ phiếu thu.")
        said = words.format(unit=cell.name, n=len(some), sum=number(sum(one.amount for one in some)))
        tell(accounts_in([cell.key], "dues.collect"), said, reverse("dues:receipts", args=[cell.pk]))
    return made


def _take(units: Sequence[Unit], by: Actor, rows: Sequence[Payment]) -> list[Receipt]:
    """Payments of units that the caller holds."""
    found, _why = _coming(units, rows, _held(units, rows))
    Charge.objects.bulk_create(found, ignore_conflicts=True)
    weighed = weigh(units, rows, lock=True)
    wrong = [(line, words) for line, (_column, words) in weighed.faults.items()]
    wrong += [(line, _("đã có phiếu thu {n}.").format(n=row.words)) for line, row in weighed.doubles.items()]
    if wrong or not rows:
        line, words = min(wrong, default=(0, _("không có khoản thu nào.")))
        raise NotAsOwed(_("Chưa ghi gì. Dòng {line}: {words}").format(line=_said(line), words=words))
    made: list[Receipt] = []
    ordered = sorted(rows, key=lambda row: (row.unit_id, row.money.paid_on, row.money.method, row.line))
    for unit in units:
        receipts: list[Receipt] = []
        for money, some in groupby((row for row in ordered if row.unit_id == unit.pk), key=lambda row: row.money):
            receipts += receive(unit, by, money, [weighed.parts[row.line] for row in some])
        says = {"unit": unit.name, "count": len(receipts), "sum": number(sum(one.amount for one in receipts))}
        record("dues.bring", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says=says)
        made += receipts
    return made


def _said(line: int) -> str:
    """A line as people find it: its number, and of a file of several sheets the sheet."""
    sheet, row = divmod(line, rules.SHEET)
    return _("{line} (trang {sheet})").format(line=row, sheet=sheet) if sheet else str(row)


def look_through(cells: Sequence[Unit], *, by: Actor, counts: Mapping[int, int]) -> None:
    """Write that a list was compared with the books of cells: how many of its lines are about each."""
    for cell in cells:
        says = {"unit": cell.name, "count": counts[cell.pk]}
        record("dues.compare", cell, by=by, unit_id=cell.pk, unit_key=cell.key, says=says)


def weigh(units: Sequence[Unit], rows: Sequence[Payment], *, lock: bool = False, closed: bool = False) -> Weighed:
    """Each payment against what its member owes for its months; nothing is written.

    ``closed`` keeps what a member owes out of the sentences: the list is another's than the unit that collects.
    """
    held = _held(units, rows, lock=lock)
    coming, why = _coming(units, rows, held)
    charges = held | {(one.unit_id, one.person_id, one.month): one for one in coming}
    scale = _Scale(charges, why, _receipts(units, rows), closed=closed)
    for row in rows:
        scale.put(row)
    return scale.found


def _asked(rows: Iterable[Payment]) -> tuple[set[int], set[date]]:
    return {row.person_id for row in rows}, {month for row in rows for month in row.months}


def _held(units: Sequence[Unit], rows: Collection[Payment], *, lock: bool = False) -> dict[Place, Charge]:
    """The charges written for the months of payments, and for months to come before them."""
    people, months = _asked(rows)
    asked = Charge.objects.filter(
        unit__in=units, person_id__in=people, month__in=months | {rules.later(one, -1) for one in months}
    )
    if lock:
        asked = asked.select_for_update().order_by("pk")
    return {(one.unit_id, one.person_id, one.month): one for one in asked}


def _receipts(units: Sequence[Unit], rows: Collection[Payment]) -> dict[Place, list[Receipt]]:
    """The receipts that were laid on the months of payments."""
    people, months = _asked(rows)
    lines = ReceiptLine.objects.filter(
        receipt__unit__in=units, receipt__state="used", charge__person_id__in=people, charge__month__in=months
    )
    found: dict[Place, list[Receipt]] = {}
    for line in lines.select_related("receipt__book", "charge").order_by("receipt_id"):
        place = line.charge.unit_id, line.charge.person_id, line.charge.month
        found.setdefault(place, []).append(line.receipt)
    return found


def _coming(
    units: Sequence[Unit], rows: Iterable[Payment], held: dict[Place, Charge]
) -> tuple[list[Charge], dict[Place, str]]:
    """Charges, not written yet, for months of payments that have none; why there can be none for the others."""
    wanted = sorted({place for row in rows for place in row.places} - held.keys())
    if not wanted:
        return [], {}
    people, by_pk = {person for _unit, person, _month in wanted}, {one.pk: one for one in units}
    this, association = rules.month_of(today()), units[0].kind.association
    ahead = rates.book(today()).number("dues.ahead")
    stretches = list(
        Membership.objects.filter(unit__in=units, association=association, person_id__in=people, placement__in=["counted", "meets"])
    )  # fmt: skip
    bases = list(Basis.objects.filter(unit__in=units, person_id__in=people))
    away = queries.elsewhere_all(units, {month for _unit, _person, month in wanted})
    found, why = [], {}
    for place in wanted:
        unit, person, month = place
        mine = [one for one in stretches if (one.unit_id, one.person_id) == (unit, person)]
        priced = [one for one in bases if (one.unit_id, one.person_id) == (unit, person)]
        made = _coming_one(by_pk[unit], month, this, mine, priced, away=place in away, ahead=ahead)
        if isinstance(made, Charge):
            found.append(made)
        else:
            why[place] = made.format(month=f"{month:%m/%Y}", n=ahead)
    return found, why


def _coming_one(
    unit: Unit,
    month: date,
    this: date,
    stretches: Sequence[Membership],
    bases: Sequence[Basis],
    *,
    away: bool,
    ahead: int,
) -> Charge | str:
    """The charge of one member's month, or why there can be none."""
    day = min(month, this)
    on_roll = [one for one in stretches if one.since <= day < one.until]
    basis = next((one for one in bases if one.since <= month < one.until), None)
    if month > rules.later(this, ahead):
        return _("Tháng {month} còn xa: chỉ đóng trước nhiều nhất {n} tháng.")
    if not on_roll:
        return _("Ngày 01 tháng {month} đồng chí này không có trong danh sách của đơn vị.")
    if away:
        return _("Tháng {month} đồng chí này đóng ở đơn vị khác.")
    if basis is None:
        return _("Chưa có mức đóng của tháng {month}. Đề nghị ghi mức đóng trước.")
    try:
        return charge_of(unit, on_roll[0].full_name, basis, month, rates.book(month))
    except rates.NoRate:
        return _("Chưa có quy định mức đóng cho đối tượng này vào tháng {month}.")


class _Scale:
    """Payments put on one after another: what one takes, the next cannot."""

    def __init__(
        self, charges: dict[Place, Charge], why: dict[Place, str], receipts: dict[Place, list[Receipt]], *, closed: bool
    ) -> None:
        self.charges, self.why, self.receipts, self.found, self.closed = charges, why, receipts, Weighed(), closed
        self.rest = {place: one.rest for place, one in charges.items()}
        self.taken: dict[Place, int] = {}
        self.seen: dict[tuple[object, ...], int] = {}
        self.matched: set[int] = set()

    def put(self, row: Payment) -> None:
        """Lay a payment on its months, or remember why not."""
        same = self.seen.setdefault((row.unit_id, row.person_id, row.months, row.amount, row.money.paid_on), row.line)
        if same != row.line:
            words = _("Giống hệt dòng {line}. Đề nghị bỏ một dòng.").format(line=_said(same))
            self.found.faults[row.line] = ("full_name", words)
        elif fault := self._wrong(row):
            self.found.faults[row.line] = fault
        elif receipt := self._before(row):
            self.matched.add(receipt.pk)
            self.found.doubles[row.line] = receipt
        elif fault := self._too_much(row):
            self.found.faults[row.line] = fault
        else:
            who = row.unit_id, row.person_id
            laid = rules.spread(row.amount, [(month, self.rest[*who, month]) for month in row.months])
            for month, part in laid:
                self.rest[*who, month] -= part
                self.taken[*who, month] = row.line
            self.found.parts[row.line] = [(self.charges[*who, month], part) for month, part in laid]

    def _wrong(self, row: Payment) -> tuple[str, str] | None:
        """A day or a month that cannot be."""
        try:
            came(row.money)
        except Refused as refusal:
            return "paid_on", refusal.sentence
        if words := next((self.why[place] for place in row.places if place in self.why), ""):
            return "months", words
        for unit, person, month in row.places:
            before = rules.later(month, -1)
            if before >= rules.month_of(today()) and (unit, person, before) not in self.charges:
                words = _("Tháng {month} chưa đóng. Đóng trước thì ghi liền các tháng.")
                return "months", words.format(month=f"{before:%m/%Y}")
        return None

    def _before(self, row: Payment) -> Receipt | None:
        """The receipt that this payment seems to have been given already: same months, day and sum, or all paid."""
        given = [one for place in row.places for one in self.receipts.get(place, []) if one.pk not in self.matched]
        same = [one for one in given if (one.paid_on, one.amount) == (row.money.paid_on, row.amount)]
        if same:
            return same[0]
        paid = all(self.rest[place] == 0 and place not in self.taken for place in row.places)
        return given[-1] if given and paid else None

    def _too_much(self, row: Payment) -> tuple[str, str] | None:
        """More than is left of the months."""
        whole = sum(self.rest[place] for place in row.places)
        said = {"months": rules.told(row.months), "sum": number(whole)}
        if row.amount <= whole:
            return None
        if before := next((self.taken[place] for place in row.places if place in self.taken), 0):
            words = _(
                "Tháng {months} đã có ở dòng {line}, chỉ còn {sum} đồng. Đề nghị bỏ một dòng hoặc ghi lại số tiền."
            )
            if self.closed:
                words = _("Tháng {months} đã có ở dòng {line}. Đề nghị bỏ một dòng hoặc ghi lại số tiền.")
            return "amount", words.format(**said, line=_said(before))
        if self.closed:
            words = _("Nhiều hơn số còn phải đóng của tháng {months}. Đề nghị hỏi lại đơn vị thu.")
            return "amount", words.format(**said)
        if whole == 0:
            return "amount", _("Tháng {months} đồng chí này không phải đóng.").format(**said)
        words = _("Nhiều hơn số còn phải đóng của tháng {months} là {sum} đồng. Nộp thêm thì ghi thêm tháng.")
        return "amount", words.format(**said)
