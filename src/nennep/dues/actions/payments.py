"""Payments told by a list: weighed against what is owed, then taken whole or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.dues import access, queries, rates, rules
from nennep.dues.actions.collecting import AHEAD, Money, came, charge_of, receive
from nennep.dues.models import Basis, Charge, Receipt, ReceiptLine
from nennep.journal.actions import record
from nennep.members.models import Membership
from nennep.org.models import Unit
from nennep.viet.write import number

Place = tuple[int, date]
"""A member and a month."""
Part = tuple[Charge, int]


class NotAsOwed(Refused):
    """A list with a payment that does not fit what is owed now, or that was taken before."""


@dataclass(frozen=True)
class Payment:
    """One payment as a list tells it, in đồng; ``line`` is where it stands there."""

    line: int
    person_id: int
    months: tuple[date, ...]
    amount: int
    money: Money

    @property
    def places(self) -> list[Place]:
        """The months it is for."""
        return [(self.person_id, month) for month in self.months]


@dataclass
class Weighed:
    """What becomes of each line: laid on charges, taken before, or wrong (the column and the sentence)."""

    parts: dict[int, list[Part]] = field(default_factory=dict)
    doubles: dict[int, Receipt] = field(default_factory=dict)
    faults: dict[int, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def take_payments(unit: Unit, *, by: Actor, rows: Sequence[Payment]) -> list[Receipt]:
    """Take every payment of a list, a receipt for each, each laid on its own months, the oldest first. Raises NotAsOwed."""
    unit = access.collect_in.claim(by, unit)
    found, _why = _coming(unit, rows, _held(unit, rows))
    Charge.objects.bulk_create(found, ignore_conflicts=True)
    weighed = weigh(unit, rows, lock=True)
    wrong = [(line, words) for line, (_column, words) in weighed.faults.items()]
    wrong += [(line, _("đã có phiếu thu {n}.").format(n=row.words)) for line, row in weighed.doubles.items()]
    if wrong or not rows:
        line, words = min(wrong, default=(0, _("không có khoản thu nào.")))
        raise NotAsOwed(_("Chưa ghi gì. Dòng {line}: {words}").format(line=line, words=words))
    receipts: list[Receipt] = []
    ordered = sorted(rows, key=lambda row: (row.money.paid_on, row.money.method, row.line))
    for money, some in groupby(ordered, key=lambda row: row.money):
        receipts += receive(unit, by, money, [weighed.parts[row.line] for row in some])
    says = {"unit": unit.name, "count": len(receipts), "sum": number(sum(one.amount for one in receipts))}
    record("dues.bring", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says=says)
    return receipts


def weigh(unit: Unit, rows: Sequence[Payment], *, lock: bool = False) -> Weighed:
    """Each payment against what its member owes for its months; nothing is written."""
    held = _held(unit, rows, lock=lock)
    coming, why = _coming(unit, rows, held)
    charges = held | {(one.person_id, one.month): one for one in coming}
    scale = _Scale(charges, why, _receipts(unit, rows))
    for row in rows:
        scale.put(row)
    return scale.found


def _held(unit: Unit, rows: Iterable[Payment], *, lock: bool = False) -> dict[Place, Charge]:
    """The charges written for the months of payments, and for months to come before them."""
    people = {row.person_id for row in rows}
    months = {month for row in rows for month in row.months}
    asked = Charge.objects.filter(
        unit=unit, person_id__in=people, month__in=months | {rules.later(one, -1) for one in months}
    )
    if lock:
        asked = asked.select_for_update().order_by("pk")
    return {(one.person_id, one.month): one for one in asked}


def _receipts(unit: Unit, rows: Iterable[Payment]) -> dict[Place, list[Receipt]]:
    """The receipts that were laid on the months of payments."""
    people, months = {row.person_id for row in rows}, {month for row in rows for month in row.months}
    lines = ReceiptLine.objects.filter(
        receipt__unit=unit, receipt__state="used", charge__person_id__in=people, charge__month__in=months
    )
    found: dict[Place, list[Receipt]] = {}
    for line in lines.select_related("receipt__book", "charge").order_by("receipt_id"):
        found.setdefault((line.charge.person_id, line.charge.month), []).append(line.receipt)
    return found


def _coming(unit: Unit, rows: Iterable[Payment], held: dict[Place, Charge]) -> tuple[list[Charge], dict[Place, str]]:
    """Charges, not written yet, for months of payments that have none; why there can be none for the others."""
    wanted = sorted({place for row in rows for place in row.places} - held.keys())
    if not wanted:
        return [], {}
    people, this = {person for person, _month in wanted}, rules.month_of(today())
    stretches = list(
        Membership.objects.filter(unit=unit, association=unit.kind.association, person_id__in=people, placement__in=["counted", "meets"])
    )  # fmt: skip
    bases = list(Basis.objects.filter(unit=unit, person_id__in=people))
    away = {month: queries.elsewhere(unit, month) for month in {month for _person, month in wanted}}
    found, why = [], {}
    for person, month in wanted:
        day = min(month, this)
        on_roll = [one for one in stretches if one.person_id == person and one.since <= day < one.until]
        basis = next((one for one in bases if one.person_id == person and one.since <= month < one.until), None)
        said = {"month": f"{month:%m/%Y}", "n": AHEAD}
        if month > rules.later(this, AHEAD):
            why[person, month] = _("Tháng {month} còn xa: chỉ đóng trước nhiều nhất {n} tháng.").format(**said)
        elif not on_roll:
            why[person, month] = _("Ngày 01 tháng {month} đồng chí này không có trong danh sách của đơn vị.").format(
                **said
            )
        elif person in away[month]:
            why[person, month] = _("Tháng {month} đồng chí này đóng ở đơn vị khác.").format(**said)
        elif basis is None:
            why[person, month] = _("Chưa có mức đóng của tháng {month}. Đề nghị ghi mức đóng trước.").format(**said)
        else:
            try:
                found.append(charge_of(unit, on_roll[0].full_name, basis, month, rates.book(month)))
            except rates.NoRate:
                why[person, month] = _("Chưa có quy định mức đóng cho đối tượng này vào tháng {month}.").format(**said)
    return found, why


class _Scale:
    """Payments put on one after another: what one takes, the next cannot."""

    def __init__(
        self, charges: dict[Place, Charge], why: dict[Place, str], receipts: dict[Place, list[Receipt]]
    ) -> None:
        self.charges, self.why, self.receipts, self.found = charges, why, receipts, Weighed()
        self.rest = {place: one.rest for place, one in charges.items()}
        self.taken: dict[Place, int] = {}
        self.seen: dict[tuple[object, ...], int] = {}
        self.matched: set[int] = set()

    def put(self, row: Payment) -> None:
        """Lay a payment on its months, or remember why not."""
        same = self.seen.setdefault((row.person_id, row.months, row.amount, row.money.paid_on), row.line)
        if same != row.line:
            words = _("Giống hệt dòng {line}. Đề nghị bỏ một dòng.").format(line=same)
            self.found.faults[row.line] = ("full_name", words)
        elif fault := self._wrong(row):
            self.found.faults[row.line] = fault
        elif receipt := self._before(row):
            self.matched.add(receipt.pk)
            self.found.doubles[row.line] = receipt
        elif fault := self._too_much(row):
            self.found.faults[row.line] = fault
        else:
            laid = rules.spread(row.amount, [(month, self.rest[row.person_id, month]) for month in row.months])
            for month, part in laid:
                self.rest[row.person_id, month] -= part
                self.taken[row.person_id, month] = row.line
            self.found.parts[row.line] = [(self.charges[row.person_id, month], part) for month, part in laid]

    def _wrong(self, row: Payment) -> tuple[str, str] | None:
        """A day or a month that cannot be."""
        try:
            came(row.money)
        except Refused as refusal:
            return "paid_on", refusal.sentence
        if words := next((self.why[place] for place in row.places if place in self.why), ""):
            return "months", words
        for person, month in row.places:
            before = rules.later(month, -1)
            if before >= rules.month_of(today()) and (person, before) not in self.charges:
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
            return "amount", words.format(**said, line=before)
        if whole == 0:
            return "amount", _("Tháng {months} đồng chí này không phải đóng.").format(**said)
        words = _("Nhiều hơn số còn phải đóng của tháng {months} là {sum} đồng. Nộp thêm thì ghi thêm tháng.")
        return "amount", words.format(**said)
