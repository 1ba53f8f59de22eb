"""Who holds which post, in order of protocol; what a committee is made of beside its quotas; what is vacant."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.duties import rulebook
from nennep.duties.rulebook import InForce, Key
from nennep.members.models import Person, Tenure
from nennep.org.models import PostKind, Term, Unit
from nennep.org.queries import on, posts_of

PEOPLE = _("cấp ủy viên")
KEYS = (
    Key("committee.women", _("Tỷ lệ nữ trong cấp ủy, ít nhất"), PEOPLE, is_share=True),
    Key("committee.young", _("Tỷ lệ cấp ủy viên trẻ, ít nhất"), PEOPLE, is_share=True),
    Key("committee.young.age", _("Cấp ủy viên trẻ là người dưới"), _("tuổi")),
    Key("committee.standing", _("Tỷ lệ ủy viên Ban Thường vụ trong cấp ủy, nhiều nhất"), PEOPLE, is_share=True),
    Key("committee.theory", _("Tỷ lệ có lý luận chính trị cao cấp, cử nhân, ít nhất"), PEOPLE, is_share=True),
    Key("committee.doctors", _("Tỷ lệ có trình độ tiến sĩ trở lên, ít nhất"), PEOPLE, is_share=True),
    Key("committee.added", _("Chỉ định bổ sung cấp ủy viên ở cơ sở trong nhiệm kỳ, nhiều nhất"), PEOPLE, is_share=True),
    Key(
        "committee.added.upper",
        _("Chỉ định bổ sung cấp ủy viên ở cấp trên cơ sở trong nhiệm kỳ, nhiều nhất"),
        PEOPLE,
        is_share=True,
    ),
    Key("committee.most.cell", _("Số chi ủy viên, nhiều nhất"), _("người")),
    Key("committee.most.sectional", _("Số đảng ủy viên đảng bộ bộ phận, nhiều nhất"), _("người")),
    Key("committee.report", _("Báo cáo kết quả bầu cử để chuẩn y, trong"), _("ngày làm việc")),
    Key("committee.approve", _("Cấp trên chuẩn y kết quả bầu cử, trong"), _("ngày làm việc")),
    Key("term.years", _("Nhiệm kỳ của cấp ủy"), _("năm")),
    Key("congress.soon", _("Chuẩn bị đại hội trước khi hết nhiệm kỳ"), _("ngày")),
)
RULES = (*(one.code for one in KEYS), "committee.minority")
STANDING, COMMITTEE = 40, 59
"""Protocol of the lowest member of a standing committee and of a committee."""
LAST = 90


def kind_of(unit: Unit, title: str) -> PostKind | None:
    """The catalogue's entry of a title for a unit of this kind; None for one it does not know."""
    return next((one for one in posts_of(unit) if one.title == title), None)


@dataclass(frozen=True)
class Holder:
    """One person of a committee with the posts held there, highest first, and those held elsewhere."""

    tenures: list[Tenure]
    others: list[Tenure] = field(default_factory=list)

    @property
    def first(self) -> Tenure:
        return self.tenures[0]


@dataclass(frozen=True)
class Quota:
    """One line of a profile: how many of how many, and what is asked for, by which rule."""

    label: Words
    count: int
    whole: int
    asked: str = ""
    source: str = ""
    short: bool = False
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Profile:
    """What a committee is made of, and what falls short of a rule; it warns and stops nothing."""

    rows: list[Quota]
    notes: list[str]
    average_age: float | None


@dataclass(frozen=True)
class Vacancy:
    """What a committee lacks: members, its head, and how much of the term remains."""

    missing: int
    head: str
    months: int

    def __bool__(self) -> bool:
        return bool(self.missing or self.head)


def held_on(day: date) -> QuerySet[Tenure]:
    """Posts that are held on a day."""
    return Tenure.objects.filter(on(day)).select_related("person", "seat__unit")


def roster(unit: Unit, day: date) -> list[Holder]:
    """Who holds a post of a unit on a day, by protocol, each person once, with posts elsewhere in the scope."""
    found: dict[int, list[Tenure]] = {}
    for row in held_on(day).filter(seat__unit=unit).order_by("seat__protocol", "since", "id"):
        found.setdefault(row.person_id, []).append(row)
    others: dict[int, list[Tenure]] = {}
    elsewhere = held_on(day).filter(person__in=list(found)).exclude(seat__unit=unit)
    for row in elsewhere.order_by("seat__protocol", "since", "id"):
        others.setdefault(row.person_id, []).append(row)
    return [Holder(tenures, others.get(person, [])) for person, tenures in found.items()]


def of_person(person: Person) -> list[Tenure]:
    """Every post a person holds or held, those held now first, in order of protocol whatever the organisation."""
    rows = Tenure.objects.filter(person=person).select_related("seat__unit")
    return sorted(rows, key=lambda row: (row.until.year < 9999, row.seat.protocol, -row.since.toordinal()))


def members_of(kinds: list[PostKind], holders: list[Holder]) -> list[Holder]:
    """Those who count among the committee's own members (not a commission's)."""
    inside = {one.title for one in kinds if one.in_committee}
    return [one for one in holders if any(row.seat.title in inside and not row.awaits for row in one.tenures)]


