"""Statistical forms for print and Excel: movement, new members, training, ethnicity and religion, units.

Contents follow the forms of the Central Organisation Board as far as they are known (movement with line D as the
closing number; new members; qualification; ethnicity and religion); the layout and the words are our own, and the number
of a form is written by the office.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import override

from nennep.core.clock import today
from nennep.figures.registry import Ask
from nennep.members import statistics
from nennep.members.certificates import issuer_of
from nennep.members.figures import admitted
from nennep.members.forms.statistics import name_of
from nennep.members.models import Admission
from nennep.members.movement import AGES, CAME, CUTS, GONE, PARTS, Line, Table, band
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel
from nennep.press.paper import Annex, Block, Column, Paper, Para
from nennep.press.paper import Table as Drawn
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import number, paper_day, percent

Rows = list[tuple[str | int, ...]]


@dataclass(frozen=True)
class Form:
    """A form: its title, headings with their width, rows of words and numbers, the places of rows in bold, notes."""

    title: str
    heads: tuple[tuple[str, float], ...]
    rows: Rows
    strong: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def forms(unit: Unit, asked: Ask) -> list[Form]:
    """The forms of a unit and a period; those that need each person's row are left out for a whole nation."""
    tables = {cut.code: statistics.table(asked, cut) for cut in statistics.splits(asked) if cut.code not in {"status"}}
    found = [_movement(tables, asked), _monthly(tables["month"])]
    found += [
        _stock(f"Biểu 3{mark}. Đảng viên theo {name}", tables[code]) for mark, code, name in TRAINING if code in tables
    ]
    found += [
        _stock(f"Biểu 4{mark}. Đảng viên theo {name}", tables[code]) for mark, code, name in ORIGINS if code in tables
    ]
    found.append(_units(tables["unit"]))
    if not statistics.large(asked):
        found.insert(2, _admitted(asked))
    return found


TRAINING = (
    ("a", "degree", "trình độ chuyên môn"),
    ("b", "theory", "trình độ lý luận chính trị"),
    ("c", "age", "độ tuổi"),
    ("d", "category", "đối tượng"),
)
ORIGINS = (("a", "ethnicity", "dân tộc"), ("b", "religion", "tôn giáo"))


def _movement(tables: dict[str, Table], asked: Ask) -> Form:
    """Form 1: A opening, B in, C out, D closing = A + B − C; of which women and minorities."""
    whole = tables["sex"].total
    part = [_line(tables["sex"], "f"), _line(tables["minority"], "True")]
    lines = [whole, *part]
    rows: Rows = [("A", "Đảng viên đầu kỳ", *(one.opening for one in lines))]
    rows.append(("B", "Tăng trong kỳ", *(one.more if one.flows else "–" for one in lines)))
    rows += [(place, str(way.label), *_way(lines, "came", way.code)) for place, way in enumerate(CAME, 1)]
    rows.append(("C", "Giảm trong kỳ", *(one.fewer if one.flows else "–" for one in lines)))
    rows += [(place, str(way.label), *_way(lines, "gone", way.code)) for place, way in enumerate(GONE, 1)]
    rows.append(("D", "Đảng viên cuối kỳ (D = A + B − C)", *(one.closing for one in lines)))
    bold = frozenset(place for place, row in enumerate(rows) if str(row[0]) in "ABCD")
    heads = (("TT", 0.5), ("Nội dung", 4.0), ("Tổng số", 1.2), ("Trong đó: nữ", 1.2), ("Dân tộc thiểu số", 1.2))
    return Form("Biểu 1. Tăng, giảm đảng viên trong kỳ", heads, rows, bold, checked(tables["sex"], asked))


def checked(table: Table, asked: Ask) -> tuple[str, ...]:
    """That the movement closes, or by how much it does not and whose stretches that is."""
    whole = table.total
    said = f"{number(whole.opening)} + {number(whole.more)} − {number(whole.fewer)}"
    if table.closes:
        return (f"Kiểm tra: A + B − C = {said} = {number(whole.closing)}, khớp với số cuối kỳ.",)
    names = ", ".join(f"{row.full_name} ({row.unit.name})" for row in table.odd[:20])
    words = (
        f"Kiểm tra: A + B − C = {said} = {number(whole.closing - whole.shift)}, số cuối kỳ là {number(whole.closing)}."
    )
    return (words, f"Cần đối chiếu: {names}." if names else "Cần đối chiếu theo từng đơn vị trực thuộc.")


