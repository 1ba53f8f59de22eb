"""The month as offices and cells see it: who has planned, who has met, what clashes; calendars."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from nennep.core.actor import Actor, range_of
from nennep.core.gate import inside
from nennep.duties import rulebook
from nennep.duties.models import Holiday
from nennep.meetings import access, rules
from nennep.meetings.models import Attendance, Idea, Meeting, MeetingKind, Score, Stage
from nennep.meetings.queries.people import Clash, clashes
from nennep.org.models import Unit
from nennep.org.queries import cells_under
from nennep.viet.order import fold


def moment(day: date) -> datetime:
    """Midnight of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time()))


def in_month(rows: QuerySet[Meeting], month: date) -> QuerySet[Meeting]:
    """Meetings of a month by their planned time."""
    return rows.filter(starts_at__gte=moment(month), starts_at__lt=moment(rules.next_month(month)))


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
    """Every cell below a unit in a month, with the months before it in the year."""
    cells = [spell.unit for spell in cells_under(unit, min(day, month + timedelta(days=27))).select_related("unit")]
    since = month.replace(month=1)
    rows = Meeting.objects.filter(
        inside((range_of(unit.key, below=True),)), starts_at__gte=moment(since), starts_at__lt=moment(rules.next_month(month)), unit__kind__is_cell=True,
    ).exclude(stage=Stage.CANCELLED)  # fmt: skip
    by_cell: dict[int, list[Meeting]] = defaultdict(list)
    for row in rows.select_related("unit", "unit__kind", "kind").order_by("starts_at", "id"):
        by_cell[row.unit_id].append(row)
    latest = rulebook.on(month).number("meeting.day.latest")
    lines = [_line(cell, by_cell[cell.pk], month, day, latest) for cell in sorted(cells, key=lambda one: one.title_key)]
    _with_clashes(lines)
    _with_points(lines, by_cell)
    return lines


def _with_points(lines: Iterable[CellLine], held: Mapping[int, list[Meeting]]) -> None:
    """The year's scores of each cell in the order of its meetings; the level above has the last word on a meeting."""
    ids = [row.pk for rows in held.values() for row in rows]
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


def _line(cell: Unit, held: list[Meeting], month: date, day: date, latest: int) -> CellLine:
    months = [month.replace(month=n) for n in range(1, month.month + 1)]
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
    thematic = sum(row.thematic and row.stage == Stage.CLOSED for row in held)
    return CellLine(cell, states[-1], found, thematic, states)


def _with_clashes(lines: Iterable[CellLine]) -> None:
    """Mark plans of one board that meet in one room, or summon the same people, at the same hour."""
    open_ones = [line for line in lines if line.meeting is not None and line.meeting.living]
    for line in open_ones:
        one = line.meeting
        assert one is not None
        others = [
            other.meeting for other in open_ones
            if other.meeting is not None and other is not line
            and rules.overlap((one.starts_at, one.ends_at), (other.meeting.starts_at, other.meeting.ends_at))
        ]  # fmt: skip
        rooms = [other for other in others if one.place_fold and other.place_fold == fold(one.place)]
        line.clashes = [Clash(other, True, []) for other in rooms]


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


def proposed_time(unit: Unit, day: date) -> tuple[date, Meeting | None]:
    """The day of the next regular meeting, and the one whose hour, place and length it copies."""
    last = (
        Meeting.objects.filter(unit=unit, kind__regular=True)
        .exclude(stage=Stage.CANCELLED)
        .order_by("-starts_at")
        .first()
    )
    month = day.replace(day=1)
    if last is not None:
        month = max(month, rules.next_month(timezone.localtime(last.starts_at).date()))
    off = Holiday.objects.filter(day__gte=month, day__lt=rules.next_month(month)).values_list("day", flat=True)
    found = rules.default_day(month, off)
    return max(found, day), last


def feed_rows(actor: Actor, day: date) -> list[Meeting]:
    """What a person's calendar holds: his own meetings from two months back on."""
    own = Attendance.objects.filter(Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)).values(
        "meeting"
    )
    keys = [post.unit_key for post in actor.posts]
    rows = Meeting.objects.filter(Q(pk__in=own) | Q(unit_key__in=keys), starts_at__gte=moment(day - timedelta(days=62)))
    return list(rows.select_related("unit").order_by("starts_at", "id")[:500])


def waiting_ideas(actor: Actor) -> QuerySet[Idea]:
    """Proposals the actor keeps, or gave."""
    return access.see_idea.rows(actor).order_by("-given_at", "-id")


def clashes_of(meeting: Meeting) -> list[Clash]:
    """What one plan clashes with, rooms and people."""
    return clashes(meeting) if meeting.living else []
