"""A calendar feed (RFC 5545): times with the zone of Vietnam, steady identifiers, a sequence that counts moves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from nennep.duties.registry import Duty
from nennep.meetings.models import Engagement, Mark, Meeting

HEAD = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nen Nep//Lich hop//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Nền Nếp",
    "BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07",
    "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def escaped(text: str) -> str:
    """Text as a value: commas, semicolons, backslashes and line ends are marked."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 bytes, never within a letter."""
    if len(line) <= 25 or len(line.encode()) <= 75:
        return line
    pieces, room, piece = [], 75, ""
    for letter in line:
        size = len(letter.encode())
        if room - size < 0:
            pieces.append(piece)
            piece, room = " ", 74
        piece += letter
        room -= size
    return "\r\n".join([*pieces, piece])


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y%m%dT%H%M%S}"


@dataclass(frozen=True)
class Entry:
    """One thing of a calendar: title, time and place alone; papers never leave by a calendar. ``starts`` is a moment, or a
    whole day; ``ends`` is None where nobody said how long."""

    uid: str
    title: str
    unit: str
    starts: datetime | date
    ends: datetime | None
    place: str
    sequence: int
    cancelled: bool


def of_meeting(meeting: Meeting) -> Entry:
    """A meeting as an entry."""
    return Entry(
        f"hop-{meeting.pk}", meeting.title, meeting.unit.name, meeting.starts_at, meeting.ends_at, meeting.place, meeting.sequence,
        meeting.stage == "cancelled",
    )  # fmt: skip


def of_engagement(row: Engagement) -> Entry:
    """A typed line of the weekly schedule as an entry; who attends stays in the house."""
    starts = timezone.make_aware(datetime.combine(row.day, row.at)) if row.at else row.day
    return Entry(
        f"lich-{row.pk}", row.words, row.unit.name, starts, None, row.place, row.version, row.mark == Mark.CANCELLED
    )


def _event(one: Entry, host: str, now: datetime) -> list[str]:
    zone = "TZID=Asia/Ho_Chi_Minh"
    whole = not isinstance(one.starts, datetime)
    start = f"DTSTART;VALUE=DATE:{one.starts:%Y%m%d}" if whole else f"DTSTART;{zone}:{_local(one.starts)}"  # type: ignore[arg-type]
    return [
        "BEGIN:VEVENT", f"UID:{one.uid}@{host}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", start,
        *([f"DTEND;{zone}:{_local(one.ends)}"] if one.ends else []), f"SEQUENCE:{one.sequence}",
        f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}", f"SUMMARY:{escaped(f'{one.title} – {one.unit}')}",
        f"LOCATION:{escaped(one.place)}", "END:VEVENT",
    ]  # fmt: skip


def _dues(duties: Iterable[Duty], host: str, now: datetime) -> list[str]:
    """Duties as whole days: the kind, the unit and how many; whom they concern never leaves by a calendar."""
    lines: list[str] = []
    counted = Counter((one.due_on, one.kind, str(one.label), one.unit_id, one.unit_name) for one in duties)
    for (day, kind, label, unit, name), count in sorted(counted.items()):
        words = f"{label} ({count})" if count > 1 else label
        lines += [
            "BEGIN:VEVENT", f"UID:viec-{kind}-{unit}-{day:%Y%m%d}@{host}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", "TRANSP:TRANSPARENT", f"SUMMARY:{escaped(f'{words} – {name}')}", "END:VEVENT",
        ]  # fmt: skip
    return lines


def feed(entries: Iterable[Entry], host: str, now: datetime, duties: Iterable[Duty] = ()) -> str:
    """The whole calendar."""
    lines = [*HEAD]
    for one in entries:
        lines += _event(one, host, now)
    lines += _dues(duties, host, now)
    return "\r\n".join(folded(line) for line in [*lines, "END:VCALENDAR"]) + "\r\n"