def _line(table: Table, value: str) -> Line:
    return next((line for line in table.lines if line.value == value), Line(value))


def _way(lines: list[Line], side: str, code: str) -> list[str | int]:
    return [getattr(one, side)[code] if one.flows else "–" for one in lines]


def _monthly(table: Table) -> Form:
    """Form 1a: month by month."""
    heads = (("Tháng", 1.0), ("Đầu kỳ", 1.0), *((f"Tăng: {way.label}", 1.0) for way in CAME), *((f"Giảm: {way.label}", 1.0) for way in GONE), ("Cuối kỳ", 1.0))  # fmt: skip
    rows: Rows = [_moved(line, str(line.label)) for line in table.lines]
    rows.append(_moved(table.total, "Cả kỳ"))
    return Form("Biểu 1a. Tăng, giảm đảng viên theo tháng", heads, rows, frozenset({len(rows) - 1}))


def _moved(line: Line, words: str) -> tuple[str | int, ...]:
    ways = (*(line.came[way.code] for way in CAME), *(line.gone[way.code] for way in GONE))
    return (words, line.opening, *ways, line.closing)


def _stock(title: str, table: Table) -> Form:
    """What members are at the end of the period."""
    heads = (("TT", 0.5), ("Nội dung", 3.4), *((str(label), 1.0) for label, _test in PARTS.values()), ("Tỷ lệ", 0.9))
    lines = [line for line in table.lines if line.closing]
    rows: Rows = [(place, *_parts(line, table.total.closing)) for place, line in enumerate(lines, 1)]
    rows.append(("", "Tổng cộng", *_parts(table.total, table.total.closing)[1:]))
    return Form(title, heads, rows, frozenset({len(rows) - 1}))


def _parts(line: Line, whole: int) -> tuple[str | int, ...]:
    label = str(line.label)
    return (label[:1].upper() + label[1:], *(line.parts[part] for part in PARTS), percent(line.closing, whole))


def _units(table: Table) -> Form:
    """Form 5: the units right below."""
    heads = (("TT", 0.5), ("Đơn vị", 3.6), ("Đầu kỳ", 1.0), ("Tăng", 1.0), ("Giảm", 1.0), ("Nội bộ (+/−)", 1.0), ("Cuối kỳ", 1.0), ("Nữ", 0.9), ("Dự bị", 0.9))  # fmt: skip
    rows: Rows = [(place, str(line.label), *_unit(line)) for place, line in enumerate(table.lines, 1)]
    rows.append(("", "Tổng cộng", *_unit(table.total)))
    return Form("Biểu 5. Tăng, giảm đảng viên theo đơn vị", heads, rows, frozenset({len(rows) - 1}))


def _unit(line: Line) -> tuple[int, ...]:
    return (
        line.opening,
        line.more,
        line.fewer,
        line.shift,
        line.closing,
        line.parts["women"],
        line.parts["probationary"],
    )


def _admitted(asked: Ask) -> Form:
    """Form 2: those admitted by decisions of the period."""
    found = list(_decided(admitted(asked)))
    year, groups = (
        asked.period.last.year,
        {"Đối tượng": Counter[str](), "Độ tuổi": Counter[str](), "Trình độ": Counter[str]()},
    )
    names = {code: {key: str(label) for key, label in CUTS[code].names.items()} for code in ("category", "degree")}
    women, minority = sum(sex == "f" for sex, *_r in found), sum(ethnicity != "Kinh" for *_r, ethnicity in found)
    for _sex, category, degree, born, _ethnicity in found:
        groups["Đối tượng"][names["category"].get(category, "–")] += 1
        groups["Trình độ"][names["degree"].get(degree) or "–"] += 1
        groups["Độ tuổi"][_age(year - born.year if born else None)] += 1
    rows: Rows = [
        ("I", "Đảng viên mới kết nạp", len(found)),
        ("", "Trong đó: nữ", women),
        ("", "Dân tộc thiểu số", minority),
    ]
    for place, (title, counts) in enumerate(groups.items(), 2):
        rows.append(("I" * place if place < 4 else "IV", title, sum(counts.values())))
        rows += [
            ("", words[:1].upper() + words[1:], n) for words, n in sorted(counts.items(), key=lambda pair: -pair[1])
        ]
    bold = frozenset(place for place, row in enumerate(rows) if row[0])
    notes = ("Theo ngày quyết định trong kỳ, trừ quyết định đã bị hủy; tuổi là năm cuối kỳ trừ năm sinh.",)
    return Form("Biểu 2. Đảng viên mới kết nạp", (("TT", 0.5), ("Nội dung", 5.0), ("Số lượng", 1.4)), rows, bold, notes)


