"""The weekly schedule: entries typed one after another, copied from the week before, given out, changed with a mark."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Engagement, IssuedLine, IssuedWeek, Mark, Meeting, Stage
from nennep.meetings.queries.weeks import Entered, concerns_below, of_meeting, of_typed, of_week
from nennep.meetings.rules import monday_of
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.viet.write import day as written

WEEK = timedelta(days=7)
NAMES = ("day", "at", "words", "chair", "people", "place", "prepares")


class NothingToCopy(Refused):
    """The week before has no entries of its own, or they are all here."""


class IssuedAlready(Refused):
    """A week that was given out."""


class WhyCancelled(Refused):
    """An entry of an issued week taken out without a word."""


def _freeze(given: IssuedWeek, unit: Unit) -> None:
    """Keep what is given out, line by line."""
    meetings = [one for one in of_week(unit, given.monday) if one.stage != Stage.CANCELLED]
    typed = Engagement.objects.filter(unit=unit, day__gte=given.monday, day__lt=given.monday + WEEK)
    IssuedLine.objects.bulk_create(
        [
            *(_kept(given, of_meeting(one), meeting=one, below=concerns_below(one)) for one in meetings),
            *(_kept(given, of_typed(row), engagement=row, below=True) for row in typed.exclude(mark=Mark.CANCELLED)),
        ]
    )


def _kept(given: IssuedWeek, one: Entered, **more: Any) -> IssuedLine:
    return IssuedLine(week=given, unit_key=given.unit_key, **asdict(one), **more)


def keep_weeks(meeting: Meeting, was: datetime | None = None) -> None:
    """Let issued weeks say what became of a meeting; ``was`` is when it was to begin before. The verb that calls it has
    passed its gate and records."""
    now, off = of_meeting(meeting), meeting.stage == Stage.CANCELLED
    lines = list(IssuedLine.objects.filter(meeting=meeting).select_related("week"))
    for line in lines:
        moved = (line.day, line.at) != (now.day, now.at)
        change(
            line, now_at=meeting.starts_at if moved else None, now_place=now.place if now.place != line.place else "",
            now_words=now.words if now.words != line.words else "", put_off=off, below=line.below or concerns_below(meeting),
        )  # fmt: skip
    given = IssuedWeek.objects.filter(unit_id=meeting.unit_id, monday=monday_of(now.day)).first()
    if given and not off and given.pk not in {line.week_id for line in lines}:
        moved_from = was if was and monday_of(timezone.localtime(was).date()) != given.monday else None
        _kept(given, now, meeting=meeting, below=concerns_below(meeting), added=True, came_from=moved_from).save()


def _issued(unit: Unit, day: date) -> bool:
    return IssuedWeek.objects.filter(unit=unit, monday=monday_of(day)).exists()


def _says(row: Engagement) -> dict[str, str]:
    return {"words": row.words[:120], "on": written(row.day)}


@transaction.atomic
def add_engagement(unit: Unit, *, by: Actor, day: date, words: str, **more: Any) -> Engagement:
    """Put an entry into the unit's week; in one that was issued it is marked as added."""
    unit = access.plan_in.claim(by, unit)
    mark = Mark.ADDED if _issued(unit, day) else Mark.PLANNED
    row = Engagement.objects.create(unit=unit, unit_key=unit.key, day=day, words=words.strip(), mark=mark, **more)
    record("meetings.engage", row, by=by, says=_says(row))
    return row


@transaction.atomic
def change_engagement(row: Engagement, *, by: Actor, seen: int, **given: Any) -> Engagement:
    """Change an entry; in an issued week it is marked as changed. Raises Stale for a second writer."""
    row = access.keep_engagement.claim(by, row, seen=seen)
    if row.mark == Mark.PLANNED and (_issued(row.unit, row.day) or _issued(row.unit, given.get("day", row.day))):
        given["mark"] = Mark.CHANGED
    changes = change(row, **given)
    record("meetings.engage", row, by=by, says=_says(row), changes=changes)
    return row


@transaction.atomic
def cancel_engagement(row: Engagement, *, by: Actor, why: str = "") -> None:
    """Take an entry out of a draft; in an issued week it stays, struck through, with its reason. Raises WhyCancelled."""
    row = access.keep_engagement.claim(by, row)
    if not _issued(row.unit, row.day):
        record("meetings.disengage", row, by=by, says=_says(row))
        row.delete()
        return
    if not why.strip():
        raise WhyCancelled(_("Lịch tuần đã ban hành. Đề nghị ghi lý do hủy để các đơn vị biết."), field="why")
    changes = change(row, mark=Mark.CANCELLED, words=f"{row.words} ({why.strip()})"[:300])
    record("meetings.disengage", row, by=by, says=_says(row), changes=changes)


@transaction.atomic
def copy_week(unit: Unit, *, by: Actor, monday: date) -> int:
    """Copy the entries of the week before that are not there yet, seven days on. Raises NothingToCopy."""
    unit = access.plan_in.claim(by, unit)
    span = Engagement.objects.filter(unit=unit)
    there = set(span.filter(day__gte=monday, day__lt=monday + WEEK).values_list("day", "words"))
    before = span.filter(day__gte=monday - WEEK, day__lt=monday).exclude(mark=Mark.CANCELLED)
    mark = Mark.ADDED if _issued(unit, monday) else Mark.PLANNED
    rows = [
        Engagement(unit=unit, unit_key=unit.key, mark=mark, **{name: getattr(one, name) for name in NAMES} | {"day": one.day + WEEK})
        for one in before
        if (one.day + WEEK, one.words) not in there
    ]  # fmt: skip
    if not rows:
        raise NothingToCopy(_("Tuần trước không có việc nào để chép, hoặc đã có đủ trong tuần này."))
    Engagement.objects.bulk_create(rows)
    record("meetings.copy_week", unit, by=by, says={"count": len(rows), "on": written(monday)})
    return len(rows)


@transaction.atomic
def issue_week(unit: Unit, *, by: Actor, monday: date) -> IssuedWeek:
    """Give the week out: the people of the unit are told, and changes are marked from now on. Raises IssuedAlready."""
    unit = access.plan_in.claim(by, unit)
    if _issued(unit, monday):
        raise IssuedAlready(_("Lịch tuần này đã ban hành; việc ghi thêm sẽ được đánh dấu bổ sung."))
    row = IssuedWeek.objects.create(unit=unit, unit_key=unit.key, monday=monday, issued_at=now(), issued_by=by.name)
    _freeze(row, unit)
    record("meetings.issue_week", row, by=by, says={"on": written(monday), "unit": unit.name})
    words = _("{unit}: lịch công tác tuần từ ngày {day} đã ban hành.").format(unit=unit.name, day=written(monday))
    told = (one for one in accounts_in([unit.key], "meetings.see") if one != by.account_id)
    tell(told, words, f"/hop/lich-tuan/?don-vi={unit.pk}&tuan={monday:%Y-%m-%d}")
    return row
