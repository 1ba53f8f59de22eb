"""The nouns of statistics: ways in and out, what a table is split by, a group's line, a table."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.models import Begin, Category, Degree, End, Membership, Sex, Status, Theory

SAME = (Begin.RECOGNISED, Begin.CHANGED)
SAME_END = (End.RECOGNISED, End.CHANGED, End.MATURED, "")


@dataclass(frozen=True)
class Way:
    """A way in or out: its code, its words, the reasons of stretches it adds up."""

    code: str
    label: Words
    reasons: tuple[str, ...]


CAME = (
    Way("admitted", _("Kết nạp"), (Begin.ADMITTED,)),
    Way("arrived", _("Chuyển đến"), (Begin.TRANSFERRED, Begin.MOVED)),
    Way("readmitted", _("Kết nạp lại"), (Begin.READMITTED,)),
    Way("restored", _("Khôi phục"), (Begin.RESTORED,)),
    Way("entered", _("Tăng khác"), (Begin.OPENING, Begin.OTHER)),
)
GONE = (
    Way("departed", _("Chuyển đi"), (End.TRANSFERRED, End.MOVED)),
    Way("deceased", _("Từ trần"), (End.DECEASED,)),
    Way("removed", _("Xóa tên"), (End.REMOVED,)),
    Way("resigned", _("Xin ra"), (End.RESIGNED,)),
    Way("expelled", _("Khai trừ"), (End.EXPELLED,)),
    Way("lost", _("Giảm khác"), (End.ANNULLED, End.OTHER)),
)
WAYS = {way.code: way for way in (*CAME, *GONE)}
PARTS: dict[str, tuple[Words, Q]] = {
    "all": (_("Tổng số"), Q()),
    "official": (_("Chính thức"), Q(status="official")),
    "probationary": (_("Dự bị"), Q(status="probationary")),
    "women": (_("Nữ"), Q(sex="f")),
    "minority": (_("Dân tộc thiểu số"), Q(minority=True)),
    "students": (_("Sinh viên"), Q(category="student")),
}
"""Of which, at the end of the period."""
TESTS: dict[str, Callable[["Kind"], bool]] = {
    "all": lambda one: True,
    "official": lambda one: one.status == "official",
    "probationary": lambda one: one.status == "probationary",
    "women": lambda one: one.sex == "f",
    "minority": lambda one: one.minority,
    "students": lambda one: one.category == "student",
}


@dataclass(frozen=True)
class Kind:
    """So many stretches of one kind; ``began`` and ``ended`` are reasons where that lies in the period, '' else."""

    value: str
    status: str
    sex: str
    category: str
    minority: bool
    began: str
    ended: str
    at_start: bool
    at_end: bool
    n: int


@dataclass
class Line:
    """A group's movement and what it is at the end. ``flows`` tells whether ways in and out are known of it."""

    value: str
    label: Words = ""
    opening: int = 0
    closing: int = 0
    came: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    flows: bool = True

    @property
    def address(self) -> str:
        """The group as an address names it; '' is the sum."""
        return self.value or "-"

    @property
    def more(self) -> int:
        """All who came."""
        return self.came.total()

    @property
    def fewer(self) -> int:
        """All who went."""
        return self.gone.total()

    @property
    def shift(self) -> int:
        """What the ways in and out do not explain: gains or losses against other groups of the unit."""
        return self.closing - self.opening - self.more + self.fewer

    @property
    def change(self) -> int:
        """Closing less opening."""
        return self.closing - self.opening


@dataclass(frozen=True)
class Table:
    """The groups, their sum, the stretches whose other half is missing, and how many units are out of sight."""

    lines: list[Line]
    total: Line
    odd: list[Membership]
    away: int = 0

    @property
    def closes(self) -> bool:
        """Opening + in − out = closing, and no stretch without its other half."""
        return self.total.shift == 0 and not self.odd

    @cached_property
    def shifts(self) -> bool:
        """Whether members moved between the groups."""
        return any(line.shift for line in self.lines if line.flows)


AGES = ((0, 25), (26, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, 150))
"""Ages in years, year minus birth year, both ends counting."""


@dataclass(frozen=True)
class Cut:
    """What a table is split by. ``path`` leads from a stretch to the trait; the person's own row where ``personal``."""

    code: str
    label: Words
    path: str = ""
    names: dict[str, Words] = field(default_factory=dict)
    personal: bool = False


CUTS = {
    cut.code: cut
    for cut in (
        Cut("unit", _("Đơn vị")),
        Cut("month", _("Tháng")),
        Cut("sex", _("Giới tính"), "sex", dict(Sex.choices)),
        Cut("age", _("Độ tuổi"), "birth_year"),
        Cut("minority", _("Kinh, thiểu số"), "minority", {"False": _("Kinh"), "True": _("dân tộc thiểu số")}),
        Cut("ethnicity", _("Dân tộc"), "person__ethnicity", personal=True),
        Cut("religion", _("Tôn giáo"), "person__religion", {"": _("không")}, personal=True),
        Cut("degree", _("Trình độ"), "person__degree", dict(Degree.choices), personal=True),
        Cut("theory", _("Lý luận chính trị"), "person__theory", dict(Theory.choices), personal=True),
        Cut("category", _("Đối tượng"), "category", dict(Category.choices)),
        Cut("status", _("Tình trạng"), "status", dict(Status.choices[:2])),
    )
}


def group_of(cut: Cut, value: str, day: date) -> str:
    """The group of a value: a band of ages, else the value itself."""
    if cut.code != "age":
        return value
    age = day.year - int(value)
    return next(f"{low}-{high}" for low, high in AGES if age <= high) if int(value) else "0"


def band(low: int, high: int) -> Words:
    """Ages in words."""
    if not low:
        return gettext("Đến {high} tuổi").format(high=high)
    return gettext("Từ {low} tuổi").format(low=low) if high > 100 else f"{low}–{high}"
