"""The rows of a list of payments, each understood or told in words what is wrong with it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nennep.dues import queries, rules
from nennep.dues.actions import Money, Payment, weigh
from nennep.dues.models import Method, Receipt
from nennep.dues.payments import TITLE, WAYS, Fault, Found, Table
from nennep.members.imports.days import NoDay, day
from nennep.members.imports.sheet import Row, rows
from nennep.org.models import Unit
from nennep.viet import read
from nennep.viet.order import fold
from nennep.viet.write import number

SUMS = {"cong", "tong", "tong cong", "tong so"}
BY_WORD = {fold(word): kind for kind, word in WAYS.items()} | {"tm": Method.CASH, "ck": Method.TRANSFER}


class _Wrong(ValueError):
    """What is wrong in a column."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


@dataclass
class _Reader:
    unit: Unit
    table: Table
    people: list[queries.Known]
    receipts: dict[tuple[int, int], Receipt]
    found: Found = field(default_factory=Found)

    def take(self, row: Row) -> None:
        """Understand one row. Raises _Wrong."""
        if fold(row.text("full_name")).strip(" :") in SUMS:
            return
        if row.text("receipt"):
            self._held(row)
            self.found.same += 1
            return
        for name in ("months", "amount", "paid_on"):
            if [row.line, self.table.columns.get(name, -1)] in self.table.formulas:
                words = _("Ô chứa công thức. Đề nghị dán giá trị thay cho công thức.")
                raise _Wrong(name, words)
        amount = _amount(row)
        if amount is None:
            if row.text("paid_on"):
                raise _Wrong("amount", _("Có ngày thu nhưng chưa ghi số tiền."))
            self.found.blank += 1
            return
        who, money = self._who(row), Money(self._day(row), self._way(row))
        self.found.names[row.line] = who.name
        self.found.payments.append(Payment(row.line, who.person_id, _months(row), amount, money))

    def _who(self, row: Row) -> queries.Known:
        """The member of a line: by the number, by the card, or by name and birth date."""
        given, name, card = row.text("person"), fold(row.text("full_name")), row.text("card_no")
        if given:
            one = next((one for one in self.people if str(one.person_id) == given), None)
            if one is None:
                words = _("Không có mã {n} trong danh sách của đơn vị.").format(n=given[:20])
                raise _Wrong("person", words)
            if fold(one.name) != name:
                words = _("Mã {n} là của đồng chí {name}. Đề nghị ghi lại mã hoặc họ tên.")
                raise _Wrong("full_name", words.format(n=given, name=one.name))
            return one
        if not name:
            raise _Wrong("full_name", _("Chưa ghi họ và tên."))
        same = [one for one in self.people if fold(one.name) == name and (not card or one.card_no == card)]
        same = [one for one in same if _born_then(one, row)]
        if len(same) == 1:
            return same[0]
        if same:
            words = _("Có {n} đồng chí trùng họ tên. Đề nghị ghi thêm mã, ngày sinh hoặc số thẻ.")
            raise _Wrong("full_name", words.format(n=len(same)))
        words = _("Không có đồng chí này trong danh sách của đơn vị. Đề nghị kiểm tra họ tên, ngày sinh, số thẻ.")
        raise _Wrong("full_name", words)

    def _day(self, row: Row) -> date:
        if not row.text("paid_on"):
            return self.table.money.paid_on
        return _day(row, "paid_on")

    def _way(self, row: Row) -> str:
        said = row.text("method")
        if not said:
            return self.table.method
        if (kind := BY_WORD.get(fold(said))) is None:
            words = _("Không hiểu “{text}”. Dùng một trong: {known}.")
            raise _Wrong("method", words.format(text=said[:40], known=", ".join(WAYS.values())))
        return kind.value

    def _held(self, row: Row) -> None:
        """A line with a receipt's number must say what the book says. Raises _Wrong."""
        said = row.text("receipt")
        place = re.fullmatch(r"(\d{1,6})\s*/\s*(\d{4})", said)
        held = self.receipts.get((int(place[2]), int(place[1]))) if place else None
        if held is None:
            words = _("Sổ phiếu thu chưa có số {n}. Khoản mới thì để trống cột này, sổ tự cấp số.")
            raise _Wrong("receipt", words.format(n=said[:20]))
        given = (fold(row.text("full_name")), _amount(row), _months(row), self._day(row))
        kept = (fold(held.full_name), held.amount, tuple(rules.months_said(held.months)), held.paid_on)
        if given != kept or row.text("person") not in {"", str(held.person_id)}:
            words = _(
                "Phiếu {n} trong sổ ghi: {name}, {sum} đồng, tháng {months}, ngày {day}. Phiếu đã lập không sửa qua tệp;"
                " ghi nhầm thì hủy phiếu trong sổ rồi lập phiếu mới."
            )
            said_ = {"n": held.words, "name": held.full_name, "sum": number(held.amount), "months": held.months}
            raise _Wrong("receipt", words.format(**said_, day=f"{held.paid_on:%d/%m/%Y}"))


