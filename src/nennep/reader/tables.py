"""Tables of figures: lines whose cells are parted by tabs, or by upright strokes. The head of a column says whether its numbers are aims or
results; the widest column of words says what is measured; a column of units says what is counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nennep.reader.paper import Result, Target
from nennep.reader.quantities import COMPARATORS, COMPARE, NUM, to_number

PLANNED = re.compile(
    r"(?i)^(?:kh|kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|mức phấn đấu|giao|được giao|dự kiến)\b(?! (?:chính|chủ yếu|cụ thể))"
)
REACHED = re.compile(r"(?i)^(?:th|thực hiện|kết quả|đạt|đã đạt|hiện trạng|hiện có|ước|cùng kỳ|năm trước)\b")
UNITS = re.compile(r"(?i)^(?:đvt|đơn vị tính|đơn vị|đv tính)\.?$")
RULED = re.compile(r"[|:\s-]*\|[|:\s-]*")
PLACES = re.compile(r"(?i)^(?:stt|tt|số tt)$")
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
SPANS = re.compile(r"(20\d\d) ?[-–] ?(20\d\d)")
CELL = re.compile(
    rf"(?i:{COMPARE})? ?(?P<a>{NUM})(?: ?(?:-|–|đến) ?(?P<b>{NUM}))?(?:/(?P<of>{NUM}))?(?P<pct> ?%)?(?P<unit>(?: [^\d\t]{{1,40}})?)"
)
UP = re.compile(r" ?trở lên$")
MONEY = re.compile(r"(?:(?:nghìn|triệu|tỷ|tỉ) )?(?:đồng|VNĐ|USD)$")
MEASURED = re.compile(r"^(?:km|m2|m²|ha|tấn|kg|kWh|điểm|lần)$")
IN_BRACKETS = re.compile(r"\(([^()\d]{1,30})\)\s*$")
FEWEST, WIDEST = 3, 40


@dataclass(frozen=True)
class Cell:
    """A cell with its place in the text."""

    start: int
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of as many cells each; the first is the head."""

    rows: Sequence[Sequence[Cell]]

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        last = self.rows[-1][-1]
        return self.rows[0][0].start, last.start + len(last.text)


def find(raw: str) -> Iterator[Table]:
    """Tables of at least a head and one row, with three columns or more."""
    rows: list[list[Cell]] = []
    at = 0
    for line in [*raw.split("\n"), ""]:
        cells = _cells(line, at)
        if RULED.fullmatch(line) and rows:
            at += len(line) + 1
            continue
        if rows and len(cells) != len(rows[0]):
            if len(rows) > 1:
                yield Table(rows)
            rows = []
        if FEWEST <= len(cells) <= WIDEST:
            rows.append(cells)
        at += len(line) + 1


def _cells(line: str, at: int) -> list[Cell]:
    found = []
    sign = "\t" if "\t" in line else "|" if line.count("|") >= FEWEST - 1 else ""
    line = line.rstrip("\r")
    if sign == "|" and line.startswith("|"):
        line, at = line.rstrip()[1:].removesuffix("|"), at + 1
    for part in line.split(sign) if sign else []:
        found.append(Cell(at + len(part) - len(part.lstrip()), part.strip()))
        at += len(part) + 1
    return found


def read(raw: str, year: str) -> tuple[list[Target], list[Result], list[tuple[int, int]]]:
    """Targets and results of the tables that say which of their columns are aims, and where those tables stand.

    ``year`` is the first year the paper plans for, '' where it names none: a column headed by an earlier year is told.
    """
    targets: list[Target] = []
    results: list[Result] = []
    places: list[tuple[int, int]] = []
    for table in find(raw):
        meant = [_meaning(cell.text, year) for cell in table.rows[0]]
        named = _named(table, meant)
        if "aim" not in meant or named is None:
            continue
        places.append(table.span)
        units = next((at for at, cell in enumerate(table.rows[0]) if UNITS.match(cell.text)), None)
        for row in table.rows[1:]:
            for at, cell in enumerate(row):
                if meant[at] and at not in {named, units} and (told := _told(row, cell, named, units)):
                    told |= {"period": _period(table.rows[0][at].text)}
                    if meant[at] == "aim":
                        targets.append(Target(**told, rule="target.table", confidence=0.85))
                    else:
                        results.append(Result(**told, rule="result.table", confidence=0.8))
    return targets, results, places


def outside(facts: Sequence[Any], places: Sequence[tuple[int, int]]) -> list[Any]:
    """The facts that stand in none of the places."""
    return [one for one in facts if not any(first <= one.start < last for first, last in places)]


def _meaning(head: str, year: str) -> str:
    """aim, told, or '' for a column that holds neither."""
    years = YEAR.findall(head)
    if REACHED.match(head) or (years and year and years[-1] < year):
        return "told"
    return "aim" if (PLANNED.match(head) and not PLACES.match(head)) or (years and year and years[0] >= year) else ""


def _named(table: Table, meant: list[str]) -> int | None:
    """The column that says what is measured: the longest words; it loses its meaning as a column of numbers."""
    lengths = [
        sum(len(row[at].text) for row in table.rows[1:] if re.match(r"[^\W\d]", row[at].text))
        for at in range(len(table.rows[0]))
    ]
    named = max(range(len(lengths)), key=lengths.__getitem__)
    if not lengths[named]:
        return None
    meant[named] = ""
    return named


def _told(row: Sequence[Cell], cell: Cell, named: int, units: int | None) -> dict[str, Any] | None:
    """What a cell's number says of its row; None where the cell holds no number alone."""
    found = CELL.fullmatch(cell.text)
    label = row[named].text
    if found is None or not label:
        return None
    sign = next((one for at, one in enumerate(COMPARATORS) if found[f"c{at}"]), "=")
    own = found["unit"].strip()
    sign, own = (">=", UP.sub("", " " + own).strip()) if UP.search(own) else (sign, own)
    in_label = IN_BRACKETS.search(label)
    unit = own or (row[units].text if units is not None else "") or (in_label[1].strip() if in_label else "")
    kind = _class(unit, bool(found["pct"]))
    return {
        "start": cell.start, "end": cell.start + len(cell.text), "quote": cell.text, "comparator": sign, "value": to_number(found["a"]),
        "value_max": to_number(found["b"]) if found["b"] else None, "of": to_number(found["of"]) if found["of"] else None,
        "unit_class": kind, "unit": "%" if kind == "percent" else unit or None, "metric": IN_BRACKETS.sub("", label).strip(" .;:-–+")[:200],
    }  # fmt: skip


def _class(unit: str, percent: bool) -> str:
    if percent or unit.startswith("%") or unit == "phần trăm":
        return "percent"
    if MONEY.search(unit):
        return "money"
    return "rate" if "/" in unit else "measure" if MEASURED.match(unit) else "count"


def _period(head: str) -> str | None:
    """The years in the head of a column as a time token."""
    if span := SPANS.search(head):
        return f"{span[1]}/{span[2]}"
    year = YEAR.search(head)
    return year[0] if year else None
