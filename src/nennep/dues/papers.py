"""Dues on paper: a receipt, a statement upward, the statement of a year; Word, PDF and Excel from one shape."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.dues import rates, rules, sums
from nennep.dues.models import Charge, Plan, Receipt, Statement
from nennep.org.models import Unit
from nennep.org.queries import chain
from nennep.press.excel import Sheet, excel
from nennep.press.paper import PARTY, STATE, YOUTH, Annex, Block, Column, Layout, Paper, Para, Table
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import money_words, number, paper_day, percent

FORMS = {"docx", "pdf", "xlsx"}
NAMES = {"party": "đảng phí", "union": "đoàn phí công đoàn", "youth": "đoàn phí"}
LAYOUTS: dict[str, Layout] = {"party": PARTY, "youth": YOUTH}


def dues_of(association: str) -> str:
    """What an association calls its dues: đảng phí, đoàn phí, hội phí."""
    return NAMES.get(association, "hội phí")


def _paper(
    unit: Unit, kind: str, abstract: str, blocks: tuple[Block, ...], dated: date | None, signed: tuple[str, str, str],
    number: str = "",
) -> Paper:  # fmt: skip
    above = chain(unit)[:-1]
    place = unit.place or next((one.place for one in reversed(above) if one.place), "Hà Nội")
    cell = unit.kind.is_cell
    name = unit.name if cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1)
    return Paper(
        upper=unit.upper_line or (above[-1].name if above else ""), body=name, symbol="BC/CB" if cell else f"BC/{unit.symbol or 'ĐU'}", kind=kind,
        abstract=abstract, place=place, blocks=blocks, dated=dated, number=number, recipients=(("Cấp trên trực tiếp", "để b/c"), ("Lưu", "")),
        authority=signed[0], post=signed[1], signer=signed[2], layout=LAYOUTS.get(unit.kind.association, STATE),
    )  # fmt: skip


def _head(unit: Unit) -> tuple[str, str, str]:
    """Who signs a report: the secretary for a cell, the chief of office for a Party committee."""
    if unit.kind.is_cell:
        return "T/M CHI BỘ" if unit.kind.association == "party" else "T/M BAN CHẤP HÀNH", "BÍ THƯ", ""
    if unit.kind.association == "party":
        return "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", ""
    return "T/M BAN CHẤP HÀNH", "", ""


def receipt(row: Receipt) -> Paper:
    """Phiếu thu: who paid how much for which months, to whom; a cancelled one says so."""
    name = dues_of(row.association)
    rows = (
        ("Số phiếu", row.words), ("Người nộp", row.full_name), ("Đơn vị", row.unit.name), ("Nội dung", f"Nộp {name} tháng {row.months}"),
        ("Số tiền", f"{number(row.amount)} đồng"), ("Bằng chữ", money_words(row.amount).capitalize()), ("Hình thức", str(row.get_method_display())), ("Ngày thu", paper_day(row.paid_on)),
        ("Người thu", row.received_by),
    )  # fmt: skip
    blocks: list[Block] = [Table((Column("Mục", 1), Column("Nội dung", 2.4)), rows)]
    if row.state == Receipt.State.CANCELLED:
        blocks.insert(0, Para(f"PHIẾU HỦY: {row.reason}", bold=True, centred=True))
    signed = (row.unit.name.upper(), "NGƯỜI THU", row.received_by)
    made = _paper(row.unit, "Phiếu thu", name, tuple(blocks), row.paid_on, signed, row.words)
    return replace(made, recipients=(), beside=("NGƯỜI NỘP", row.full_name))


def _statement_rows(row: Statement) -> tuple[tuple[str, ...], ...]:
    counted = "–" if row.counted is None else number(row.counted)
    part = rates.per_cent(rates.part_of(row.share))
    return (
        ("1", f"Thu của đảng viên, đoàn viên, hội viên ({row.receipts} phiếu)", number(row.collected)),
        ("2", "Nhận từ đơn vị cấp dưới", number(row.received)), ("3", "Tổng số (1 + 2)", number(row.total)),
        ("4", f"Được trích giữ lại {part} ({row.source})", number(row.kept)), ("5", "Nộp lên cấp trên (3 – 4)", number(row.passed)),
        ("6", "Cấp trên thực nhận", counted),
    )  # fmt: skip


def statement(row: Statement, form: str, *, named: bool) -> bytes:
    """A statement upward; ``named`` adds the receipts, which name people."""
    name = dues_of(row.association)
    rows = _statement_rows(row)
    listed = Receipt.objects.filter(statement=row).select_related("book").order_by("book", "number") if named else ()
    lines = [(one.words, paper_day(one.paid_on), one.full_name, one.months, one.amount) for one in listed]
    title = f"nộp {name} lên {row.up_name}, các khoản thu đến ngày {paper_day(row.last_day)}"
    if form == "xlsx":
        sums = Sheet(
            "Bảng kê", (("TT", 6), ("Nội dung", 70), ("Số tiền (đồng)", 20)), rows, (row.unit_name, f"BẢNG KÊ {title}")
        )
        named_sheet = Sheet(
            "Phiếu thu", (("Số phiếu", 12), ("Ngày thu", 12), ("Họ và tên", 30), ("Tháng", 18), ("Số tiền", 16)), lines
        )
        return excel([sums, named_sheet] if named else [sums])
    money = Table((Column("TT", 0.4, "center"), Column("Nội dung", 4), Column("Số tiền (đồng)", 1.4, "right")), rows)
    blocks: list[Block] = [money]
    annexes: tuple[Annex, ...] = ()
    if lines:
        columns = (
            Column("Số phiếu", 0.9),
            Column("Ngày thu", 1),
            Column("Họ và tên", 2.2),
            Column("Tháng", 1.2),
            Column("Số tiền", 1.2, "right"),
        )
        told = tuple((*one[:4], number(one[4])) for one in lines)
        annexes = (Annex("DANH SÁCH\nphiếu thu đã tính vào bảng kê", (Table(columns, told),), landscape=False),)
    if row.note:
        blocks.append(Para(f"Ghi chú của cấp trên: {row.note}"))
    made = _paper(
        row.unit,
        "Bảng kê",
        title,
        tuple(blocks),
        row.sent_on,
        ("NGƯỜI LẬP BẢNG KÊ", "", row.sent_by),
        f"{row.order:02d}/{row.sent_on.year}",
    )
    made = replace(made, annexes=annexes)
    return word(made) if form == "docx" else pdf(made)


@dataclass(frozen=True)
class Year:
    """A unit's year in figures, đồng."""

    months: list[sums.MonthLine]
    units: list[sums.UnitLine]
    plan: int | None
    kept: int
    passed: int
    acknowledged: int

    @property
    def due(self) -> int:
        """To be collected in the months that were charged."""
        return sum(row.due for row in self.months)

    @property
    def paid(self) -> int:
        """Collected of it."""
        return sum(row.paid for row in self.months)

    @property
    def rest(self) -> int:
        """Not collected."""
        return self.due - self.paid


