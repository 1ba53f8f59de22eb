"""What next month's meeting would be, what a timetable says of an hour, and the topics of a year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from nennep.core.actor import Actor
from nennep.duties import rulebook
from nennep.duties.models import Holiday
from nennep.meetings import access, rules
from nennep.meetings.models import Lesson, Meeting, MeetingKind, Section, Series, Stage, Topic
from nennep.org.models import Term, Unit
from nennep.org.queries import on
from nennep.org.rules import ancestors

READY = re.compile(r"\d{1,2}/\d{4}")
"""How a ready-made title ends."""


@dataclass(frozen=True)
class Proposal:
    """The meeting of a month as a unit's habit has it."""

    kind: MeetingKind
    month: date
    title: str
    starts_at: datetime
    place: str
    last: Meeting | None
    more: dict[str, Any]


def kind_of(unit: Unit) -> MeetingKind:
    """The kind a unit meets in each month: its regular meeting, or that of its committee."""
    return MeetingKind.objects.get(pk="regular" if unit.kind.is_cell else "committee")


def _name_of(unit: Unit, kind: MeetingKind) -> str:
    """What a meeting of a kind is called; a committee's by what the committee is."""
    if kind.pk == "committee":
        return "Họp chi ủy" if unit.kind.is_cell else "Hội nghị Đảng ủy"
    return kind.name


def title_of(unit: Unit, kind: MeetingKind, day: date) -> str:
    """Sinh hoạt chi bộ thường kỳ tháng 7/2023."""
    return f"{_name_of(unit, kind)} tháng {day.month}/{day.year}"


def retitled(unit: Unit, title: str, kind: MeetingKind, day: date) -> str:
    """The title after another kind or month was chosen; '' where somebody worded it himself, or nothing changes."""
    name, _month, rest = title.strip().partition(" tháng ")
    made = name in {_name_of(unit, one) for one in MeetingKind.objects.all()} and READY.fullmatch(rest)
    fresh = title_of(unit, kind, day)
    return fresh if made and fresh != title.strip() else ""


def series_of(unit: Unit, kind: MeetingKind) -> Series | None:
    """The fixed day of a unit's meetings of a kind."""
    return Series.objects.filter(unit=unit, kind=kind).first()


def next_of(unit: Unit, kind: MeetingKind, day: date) -> Proposal | None:
    """The next month without a meeting of the kind, and when and where it would be: by the fixed day, else as the last
    one; None where there is neither."""
    rows = Meeting.objects.filter(unit=unit, kind=kind).exclude(stage=Stage.CANCELLED)
    last, fixed = rows.order_by("-starts_at").first(), series_of(unit, kind)
    if last is None and fixed is None:
        return None
    month = day.replace(day=1)
    if last is not None:
        month = max(month, rules.next_month(timezone.localtime(last.starts_at).date()))
    found = max(_day_in(month, fixed), day)
    hour, place, minutes = (fixed.hour, fixed.place, fixed.minutes) if fixed else _as(last)
    more: dict[str, Any] = {"minutes": minutes}
    if last is not None:
        more |= {"chair": last.chair, "keeper": last.keeper, "mode": last.mode, "mode_why": last.mode_why}
    start = timezone.make_aware(datetime.combine(found, hour))
    return Proposal(kind, month, title_of(unit, kind, month), start, place, last, more)


def _as(last: Meeting | None) -> tuple[time, str, int]:
    assert last is not None
    return timezone.localtime(last.starts_at).time(), last.place, last.minutes


def _day_in(month: date, fixed: Series | None) -> date:
    """The fixed day of a month; a holiday or a weekend that was not chosen moves it to the next working day."""
    off = Holiday.objects.filter(day__gte=month, day__lt=rules.next_month(month)).values_list("day", flat=True)
    if fixed is None:
        return rules.default_day(month, off)
    if fixed.day is not None:
        return rules.default_day(month, off, fixed.day)
    assert fixed.week is not None and fixed.weekday is not None
    return rules.weekday_of(month, fixed.week, fixed.weekday)


def lessons(actor: Actor, unit: Unit, day: date) -> QuerySet[Lesson]:
    """A unit's timetable from a day on."""
    start = timezone.make_aware(datetime.combine(day, time()))
    return access.see_lesson.rows(actor).filter(unit=unit, ends_at__gte=start)


