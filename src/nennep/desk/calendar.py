"""A person's own calendar: the meetings and the duties of a month or a week, by day."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from nennep.core.actor import Actor
from nennep.duties.queries import own
from nennep.duties.registry import Duty
from nennep.meetings.models import Meeting
from nennep.meetings.queries.months import moment, of_units

WEEK = timedelta(days=7)
MONTH, ONE_WEEK, LIST = "thang", "tuan", "danh-sach"


@dataclass(frozen=True)
class Day:
    """A day with what it holds; ``inside`` says whether it belongs to the month that was asked for."""

    day: date
    inside: bool = True
    meetings: list[Meeting] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether anything stands on it."""
        return bool(self.meetings or self.duties)


@dataclass(frozen=True)
class Week:
    """Seven days."""

    days: list[Day]

    @property
    def full(self) -> bool:
        """Whether anything stands on one of them."""
        return any(one.full for one in self.days)


@dataclass(frozen=True)
class Span:
    """What a page shows: weeks of seven days, the days between which it pages."""

    weeks: list[Week]
    since: date
    before: date
    after: date

    @property
    def full(self) -> bool:
        """Whether anything stands on its own days."""
        return any(one.full and one.inside for week in self.weeks for one in week.days)


def span(actor: Actor, view: str, day: date, now: date) -> Span:
    """The week of a day, or the weeks of its month; two statements beside those that sort a person's duties."""
    week = view == ONE_WEEK
    since = day - timedelta(days=day.weekday()) if week else day.replace(day=1)
    after = since + WEEK if week else (since + timedelta(days=32)).replace(day=1)
    before = since - WEEK if week else (since - timedelta(days=1)).replace(day=1)
    first = since - timedelta(days=since.weekday())
    count = 7 if week else -(-(after - first).days // 7) * 7
    days = [first + timedelta(days=n) for n in range(count)]
    found = {one: Day(one, since <= one < after) for one in days}
    _fill(actor, found, first, first + timedelta(days=count), now)
    listed = list(found.values())
    return Span([Week(listed[n : n + 7]) for n in range(0, count, 7)], since, before, after)


def _fill(actor: Actor, found: dict[date, Day], first: date, end: date, now: date) -> None:
    keys = [post.unit_key for post in actor.posts]
    rows = of_units(actor, keys).filter(starts_at__gte=moment(first), starts_at__lt=moment(end))
    for row in rows.order_by("starts_at", "id")[:500]:
        found[timezone.localtime(row.starts_at).date()].meetings.append(row)
    for duty in own(actor, now, end).open:
        if duty.due_on in found:
            found[duty.due_on].duties.append(duty)
