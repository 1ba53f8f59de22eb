"""A timetable that a unit brings as an .ics file (RFC 5545): read, zones set right, repeats written out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from nennep.core.refused import Refused

MOST_BYTES, MOST_EVENTS = 2_000_000, 5_000
AHEAD = timedelta(days=370)  # how far repeats are written out
OLD = timedelta(days=3 * 366)  # a repeat that began before is of no timetable in use
REPEATS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


class BadCalendar(Refused):
    """A file that is no calendar, is too large, or holds nothing to come."""


@dataclass(frozen=True)
class Event:
    """One event in time; moments carry their zone."""

    name: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    words: str = ""


def read(data: bytes, since: date) -> list[Event]:
    """Events from a day on for a year, in order. Times without a zone are those of Vietnam. Raises BadCalendar."""
    if len(data) > MOST_BYTES:
        raise BadCalendar(_("Tệp lịch lớn hơn 2 MB. Đề nghị xuất riêng học kỳ này rồi gửi lại."), field="file")
    first = timezone.make_aware(datetime.combine(since, time()))
    try:
        found = sorted(_events(data, first), key=lambda one: one.starts_at)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError) as broken:
        raise BadCalendar(
            _("Tệp không phải lịch iCalendar (.ics) đọc được. Đề nghị xuất lại từ phần mềm thời khóa biểu."),
            field="file",
        ) from broken
    if not found:
        raise BadCalendar(_("Tệp lịch không có sự kiện nào từ hôm nay trở đi."), field="file")
    return found


def _events(data: bytes, first: datetime) -> list[Event]:
    events: list[Any] = list(Calendar.from_ical(data).walk("VEVENT"))
    if len(events) > MOST_EVENTS:
        raise _too_many()
    moved = {(str(row.get("UID")), _moment(row["RECURRENCE-ID"].dt)) for row in events if "RECURRENCE-ID" in row}
    found: list[Event] = []
    for row in events:
        if "DTSTART" not in row or str(row.get("STATUS", "")).upper() == "CANCELLED":
            continue
        for event in _written_out(row, first, moved):
            found.append(event)
            if len(found) > MOST_EVENTS:
                raise _too_many()
    return found


def _too_many() -> BadCalendar:
    return BadCalendar(_("Tệp lịch có hơn 5.000 sự kiện. Đề nghị xuất ít hơn rồi gửi lại."), field="file")


def _written_out(row: Any, first: datetime, moved: set[tuple[str, datetime]]) -> Iterator[Event]:
    """An event once, or each time it repeats, from a moment on."""
    start = _moment(row["DTSTART"].dt)
    length = _length(row, start)
    place, words = str(row.get("LOCATION", ""))[:200].strip(), str(row.get("DESCRIPTION", ""))[:4000].strip()
    name = str(row.get("SUMMARY", ""))[:300].strip() or _("(không ghi tên)")
    last, gone = first + AHEAD, _left_out(row)
    for at in _starts(row, start, first - length, last):
        repeated = "RRULE" in row and "RECURRENCE-ID" not in row
        if (
            at + length > first
            and at < last
            and at not in gone
            and not (repeated and (str(row.get("UID")), at) in moved)
        ):
            yield Event(name, at, at + length, place, words)


def _starts(row: Any, start: datetime, since: datetime, until: datetime) -> Iterable[datetime]:
    if "RRULE" not in row:
        return [start]
    if set(row["RRULE"].get("FREQ", [])) - REPEATS:
        raise ValueError("an event that repeats within a day")
    if start < since - OLD:
        return []
    wall = timezone.make_naive(start)
    text = row["RRULE"].to_ical().decode()
    parts = [_plain_end(part) for part in text.split(";")]
    rule = rrulestr(";".join(parts), dtstart=wall)
    return (timezone.make_aware(one) for one in rule.xafter(timezone.make_naive(since), count=MOST_EVENTS, inc=True) if one < timezone.make_naive(until))  # fmt: skip


def _plain_end(part: str) -> str:
    """UNTIL as wall time of Vietnam: the rule is unrolled on the wall clock."""
    name, _is, value = part.partition("=")
    if name != "UNTIL" or not value.endswith("Z"):
        return part
    end = datetime.strptime(f"{value[:-1]}+0000", "%Y%m%dT%H%M%S%z")
    return f"UNTIL={timezone.make_naive(end):%Y%m%dT%H%M%S}"


def _left_out(row: Any) -> set[datetime]:
    given = row.get("EXDATE", [])
    lists = given if isinstance(given, list) else [given]
    return {_moment(one.dt) for dates in lists for one in dates.dts}


def _length(row: Any, start: datetime) -> timedelta:
    if "DTEND" in row:
        return max(_moment(row["DTEND"].dt) - start, timedelta(0))
    if "DURATION" in row:
        return max(row["DURATION"].dt, timedelta(0))
    return timedelta(days=1) if not isinstance(row["DTSTART"].dt, datetime) else timedelta(hours=1)


def _moment(value: date | datetime) -> datetime:
    """A day as its midnight, a time without a zone as one of Vietnam."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value if timezone.is_aware(value) else timezone.make_aware(value)
