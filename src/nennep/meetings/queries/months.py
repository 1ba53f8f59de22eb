"""The month as offices and cells see it: who has planned, who has met, what clashes; calendars."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from nennep.core.actor import Actor, range_of
from nennep.core.gate import inside
from nennep.core.together import together
from nennep.duties import rulebook
from nennep.meetings import access, rules
from nennep.meetings.models import Attendance, Engagement, Idea, Lesson, Mark, Meeting, MeetingKind, Score, Stage
from nennep.meetings.queries.habits import lessons_at, lessons_near, meets
from nennep.meetings.queries.people import Clash, Taken, clashes, taken
from nennep.org.models import Unit
from nennep.org.queries import cells_under
from nennep.org.rules import ancestors
from nennep.viet.order import fold


def moment(day: date) -> datetime:
    """Midnight of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time()))


def in_month(rows: QuerySet[Meeting], month: date) -> QuerySet[Meeting]:
    """Meetings of a month by their planned time."""
    return rows.filter(starts_at__gte=moment(month), starts_at__lt=moment(rules.next_month(month)))


def in_year(row: Meeting, month: date) -> bool:
    """Whether a meeting is of a month's year."""
    return timezone.localtime(row.starts_at).year == month.year


@dataclass
class CellLine:
    """A cell in a month: its regular meeting, how it stands, thematic meetings of the year, what its plan clashes with."""

    unit: Unit
    state: str
    meeting: Meeting | None = None
    thematic: int = 0
    history: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    engaged: list[Engagement] = field(default_factory=list)

    @property
    def regular(self) -> tuple[int, int]:
        """Months held in time, and months judged so far."""
        judged = [one for one in self.history if one in (rules.HELD, rules.LATE, rules.MISSED)]
        return judged.count(rules.HELD), len(judged)

    @property
    def mean(self) -> float | None:
        """The mean score of the year's meetings, to one place."""
        return round(sum(self.points) / len(self.points), 1) if self.points else None

    @property
    def trend(self) -> str:
        """up, down or even: the last score against those before; '' for fewer than two."""
        if len(self.points) < 2:
            return ""
        before = sum(self.points[:-1]) / (len(self.points) - 1)
        return "up" if self.points[-1] > before else "down" if self.points[-1] < before else "even"


def board(unit: Unit, month: date, day: date) -> list[CellLine]:
    """Every cell below a unit in a month, with the twelve months up to it, as far as the books go back."""
    cells = [spell.unit for spell in cells_under(unit, min(day, month + timedelta(days=27))).select_related("unit")]
    since = rules.next_month(month).replace(year=rules.next_month(month).year - 1)
    rows = Meeting.objects.filter(
        inside((range_of(unit.key, below=True),)), starts_at__gte=moment(since), starts_at__lt=moment(rules.next_month(month)), unit__kind__is_cell=True,
    ).exclude(stage=Stage.CANCELLED)  # fmt: skip
    by_cell: dict[int, list[Meeting]] = defaultdict(list)
    for row in rows.select_related("unit", "unit__kind", "kind").order_by("starts_at", "id"):
        by_cell[row.unit_id].append(row)
    latest = rulebook.on(month).number("meeting.day.latest")
    begin = min((timezone.localtime(row.starts_at).date() for held in by_cell.values() for row in held), default=month)
    span = rules.months_within(begin.replace(day=1), rules.next_month(month))
    lines = [_line(cell, by_cell[cell.pk], span, day, latest) for cell in sorted(cells, key=lambda one: one.title_key)]
    _with_clashes(lines)
    _with_points(lines, by_cell, month)
    return lines


def _with_points(lines: Iterable[CellLine], held: Mapping[int, list[Meeting]], month: date) -> None:
    """The year's scores of each cell in the order of its meetings; the level above has the last word on a meeting."""
    ids = [row.pk for rows in held.values() for row in rows if in_year(row, month)]
    totals = dict(Score.objects.filter(meeting__in=ids).order_by("side").values_list("meeting_id", "total"))
    for line in lines:
        line.points = [totals[row.pk] for row in held.get(line.unit.pk, []) if row.pk in totals]


def means(lines: Iterable[CellLine]) -> dict[bool, float]:
    """The mean score of student cells (True) and of the others (False), to compare a cell with those like it."""
    found = {}
    for nature in (True, False):
        points = [one for line in lines if line.unit.is_student == nature for one in line.points]
        if points:
            found[nature] = round(sum(points) / len(points), 1)
    return found


def _line(cell: Unit, held: list[Meeting], months: list[date], day: date, latest: int) -> CellLine:
    states = []
    found: Meeting | None = None
    for one in months:
        there = [
            row for row in held if row.kind.regular and timezone.localtime(row.starts_at).date().replace(day=1) == one
        ]
        closed = [row for row in there if row.stage == Stage.CLOSED]
        best = next(iter(closed or there), None)
        held_on = closed[0].held_on if closed else None
        planned = timezone.localtime(there[-1].starts_at).date() if there and not closed else None
        states.append(rules.regularity(one, held_on, planned, day, latest))
        found = best
    thematic = sum(row.thematic and row.stage == Stage.CLOSED for row in held if in_year(row, months[-1]))
    return CellLine(cell, states[-1], found, thematic, states)


