"""Lists taken out of the system."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import IO, Any, NamedTuple

from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from nennep.core.actor import Actor
from nennep.core.batches import in_batches
from nennep.core.clock import today
from nennep.members import sight
from nennep.members.imports import kinds
from nennep.members.imports.again import key_of
from nennep.members.models import Admission, Degree, Membership, Person, Status, Theory
from nennep.members.partial import written
from nennep.members.spoken import spoken
from nennep.org.models import Unit
from nennep.press.excel import Counted, Sheet, write
from nennep.press.paper import PARTY, Annex, Column, Paper, Para, Table
from nennep.viet.write import paper_day

COLUMNS = (
    ("TT", 5), ("Họ và tên", 26), ("Ngày sinh nam", 12), ("Ngày sinh nữ", 12), ("Dân tộc", 10), ("Quê quán", 24), ("Chức vụ, đơn vị", 24),
    ("Trình độ chuyên môn", 18), ("LLCT", 12), ("Ngày kết nạp", 12), ("Ngày chính thức", 12), ("Tình trạng", 12), ("Số thẻ", 14), ("Chi bộ", 28),
)  # fmt: skip


class Listed(NamedTuple):
    """A member as lists that are taken out show one. The card's number is empty where its class is not shown."""

    person: int
    full_name: str
    unit_id: int
    unit_code: str
    unit_name: str
    status: str
    category: str
    version: int
    sex: str
    born_on: date | None
    born_precision: str
    ethnicity: str
    native_place: str
    work_title: str
    degree: str
    theory: str
    card_no: str
    citizen_mac: str
    joined_on: date | None
    official_on: date | None


PERSON = (
    "version", "sex", "born_on", "born_precision", "ethnicity", "native_place", "work_title", "degree", "theory", "card_no", "citizen_mac",
)  # fmt: skip


def listed(rows: QuerySet[Membership], actor: Actor) -> Iterator[Listed]:
    """The members of a list, read in batches, so that a list of any length is never held whole."""
    shown = rows.annotate(office=Case(When(sight.office_of(actor), then=Value(True)), default=Value(False)))
    names = ("person_id", "full_name", "unit_id", "unit__code", "unit__name", "status", "category", "office")
    for part in in_batches(shown, *names):
        people = [row[0] for row in part]
        persons = {
            row[0]: row[1:]
            for row in Person.objects.filter(_any("members_person.id", people)).values_list("pk", *PERSON)
        }
        joined, official = _joined(people), _official(people)
        for person, *values, office in part:
            if person in persons:
                own = list(persons[person])
                own[-2] = own[-2] if office else ""
                yield Listed._make((person, *values, *own, joined.get(person), official.get(person)))


def _any(column: str, people: list[int]) -> RawSQL:
    """Rows of some persons; one array is a fraction of the work of thousands of places."""
    return RawSQL(f"{column} = any(%s)", [people], output_field=BooleanField())


def _joined(people: list[int]) -> dict[int, date]:
    """Days of admission; the latest of a person."""
    rows = Admission.objects.filter(_any("members_admission.person_id", people), association="party", annulled_on=None)
    return dict(rows.order_by("decided_on").values_list("person_id", "decided_on"))


def _official(people: list[int]) -> dict[int, date]:
    """Days since when members are official; the first of a person."""
    held = _any("members_membership.person_id", people)
    rows = Membership.objects.filter(held, association="party", placement="counted", status="official")
    return dict(rows.order_by("-since").values_list("person_id", "since"))


def summary(rows: Iterable[Listed], file: IO[bytes]) -> int:
    """Danh sách trích ngang as an Excel workbook; returns how many rows."""
    told = Counted(rows)
    write([Sheet("Danh sách", COLUMNS, _summary(told), ("DANH SÁCH TRÍCH NGANG",))], file)
    return told.count


def _summary(rows: Iterable[Listed]) -> Iterator[tuple[Any, ...]]:
    degrees, theories, statuses = (
        {value: str(label) for value, label in one.choices} for one in (Degree, Theory, Status)
    )
    for place, row in enumerate(rows, 1):
        yield (
            place, row.full_name, _born(row) if row.sex == "m" else "", _born(row) if row.sex == "f" else "", row.ethnicity, row.native_place,
            row.work_title, degrees.get(row.degree, ""), theories.get(row.theory, ""), row.joined_on, row.official_on,
            statuses.get(row.status, ""), row.card_no, row.unit_name,
        )  # fmt: skip