def profile(unit: Unit, kinds: list[PostKind], holders: list[Holder], day: date) -> Profile:
    """Structure of the committee itself by sex, age, degree and theory, beside the quotas in force on the day."""
    book, people = rulebook.on(day).together(*RULES), members_of(kinds, holders)
    limit = book.number("committee.young.age")
    ages = [day.year - one.first.person.born_on.year for one in people if one.first.person.born_on]
    found: dict[str, list[Person]] = defaultdict(list)
    for person in [one.first.person for one in people]:
        traits = {
            "women": person.sex == "f",
            "minority": person.ethnicity.lower() not in ("", "kinh"),
            "doctors": person.degree in ("doctor", "dsc"),
            "theory": person.theory in ("advanced", "bachelor"),
            "young": person.born_on is not None and day.year - person.born_on.year < limit,
        }
        for name in [name for name, holds in traits.items() if holds]:
            found[name].append(person)
    standing = sum(one.first.seat.protocol <= STANDING for one in people)
    words = (
        ("women", gettext("Nữ")), ("young", gettext("Dưới {age} tuổi").format(age=limit)), ("minority", gettext("Người dân tộc thiểu số")),
        ("doctors", gettext("Trình độ tiến sĩ trở lên")), ("theory", gettext("Lý luận chính trị cao cấp, cử nhân")),
    )  # fmt: skip
    rows = [
        replace(_quota(book, name, label, len(found[name]), len(people)), people=tuple(found[name]))
        for name, label in words
    ]
    return Profile(rows, _notes(book, unit, rows, standing, len(people)), sum(ages) / len(ages) if ages else None)


def _quota(book: InForce, name: str, label: str, count: int, whole: int) -> Quota:
    """A line beside its rule, where there is one; ministries and universities alike set their own."""
    row = book.find(f"committee.{name}")
    if row is None:
        return Quota(label, count, whole)
    share = book.share(f"committee.{name}")
    percent = round(float(share.part) * 100)
    return Quota(label, count, whole, f"{percent}%", row.source, short=whole > 0 and count < share.part * whole)


def _notes(book: InForce, unit: Unit, rows: list[Quota], standing: int, whole: int) -> list[str]:
    """What falls short of a rule, in words with its source; a small committee of a cell is not measured."""
    if not whole or unit.kind.is_cell:
        return []
    notes = [
        gettext("{label}: {count}/{whole}, cần từ {asked} ({source}).").format(
            label=row.label, count=row.count, whole=row.whole, asked=row.asked, source=row.source
        )
        for row in rows if row.short
    ]  # fmt: skip
    part = book.share("committee.standing").part
    if unit.kind.association == "party" and whole > 7 and standing > part * whole:
        source = book.row("committee.standing").source
        notes.append(
            gettext("Ban Thường vụ có {n} đồng chí, vượt {part} số cấp ủy viên ({source}).").format(
                n=standing, part=part, source=source
            )
        )
    return notes


def vacancy(kinds: list[PostKind], term: Term | None, holders: list[Holder], day: date) -> Vacancy:
    """What is vacant on a day, and the whole months that remain of the term."""
    head = next((one.title for one in kinds if one.is_head), "")
    led = any(row.seat.title == head and not row.awaits for one in holders for row in one.tenures)
    places = term.places if term and term.places else 0
    months = 0
    if term is not None and term.until > day:
        months = (term.until.year - day.year) * 12 + term.until.month - day.month - (term.until.day < day.day)
    missing = max(0, places - len(members_of(kinds, holders))) if places else 0
    return Vacancy(missing, "" if led or (not holders and not term) else head, max(months, 0))


def over(unit: Unit, kinds: list[PostKind], term: Term | None, holders: list[Holder], day: date) -> list[str]:
    """Where a Party committee is larger than a rule lets it be, with the rule's source; it warns and stops nothing."""
    if unit.kind.association != "party":
        return []
    book, people = rulebook.on(day), len(members_of(kinds, holders))
    places, found = term.places if term and term.places else 0, []
    row = book.row("committee.added" if unit.kind.is_grassroots else "committee.added.upper")
    if places and people - places > book.share(row.rule_key).part * places:
        words = gettext("Cấp ủy có {n} đồng chí, vượt số lượng đại hội quyết định ({places}) quá {part} ({source}).")
        found.append(words.format(n=people, places=places, part=row.value, source=row.source))
    most = book.find(f"committee.most.{'cell' if unit.kind.is_cell else unit.kind_id}")
    if most is not None and people > int(most.value):
        words = gettext("Cấp ủy có {n} đồng chí, nhiều nhất là {most} ({source}).")
        found.append(words.format(n=people, most=most.value, source=most.source))
    return found


def awaited(holders: list[Holder], day: date) -> str:
    """By when elections that wait for approval are reported, and in how many days the level above answers; "" for none."""
    since = min((row.since for one in holders for row in one.tenures if row.awaits), default=None)
    if since is None:
        return ""
    book = rulebook.on(since)
    row, answer = book.row("committee.report"), book.row("committee.approve")
    words = gettext(
        "Báo cáo kết quả bầu bổ sung chậm nhất ngày {on:%d/%m/%Y}; cấp trên chuẩn y trong {n} ngày làm việc từ khi nhận được báo cáo ({source})."
    )
    return words.format(on=rulebook.deadline(since, int(row.value)), n=answer.value, source=answer.source)
