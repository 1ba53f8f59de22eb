"""Party organisations of a branch against the numbers of members that the rule book asks of their kinds, counted on a day."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from nennep.core.gate import inside
from nennep.duties import rulebook
from nennep.duties.rulebook import InForce
from nennep.figures.registry import Period, figure
from nennep.members.models import Membership
from nennep.org import queries
from nennep.org.models import CoverException, Unit, UnitSpell
from nennep.org.rules import STEP

MOST = 3000
"""More organisations than this are looked at a branch at a time."""
MOST_SHOWN = 100
DIRECT = "unit.powers.least.direct"


@dataclass
class One:
    """An organisation with what it has on the day, by figure."""

    spell: UnitSpell
    sums: Counter[str] = field(default_factory=Counter)
    groups: int = 0
    excused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One organisation under one rule: how many, how it stands, in a tone of the house and in words."""

    one: One
    n: int
    tone: str
    words: str


Judge = Callable[[One, int, InForce], tuple[str, str]]


@dataclass(frozen=True)
class Ruling:
    """A rule of the book, over which kinds, by which figure, and how one organisation stands by it."""

    key: str
    kinds: tuple[str, ...]
    figure: str
    judge: Judge
    also: tuple[str, ...] = ()
    last: str = ""


@dataclass
class Table:
    """A rule with the organisations it is about, those that do not keep to it first."""

    ruling: Ruling
    says: list[str]
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        """The first of them, as many as a page holds; the sheet has all."""
        return self.lines[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many are left to the sheet."""
        return max(0, len(self.lines) - MOST_SHOWN)

    @property
    def counted(self) -> str:
        """What is counted, in words."""
        return str(figure(self.ruling.figure).label)

    @property
    def missed(self) -> int:
        """How many are below what their kind needs and have no decision that lets them."""
        return sum(one.tone == "bad" for one in self.lines)

    @property
    def reached(self) -> int:
        """How many have the number."""
        return sum(one.tone == "ok" for one in self.lines)


def _least(ruling_key: str) -> Judge:
    def judge(one: One, n: int, book: InForce) -> tuple[str, str]:
        least = book.number(ruling_key)
        if n >= least:
            return "ok", _("Đủ số lượng")
        if one.excused:
            return "near", _("Thiếu {n}; được đồng ý: {by}").format(n=least - n, by="; ".join(one.excused))
        return "bad", _("Thiếu {n}").format(n=least - n)

    return judge


def _becomes(one: One, n: int, book: InForce) -> tuple[str, str]:
    """A grassroots cell that has the number of a committee (294-QĐ/TW §20.3.1)."""
    most = book.number("unit.grassroots.least")
    return ("warn", _("Đã đủ số lượng để lập đảng bộ cơ sở")) if n >= most else ("none", _("Chưa tới"))


def _groups(one: One, n: int, book: InForce) -> tuple[str, str]:
    """A large cell has groups, or is split (294-QĐ/TW §20.3.2)."""
    if n < book.number("cell.groups"):
        return "none", _("Chưa tới")
    if one.groups:
        return "ok", _("Đã chia {n} tổ đảng").format(n=one.groups)
    return "warn", _("Cần chia tổ đảng hoặc tách chi bộ")


def _powers(one: One, n: int, book: InForce) -> tuple[str, str]:
    """Granted upper powers: two numbers, by whom the organisation stands under (294-QĐ/TW §10.6)."""
    least, direct = book.number("unit.powers.least"), book.number(DIRECT)
    if n >= least:
        return "ok", _("Đủ số lượng để được xét; các điều kiện khác do cấp có thẩm quyền xem xét")
    if n >= direct:
        return "near", _("Chỉ đủ số lượng khi trực thuộc tỉnh ủy, bộ, đoàn thể ở Trung ương")
    return "none", _("Còn thiếu {n}").format(n=direct - n)


def _delegated(one: One, n: int, book: InForce) -> tuple[str, str]:
    """Delegated admission: more than the number, and the ratings of years, which are no data here (294-QĐ/TW §22)."""
    if n > (least := book.number("unit.delegated.least")):
        words = _("Đủ số lượng; cần đối chiếu quyết định xếp loại tốt trở lên của {years} năm liên tục")
        return "ok", words.format(years=book.number("unit.delegated.years"))
    return "none", _("Còn thiếu {n}").format(n=least + 1 - n)


def _staff(one: One, n: int, book: InForce) -> tuple[str, str]:
    """Full-time staff from a number on, more with granted powers (06-HD/TW §17)."""
    if n < (least := book.number("unit.staff.least")):
        return "none", _("Còn thiếu {n}").format(n=least - n)
    large = n > book.number("unit.staff.large")
    given = book.number("unit.staff.powers.large" if large else "unit.staff.powers")
    words = _("Được bố trí; ít nhất {n} cán bộ nếu được giao quyền cấp trên cơ sở")
    return "ok", words.format(n=given)


RULINGS = (
    Ruling("unit.upper.least", ("upper",), "members", _least("unit.upper.least")),
    Ruling("unit.grassroots.least", ("grassroots",), "members", _least("unit.grassroots.least")),
    Ruling("unit.grassroots.least", ("grassroots_cell",), "members", _becomes),
    Ruling("cell.least", ("cell", "grassroots_cell"), "members.official", _least("cell.least")),
    Ruling("cell.temporary.least", ("temporary_cell",), "members.meeting", _least("cell.temporary.least"), last="term"),
    Ruling("cell.groups", ("cell", "grassroots_cell"), "members", _groups),
    Ruling("unit.powers.least", ("grassroots",), "members", _powers, (DIRECT,)),
    Ruling("unit.delegated.least", ("grassroots",), "members", _delegated, ("unit.delegated.years",)),
    Ruling(
        "unit.staff.least", ("grassroots",), "members", _staff,
        ("unit.staff.powers", "unit.staff.large", "unit.staff.powers.large"),
    ),
)  # fmt: skip
ORDER = {"bad": 0, "warn": 1, "near": 2, "ok": 3, "none": 4}


def board(unit: Unit, day: date) -> tuple[list[Table], list[UnitSpell]]:
    """Every rule with the organisations of the branch it is about; the units right below where the branch is too large."""
    spells = list(
        queries.tree(unit, day).filter(kind__association="party").select_related("unit", "kind", "parent")[: MOST + 1]
    )
    if len(spells) > MOST:
        below = queries.tree(unit, day).filter(parent=unit, kind__association="party").select_related("unit", "kind")
        return [], list(below)
    found = _counted(unit, day, spells)
    book = rulebook.on(day)
    tables = []
    for ruling in RULINGS:
        rows = [one for one in found if one.spell.kind_id in ruling.kinds]
        lines = [_line(ruling, one, book) for one in rows]
        lines.sort(key=lambda line: (ORDER[line.tone], line.n if line.tone == "bad" else -line.n))
        if lines:
            tables.append(Table(ruling, book.says(ruling.key, *ruling.also), lines))
    return tables, []


def _line(ruling: Ruling, one: One, book: InForce) -> Line:
    n = one.sums[ruling.figure]
    tone, words = ruling.judge(one, n, book)
    if ruling.last == "term" and one.spell.unit.last_day is None:
        tone, words = "warn" if tone == "ok" else tone, f"{words}. {_('Chưa ghi ngày kết thúc')}"
    return Line(one, n, tone, words)


def _counted(unit: Unit, day: date, spells: Iterable[UnitSpell]) -> list[One]:
    """The organisations with their sums, those above with what is below them on the day."""
    ones = {spell.key: One(spell) for spell in spells}
    for key, sums in _sums(unit, day, ones).items():
        for end in range(STEP, len(key) + 1, STEP):
            if (one := ones.get(key[:end])) is not None:
                one.sums += sums
    excused: dict[int, list[str]] = defaultdict(list)
    rows = CoverException.objects.filter(queries.on(day), unit__in=[one.spell.unit_id for one in ones.values()])
    for row in rows:
        excused[row.unit_id].append(f"{row.reason}, {row.decision}")
    for one in ones.values():
        one.excused = excused[one.spell.unit_id]
        if one.spell.kind_id == "party_group" and (cell := ones.get(one.spell.key[:-STEP])) is not None:
            cell.groups += 1
    return list(ones.values())


def _sums(unit: Unit, day: date, ones: dict[str, One]) -> dict[str, Counter[str]]:
    """{key of the cell on the day: its members, official members, and official members who meet there for a time}."""
    keys = {one.spell.unit_id: key for key, one in ones.items()}
    asked = queries.ask(unit, Period(day, day + timedelta(days=1)))
    rows = Membership.objects.filter(
        inside(asked.ranges), association="party", placement__in=("counted", "meets"), since__lte=day, until__gt=day
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for unit_id, placement, status, n in (
        rows.values_list("unit_id", "placement", "status").annotate(n=Count("*")).order_by()
    ):
        if (key := keys.get(unit_id)) is None:
            continue
        if placement == "meets":
            found[key]["members.meeting"] += n if status == "official" else 0
            continue
        found[key]["members"] += n
        found[key]["members.official"] += n if status == "official" else 0
    return found
