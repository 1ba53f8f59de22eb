"""The committees of the invented organisation: earlier terms, who holds which post, who answers for which cell."""

from datetime import date

from nennep.config.cast.build import Cast
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.members import actions as members
from nennep.members.models import Membership
from nennep.org import actions as org
from nennep.org.models import Term

CONGRESS = date(2020, 6, 15)
MINUTES = "Biên bản bầu cử ngày 15/06/2020"
POSTS = (
    "Phó Bí thư Thường trực", "Phó Bí thư", "Ủy viên Ban Thường vụ", "Đảng ủy viên", "Đảng ủy viên",
    "Đảng ủy viên", "Đảng ủy viên", "Đảng ủy viên", "Đảng ủy viên", "Đảng ủy viên", "Đảng ủy viên", "Đảng ủy viên", "Đảng ủy viên",
)  # fmt: skip
SMALL = ("Phó Bí thư", "Chi ủy viên")
# sign-in → cell, sex, born, degree, political theory, posts (unit, title)
OFFICERS: dict[str, tuple[str, str, date, str, str, tuple[tuple[str, str], ...]]] = {
    "bithu": ("BV-HC", "m", date(1968, 3, 12), "doctor", "advanced", (("BV", "Bí thư"),)),
    "uyvien": ("BV-HC", "f", date(1979, 9, 2), "doctor", "intermediate", (("BV", "Đảng ủy viên"),)),
    "khang": (
        "BV-KT1",
        "m",
        date(1972, 11, 20),
        "doctor",
        "advanced",
        (("BV", "Ủy viên Ban Thường vụ"), ("BV-KT", "Bí thư")),
    ),
    "minh": ("BV-LU", "m", date(1961, 5, 4), "master", "intermediate", (("BV-LU", "Bí thư"),)),
    "hoa": ("BV-S1", "f", date(1990, 1, 25), "master", "intermediate", (("BV-S1", "Bí thư"),)),
}
CHARGES = {"BV-S1": "uyvien", "BV-LU": "uyvien", "BV-KT": "bithu"}


def fill(cast: Cast, by: Actor) -> None:
    """Elect committees from members of long standing, and charge committee members with cells."""
    for code, ordinal in (("BV", 19), ("LH", 11)):
        unit = cast.units[code]
        Term.objects.create(
            unit=unit, unit_key=unit.key, ordinal=ordinal, name="2015–2020", congress_on=date(2015, 7, 10), since=date(2015, 7, 10), until=CONGRESS
        )  # fmt: skip
    for sign_in in OFFICERS:
        _officer(cast, by, sign_in)
    _elect(cast, by, "BV", POSTS)
    _elect(cast, by, "LH", ("Bí thư", *POSTS[:2], *POSTS[4:8]))
    for code in ("BV-LU", "BV-S1", "BV-QT"):
        _elect(cast, by, code, SMALL)
    for code, name in CHARGES.items():
        account = cast.accounts[name]
        org.charge_with(
            cast.units[code], by=by, account_id=account.pk, person_name=account.full_name, since=date(2020, 7, 1)
        )


def _officer(cast: Cast, by: Actor, sign_in: str) -> None:
    """A person with an account: on the roll of a cell, with the posts the account works in."""
    code, sex, born, degree, theory, posts = OFFICERS[sign_in]
    account, joined = cast.accounts[sign_in], date(born.year + 26, 5, 19)
    held = members.enrol_person(
        cast.units[code], by=by, full_name=account.full_name, sex=sex, status="official", since=date(joined.year + 1, 5, 19),
        born_on=born, degree=degree, theory=theory, category="lecturer",
    )  # fmt: skip
    change(account, person_id=held.person_id)
    for unit, title in posts:
        members.take_post(held.person, cast.units[unit], by=by, title=title, since=CONGRESS, decision=MINUTES)


def _elect(cast: Cast, by: Actor, code: str, titles: tuple[str, ...]) -> None:
    unit = cast.units[code]
    rows = Membership.objects.filter(unit_key__startswith=unit.key, status="official", until__year=9999)
    known = rows.exclude(person__tenures__seat__unit=unit).select_related("person")
    staff = known if unit.is_student else known.exclude(category="student")
    # every ninth by number, so that cells and ages mix
    people = sorted(staff, key=lambda row: (row.pk % 9, row.pk))[: len(titles)]
    for row, title in zip(people, titles, strict=False):
        since = max(CONGRESS, row.since)
        members.take_post(row.person, unit, by=by, title=title, since=since, decision=MINUTES)
