"""Who belongs to the body a meeting summons, and where else the same people are at that hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from nennep.accounts.models import Account
from nennep.core.actor import range_of
from nennep.core.gate import inside
from nennep.meetings.models import Attendance, Body, Meeting
from nennep.members.models import Leaving, Membership, Tenure, Transfer
from nennep.members.posts import COMMITTEE, STANDING
from nennep.org.models import Charge, Grant, Unit
from nennep.org.queries import heads_of, invited_units, on
from nennep.viet.order import sort_key


@dataclass(frozen=True)
class Called:
    """A person of the body on a day."""

    person_id: int | None
    account_id: int | None
    name: str
    sort_key: str
    status: str
    post: str = ""
    protocol: int = 90
    left_out: str = ""


def body(unit: Unit, kind_body: str, day: date) -> list[Called]:
    """The people a meeting of a unit summons on a day, in the order of lists."""
    if kind_body == Body.MEMBERS:
        return _members(unit, day)
    if kind_body in (Body.COMMITTEE, Body.STANDING):
        return _seats(unit, day, STANDING if kind_body == Body.STANDING else COMMITTEE)
    return _heads(unit, day) if kind_body == Body.HEADS else []


def _members(unit: Unit, day: date) -> list[Called]:
    """Party members counted in the unit and those who meet here for a time; those temporarily elsewhere are marked."""
    account = Account.objects.filter(person_id=OuterRef("person_id")).values("pk")[:1]
    away = Transfer.objects.filter(
        person_id=OuterRef("person_id"), kind__in=["temporary", "abroad_temp"], state="accepted"
    ).filter(Q(planned_until=None) | Q(planned_until__gte=day))
    exempt = Leaving.objects.filter(
        person_id=OuterRef("person_id"), kind="exempted", state="decided", effective_on__lte=day, until__gt=day
    )
    rows = (
        Membership.objects.filter(on(day), inside((range_of(unit.key, below=True),)), association="party")
        .filter(placement__in=["counted", "meets"])
        .annotate(account=Subquery(account), away=Exists(away), exempt=Exists(exempt))
        .order_by("sort_key", "id")
    )
    posts = _posts(unit, day)
    return [_called(row, posts) for row in rows]


def cells_on(day: date, people: Iterable[int]) -> dict[int, str]:
    """The keys of the cells that people are counted in on a day."""
    rows = Membership.objects.filter(on(day), person_id__in=list(people), association="party", placement="counted")
    return dict(rows.values_list("person_id", "unit_key"))


def _called(row: Any, posts: dict[int, tuple[str, int]]) -> Called:
    """A member as summoned; who only meets here for a time speaks but does not vote (294-QĐ/TW §9.3)."""
    guest = row.placement == "meets"
    out = "exempt" if row.exempt else "away" if row.away and not guest else ""
    post, protocol = posts.get(row.person_id, ("", 90))
    status = "meets" if guest else row.status
    return Called(row.person_id, row.account, row.full_name, row.sort_key, status, post, protocol, out)


def _posts(unit: Unit, day: date) -> dict[int, tuple[str, int]]:
    rows = Tenure.objects.filter(on(day), seat__unit=unit).order_by("-seat__protocol")
    return {
        person: (title, place)
        for person, title, place in rows.values_list("person_id", "seat__title", "seat__protocol")
    }


def _seats(unit: Unit, day: date, most: int) -> list[Called]:
    account = Account.objects.filter(person_id=OuterRef("person_id")).values("pk")[:1]
    rows = (
        Tenure.objects.filter(on(day), seat__unit=unit, seat__protocol__lte=most)
        .annotate(account=Subquery(account))
        .select_related("person", "seat")
        .order_by("seat__protocol", "id")
    )
    found: dict[int, Called] = {}
    for row in rows:
        name = row.person.full_name
        found.setdefault(
            row.person_id,
            Called(row.person_id, row.account, name, sort_key(name), "official", row.seat.title, row.seat.protocol),
        )
    return list(found.values())


def _heads(unit: Unit, day: date) -> list[Called]:
    units = invited_units(unit, "cells", day)
    people = heads_of(units)
    persons = dict(
        Account.objects.filter(pk__in=[pk for held in people.values() for pk, _name in held]).values_list(
            "pk", "person_id"
        )
    )
    found: dict[int, Called] = {}
    for one in units:
        for account, name in people.get(one.pk, []):
            found.setdefault(account, Called(persons.get(account), account, name, sort_key(name), "official", one.name))
    return list(found.values())


GROUPS = ("joint", "heads", "committee", "charge", "served", "joint_served")
"""Whom an invitation reaches by post: secretaries of joint cells, of all units below, committee members, who has charge,
heads of the units that the cell serves, heads of the units that the joint cells below serve."""


@dataclass(frozen=True)
class Served:
    """A unit that a cell serves, with its head where he has an account."""

    name: str
    account_id: int | None
    head: str


def heads_served(cells: Iterable[Unit], day: date) -> list[Served]:
    """Units that cells serve on a day, with their heads; asked of a function of the owner, as they lie elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_name, account_id, head_name from nn_heads_served(%s, %s)", [[one.pk for one in cells], day]
        )
        return [Served(name, account, head or "") for name, account, head in cursor.fetchall()]