def year_told(unit: Unit, year: int) -> Year:
    """The months of a year, the units below, the plan, and what the unit itself kept and passed up in it."""
    rows = list(Statement.objects.filter(unit=unit, sent_on__year=year).exclude(state="withdrawn"))
    held = Plan.objects.filter(inside(((unit.key, unit.key + "~"),)), year=year).values_list("unit_id", "amount")
    plans = dict(held)
    below = sum(amount for pk, amount in plans.items() if pk != unit.pk)
    last = date(year, 12, 1) if year < today().year else min(rules.month_of(today()), date(year, 12, 1))
    return Year(
        sums.year_of(unit, year), [] if unit.kind.is_cell else sums.table(unit, last), plans.get(unit.pk, below or None),
        sum(row.kept for row in rows), sum(row.passed for row in rows), sum(row.counted or 0 for row in rows if row.state == "acknowledged"),
    )  # fmt: skip


def _month_rows(told: Year) -> list[tuple[str, int, int, int, int, int]]:
    return [(f"{row.month:%m/%Y}", row.payers, row.due, row.paid, row.rest, row.in_time) for row in told.months]


def _total(told: Year) -> tuple[str, str, int, int, int, int]:
    return ("Cộng", "", told.due, told.paid, told.rest, sum(row.in_time for row in told.months))