def _with_clashes(lines: Iterable[CellLine]) -> None:
    """Mark plans of one board that meet in one room, or summon the same people, or stand in a timetable or a
    weekly schedule, at one hour."""
    open_ones = [line for line in lines if line.meeting is not None and line.meeting.living]
    plans = [line.meeting for line in open_ones if line.meeting is not None]
    called, taught, entries = _called(plans), lessons_at(plans), list(_entries(plans))
    for line in open_ones:
        one = line.meeting
        assert one is not None
        others = [
            other.meeting for other in open_ones
            if other.meeting is not None and other is not line
            and rules.overlap((one.starts_at, one.ends_at), (other.meeting.starts_at, other.meeting.ends_at))
        ]  # fmt: skip
        for other in others:
            room = bool(one.place_fold) and other.place_fold == fold(one.place)
            both = [name for person, name in called[one.pk].items() if person in called[other.pk]]
            if room or both:
                line.clashes.append(Clash(other, room, both))
        line.lessons = taught.get(one.pk, [])
        line.engaged = [row for row in entries if _engages(row, one)]


def _called(meetings: list[Meeting]) -> dict[int, dict[int, str]]:
    """Who is on the lists of meetings, by meeting and person."""
    found: dict[int, dict[int, str]] = {row.pk: {} for row in meetings}
    rows = Attendance.objects.filter(meeting__in=found).exclude(person=None)
    for meeting, person, name in rows.values_list("meeting_id", "person_id", "name"):
        found[meeting][person] = name
    return found


@dataclass(frozen=True)
class Day:
    """A day of the calendar with its meetings."""

    day: date
    meetings: list[Meeting]


def visible(actor: Actor) -> QuerySet[Meeting]:
    """Meetings the actor sees, cancelled ones left out."""
    return access.see.rows(actor).exclude(stage=Stage.CANCELLED).select_related("unit", "kind")


def calendar(actor: Actor, month: date) -> list[Day]:
    """The month's meetings by day."""
    by_day: dict[date, list[Meeting]] = defaultdict(list)
    for row in in_month(visible(actor), month).order_by("starts_at", "id")[:500]:
        by_day[timezone.localtime(row.starts_at).date()].append(row)
    return [Day(day, rows) for day, rows in sorted(by_day.items())]


def of_units(actor: Actor, keys: Iterable[str]) -> QuerySet[Meeting]:
    """Meetings of units themselves, and those the actor is invited to."""
    invited = Q(attendance__account_id=actor.account_id)
    return visible(actor).filter(Q(unit_key__in=list(keys)) | invited).distinct()


def kinds() -> list[MeetingKind]:
    """Every kind in order."""
    return list(MeetingKind.objects.all())


def waiting_ideas(actor: Actor) -> QuerySet[Idea]:
    """Proposals the actor keeps, or gave."""
    return access.see_idea.rows(actor).order_by("-given_at", "-id")


@dataclass(frozen=True)
class Clashing:
    """What a plan clashes with: other meetings in sight, the room in the hands of a unit out of sight, entries of weekly
    schedules, a timetable."""

    clashes: list[Clash] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    engaged: list[Engagement] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)


def clashing(meeting: Meeting) -> Clashing:
    """What one plan clashes with, saved or not yet."""
    if not meeting.living:
        return Clashing()
    found = clashes(meeting)
    entries, lessons = together(_entries([meeting]), lessons_near([meeting]))
    engaged = [row for row in entries if _engages(row, meeting)]
    return Clashing(found, taken(meeting, found), engaged, [one for one in lessons if meets(meeting, one)])


ABOUT = timedelta(hours=1)
"""How long an entry of a weekly schedule is taken to last: it says when it begins alone."""


def _entries(plans: Collection[Meeting]) -> QuerySet[Engagement]:
    """Entries with an hour of the weekly schedules of the units of plans and those above, on the plans' days."""
    keys = {key for one in plans for key in (*ancestors(one.unit_key), one.unit_key)}
    days = {timezone.localtime(one.starts_at).date() for one in plans}
    rows = Engagement.objects.filter(unit_key__in=keys, day__in=days, at__isnull=False)
    return rows.exclude(mark=Mark.CANCELLED).select_related("unit").order_by("day", "at", "id")


def _engages(row: Engagement, meeting: Meeting) -> bool:
    """Whether an entry stands at a plan's hour, in its room or with one of its two: the chair, the keeper."""
    begins = timezone.make_aware(datetime.combine(row.day, row.at or time()))
    room = bool(meeting.place_fold) and fold(row.place)[:200] == meeting.place_fold
    busy = fold(f"{row.chair}; {row.people}; {row.prepares}")
    named = any(fold(name) in busy for name in (meeting.chair, meeting.keeper) if len(name.split()) > 1)
    reaches = row.unit_key == meeting.unit_key or row.unit_key in ancestors(meeting.unit_key)
    at_once = reaches and rules.overlap((begins, begins + ABOUT), (meeting.starts_at, meeting.ends_at))
    return at_once and (room or named)


def clashing_if(unit: Unit, plan: Mapping[str, Any], row: Meeting | None = None) -> Clashing:
    """The same for a plan that is not saved yet; ``row`` is the meeting it changes."""
    starts_at = timezone.make_aware(datetime.combine(plan["day"], plan["hour"]))
    would = Meeting(
        pk=row.pk if row else None, unit=unit, unit_key=unit.key, kind=plan["kind"], starts_at=starts_at, minutes=plan["minutes"],
        place=plan["place"], place_fold=fold(plan["place"])[:200], chair=plan["chair"], keeper=plan["keeper"],
    )  # fmt: skip
    return clashing(would)