def _decided(rows: QuerySet[Admission]) -> Iterable[tuple[str, str, str, date | None, str]]:
    return rows.values_list("sex", "category", "person__degree", "person__born_on", "person__ethnicity")


def _order(words: str, n: int) -> tuple[int, int]:
    """Ages from the youngest; the rest by how many."""
    bands = [str(band(low, high)) for low, high in AGES]
    return (bands.index(words), 0) if words in bands else (len(bands), -n)


def _age(years: int | None) -> str:
    return "Chưa rõ năm sinh" if years is None else next(str(band(low, high)) for low, high in AGES if years <= high)


def paper(unit: Unit, asked: Ask) -> Paper:
    """The forms as annexes of one paper."""
    found, top = forms(unit, asked), issuer_of(unit)
    body = unit.name if unit.kind.is_cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1)
    words = f"Số liệu của {unit.name}, {name_of(asked.period)}; tính đến ngày {paper_day(asked.period.last)}."
    blocks: tuple[Block, ...] = (Para(words), _drawn(found[0]), *(Para(note, italic=True) for note in found[0].notes))
    annexes = tuple(
        Annex(form.title.upper(), (_drawn(form), *(Para(note, italic=True) for note in form.notes)))
        for form in found[1:]
    )
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=body, symbol=f"BC/{unit.symbol or ('CB' if unit.kind.is_cell else 'ĐU')}",
        kind="Biểu thống kê", abstract=f"tăng, giảm và cơ cấu đảng viên {name_of(asked.period)}", place=unit.place or top.place or "Hà Nội", dated=today(),
        blocks=blocks, draft=True, annexes=annexes, recipients=(("Đảng ủy cấp trên trực tiếp", "để b/c"), ("Lưu", "")),
        authority="T/M CHI BỘ" if unit.kind.is_cell else "T/M BAN THƯỜNG VỤ",
    )  # fmt: skip


def _drawn(form: Form) -> Drawn:
    columns = tuple(_column(title, size) for title, size in form.heads)
    rows = tuple(
        tuple(number(cell) if isinstance(cell, int) and place else str(cell) for place, cell in enumerate(row))
        for row in form.rows
    )
    return Drawn(columns, rows, caption=form.title if form.title.startswith("Biểu 1.") else "", groups=form.strong)


def _column(title: str, size: float) -> Column:
    """A column; "Tăng: kết nạp" stands under a heading that its neighbours share."""
    group, _colon, words = title.rpartition(": ")
    if group in {"Tăng", "Giảm"}:
        return Column(words, size, "right", group)
    return Column(
        title, size, "left" if title in {"Nội dung", "Đơn vị", "Tháng"} else "center" if title == "TT" else "right"
    )


def workbook(unit: Unit, asked: Ask) -> bytes:
    """The forms as sheets of one workbook."""
    title = f"{unit.name}: {name_of(asked.period)}"
    return excel(
        Sheet(
            form.title.split(".")[0], [(head, 6 if head == "TT" else 12 * size if size < 2 else 40) for head, size in form.heads], form.rows,
            (form.title, title, *form.notes),
        )
        for form in forms(unit, asked)
    )  # fmt: skip


def made(unit: Unit, asked: Ask, form: str) -> bytes:
    """The forms in an edition: docx, pdf, xlsx."""
    with override("vi"):  # a paper speaks Vietnamese whatever the page's language
        if form == "xlsx":
            return workbook(unit, asked)
        return word(paper(unit, asked)) if form == "docx" else pdf(paper(unit, asked))


EDITIONS = ("docx", "pdf", "xlsx")