def lessons_at(meetings: Iterable[Meeting]) -> dict[int, list[Lesson]]:
    """By meeting what timetables hold at its hour: of its own unit, and whatever is in the same room."""
    rows = [row for row in meetings if row.living]
    there = list(lessons_near(rows)) if rows else []
    return {row.pk: [one for one in there if meets(row, one)] for row in rows}


def lessons_near(rows: Sequence[Meeting]) -> QuerySet[Lesson]:
    """What timetables of their units or rooms hold between the first beginning of some meetings and the last end."""
    first, last = min(row.starts_at for row in rows), max(row.ends_at for row in rows)
    keys = {row.unit_key for row in rows}
    rooms = {row.place_fold for row in rows if row.place_fold}
    near = Lesson.objects.filter(Q(unit_key__in=keys) | Q(place_fold__in=rooms), starts_at__lt=last, ends_at__gt=first)
    return near.select_related("unit").order_by("starts_at", "id")


def meets(row: Meeting, one: Lesson) -> bool:
    """Whether an event of a timetable is at the hour of a meeting, of its unit or in its room."""
    same_room = bool(row.place_fold) and one.place_fold == row.place_fold
    ours = one.unit_key == row.unit_key or same_room
    return ours and rules.overlap((row.starts_at, row.ends_at), (one.starts_at, one.ends_at))


def ordinal_of(meeting: Meeting) -> tuple[int, Term | None]:
    """Which one of its kind a meeting is: in the running term of its committee, else in the year. A number that was
    entered for an earlier one is counted on from."""
    day = timezone.localtime(meeting.starts_at).date()
    term = Term.objects.filter(on(day), unit_id=meeting.unit_id).first()
    if meeting.ordinal:
        return meeting.ordinal, term
    since = timezone.make_aware(datetime.combine(term.since if term else day.replace(month=1, day=1), time()))
    earlier = Meeting.objects.filter(
        unit_id=meeting.unit_id, kind_id=meeting.kind_id, starts_at__gte=since, starts_at__lt=meeting.starts_at
    ).exclude(stage=Stage.CANCELLED)
    for after, number in enumerate(earlier.order_by("-starts_at").values_list("ordinal", flat=True), 1):
        if number:
            return number + after, term
    return earlier.count() + 1, term


@dataclass(frozen=True)
class Year:
    """A unit's topics of a year: its list, how many thematic meetings were held of how many, what the levels above name."""

    topics: list[Topic]
    held: int
    least: int
    source: str
    suggested: list[Topic]


def topics_of(actor: Actor, unit: Unit, year: int) -> Year:
    """The list of a year with its counter; suggestions that are on the list already are left out."""
    rows = list(access.see_topic.rows(actor).filter(unit=unit, year=year).select_related("meeting"))
    upper = Topic.objects.filter(unit_key__in=ancestors(unit.key), year=year).select_related("unit")
    there = {row.words for row in rows}
    held = Meeting.objects.filter(unit=unit, thematic=True, stage=Stage.CLOSED, held_on__year=year).count()
    book = rulebook.on(date(year, 12, 31))
    least = book.row("meeting.thematic.year")
    return Year(rows, held, int(least.value), least.source, [row for row in upper if row.words not in there])


def next_topic(unit: Unit, year: int) -> Topic | None:
    """The first topic of the year that no meeting has taken up."""
    return Topic.objects.filter(unit=unit, year=year, meeting=None).order_by("id").first()


def told(meeting: Meeting) -> list[str]:
    """What an agenda says, without its opening and closing."""
    rows = meeting.items.filter(state="open").exclude(section__in=[Section.OPENING, Section.CLOSING])
    return list(rows.values_list("title", flat=True))


def other_agenda(meeting: Meeting) -> str:
    """The description of the unit's own meeting in the timetable of the same month; '' where there is none."""
    start = timezone.localtime(meeting.starts_at).replace(day=1, hour=0, minute=0)
    rows = Lesson.objects.filter(
        unit_id=meeting.unit_id, starts_at__gte=start, starts_at__lt=start + timedelta(days=31), name__icontains="họp"
    )
    return rows.exclude(words="").values_list("words", flat=True).first() or ""