MOST_PRINTED = 2000
PRINTED = (
    Column("TT", 8, "center"), Column("Họ và tên", 33), Column("Nam", 20, "center", "Ngày sinh"), Column("Nữ", 20, "center", "Ngày sinh"),
    Column("Dân tộc", 15), Column("Quê quán", 24), Column("Chức vụ, đơn vị", 22), Column("Trình độ chuyên môn", 17), Column("LLCT", 15),
    Column("Ngày kết nạp", 20, "center"), Column("Ngày chính thức", 20, "center"), Column("Tình trạng", 16), Column("Số thẻ", 21), Column("Chi bộ", 26),
)  # fmt: skip
"""The columns on paper, in millimetres of a page laid across; a cell's own list needs no name of the cell."""


@spoken
def summary_paper(unit: Unit, rows: Iterable[Listed]) -> Paper:
    """The same list as a paper, landscape, for the signature."""
    cells = tuple(tuple(_cell(value) for value in line) for line in _summary(rows))
    if unit.kind.is_cell:  # whose list it is stands above
        cells = tuple(line[:-1] for line in cells)
    columns = PRINTED[: len(cells[0]) if cells else len(PRINTED)]
    words = f"Số đảng viên trong danh sách: {len(cells)}; lập ngày {paper_day(today())}."
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=unit.name if unit.kind.is_cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1),
        symbol="DS", kind="Danh sách trích ngang", abstract=f"đảng viên của {unit.name}", place=unit.place or "Hà Nội", blocks=(Para(words),), draft=True,
        annexes=(Annex("DANH SÁCH TRÍCH NGANG", (Table(columns, cells),)),), authority="T/M CHI BỘ" if unit.kind.is_cell else "T/L BAN THƯỜNG VỤ",
        post="BÍ THƯ" if unit.kind.is_cell else "CHÁNH VĂN PHÒNG", layout=replace(PARTY, number="", blank=""),
    )  # fmt: skip


def _cell(value: Any) -> str:
    return paper_day(value) if isinstance(value, date) else str(value or "")


def _born(row: Listed) -> date | str | None:
    """A birth date as far as it is known."""
    return row.born_on if row.born_precision == "day" else written(row.born_on, row.born_precision)


SEXES = {"m": "Nam", "f": "Nữ"}
CATEGORIES = dict(zip(("student", "lecturer", "staff", "worker", "retired"), kinds.CHOICES["Đối tượng"], strict=True))
DEGREES = dict(zip(("bachelor", "master", "doctor", "dsc"), kinds.CHOICES["Học vị"], strict=True))
THEORIES = dict(
    zip(("elementary", "intermediate", "advanced", "bachelor"), kinds.CHOICES["Lý luận chính trị"], strict=True)
)


def roll_words(row: Listed) -> dict[str, str]:
    """A member in the words of the roll's template, by the names of its columns. Identity numbers are not kept, so none is written."""
    return {
        "full_name": row.full_name, "sex": SEXES.get(row.sex, ""), "born_on": written(row.born_on, row.born_precision), "ethnicity": row.ethnicity,
        "native_place": row.native_place, "category": CATEGORIES.get(row.category, ""), "work_title": row.work_title,
        "degree": DEGREES.get(row.degree, ""), "theory": THEORIES.get(row.theory, ""), "card_no": row.card_no, "citizen": "",
        "joined_on": written(row.joined_on), "official_on": written(row.official_on), "cell": row.unit_code or row.unit_name,
        "key": key_of(row.person),
    }  # fmt: skip


def roll(rows: Iterable[Listed], file: IO[bytes]) -> int:
    """The roll in the form of its template, to be mended and brought in again; returns how many rows."""
    told = Counted(rows)
    lines = (tuple(roll_words(row).values()) for row in told)
    columns = [(heading.title, heading.width) for heading in kinds.ROLL]
    write([Sheet("Nhập liệu", columns, lines, fill=True, choices=kinds.CHOICES)], file)
    return told.count