def by_post(unit: Unit, group: str, day: date) -> list[Called]:
    """People an invitation reaches by what they are; empty for an unknown group."""
    if group == "committee":
        return _seats(unit, day, COMMITTEE)
    if group == "charge":
        rows = Charge.objects.filter(on(day), unit=unit).order_by("id")
        return [
            Called(None, row.account_id, row.person_name, sort_key(row.person_name), "guest", "Cấp ủy viên phụ trách")
            for row in rows
        ]
    if group in ("served", "joint_served"):
        cells = [unit] if group == "served" else [one for one in invited_units(unit, "cells", day) if one.is_joint]
        return [
            Called(None, one.account_id, one.head, sort_key(one.head), "guest", f"Trưởng đơn vị {one.name}")
            for one in heads_served(cells, day)
            if one.account_id
        ]
    units = (
        [one for one in invited_units(unit, "cells", day) if one.is_joint or group == "heads"]
        if group in GROUPS
        else []
    )
    people = heads_of(units)
    return [
        Called(None, account, name, sort_key(name), "guest", f"Bí thư {one.name}")
        for one in units
        for account, name in people.get(one.pk, [])
    ]


def officers(unit: Unit, day: date) -> list[Called]:
    """The unit's secretaries and their deputies with an account: who chairs and who writes, unless told otherwise."""
    roles = ("secretary", "sectional_secretary", "cell_secretary", "deputy_secretary")
    rows = list(Grant.objects.filter(on(day), unit=unit, role__in=roles).order_by("id"))
    names = dict(Account.objects.filter(pk__in=[row.account_id for row in rows]).values_list("pk", "full_name"))
    ranked = sorted(rows, key=lambda row: roles.index(row.role))
    return [
        Called(None, row.account_id, names.get(row.account_id, ""), "", "official", row.title or row.role_words)
        for row in ranked
    ]


def at_the_same_time(meeting: Meeting) -> list[Meeting]:
    """Other meetings that overlap in time, within what the actor sees."""
    day = meeting.starts_at
    rows = Meeting.objects.filter(stage__in=["planned", "invited", "open"], starts_at__lt=meeting.ends_at)
    near = rows.filter(starts_at__gt=_earlier(day)).exclude(pk=meeting.pk or 0).select_related("unit", "kind")
    return [other for other in near if other.ends_at > meeting.starts_at]


def _earlier(moment: datetime) -> datetime:
    return moment - timedelta(hours=12)


@dataclass(frozen=True)
class Clash:
    """Something else at the same hour: the same room, or people who are summoned to both."""

    other: Meeting
    room: bool
    people: list[str]


def clashes(meeting: Meeting) -> list[Clash]:
    """What a plan clashes with, saved or not yet, in a steady number of statements where the others are cells' meetings."""
    others = at_the_same_time(meeting)
    if not others:
        return []
    here, listed = _persons(meeting), _listed(others)
    homes = _homes(here, timezone.localtime(meeting.starts_at).date())
    found = []
    for other in others:
        room = bool(meeting.place_fold) and other.place_fold == meeting.place_fold
        there = listed.get(other.pk) or _expected(other, homes)
        both = [name for pk, name in here.items() if pk in there]
        if room or both:
            found.append(Clash(other, room, both))
    return found


@dataclass(frozen=True)
class Taken:
    """A room that another unit of the organisation has for the hour; of its meeting no more is told."""

    unit_name: str
    starts_at: datetime
    ends_at: datetime


def taken(meeting: Meeting, known: Iterable[Clash]) -> list[Taken]:
    """Who else has the room of a plan at its hour, beside the meetings that are known; asked of a function of the owner,
    as cells do not see each other's meetings."""
    if not meeting.place_fold:
        return []
    ids = [one.other.pk for one in known] + ([meeting.pk] if meeting.pk else [])
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from nn_room_taken(%s, %s, %s, %s, %s::bigint[])",
            [meeting.place_fold, meeting.starts_at, meeting.ends_at, meeting.unit_key, ids],
        )
        return [Taken(name, start, start + timedelta(minutes=minutes)) for name, start, minutes in cursor.fetchall()]


def _listed(meetings: Iterable[Meeting]) -> dict[int, set[int]]:
    """Persons on the lists of meetings."""
    found: dict[int, set[int]] = {}
    rows = Attendance.objects.filter(meeting__in=[one.pk for one in meetings]).exclude(person=None)
    for meeting, person in rows.values_list("meeting_id", "person_id"):
        found.setdefault(meeting, set()).add(person)
    return found


def _homes(people: Iterable[int], day: date) -> list[tuple[int, str]]:
    """Persons with the keys of the units whose meetings they are members of."""
    rows = Membership.objects.filter(on(day), person_id__in=list(people), association="party")
    return list(rows.filter(placement__in=["counted", "meets"]).values_list("person_id", "unit_key"))


def _expected(meeting: Meeting, homes: list[tuple[int, str]]) -> set[int]:
    """Who of some people belongs to the body of a meeting that has no list yet."""
    if meeting.kind.body == Body.MEMBERS:
        return {person for person, key in homes if key.startswith(meeting.unit_key)}
    day = timezone.localtime(meeting.starts_at).date()
    return {one.person_id for one in body(meeting.unit, meeting.kind.body, day) if one.person_id}


def _persons(meeting: Meeting) -> dict[int, str]:
    """Who is summoned: those on the list, else the body of the day."""
    if meeting.pk:
        rows = Attendance.objects.filter(meeting=meeting).exclude(person=None)
        if listed := dict(rows.values_list("person_id", "name")):
            return listed
    called = body(meeting.unit, meeting.kind.body, timezone.localtime(meeting.starts_at).date())
    return {one.person_id: one.name for one in called if one.person_id}
