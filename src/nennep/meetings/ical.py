"""A calendar feed (RFC 5545): times with the zone of Vietnam, steady identifiers, a sequence that counts moves."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from nennep.duties.registry import Duty
from nennep.meetings.models import Meeting

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


def _event(meeting: Meeting, host: str, now: datetime) -> list[str]:
    """One meeting: title, time and place alone; papers never leave by a calendar."""
    zone = "TZID=Asia/Ho_Chi_Minh"
    state = "CANCELLED" if meeting.stage == "cancelled" else "CONFIRMED"
    return [
        "BEGIN:VEVENT", f"UID:hop-{meeting.pk}@{host}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", f"DTSTART;{zone}:{_local(meeting.starts_at)}",
        f"DTEND;{zone}:{_local(meeting.ends_at)}", f"SEQUENCE:{meeting.sequence}", f"STATUS:{state}",
        f"SUMMARY:{escaped(f'{meeting.title} – {meeting.unit.name}')}", f"LOCATION:{escaped(meeting.place)}", "END:VEVENT",
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


def feed(meetings: Iterable[Meeting], host: str, now: datetime, duties: Iterable[Duty] = ()) -> str:
    """The whole calendar."""
    lines = [*HEAD]
    for meeting in meetings:
        lines += _event(meeting, host, now)
    lines += _dues(duties, host, now)
    return "\r\n".join(folded(line) for line in [*lines, "END:VCALENDAR"]) + "\r\n"
