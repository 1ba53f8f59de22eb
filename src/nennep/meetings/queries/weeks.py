"""A week of a unit: its meetings and its own entries by day; an issued one with what became of it since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.scope import covers
from nennep.meetings import access
from nennep.meetings.models import Body, Engagement, IssuedLine, IssuedWeek, Mark, Meeting, Stage
from nennep.meetings.queries.minutes import lower
from nennep.meetings.queries.months import moment
from nennep.org.models import Grant, Unit
from nennep.org.queries import on
from nennep.viet.write import weekday

DAYS = 7
WIDE = (Body.HEADS, Body.MEMBERS, Body.CHOSEN)
"""Bodies that people of units below belong to."""


@dataclass(frozen=True)
class Line:
    """One line of the schedule, from a meeting or typed. ``note`` says how it stands to what was given out; a struck one
    does not take place here."""

    at: time | None
    words: str
    chair: str
    people: str
    place: str
    prepares: str
    note: str = ""
    struck: bool = False
    link: str = ""
    row: Engagement | None = None


@dataclass(frozen=True)
class Day:
    """A day of the week with its lines in order of time."""

    day: date
    lines: list[Line]


@dataclass(frozen=True)
class Entered:
    """What a meeting or a typed entry says in a schedule."""

    day: date
    at: time | None
    words: str
    chair: str
    people: str
    place: str
    prepares: str


def of_meeting(one: Meeting) -> Entered:
    """A meeting as a line; its kind says who attends."""
    start = timezone.localtime(one.starts_at)
    body = str(one.kind.get_body_display())
    body = body[:1].upper() + body[1:]
    return Entered(start.date(), start.time(), one.title, one.chair, body, one.place, one.keeper)


def of_typed(row: Engagement) -> Entered:
    """A typed entry as a line."""
    return Entered(row.day, row.at, row.words, row.chair, row.people, row.place, row.prepares)


def of_week(unit: Unit, monday: date) -> list[Meeting]:
    """Meetings of a unit in a week, within what the actor sees."""
    end = monday + timedelta(days=DAYS)
    rows = Meeting.objects.filter(unit=unit, starts_at__gte=moment(monday), starts_at__lt=moment(end))
    return list(rows.select_related("kind", "unit", "unit__kind"))


def concerns_below(meeting: Meeting) -> bool:
    """Whether units below are shown a meeting in the issued week: it is published, calls people of theirs together, or has
    somebody of theirs among its guests."""
    if meeting.published or (meeting.kind.body in WIDE and not meeting.unit.kind.is_cell):
        return True
    guests = meeting.attendance.filter(status="guest").exclude(account_id=None).values("account_id")
    day = timezone.localtime(meeting.starts_at).date()
    deeper = Grant.objects.filter(on(day), account_id__in=guests, unit_key__startswith=meeting.unit_key)
    return deeper.exclude(unit_key=meeting.unit_key).exists()


def _said(at: time | None, day: date) -> str:
    words = f"{lower(weekday(day))}, {day:%d/%m}"
    return f"{at:%H:%M} {words}" if at else words


def _moment_said(value: datetime) -> str:
    here = timezone.localtime(value)
    return _said(here.time(), here.date())


def week(actor: Actor, unit: Unit, monday: date) -> list[Day]:
    """The seven days as they stand now; a day off without an entry is left out."""
    given = issued(unit, monday)
    frozen = list(access.see_issued.rows(actor).filter(week=given)) if given else []
    end = monday + timedelta(days=DAYS)
    typed = list(access.see_engagement.rows(actor).filter(unit=unit, day__gte=monday, day__lt=end))
    lines = [*_meetings(unit, monday, frozen), *_typed(typed, frozen)]
    return _by_day(lines, monday)


def as_issued(actor: Actor, given: IssuedWeek) -> list[Day]:
    """The seven days as they were given out."""
    rows = access.see_issued.rows(actor).filter(week=given, added=False)
    return _by_day([(row.day, _line(_frozen(row))) for row in rows], given.monday)


def _by_day(lines: Iterable[tuple[date, Line]], monday: date) -> list[Day]:
    found: dict[date, list[Line]] = {monday + timedelta(days=n): [] for n in range(DAYS)}
    for day, line in lines:
        found[day].append(line)
    return [
        Day(day, sorted(here, key=lambda one: (one.at is not None, one.at or time.min)))
        for day, here in found.items()
        if here or day.weekday() < 5
    ]


def _frozen(row: IssuedLine) -> Entered:
    return Entered(row.day, row.at, row.words, row.chair, row.people, row.place, row.prepares)


def _line(one: Entered, note: str = "", *, struck: bool = False, link: str = "", row: Engagement | None = None) -> Line:
    return Line(one.at, one.words, one.chair, one.people, one.place, one.prepares, note, struck, link, row)


def _meetings(unit: Unit, monday: date, frozen: list[IssuedLine]) -> Iterable[tuple[date, Line]]:
    """Meetings of the week: those that were given out as they stand beside their lines, others as they are."""
    held = {row.meeting_id: row for row in frozen if row.meeting_id}
    live = {one.pk: one for one in of_week(unit, monday)}
    gone = set(held) - set(live)
    seen = set(live) | set(Meeting.objects.filter(pk__in=gone).values_list("pk", flat=True) if gone else ())
    for pk, row in held.items():
        link = reverse("meetings:meeting", args=[pk]) if pk in seen else ""
        yield _given_out(row, monday, link)
    for pk, one in live.items():
        if pk not in held:
            entered, off = of_meeting(one), one.stage == Stage.CANCELLED
            note = (
                _("hoãn") if off else _("bổ sung") if frozen and covers(unit.key) else ""
            )  # a guest knows his own alone
            yield entered.day, _line(entered, note, struck=off, link=reverse("meetings:meeting", args=[pk]))


def _given_out(row: IssuedLine, monday: date, link: str) -> tuple[date, Line]:
    """A meeting of an issued week: where it was, or where it went within the week."""
    was = _frozen(row)
    if row.put_off:
        return row.day, _line(was, _("hoãn"), struck=True, link=link)
    now = timezone.localtime(row.now_at) if row.now_at else None
    if now and not monday <= now.date() < monday + timedelta(days=DAYS):
        return row.day, _line(was, _("dời sang {at}").format(at=_said(now.time(), now.date())), struck=True, link=link)
    note = _("bổ sung") if row.added else ""
    if row.came_from:
        note = _("dời từ {at}").format(at=_moment_said(row.came_from))
    if row.now_words or row.now_place:
        note = _("thay đổi")
    if now and (now.date(), now.time()) != (was.day, was.at):
        note = _("dời từ {at}").format(at=_said(was.at, was.day))
    day, at = (now.date(), now.time()) if now else (was.day, was.at)
    here = Entered(day, at, row.now_words or was.words, was.chair, was.people, row.now_place or was.place, was.prepares)
    return day, _line(here, note, link=link)


def _typed(rows: list[Engagement], frozen: list[IssuedLine]) -> Iterable[tuple[date, Line]]:
    """Typed entries as they are, and those that left the week, struck."""
    held = {row.engagement_id: row for row in frozen if row.engagement_id}
    for row in rows:
        was, note = held.get(row.pk), str(row.get_mark_display()) if row.mark else ""
        if was and row.mark == Mark.CHANGED and (was.day, was.at) != (row.day, row.at):
            note = _("dời từ {at}").format(at=_said(was.at, was.day))
        yield row.day, _line(of_typed(row), note, struck=row.mark == Mark.CANCELLED, row=row)
    here = {row.pk for row in rows}
    left = [row for row in frozen if not row.meeting_id and row.engagement_id not in here]
    places = Engagement.objects.in_bulk([row.engagement_id for row in left if row.engagement_id]) if left else {}
    for line in left:
        there = places.get(line.engagement_id)
        note = _("dời sang {at}").format(at=_said(there.at, there.day)) if there else _("hủy")
        yield line.day, _line(_frozen(line), note, struck=True)


def issued(unit: Unit, monday: date) -> IssuedWeek | None:
    """When the week was given out, and by whom."""
    return IssuedWeek.objects.filter(unit=unit, monday=monday).first()