def understood(unit: Unit, table: Table) -> Found:
    """A list against the unit's book: nothing is written."""
    lines = list(rows([table.page], table.layout))
    numbers = [one.text("receipt") for one in lines]
    reader = _Reader(unit, table, queries.known(unit), queries.receipts_of(unit) if any(numbers) else {})
    found = reader.found
    for row in lines:
        try:
            reader.take(row)
        except _Wrong as wrong:
            found.faults.append(Fault(row.line, TITLE[wrong.column], str(wrong)))
    weighed = weigh(unit, found.payments)
    found.faults += [Fault(line, TITLE[column], words) for line, (column, words) in weighed.faults.items()]
    for line, receipt in weighed.doubles.items():
        words = _("{name}: đã có phiếu thu {n} ngày {day}, {sum} đồng, tháng {months}.").format(
            name=found.names[line], n=receipt.words, day=f"{receipt.paid_on:%d/%m/%Y}", sum=number(receipt.amount), months=receipt.months
        )  # fmt: skip
        found.doubles.append(Fault(line, "", words))
    found.faults.sort(key=lambda one: one.line)
    found.payments = [one for one in found.payments if one.line in weighed.parts]
    return found


def _amount(row: Row) -> int | None:
    """The money of a line; None where nothing came. Raises _Wrong."""
    said = row.text("amount")
    if not said:
        return None
    exact: Any = read.number(said)
    if exact is None or exact != int(exact):
        raise _Wrong("amount", _("“{text}” không phải số tiền. Ghi số nguyên đồng, như 72.500.").format(text=said[:40]))
    if exact < 0:
        raise _Wrong("amount", _("Số tiền không được âm. Trả lại tiền thì hủy phiếu thu trong sổ."))
    return int(exact) or None


def _months(row: Row) -> tuple[date, ...]:
    said = row.text("months")
    try:
        return tuple(rules.months_said(said))
    except ValueError as error:
        words = _("Không hiểu “{text}”. Ghi tháng như 7/2023 hoặc 5–7/2023.") if said else _("Chưa ghi tháng đóng.")
        raise _Wrong("months", words.format(text=said[:40])) from error


def _day(row: Row, name: str) -> date:
    try:
        found, precision = day(row.cells.get(name))
    except NoDay as error:
        raise _Wrong(name, str(error.words)) from error
    if found is None or precision != "day":
        raise _Wrong(name, _("Ghi đủ ngày, tháng, năm, dạng dd/mm/yyyy."))
    return found


def _born_then(one: queries.Known, row: Row) -> bool:
    """Whether a member was born on the day, or in the month or year, that a line names; any where it names none."""
    try:
        found, precision = day(row.cells.get("born_on"))
    except NoDay as error:
        raise _Wrong("born_on", str(error.words)) from error
    if found is None or one.born_on is None:
        return found is None
    known = (one.born_on.year, one.born_on.month, one.born_on.day)
    parts = {"year": 1, "month": 2}.get(precision, 3)
    return known[:parts] == (found.year, found.month, found.day)[:parts]