MONTH_HEADS = ("Tháng", "Số người đóng", "Phải thu", "Đã thu", "Còn lại", "Đóng đúng hạn")
UNIT_HEADS = ("TT", "Đơn vị", "Kế hoạch năm", "Phải thu", "Đã thu", "Tỷ lệ")


def year_statement(unit: Unit, year: int, form: str, *, named: bool) -> bytes:
    """The statement of a year; ``named`` adds the sheet of members, month by month, to the workbook."""
    told, name = year_told(unit, year), dues_of(unit.kind.association)
    title = f"tình hình thu, nộp {name} năm {year}"
    if form == "xlsx":
        return excel(_sheets(unit, year, told, title, named=named))
    months = tuple(
        (line[0], str(line[1]), *(number(one) for one in line[2:])) for line in [*_month_rows(told), _total(told)]
    )
    columns = (Column(MONTH_HEADS[0], 0.8), *(Column(one, 1, "right") for one in MONTH_HEADS[1:]))
    blocks: list[Block] = [
        Para(f"Kế hoạch thu cả năm: {number(told.plan)} đồng; đã thu {number(told.paid)} đồng, đạt {percent(told.paid, told.plan)}."),
        Table(columns, months, caption="Thu theo tháng phải đóng (đồng)", total=True),
        Para(
            f"Đã trích giữ lại {number(told.kept)} đồng, lập bảng kê nộp lên cấp trên {number(told.passed)} đồng; cấp trên đã xác nhận "
            f"{number(told.acknowledged)} đồng."
        ),
    ]  # fmt: skip
    if told.units:
        rows = tuple(
            (str(place), *(str(one) for one in line[1:]))
            for place, line in enumerate(_unit_rows(told, written=True), 1)
        )
        heads = (
            Column("TT", 0.4, "center"),
            Column("Đơn vị", 2.6),
            *(Column(one, 1.1, "right") for one in UNIT_HEADS[2:]),
        )
        blocks.append(Table(heads, rows, caption="Thu của các đơn vị từ đầu năm (đồng)"))
    made = _paper(unit, "Báo cáo", title, tuple(blocks), today(), _head(unit))
    return word(made) if form == "docx" else pdf(made)


def _unit_rows(told: Year, *, written: bool) -> list[tuple[object, ...]]:
    say: Callable[[int | None], object] = number if written else lambda value: value
    return [
        (
            place,
            one.unit.name,
            say(one.plan),
            say(one.year_due),
            say(one.year_paid),
            percent(one.year_paid, one.year_due),
        )
        for place, one in enumerate(told.units, 1)
    ]


def _sheets(unit: Unit, year: int, told: Year, title: str, *, named: bool) -> list[Sheet]:
    heads = tuple((one, 16.0) for one in MONTH_HEADS)
    found = [Sheet("Theo tháng", heads, _month_rows(told), (unit.name, f"BÁO CÁO {title}"), _total(told))]
    if told.units:
        widths = ((UNIT_HEADS[0], 6.0), (UNIT_HEADS[1], 44.0), *((one, 16.0) for one in UNIT_HEADS[2:]))
        found.append(Sheet("Theo đơn vị", widths, _unit_rows(told, written=False), (unit.name,)))
    if named:
        found.append(_members(unit, year))
    return found


def _members(unit: Unit, year: int) -> Sheet:
    """A row for each member, a column for each month with what was paid."""
    rows: dict[int, list[Charge]] = {}
    for row in Charge.objects.filter(unit=unit, month__year=year).order_by("sort_key", "month"):
        rows.setdefault(row.person_id, []).append(row)
    lines = []
    for place, some in enumerate(rows.values(), 1):
        paid = {row.month.month: row.paid for row in some}
        due = sum(row.due for row in some)
        lines.append(
            (
                place,
                some[0].full_name,
                *(paid.get(one) for one in range(1, 13)),
                sum(paid.values()),
                due - sum(paid.values()),
            )
        )
    heads = (
        ("TT", 5.0),
        ("Họ và tên", 28.0),
        *((f"T{one}", 10.0) for one in range(1, 13)),
        ("Đã đóng", 13.0),
        ("Còn lại", 13.0),
    )
    return Sheet("Theo người", heads, lines, (unit.name, f"Năm {year}, đồng"))
