"""Builds the cast by calling verbs, as the system job ``demo``."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from nennep.config.actors import actor_of
from nennep.config.cast import units as script
from nennep.config.cast.names import ETHNIC, PLACES, Namer
from nennep.core.actor import Actor
from nennep.core.scope import acting_as, system_actor
from nennep.members import actions as members
from nennep.members import limits
from nennep.members.models import Membership
from nennep.org import actions as org
from nennep.org.models import CoverException, Service, Term, Unit, UnitKind
from nennep.org.rights import RIGHTS

PASSWORD = "nen-nep-2023"
FOUNDED = date(2010, 1, 1)
ROUNDS_2022 = [date(2022, 2, 3), date(2022, 5, 19), date(2022, 9, 2), date(2022, 11, 7), date(2022, 12, 20)]
ROUNDS_2023 = [date(2023, 2, 3), date(2023, 3, 26), date(2023, 5, 19), date(2023, 6, 20)]


@dataclass
class Cast:
    """Units by code and actors by sign-in."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """The person of a sign-in, with the grants of today."""
        with acting_as(founder()):
            return actor_of(self.accounts[name])


def founder() -> Actor:
    """The system job that opens the book: sees the whole tree and may do what opening needs."""
    base = system_actor("Hệ thống")
    return replace(base, posts=(replace(base.posts[0], rights=frozenset(RIGHTS)),))


@transaction.atomic
def build(*, scale: float = 1.0, seed: int = 7) -> Cast:
    """Make the whole cast in one transaction. ``scale`` shrinks the cells for tests."""
    from nennep.config.cast import committees

    cast, by = Cast(), founder()
    with acting_as(by):
        _units(cast, by)
        _people(cast, by, scale, Namer(seed))
        _accounts(cast, by)
        committees.fill(cast, by)
    return cast


def _units(cast: Cast, by: Actor) -> None:
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    for code, parent, kind, name, more in script.UNITS:
        above = cast.units.get(parent)
        cast.units[code] = org.found_unit(above, by=by, kind=kinds[kind], name=name, since=FOUNDED, code=code, **more)
    for code, served in script.SERVES.items():
        cell = cast.units[code]
        for other in served:
            Service.objects.create(unit=cell, unit_key=cell.key, served=cast.units[other], since=FOUNDED)
    hostel = cast.units["BV-P8"]
    CoverException.objects.create(
        unit=hostel, unit_key=hostel.key, reason="Đơn vị phục vụ, dưới ba đảng viên chính thức",
        decision="15-QĐ/ĐU ngày 10/01/2022", since=date(2022, 1, 10),
    )  # fmt: skip
    for code, ordinal in (("BV", 20), ("LH", 12), ("K", 8)):
        unit = cast.units[code]
        Term.objects.create(
            unit=unit, unit_key=unit.key, ordinal=ordinal, name="2020–2025", congress_on=date(2020, 6, 15),
            since=date(2020, 6, 15), until=date(2025, 6, 15),
        )  # fmt: skip


def _people(cast: Cast, by: Actor, scale: float, namer: Namer) -> None:
    number = 0
    for code, (official, last_year, this_year) in script.SIZES.items():
        sizes = max(3, round(official * scale)), round(last_year * scale), round(this_year * scale)
        number = fill_cell(cast.units[code], by, namer, number, *sizes)


def fill_cell(cell: Unit, by: Actor, namer: Namer, number: int, official: int, last_year: int, this_year: int) -> int:
    """Members of long standing, and those admitted last year and this; ``number`` counts admissions on."""
    for _ in range(official):
        _enrol(cell, by, namer)
    for rounds, count in ((ROUNDS_2022, last_year), (ROUNDS_2023, this_year)):
        for place in range(count):
            number += 1
            day = rounds[(place * 7 + number) % len(rounds)] - timedelta(days=number % 6)
            _admit(cell, by, namer, day, number)
    return number


def _enrol(cell: Unit, by: Actor, namer: Namer) -> Membership:
    dice = namer.dice
    name, sex = namer.person()
    student = cell.is_student
    born = date(dice.randint(2000, 2002), dice.randint(1, 12), dice.randint(1, 28))
    if not student:
        born = date(dice.randint(1961, 1995), dice.randint(1, 12), dice.randint(1, 28))
    joined = (
        date(max(born.year + 22, 1995), dice.randint(1, 12), dice.randint(1, 28)) if not student else date(2021, 5, 19)
    )
    return members.enrol_person(
        cell, by=by, full_name=name, sex=sex, status="official", since=limits.probation_ends(min(joined, date(2021, 10, 1))),
        **_details(dice, born, student),
    )  # fmt: skip


def _details(dice: Any, born: date, student: bool) -> dict[str, Any]:
    return {
        "born_on": born,
        "ethnicity": dice.choice(ETHNIC),
        "native_place": dice.choice(PLACES),
        "category": "student" if student else dice.choice(["lecturer"] * 4 + ["staff"]),
        "degree": "" if student else dice.choice(["bachelor", "master", "master", "doctor", "doctor"]),
        "theory": "" if student else dice.choice(["", "elementary", "intermediate", "intermediate", "advanced"]),
    }


def _admit(cell: Unit, by: Actor, namer: Namer, day: date, number: int) -> None:
    name, sex = namer.person()
    dice = namer.dice
    student = cell.is_student
    born = date(
        dice.randint(2000, 2003) if student else dice.randint(1985, 1998), dice.randint(1, 12), dice.randint(1, 28)
    )
    row = members.record_admission(
        cell, by=by, full_name=name, sex=sex, decision=members.Paper(f"{100 + number}-QĐ/ĐU", day),
        ceremony_on=day + timedelta(days=10), **_details(dice, born, student),
    )  # fmt: skip
    due = limits.probation_ends(row.ceremony_on or day)
    if due < date(2023, 6, 25) and number % 11:
        held = Membership.objects.get(person_id=row.person_id, status="probationary")
        decided = min(due + timedelta(days=8 + number % 15), date(2023, 6, 28))
        members.recognise_member(held, by=by, decision=members.Paper(f"{300 + number}-QĐ/ĐU", decided))


@lru_cache(maxsize=1)
def _hashed() -> str:
    """The password everybody shares, hashed once: hashing is slow on purpose."""
    return make_password(PASSWORD)


def make_account(sign_in: str, name: str) -> Any:
    """An account with the shared password."""
    from nennep.accounts.models import Account

    return Account.objects.create(username=sign_in, full_name=name, password=_hashed())


def _accounts(cast: Cast, by: Actor) -> None:
    for sign_in, name, code, role, below, title in script.PEOPLE:
        cast.accounts[sign_in] = account = make_account(sign_in, name)
        org.grant_role(
            cast.units[code], by=by, account_id=account.pk, role=role, below=below, title=title, since=date(2020, 6, 15)
        )
    sign_in, name, code, role, title = script.ENDED
    cast.accounts[sign_in] = account = make_account(sign_in, name)
    org.grant_role(
        cast.units[code], by=by, account_id=account.pk, role=role, below=True, title=title,
        since=date(2017, 6, 1), until=date(2022, 6, 1),
    )  # fmt: skip
    _member_himself(cast)


def _member_himself(cast: Cast) -> None:
    """Phan Gia An, on probation, has an account of his own bound to his person."""
    from nennep.core.change import change

    held = Membership.objects.filter(unit=cast.units["BV-S1"], status="probationary").order_by("id").last()
    if held is not None:
        change(cast.accounts["an"], person_id=held.person_id, full_name=held.full_name)
