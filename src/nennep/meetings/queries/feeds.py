"""Whose calendar an address stands for, and what a unit has put out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from nennep.core.actor import Actor
from nennep.meetings import access
from nennep.meetings.ical import Entry, of_engagement, of_meeting
from nennep.meetings.models import Attendance, Feed, Meeting, Published, UnitFeed
from nennep.meetings.queries.months import moment
from nennep.meetings.rules import digest_of, next_month
from nennep.org.models import Unit

BACK = timedelta(days=62)
"""How far back a calendar reaches."""


def has_feed(account_id: int) -> bool:
    """Whether a person has an address for the calendar."""
    return Feed.objects.filter(account_id=account_id).exists()


def account_of(token: str) -> int | None:
    """The account of a token; None for one that was never made or was revoked."""
    return Feed.objects.filter(digest=digest_of(token)).values_list("account_id", flat=True).first()


def feed_of(unit: Unit) -> UnitFeed | None:
    """The address of a unit's published calendar, without its token."""
    return UnitFeed.objects.filter(unit=unit).first()


def published_feed(token: str, day: date) -> list[Entry] | None:
    """What a unit put out, by the token of its address; None for one that was never made or was revoked. Whoever asks has
    no place in the tree, so a function of the owner answers, and with what is published alone."""
    with connection.cursor() as cursor:
        cursor.execute("select * from nn_published(%s, %s)", [digest_of(token), moment(day - BACK)])
        rows = cursor.fetchall()
    if not rows:
        return None
    return [
        Entry(f"hop-{pk}", title, unit, starts, starts + timedelta(minutes=minutes), place, sequence, cancelled)
        for unit, pk, title, starts, minutes, place, cancelled, sequence in rows
        if pk is not None
    ]


def feed_rows(actor: Actor, day: date) -> list[Entry]:
    """What a person's calendar holds from two months back on: his own meetings, and what was typed into the weekly
    schedules of his own units."""
    own = Attendance.objects.filter(Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)).values(
        "meeting"
    )
    keys = [post.unit_key for post in actor.posts]
    meetings = Meeting.objects.filter(Q(pk__in=own) | Q(unit_key__in=keys), starts_at__gte=moment(day - BACK))
    typed = access.see_engagement.rows(actor).filter(unit_key__in=keys, day__gte=day - BACK)
    return [
        *(of_meeting(row) for row in meetings.select_related("unit").order_by("starts_at", "id")[:500]),
        *(of_engagement(row) for row in typed.select_related("unit")[:500]),
    ]


@dataclass(frozen=True)
class Day:
    """A day of the published calendar."""

    day: date
    rows: list[Published]


def published(actor: Actor, unit: Unit, month: date) -> list[Day]:
    """What a unit put out for a month, by day; ``seen`` of a row says whether the actor may open the meeting itself."""
    days: dict[date, list[Published]] = {}
    rows = access.see_published.rows(actor).filter(
        unit=unit, starts_at__gte=moment(month), starts_at__lt=moment(next_month(month))
    )
    seen = Exists(access.see.rows(actor).filter(pk=OuterRef("meeting_id")))
    for row in rows.annotate(seen=seen).select_related("kind")[:500]:
        days.setdefault(timezone.localtime(row.starts_at).date(), []).append(row)
    return [Day(day, found) for day, found in days.items()]


def line_of_units(actor: Actor) -> Iterable[Unit]:
    """The actor's own units and those above, whose published calendars he reads; the nearest first."""
    return access.read_week.rows(actor).filter(key__in=access.keys_of(actor)).order_by("-level", "key")[:12]
