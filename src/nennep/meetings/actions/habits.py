"""What plans grow from: the fixed day, next month's meeting by one press, the timetable, the topics of the year."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access, timetable
from nennep.meetings.actions.agenda import copy_items
from nennep.meetings.actions.planning import plan_meeting
from nennep.meetings.models import Lesson, Meeting, MeetingKind, Origin, Series, Topic
from nennep.meetings.queries.habits import next_of
from nennep.org.models import Unit
from nennep.viet.order import fold
from nennep.viet.write import short


class NoHabit(Refused):
    """Nothing to copy from: no fixed day and no meeting before."""


class PlannedAlready(Refused):
    """The month has its meeting."""


class TopicThere(Refused):
    """A topic twice on a year's list."""


@transaction.atomic
def fix_day(
    unit: Unit, *, by: Actor, kind: MeetingKind, hour: time, place: str, minutes: int = 90, **day: int | None
) -> Series:
    """Fix the day of a unit's meetings of a kind: ``day`` of the month, or ``week`` and ``weekday``. Replaces the last."""
    unit = access.plan_in.claim(by, unit)
    values = (
        {"day": None, "week": None, "weekday": None} | day | {"hour": hour, "place": place.strip(), "minutes": minutes}
    )
    row = Series.objects.filter(unit=unit, kind=kind).first()
    changes: dict[str, Any] = {}
    if row is None:
        row = Series.objects.create(unit=unit, unit_key=unit.key, kind=kind, **values)
    else:
        changes = change(row, **values)
    record(
        "meetings.fix_day",
        row,
        by=by,
        says={"kind": kind.name, "at": f"{hour:%H:%M}", "place": row.place},
        changes=changes,
    )
    return row


@transaction.atomic
def free_day(unit: Unit, *, by: Actor, kind: MeetingKind) -> None:
    """Give the fixed day up; meetings that were planned stay."""
    unit = access.plan_in.claim(by, unit)
    for row in Series.objects.filter(unit=unit, kind=kind):
        record("meetings.free_day", row, by=by, says={"kind": kind.name})
        row.delete()


@transaction.atomic
def plan_next(unit: Unit, *, by: Actor, kind: MeetingKind, month: date) -> Meeting:
    """Plan the meeting of a month from the fixed day, else from the meeting before: place, hour, chair, keeper and the
    items added by hand. Pressed twice, or by two, it is planned once. Raises NoHabit, PlannedAlready."""
    unit = access.plan_in.claim(by, unit)
    Unit.objects.select_for_update().get(pk=unit.pk)
    found = next_of(unit, kind, today())
    if found is None:
        raise NoHabit(_("Chưa có lịch cố định hay cuộc họp trước để chép. Đề nghị lên kế hoạch lần đầu."))
    if found.month != month:
        raise PlannedAlready(_("Tháng này đã có cuộc họp trong kế hoạch."))
    row = plan_meeting(
        unit, by=by, kind=kind, title=found.title, starts_at=found.starts_at, place=found.place, **found.more
    )
    if found.last is not None:
        copy_items(found.last, row)
    return row


@transaction.atomic
def bring_timetable(unit: Unit, *, by: Actor, data: bytes) -> int:
    """Take a unit's timetable from an .ics file; it replaces the one before. Returns how many events. Raises BadCalendar."""
    unit = access.plan_in.claim(by, unit)
    events = timetable.read(data, today())
    Lesson.objects.filter(unit=unit).delete()
    Lesson.objects.bulk_create(
        Lesson(unit=unit, unit_key=unit.key, name=one.name, starts_at=one.starts_at, ends_at=one.ends_at, place=one.place, place_fold=fold(one.place)[:200], words=one.words)
        for one in events
    )  # fmt: skip
    record("meetings.timetable", unit, by=by, says={"count": len(events), "unit": unit.name})
    return len(events)


@transaction.atomic
def drop_timetable(unit: Unit, *, by: Actor) -> None:
    """Take a unit's timetable out."""
    unit = access.plan_in.claim(by, unit)
    Lesson.objects.filter(unit=unit).delete()
    record("meetings.timetable", unit, by=by, says={"count": 0, "unit": unit.name})


@transaction.atomic
def add_topic(unit: Unit, *, by: Actor, year: int, words: str, owner: str = "", origin: str = Origin.OWN) -> Topic:
    """Put a topic on a unit's list for a year. Raises TopicThere."""
    unit = access.plan_in.claim(by, unit)
    words = words.strip()[:300]
    row, fresh = Topic.objects.get_or_create(
        unit=unit,
        year=year,
        words=words,
        defaults={"unit_key": unit.key, "owner": owner.strip()[:160], "origin": origin},
    )
    if not fresh:
        raise TopicThere(_("Chuyên đề này đã có trong danh sách của năm."), field="words")
    record("meetings.topic", row, by=by, says={"words": short(words, 120), "year": year})
    return row


@transaction.atomic
def drop_topic(row: Topic, *, by: Actor) -> None:
    """Take a topic off the list; a meeting that took it up keeps its words."""
    row = access.keep_topic.claim(by, row)
    record("meetings.drop_topic", row, by=by, says={"words": short(row.words, 120), "year": row.year})
    row.delete()
