"""Payments of a unit as an Excel list out and in: what went out comes in without a change."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.actor import Actor
from nennep.dues import queries, rules
from nennep.dues.actions import Money, Payment
from nennep.dues.models import Method, Receipt
from nennep.journal.takeout import Listing
from nennep.members.imports import matching
from nennep.members.imports.books import Page, bad, pages
from nennep.members.imports.formulas import formulas
from nennep.members.imports.sheet import MOST_COLUMNS, Heading, Layout, layout, missing, plain
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel
from nennep.viet.write import number

HEADS = (
    Heading("person", "Mã", ("Mã đảng viên", "Mã đoàn viên", "Mã người"), width=10),
    Heading("full_name", "Họ và tên", ("Họ tên", "Họ và tên người nộp", "Người nộp"), needed=True, width=30),
    Heading("born_on", "Ngày sinh", ("Ngày tháng năm sinh",), width=14),
    Heading("card_no", "Số thẻ", ("Số thẻ đảng viên", "Số thẻ đảng"), width=14),
    Heading("months", "Tháng", ("Tháng đóng", "Đóng cho tháng", "Các tháng"), needed=True, width=20),
    Heading("due", "Còn phải đóng (đồng)", ("Còn phải đóng", "Phải đóng", "Phải thu"), width=20),
    Heading("amount", "Số tiền đã nộp (đồng)", ("Số tiền đã nộp", "Số tiền", "Số tiền nộp", "Đã nộp", "Thực thu", "Số tiền thu"), needed=True, width=22),
    Heading("paid_on", "Ngày thu", ("Ngày nộp", "Ngày đóng", "Ngày thu tiền"), width=14),
    Heading("method", "Hình thức", ("Hình thức nộp", "Hình thức thu", "Hình thức đóng"), width=18),
    Heading("receipt", "Số phiếu thu", ("Phiếu thu", "Phiếu thu số", "Số phiếu"), width=14),
)  # fmt: skip
CELL = Heading(
    "cell", "Đơn vị", ("Chi bộ", "Chi đoàn", "Tổ công đoàn", "Nơi sinh hoạt", "Mã chi bộ", "Tên chi bộ"), width=30
)
MANY = (CELL, *HEADS)
"""Columns of a list of payments of several cells."""
TITLE = {head.name: head.title for head in MANY}
OUT = ("person", "full_name", "months", "due", "amount", "paid_on", "method", "receipt")
"""Columns of the list to fill in: the number tells who is meant, so that no birth date has to leave."""
WAYS = {Method.CASH: "Tiền mặt", Method.TRANSFER: "Chuyển khoản", Method.PORTAL: "Cổng Dịch vụ công Quốc gia"}
MOST = 2_000
"""Rows; a unit takes in fewer payments in a year."""
HOURS = 12
"""How long a list that was read may wait to be taken."""
RECEIPTS = Listing(
    "so-phieu-thu",
    gettext_lazy("Sổ phiếu thu"),
    (
        (TITLE["person"], lambda row: str(row.person_id), 10), (TITLE["full_name"], "full_name", 30), (TITLE["months"], "months", 20),
        (TITLE["amount"], "amount", 22), (TITLE["paid_on"], "paid_on", 14), (TITLE["method"], lambda row: WAYS[Method(row.method)], 18),
        (TITLE["receipt"], "words", 14), ("Tình trạng", lambda row: "phiếu hủy" if row.state == Receipt.State.CANCELLED else "", 14),
    ),
)  # fmt: skip

DEBTORS = Listing(
    "cham-dong",
    gettext_lazy("Chậm đóng"),
    (
        (TITLE["person"], lambda row: str(row.person_id), 10), (TITLE["full_name"], "name", 30), (TITLE["months"], "words", 20),
        (gettext_lazy("Số tháng"), lambda row: len(row.months), 10), (gettext_lazy("Còn nợ (đồng)"), "rest", 18),
        (gettext_lazy("Ghi chú"), lambda row: "" if row.on_roll else _("không còn trong danh sách của đơn vị"), 36),
    ),
)  # fmt: skip


def template(unit: Unit, month: date) -> bytes:
    """Who still owes for months up to one, with the months and the sum; what came in is typed beside."""
    shown = queries.screen(unit, month)
    owed: dict[int, tuple[str, list[date], int]] = {}
    for row in queries.unpaid(unit, month):
        name, months, rest = owed.get(row.person_id, (row.full_name, [], 0))
        owed[row.person_id] = (name, [*months, row.month], rest + row.rest)
    for one in shown.payers:
        if one.rest or not one.known:
            name, months, rest = owed.get(one.person_id, (one.name, [], 0))
            owed[one.person_id] = (one.name, [*months, month], rest + one.rest)
    order = {one.person_id: place for place, one in enumerate(shown.payers)}
    lines = [
        (str(person), name, rules.told(months), rest or "", "", "", "", "")
        for person, (name, months, rest) in sorted(owed.items(), key=lambda one: order.get(one[0], len(order)))
    ]
    columns = tuple((head.title, head.width) for head in HEADS if head.name in OUT)
    ways = {TITLE["method"]: list(WAYS.values())}
    return excel([Sheet("Khoản thu", columns, lines, (unit.name,), fill=True, choices=ways)])


@dataclass(frozen=True)
class Table:
    """A list as it was opened: its cells, where its headings stand, and what stands for empty days and ways.

    ``settled`` says that the columns are ours or were chosen by a person. In a list of several cells ``cell`` is the one a
    sheet is about, 0 where its lines say so, and ``place`` the place of the sheet in a file of several, else 0.
    """

    name: str
    sheet: str
    line: int
    heads: list[str]
    columns: dict[str, int]
    lines: list[list[Any]]
    formulas: list[list[int]]
    paid_on: str
    method: str
    settled: bool = True
    cell: int = 0
    place: int = 0
    many: bool = False

    @property
    def ours(self) -> Sequence[Heading]:
        """Our columns."""
        return MANY if self.many else HEADS

    @property
    def layout(self) -> Layout:
        """Where the table stands."""
        return Layout(self.sheet, self.line, self.columns, self.heads)

    @property
    def page(self) -> Page:
        """Its cells as a page of a book."""
        return Page(self.sheet, lambda: iter(self.lines))

    @property
    def money(self) -> Money:
        """The day and the way of lines that name none."""
        return Money(date.fromisoformat(self.paid_on), self.method)

    def theirs(self) -> list[matching.Theirs]:
        """The columns of the file with samples."""
        found = matching.guess([self.page], self.ours, sheet=self.sheet, line=self.line)
        return found.columns

    def chosen(self, columns: Mapping[str, int]) -> "Table":
        """The same cells under columns a person chose. Raises BadFile (members)."""
        if lacking := missing(self.ours, dict(columns)):
            raise bad(_("Chưa chọn cột cho: {columns}.").format(columns=", ".join(one.title for one in lacking)))
        if len(set(columns.values())) < len(columns):
            raise bad(_("Một cột của tệp chỉ dùng cho một mục. Đề nghị chọn lại."))
        return replace(self, columns=dict(columns), settled=True)

    def own(self) -> dict[str, str]:
        """{our column: their heading, plain}, to be remembered."""
        return {name: plain(self.heads[place]) for name, place in self.columns.items() if place < len(self.heads)}

    def matched(self) -> list[tuple[str, str]]:
        """(our column, theirs) where their heading is not ours."""
        pairs = [
            (TITLE.get(name, name), self.heads[place])
            for name, place in self.columns.items()
            if place < len(self.heads)
        ]
        return [(ours, theirs) for ours, theirs in pairs if ours != theirs]


def opened(data: bytes, name: str, money: Money, known: Mapping[str, str]) -> Table:
    """The table of a file, its columns guessed where the headings are not ours. Raises BadFile (members).

    ``known`` are headings that people of the unit matched before.
    """
    book = pages(data)
    found = layout(book, HEADS, known)
    settled = found is not None
    if found is None:
        found = matching.guess(book, HEADS, known).layout
    return laid(data, book, found, name, money, settled=settled)


def laid(data: bytes, book: Sequence[Page], found: Layout, name: str, money: Money, **more: Any) -> Table:
    """The table that stands at a place of a file. Raises BadFile (members) for one that is too long."""
    page = next(one for one in book if one.name == found.sheet)
    lines = [[_plain(cell) for cell in cells[:MOST_COLUMNS]] for cells in islice(page, found.line + MOST + 1)]
    if len(lines) > found.line + MOST:
        raise bad(_("Tệp có hơn {n} dòng. Đề nghị tách thành nhiều tệp.").format(n=number(MOST)))
    reckoned = sorted(list(one) for one in formulas(data, found.sheet, found.line + MOST))
    return Table(
        name[:120], found.sheet, found.line, found.heads, found.columns, lines, reckoned, money.paid_on.isoformat(), money.method, **more
    )  # fmt: skip


def _plain(cell: Any) -> Any:
    """A cell as it can wait between two pages."""
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float | bool) or cell is None else str(cell)


def packed(tables: Sequence[Table], unit: Unit, by: Actor) -> str:
    """Tables as a sealed text that their reader sends back to take them; another unit's or another's opens for nobody."""
    return signing.dumps([asdict(one) for one in tables], salt=_salt(unit, by), compress=True)


def unpacked(text: str, unit: Unit, by: Actor) -> list[Table]:
    """The tables of a sealed text. Raises BadFile (members) for one that is old or was touched."""
    try:
        return [Table(**one) for one in signing.loads(text, salt=_salt(unit, by), max_age=HOURS * 3600)]
    except signing.BadSignature as error:
        raise bad(_("Bảng đã đọc không còn dùng được. Đề nghị chọn lại tệp.")) from error


def _salt(unit: Unit, by: Actor) -> str:
    return f"dues.payments:{unit.pk}:{by.account_id}"


@dataclass(frozen=True)
class Fault:
    """What is wrong in which line and column of the file, and on which sheet of several."""

    line: int
    column: str
    words: str
    sheet: str = ""

    @property
    def where(self) -> int:
        """The line as its sheet counts it."""
        return self.line % rules.SHEET


@dataclass
class Found:
    """A list as it was understood: what would be taken, what was taken before, what is wrong, lines without money."""

    payments: list[Payment] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    doubles: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    same: int = 0
    blank: int = 0

    @property
    def sum(self) -> int:
        """What would be taken in, đồng."""
        return sum(one.amount for one in self.payments)

    @property
    def by_unit(self) -> list[tuple[str, int, int]]:
        """(unit, receipts, đồng) of each unit that money is for."""
        found: dict[int, tuple[str, int, int]] = {}
        for one in self.payments:
            name, count, whole = found.get(one.unit_id, (self.units[one.unit_id].name, 0, 0))
            found[one.unit_id] = (name, count + 1, whole + one.amount)
        return list(found.values())

    @property
    def shown(self) -> Sequence[tuple[str, Payment, str, str, str, int]]:
        """The first payments: name, payment, months, way, unit, line."""
        return [
            (
                self.names[one.line], one, rules.told(one.months), WAYS[Method(one.money.method)],
                self.units[one.unit_id].name, one.line % rules.SHEET,
            )
            for one in self.payments[:200]
        ]  # fmt: skip
