"""The rows of a list of payments, each understood or told in words what is wrong with it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.dues import rules
from nennep.dues.actions import Money, Payment, weigh
from nennep.dues.gathered import Cells
from nennep.dues.known import Known, known, receipts_of
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

NO_CELL = gettext_lazy(
    "Không rõ trang này của đơn vị nào. Đề nghị thêm cột “{column}”, hoặc ghi tên đơn vị ở dòng đầu trang hay tên trang."
)


class _Wrong(ValueError):
    """What is wrong in a column."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


@dataclass
class _Reader:
    """Reads tables against the rolls and books of units; ``closed`` tells nothing of them that the list does not say."""

    units: Mapping[int, Unit]
    named: Callable[[str], Unit]
    closed: bool
    people: dict[int, list[Known]]
    receipts: dict[int, dict[tuple[int, int], Receipt]]
    table: Table
    found: Found = field(default_factory=Found)
    met: Counter[int] = field(default_factory=Counter)

    def _unit(self, row: Row) -> Unit:
        said = row.text("cell")
        if not said:
            if self.table.cell:
                return self.units[self.table.cell]
            raise _Wrong("cell", _("Chưa ghi đơn vị."))
        try:
            unit = self.named(said)
        except LookupError as error:
            raise _Wrong("cell", str(error.args[0])) from error
        if self.table.cell and unit.pk != self.table.cell:
            words = _("Trang này của {unit}. Đề nghị ghi lại đơn vị hoặc chuyển dòng sang trang khác.")
            raise _Wrong("cell", words.format(unit=self.units[self.table.cell].name))
        return unit

    def take(self, row: Row) -> None:
        """Understand one row. Raises _Wrong."""
        if fold(row.text("full_name")).strip(" :") in SUMS:
            return
        line = row.line + self.table.place * rules.SHEET
        if row.text("receipt"):
            unit = self._unit(row)
            self.met[unit.pk] += 1
            self._held(row, unit)
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
        unit = self._unit(row)
        self.met[unit.pk] += 1
        who, money = self._who(row, self.people[unit.pk]), Money(self._day(row), self._way(row))
        self.found.names[line] = who.name
        self.found.units[unit.pk] = unit
        self.found.payments.append(Payment(line, who.person_id, _months(row), amount, money, unit.pk))

    def _who(self, row: Row, people: Sequence[Known]) -> Known:
        """The member of a line: by the number, by the card, or by name and birth date."""
        given, name, card = row.text("person"), fold(row.text("full_name")), row.text("card_no")
        if given:
            one = next((one for one in people if str(one.person_id) == given), None)
            if one is None:
                words = _("Không có mã {n} trong danh sách của đơn vị.").format(n=given[:20])
                raise _Wrong("person", words)
            if fold(one.name) != name:
                words = _("Mã {n} là của đồng chí {name}. Đề nghị ghi lại mã hoặc họ tên.")
                if self.closed:
                    words = _("Mã {n} không phải của đồng chí này. Đề nghị ghi lại mã hoặc họ tên.")
                raise _Wrong("full_name", words.format(n=given, name=one.name))
            return one
        if not name:
            raise _Wrong("full_name", _("Chưa ghi họ và tên."))
        same = [one for one in people if fold(one.name) == name and (not card or one.card_no == card)]
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

    def _held(self, row: Row, unit: Unit) -> None:
        """A line with a receipt's number must say what the book says. Raises _Wrong."""
        said = row.text("receipt")
        place = re.fullmatch(r"(\d{1,6})\s*/\s*(\d{4})", said)
        held = self.receipts[unit.pk].get((int(place[2]), int(place[1]))) if place else None
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
            if self.closed:
                words = _("Phiếu {n} trong sổ của đơn vị ghi khác dòng này. Khoản mới thì để trống cột này.")
            said_ = {"n": held.words, "name": held.full_name, "sum": number(held.amount), "months": held.months}
            raise _Wrong("receipt", words.format(**said_, day=f"{held.paid_on:%d/%m/%Y}"))


def understood(unit: Unit, table: Table) -> Found:
    """A list against the unit's book: nothing is written."""
    reader = _Reader({unit.pk: unit}, lambda said: unit, False, {}, {}, replace(table, cell=unit.pk))
    return _read(reader, [reader.table])


def understood_all(cells: Cells, tables: Sequence[Table]) -> tuple[Found, Counter[int]]:
    """A list of several cells against their books, and how many lines are about each: nothing is written.

    What is told says no more of a cell than the list itself: neither who is on its roll nor what anybody owes.
    """
    reader = _Reader(cells.units, cells.named, True, {}, {}, tables[0])
    return _read(reader, tables), reader.met


def _read(reader: _Reader, tables: Sequence[Table]) -> Found:
    units, sheets = list(reader.units.values()), {one.place: one.sheet for one in tables if one.place}
    reader.people = known(units)
    lined = [(table, list(rows([table.page], table.layout))) for table in tables]
    if any(one.text("receipt") for _table, lines in lined for one in lines):
        reader.receipts = receipts_of(units)
    found = reader.found
    for reader.table, lines in lined:
        start = reader.table.place * rules.SHEET
        if not reader.table.cell and "cell" not in reader.table.columns:
            found.faults.append(Fault(start + reader.table.line, TITLE["cell"], NO_CELL.format(column=TITLE["cell"])))
            continue
        for row in lines:
            try:
                reader.take(row)
            except _Wrong as wrong:
                found.faults.append(Fault(start + row.line, TITLE[wrong.column], str(wrong)))
    weighed = weigh(units, found.payments, closed=reader.closed)
    found.faults += [Fault(line, TITLE[column], words) for line, (column, words) in weighed.faults.items()]
    for line, receipt in weighed.doubles.items():
        said = {"name": found.names[line], "n": receipt.words, "day": f"{receipt.paid_on:%d/%m/%Y}"}
        words = _("{name}: đã có phiếu thu {n} ngày {day}.").format(**said)
        if not reader.closed:
            words = _("{name}: đã có phiếu thu {n} ngày {day}, {sum} đồng, tháng {months}.").format(
                **said, sum=number(receipt.amount), months=receipt.months
            )
        found.doubles.append(Fault(line, "", words))
    found.faults = [replace(one, sheet=sheets.get(one.line // rules.SHEET, "")) for one in found.faults]
    found.doubles = [replace(one, sheet=sheets.get(one.line // rules.SHEET, "")) for one in found.doubles]
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


def _born_then(one: Known, row: Row) -> bool:
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
