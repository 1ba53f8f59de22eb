"""The posts of committees in order of protocol, and what a committee is made of."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.models import Tenure
from nennep.org.models import Unit
from nennep.org.queries import on

POSTS: dict[str, int] = {
    "Bí thư": 10,
    "Phó Bí thư Thường trực": 20,
    "Phó Bí thư": 30,
    "Ủy viên Ban Thường vụ": 40,
    "Đảng ủy viên": 50,
    "Chi ủy viên": 55,
    "Chủ nhiệm Ủy ban Kiểm tra": 60,
    "Phó Chủ nhiệm Ủy ban Kiểm tra": 65,
    "Ủy viên Ủy ban Kiểm tra": 70,
}
"""Titles as papers write them, with their place in the order of protocol (positions of committees and commissions)."""
STANDING, COMMITTEE = 40, 55
YOUNG = 40


def protocol_of(title: str) -> int:
    """The place of a title; a title of one's own stands last."""
    return POSTS.get(title, 90)


@dataclass(frozen=True)
class Holder:
    """One person of a committee with the posts held, highest first."""

    tenures: list[Tenure]

    @property
    def first(self) -> Tenure:
        return self.tenures[0]


@dataclass(frozen=True)
class Profile:
    """What a committee is made of: (words, how many, of how many), and what to look at."""

    rows: list[tuple[Words, int, int]]
    notes: list[Words]
    average_age: float | None


def roster(unit: Unit, day: date) -> list[Holder]:
    """Who holds a post of a unit on a day, by protocol, each person once."""
    rows = Tenure.objects.filter(on(day), seat__unit=unit).select_related("person", "seat")
    found: dict[int, list[Tenure]] = {}
    for row in rows.order_by("seat__protocol", "since", "id"):
        found.setdefault(row.person_id, []).append(row)
    return [Holder(tenures) for tenures in found.values()]


def profile(holders: list[Holder], day: date) -> Profile:
    """Structure of the committee itself (without a commission's members) by sex, age, degree and theory.

    A standing committee has at most a third of the committee's members (Regulation 294 §14.2).
    """
    people = [one.first for one in holders if one.first.seat.protocol <= COMMITTEE]
    ages = [day.year - row.person.born_on.year for row in people if row.person.born_on]
    count: Counter[str] = Counter()
    for row in people:
        person = row.person
        count["women"] += person.sex == "f"
        count["minority"] += person.ethnicity.lower() not in ("", "kinh")
        count["doctors"] += person.degree in ("doctor", "dsc")
        count["theory"] += person.theory in ("advanced", "bachelor")
        count["standing"] += row.seat.protocol <= STANDING
    count["young"] = sum(age < YOUNG for age in ages)
    whole = len(people)
    words = (
        ("women", _("Nữ")), ("young", _("Dưới 40 tuổi")), ("minority", _("Người dân tộc thiểu số")),
        ("doctors", _("Trình độ tiến sĩ trở lên")), ("theory", _("Lý luận chính trị cao cấp, cử nhân")),
    )  # fmt: skip
    return Profile(
        [(label, count[name], whole) for name, label in words],
        _notes(count, whole),
        sum(ages) / len(ages) if ages else None,
    )


def _notes(count: Counter[str], whole: int) -> list[Words]:
    notes: list[Words] = []
    if whole and count["standing"] * 3 > whole and whole > 7:
        notes.append(_("Ban Thường vụ vượt một phần ba số cấp ủy viên (Quy định 294, mục 14.2)."))
    if whole and not count["women"]:
        notes.append(_("Cấp ủy chưa có đồng chí nữ."))
    if whole and not count["young"]:
        notes.append(_("Cấp ủy chưa có đồng chí dưới 40 tuổi."))
    return notes
