"""The committees of the invented organisation: earlier terms, who holds which post, who answers for which cell."""

from datetime import date

from nennep.config.cast.build import Cast
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER
from nennep.members import actions as members
from nennep.members.models import Membership, Planned, Tenure
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
# one person with posts in four organisations: unit, title
MANY = (
    "BV-S1",
    (("BV-TN", "Bí thư Đoàn"), ("BV-HS", "Phó Chủ tịch Hội Sinh viên"), ("BV-CD", "Ủy viên Ban Chấp hành Công đoàn")),
)
OTHERS = (
    ("BV-TN", ("Phó Bí thư Đoàn", "Ủy viên Ban Chấp hành Đoàn", "Ủy viên Ban Chấp hành Đoàn")),
    ("BV-CD", ("Chủ tịch Công đoàn", "Phó Chủ tịch Công đoàn", "Ủy viên Ban Chấp hành Công đoàn")),
    ("BV-HS", ("Chủ tịch Hội Sinh viên", "Ủy viên Ban Chấp hành Hội Sinh viên")),
    ("BV-CC", ("Chủ tịch Hội Cựu chiến binh",)),
    ("BV-CG", ("Chủ tịch Hội Cựu giáo chức",)),
)
# unit: (name, since, until, members of the committee)
TERMS = {
    "BV-KT": ("2020–2025", date(2020, 4, 20), date(2025, 4, 20), 7), "BV-CN": ("2018–2023", date(2018, 4, 10), date(2023, 4, 10), 7),
    "BV-LU": ("2022–2025", date(2022, 3, 5), date(2025, 3, 5), 3), "BV-S1": ("2021–2023", date(2021, 9, 12), date(2023, 9, 12), 3),
    "BV-QT": ("2022–2025", date(2022, 3, 8), date(2025, 3, 8), 3), "BV-HC": ("2020–2023", date(2020, 5, 2), date(2023, 5, 2), 3),
    "BV-TN": ("2022–2027", date(2022, 5, 19), date(2027, 5, 19), 15), "BV-CD": ("2018–2023", date(2018, 6, 8), date(2023, 6, 8), 15),
    "BV-HS": ("2020–2023", date(2020, 11, 20), date(2023, 11, 20), 9), "BV-CC": ("2022–2027", date(2022, 4, 1), date(2027, 4, 1), 3),
    "BV-CG": ("2021–2026", date(2021, 10, 1), date(2026, 10, 1), 3),
}  # fmt: skip
CHARGES = {"BV-S1": "uyvien", "BV-LU": "uyvien", "BV-KT": "bithu"}


def fill(cast: Cast, by: Actor) -> None:
    """Elect committees from members of long standing, and charge committee members with cells."""
    for code, ordinal in (("BV", 19), ("LH", 11)):
        unit = cast.units[code]
        Term.objects.create(
            unit=unit, unit_key=unit.key, ordinal=ordinal, name="2015–2020", congress_on=date(2015, 7, 10), since=date(2015, 7, 10), until=CONGRESS
        )  # fmt: skip
    Term.objects.filter(unit=cast.units["BV"], until__gt=CONGRESS).update(places=19)
    for code, (name, since, until, places) in TERMS.items():
        unit = cast.units[code]
        Term.objects.create(
            unit=unit, unit_key=unit.key, name=name, congress_on=since, since=since, until=until, places=places
        )
    for code in ("BV-KT1", "BV-KT2", "BV-KT3", "BV-CN1", "BV-CN2", "BV-DK", "BV-TY", "BV-S2"):
        unit, since = cast.units[code], date(2022, 3, 10)
        Term.objects.create(
            unit=unit,
            unit_key=unit.key,
            name="2022–2025",
            congress_on=since,
            since=since,
            until=date(2025, 3, 10),
            places=3,
        )
    for sign_in in OFFICERS:
        _officer(cast, by, sign_in)
    _elect(cast, by, "BV", POSTS)
    _elect(cast, by, "LH", ("Bí thư", *POSTS[:2], *POSTS[4:8]))
    for code in ("BV-LU", "BV-S1", "BV-QT"):
        _elect(cast, by, code, SMALL)
    _mass(cast, by)
    Tenure.objects.filter(unit_key=cast.units["BV"].key).update(
        approval="45-QĐ/ĐUK ngày 10/07/2020", approved_on=date(2020, 7, 10), approved_by="Ban Thường vụ Đảng ủy Khối"
    )
    _later(cast, by)
    for code, name in CHARGES.items():
        account = cast.accounts[name]
        org.charge_with(
            cast.units[code], by=by, account_id=account.pk, person_name=account.full_name, since=date(2020, 7, 1)
        )


def _mass(cast: Cast, by: Actor) -> None:
    """Committees of the mass organisations, and one person with posts in three of them beside the Party's."""
    code, posts = MANY
    head = Tenure.objects.get(seat__unit=cast.units[code], seat__title="Phó Bí thư", until=FOREVER)
    for unit, title in posts:
        members.take_post(
            head.person, cast.units[unit], by=by, title=title, since=date(2022, 5, 20), decision="Biên bản đại hội"
        )
    for place, (unit, titles) in enumerate(OTHERS):
        cell = cast.units[("BV-S2", "BV-HC", "BV-S3", "BV-DK", "BV-QT")[place]]
        rows = (
            Membership.objects.filter(unit=cell, status="official", until=FOREVER)
            .exclude(person__tenures__until=FOREVER)
            .order_by("pk")
        )
        for row, title in zip(rows[: len(titles)], titles, strict=False):
            since = max(date(2022, 5, 20), row.since)
            members.take_post(
                row.person, cast.units[unit], by=by, title=title, since=since, decision="Biên bản đại hội"
            )


def _later(cast: Cast, by: Actor) -> None:
    """What a term brings later: one resigned, one co-opted who awaits approval, and a planning roster for the next term."""
    unit = cast.units["BV"]
    day = date(2023, 3, 1)
    held = Tenure.objects.filter(seat__unit=unit, seat__title="Đảng ủy viên", until=FOREVER, since__lt=day)
    last = held.order_by("-pk").first()
    if last is not None:
        members.leave_post(last, by=by, on=day, why="resigned", decision="Quyết định 21-QĐ/ĐUK ngày 01/03/2023")
    free = Membership.objects.filter(unit=cast.units["BV-QT"], status="official", until=FOREVER).exclude(
        person__tenures__until=FOREVER
    )
    rows = list(free.select_related("person").order_by("pk")[2:6])
    if rows:
        members.take_post(
            rows[0].person, unit, by=by, title="Đảng ủy viên", since=date(2023, 6, 20), decision="Biên bản bầu bổ sung ngày 20/06/2023", manner="coopted"
        )  # fmt: skip
    titles = ("Bí thư", "Phó Bí thư", "Ủy viên Ban Thường vụ", "Đảng ủy viên")
    for place, (row, title) in enumerate(zip(rows, titles, strict=False)):
        Planned.objects.create(
            unit=unit, unit_key=unit.key, person=row.person, title=title, protocol=10 * place + 10, term="2025–2030", listed_on=date(2022, 11, 2),
            **({} if place == 3 else {"state": "approved", "decision": "88-QĐ/ĐUK ngày 20/12/2022", "decided_on": date(2022, 12, 20), "decided_by": "Ban Thường vụ Đảng ủy Khối"}),
        )  # fmt: skip


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
