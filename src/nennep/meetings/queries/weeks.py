"""A week of a unit: its meetings and its own entries by day."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.urls import reverse
from django.utils import timezone

from nennep.core.actor import Actor
from nennep.meetings import access
from nennep.meetings.models import Engagement, IssuedWeek, Meeting, Stage
from nennep.meetings.queries.months import moment
from nennep.org.models import Unit

DAYS = 7


@dataclass(frozen=True)
class Line:
    """One line of the schedule, from a meeting or typed."""

    at: time | None
    words: str
    chair: str
    people: str
    place: str
    prepares: str
    mark: str
    link: str = ""
    row: Engagement | None = None


@dataclass(frozen=True)
class Day:
    """A day of the week with its lines in order of time."""

    day: date
    lines: list[Line]


def week(actor: Actor, unit: Unit, monday: date) -> list[Day]:
    """The seven days; a day off without an entry is left out."""
    lines: dict[date, list[Line]] = {monday + timedelta(days=n): [] for n in range(DAYS)}
    end = monday + timedelta(days=DAYS)
    meetings = Meeting.objects.filter(
        unit=unit, starts_at__gte=moment(monday), starts_at__lt=moment(end)
    ).select_related("kind")
    for one in meetings:
        start = timezone.localtime(one.starts_at)
        lines[start.date()].append(_of_meeting(one, start.time()))
    for row in access.see_engagement.rows(actor).filter(unit=unit, day__gte=monday, day__lt=end):
        lines[row.day].append(
            Line(row.at, row.words, row.chair, row.people, row.place, row.prepares, row.mark, row=row)
        )
    return [
        Day(day, sorted(found, key=lambda one: (one.at is not None, one.at or time.min)))
        for day, found in lines.items()
        if found or day.weekday() < 5
    ]


def _of_meeting(one: Meeting, at: time) -> Line:
    mark = "cancelled" if one.stage == Stage.CANCELLED else ""
    body = str(one.kind.get_body_display())
    return Line(
        at, one.title, one.chair, body, one.place, one.keeper, mark, link=reverse("meetings:meeting", args=[one.pk])
    )


def issued(unit: Unit, monday: date) -> IssuedWeek | None:
    """When the week was given out, and by whom."""
    return IssuedWeek.objects.filter(unit=unit, monday=monday).first()
