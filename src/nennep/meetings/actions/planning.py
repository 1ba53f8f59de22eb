"""Planning a meeting, moving it, cancelling it; entering one that was held before the book was kept here."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.actions.agenda import build, retheme
from nennep.meetings.actions.published import put_out
from nennep.meetings.actions.weeks import keep_weeks
from nennep.meetings.models import Attendance, Meeting, MeetingKind, Mode, Presence, Stage, Thing, Topic
from nennep.meetings.queries.allowed import is_on
from nennep.meetings.queries.habits import next_topic
from nennep.meetings.queries.people import Called, body, officers
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.viet.order import fold
from nennep.viet.write import short


class InThePast(Refused):
    """A meeting planned for a time that is over."""


class NotAllowedOnline(Refused):
    """A cell's online meeting without the paper that allows it, or without a reason."""


class AlreadyHeld(Refused):
    """The same meeting is in the book."""


def check_mode(unit: Unit, mode: str, why: str) -> None:
    """An online meeting of a cell is for special places or situations and by leave (294-QĐ/TW §21.4)."""
    if mode == Mode.ON_SITE:
        return
    if not why.strip():
        raise NotAllowedOnline(
            _("Ghi lý do và cấp cho phép họp trực tuyến (Quy định 294-QĐ/TW, mục 21.4)."), field="mode_why"
        )
    if mode == Mode.ONLINE and unit.kind.is_cell and not is_on(Thing.ONLINE, unit.key):
        raise NotAllowedOnline(
            _("Đảng ủy chưa bật sinh hoạt trực tuyến cho chi bộ. Chọn trực tiếp kết hợp trực tuyến, hoặc đề nghị Văn phòng đảng ủy bật."),
            field="mode",
        )  # fmt: skip


def at_time(day: date, hour: time) -> datetime:
    """A day and an hour of Vietnam as a moment."""
    return timezone.make_aware(datetime.combine(day, hour))


@transaction.atomic
def plan_meeting(
    unit: Unit, *, by: Actor, kind: MeetingKind, title: str, starts_at: datetime, place: str, main: Meeting | None = None, **more: Any,
) -> Meeting:  # fmt: skip
    """Put a meeting into the unit's plan, with an agenda that builds itself. Raises InThePast, NotAllowedOnline."""
    unit = access.plan_in.claim(by, unit)
    if timezone.localtime(starts_at).date() < today():
        raise InThePast(_("Ngày họp đã qua. Cuộc đã họp thì ghi ở mục “Ghi cuộc đã họp”."), field="day")
    check_mode(unit, more.get("mode", Mode.ON_SITE), more.get("mode_why", ""))
    people = officers(unit, today())
    more["chair"] = more.get("chair") or (people[0].name if people else by.name)
    more["keeper"] = more.get("keeper") or (people[1].name if len(people) > 1 else "")
    more["thematic"] = bool(more.get("thematic") or kind.thematic)
    if more["thematic"] and not more.get("topic"):
        waiting = next_topic(unit, timezone.localtime(starts_at).year)
        more["topic"] = waiting.words if waiting else ""
    row = Meeting.objects.create(
        unit=unit, unit_key=unit.key, kind=kind, title=title.strip()[:300], starts_at=starts_at, place=place.strip(), place_fold=fold(place)[:200],
        main=main, secret=secrets.token_hex(16), **more,
    )  # fmt: skip
    _take_topic(row)
    build(row)
    put_out(row)
    keep_weeks(row)
    record("meetings.plan", row, by=by, says=_says(row))
    return row


def _take_topic(meeting: Meeting) -> None:
    """The topic of the unit's list that a meeting takes up: the one of its words, and no other."""
    for row in Topic.objects.filter(meeting=meeting).exclude(words=meeting.topic):
        change(row, meeting=None)
    if meeting.topic:
        year = timezone.localtime(meeting.starts_at).year
        for row in Topic.objects.filter(unit=meeting.unit_id, year=year, words=meeting.topic, meeting=None):
            change(row, meeting=meeting)


def _says(meeting: Meeting) -> dict[str, str]:
    return {"title": short(meeting.title, 120), "at": f"{timezone.localtime(meeting.starts_at):%H:%M %d/%m/%Y}"}


@transaction.atomic
def move_meeting(meeting: Meeting, *, by: Actor, seen: int | None = None, **values: Any) -> Meeting:
    """Change a plan; when time or place change after invitations went out, everybody is told. An answer was given for a
    time: of another time everybody is asked anew, what excuse he wrote stays with him. Raises InThePast."""
    meeting = access.keep.claim(by, meeting, seen=seen)
    start = values.get("starts_at", meeting.starts_at)
    if start != meeting.starts_at and timezone.localtime(start).date() < today():
        raise InThePast(_("Ngày họp mới đã qua. Đề nghị chọn ngày từ hôm nay trở đi."), field="day")
    check_mode(meeting.unit, values.get("mode", meeting.mode), values.get("mode_why", meeting.mode_why))
    if "place" in values:
        values["place_fold"] = fold(values["place"])[:200]
    if "kind" in values:
        values["thematic"] = bool(values.get("thematic") or values["kind"].thematic)
    was = meeting.starts_at
    moved = start != was or values.get("place", meeting.place) != meeting.place
    changes = change(meeting, sequence=meeting.sequence + moved, **values)
    if changes:
        _take_topic(meeting)
        if {"topic", "thematic"} & set(changes):
            retheme(meeting)
        put_out(meeting)
        keep_weeks(meeting, was)
        record("meetings.move", meeting, by=by, says=_says(meeting), changes=changes)
    if moved and meeting.invited_at:
        words = _("“{title}” chuyển sang {at}, tại {place}.").format(place=meeting.place, **_says(meeting))
        if start != was and Attendance.objects.filter(meeting=meeting).exclude(answer="").update(answer=""):
            words += " " + _("Đề nghị đồng chí trả lời giấy mời theo giờ mới.")
        _tell_invited(meeting, words)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Actor, why: str) -> Meeting:
    """Cancel a meeting with a reason; those invited are told."""
    meeting = access.invite.claim(by, meeting)
    changes = change(meeting, stage=Stage.CANCELLED, reason=why.strip()[:300], sequence=meeting.sequence + 1)
    for row in Topic.objects.filter(meeting=meeting):
        change(row, meeting=None)
    put_out(meeting)
    keep_weeks(meeting)
    record("meetings.cancel", meeting, by=by, says=_says(meeting) | {"why": meeting.reason}, changes=changes)
    if meeting.invited_at:
        _tell_invited(meeting, _("Đã hủy “{title}”: {why}").format(title=short(meeting.title, 120), why=meeting.reason))
    return meeting


def _tell_invited(meeting: Meeting, words: str) -> None:
    rows = Attendance.objects.filter(meeting=meeting).exclude(account_id=None)
    tell(rows.values_list("account_id", flat=True), words, f"/hop/{meeting.pk}/")


def listed(meeting: Meeting, called: Iterable[Called]) -> list[Attendance]:
    """Rows of the list for people who are called."""
    return [
        Attendance(
            meeting=meeting, unit_key=meeting.unit_key, person_id=one.person_id, account_id=one.account_id, name=one.name, sort_key=one.sort_key,
            post=one.post, protocol=one.protocol, status=one.status, left_out=one.left_out,
        )
        for one in called
    ]  # fmt: skip


@transaction.atomic
def record_past_meeting(
    unit: Unit, *, by: Actor, kind: MeetingKind, title: str, held_on: date, place: str, absent: Iterable[int] = (), hour: time = time(14),
    **more: Any,
) -> Meeting:  # fmt: skip
    """Enter a meeting held before the book was kept here: its day, nature, and who was absent (by person); the rest of
    the body of that day counts as present. Raises InThePast for a day to come, AlreadyHeld."""
    unit = access.plan_in.claim(by, unit)
    if held_on > today():
        raise InThePast(_("Ngày họp chưa đến. Đề nghị lên kế hoạch thay vì ghi cuộc đã họp."), field="day")
    start = at_time(held_on, hour)
    if Meeting.objects.filter(unit=unit, kind=kind, held_on=held_on).exclude(stage=Stage.CANCELLED).exists():
        raise AlreadyHeld(_("Sổ đã có cuộc họp cùng loại trong ngày này."), field="day")
    row = Meeting.objects.create(
        unit=unit, unit_key=unit.key, kind=kind, title=title.strip()[:300], starts_at=start, place=place, place_fold=fold(place)[:200],
        stage=Stage.CLOSED, held_on=held_on, opened_at=start, closed_at=start, thematic=more.pop("thematic", kind.thematic), **more,
    )  # fmt: skip
    _take_topic(row)
    rows, missing = listed(row, body(unit, kind.body, held_on)), set(absent)
    for one in rows:
        one.came_by = "list"
        one.presence = Presence.EXCUSED if one.person_id in missing else Presence.PRESENT
        if one.left_out and one.person_id not in missing:
            one.presence = Presence.EXCUSED
    Attendance.objects.bulk_create(rows)
    record("meetings.record_past", row, by=by, says={"title": short(row.title, 120), "on": f"{held_on:%d/%m/%Y}"})
    return row


@transaction.atomic
def chase_units(unit: Unit, *, by: Actor, units: Iterable[Unit], month: date) -> int:
    """Remind cells that have no plan for a month, politely; returns how many."""
    unit = access.oversee.claim(by, unit)
    rows = list(units)
    words = _("Đề nghị lên kế hoạch sinh hoạt chi bộ tháng {month}.").format(month=f"{month:%m/%Y}")
    tell(accounts_in([one.key for one in rows], "meetings.keep"), words, "/hop/lap/")
    record("meetings.chase", unit, by=by, says={"count": len(rows), "month": f"{month:%m/%Y}"})
    return len(rows)
