"""Invitations and answers; opening, attendance, notes, closing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import record
from nennep.meetings import access, rules
from nennep.meetings.actions.minutes import begin_minutes
from nennep.meetings.actions.planning import listed
from nennep.meetings.actions.speeches import end_running
from nennep.meetings.actions.weeks import keep_weeks
from nennep.meetings.models import Attendance, Item, Meeting, Presence, Stage, Thing
from nennep.meetings.queries.allowed import is_on
from nennep.meetings.queries.people import body, by_post
from nennep.notify.actions import tell
from nennep.viet.order import sort_key
from nennep.viet.write import short


class TooEarly(Refused):
    """A meeting opened before its day."""


class CodeGone(Refused):
    """A check-in code that is not the one on the screen."""


class NotOnTheList(Refused):
    """Somebody checks in at a meeting he is not summoned to."""


class NobodyThere(Refused):
    """A meeting closed without anybody present."""


class VoteOpen(Refused):
    """A meeting closed while a vote is open."""


def _list(meeting: Meeting) -> None:
    """Put the body of the day on the list; who is there already stays with his answer."""
    there = set(meeting.attendance.exclude(person=None).values_list("person_id", flat=True))
    accounts = set(meeting.attendance.exclude(account_id=None).values_list("account_id", flat=True))
    day = timezone.localtime(meeting.starts_at).date()
    fresh = [
        one for one in body(meeting.unit, meeting.kind.body, day)
        if (one.person_id is None or one.person_id not in there) and (one.account_id is None or one.account_id not in accounts)
    ]  # fmt: skip
    Attendance.objects.bulk_create(listed(meeting, fresh))


@transaction.atomic
def invite_people(
    meeting: Meeting, *, by: Actor, guests: Iterable[tuple[str, str]] = (), groups: Iterable[str] = ()
) -> Meeting:
    """Send the invitation: the body of the day is put on the list, guests are added by name and post or by what they are
    (``groups``), those with an account are told. Sent again it reaches only who is new."""
    meeting = access.invite.claim(by, meeting)
    before = set(meeting.attendance.values_list("pk", flat=True))
    _list(meeting)
    _guests_by_post(meeting, groups)
    names = set(meeting.attendance.filter(status="guest").values_list("name", flat=True))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, unit_key=meeting.unit_key, name=name[:160], sort_key=sort_key(name), post=post[:160], status="guest", protocol=95)
        for name, post in guests
        if name not in names
    )  # fmt: skip
    keep_weeks(meeting)
    fresh = meeting.attendance.exclude(pk__in=before)
    start = timezone.localtime(meeting.starts_at)
    words = _("Mời dự “{title}” lúc {at}, tại {place}.").format(
        title=short(meeting.title, 120), at=f"{start:%H:%M %d/%m/%Y}", place=meeting.place
    )
    accounts = [one.account_id for one in fresh if one.account_id]
    tell(accounts, words, f"/hop/{meeting.pk}/")
    count = fresh.count()
    changes = change(meeting, stage=Stage.INVITED, invited_at=meeting.invited_at or now())
    record(
        "meetings.invite", meeting, by=by, says={"title": short(meeting.title, 120), "count": count}, changes=changes
    )
    return meeting


def _guests_by_post(meeting: Meeting, groups: Iterable[str]) -> None:
    day = timezone.localtime(meeting.starts_at).date()
    there = meeting.attendance
    accounts, persons = set(there.values_list("account_id", flat=True)), set(there.values_list("person_id", flat=True))
    for group in groups:
        called = [
            replace(one, status="guest", protocol=95) for one in by_post(meeting.unit, group, day)
            if (one.account_id is None or one.account_id not in accounts) and (one.person_id is None or one.person_id not in persons)
        ]  # fmt: skip
        Attendance.objects.bulk_create(listed(meeting, called))
        accounts |= {one.account_id for one in called if one.account_id}
        persons |= {one.person_id for one in called if one.person_id}


@transaction.atomic
def remind_invited(meeting: Meeting, *, by: Actor) -> int:
    """Remind who has not answered; returns how many. Raises NobodyThere where all have."""
    meeting = access.remind.claim(by, meeting)
    rows = meeting.attendance.filter(answer="").exclude(account_id=None)
    accounts = [one.account_id for one in rows if one.account_id]
    if not accounts:
        raise NobodyThere(_("Những người có tài khoản đều đã trả lời giấy mời."))
    start = timezone.localtime(meeting.starts_at)
    words = _("Nhắc: “{title}” lúc {at}, tại {place}. Đề nghị đồng chí trả lời giấy mời.").format(
        title=short(meeting.title, 120), at=f"{start:%H:%M %d/%m/%Y}", place=meeting.place
    )
    tell(accounts, words, f"/hop/{meeting.pk}/")
    record("meetings.remind", meeting, by=by, says={"title": short(meeting.title, 120), "count": len(accounts)})
    return len(accounts)


@transaction.atomic
def answer_invitation(meeting: Meeting, *, by: Actor, coming: bool, excuse: str = "") -> Attendance:
    """Say whether one comes; an excuse has a reason. Raises NotYours for who is not invited, NobodyThere without reason."""
    mine = Q(account_id=by.account_id) | Q(person_id=by.person_id or 0)
    row = Attendance.objects.filter(mine, meeting=meeting).first()
    if row is None:
        raise NotYours
    row = access.answer.claim(by, row)
    if not coming and not excuse.strip():
        raise NotOnTheList(_("Xin vắng thì đề nghị ghi lý do."), field="excuse")
    changes = change(row, answer="yes" if coming else "no", excuse="" if coming else excuse.strip()[:300])
    said = _("sẽ dự") if coming else _("xin vắng: {why}").format(why=row.excuse)
    record(
        "meetings.answer",
        row,
        by=by,
        unit_id=meeting.unit_id,
        says={"title": short(meeting.title, 120), "answer": said},
        changes=changes,
    )
    return row


@transaction.atomic
def open_meeting(
    meeting: Meeting, *, by: Actor, seen: int | None = None, held: tuple[datetime, datetime] | None = None
) -> Meeting:
    """Begin: the list is completed. ``held`` (began, ended) opens one that was held on paper, for its results. Raises TooEarly."""
    meeting = access.start.claim(by, meeting, seen=seen)
    if timezone.localtime(meeting.starts_at).date() > today():
        raise TooEarly(_("Chưa đến ngày họp. Nếu họp sớm, đề nghị sửa ngày giờ trước khi khai mạc."))
    _list(meeting)
    began, ended = held or (now(), None)
    if ended and not began < ended <= now():
        raise TooEarly(_("Giờ kết thúc phải sau giờ khai mạc và không sau lúc này."), field="ended")
    changes = change(
        meeting,
        stage=Stage.OPEN,
        opened_at=began,
        closed_at=ended,
        held_on=timezone.localtime(began).date() if held else today(),
    )
    record("meetings.open", meeting, by=by, says={"title": short(meeting.title, 120)}, changes=changes)
    return meeting


@transaction.atomic
def call_roll(
    meeting: Meeting, *, by: Actor, absent: Mapping[int, tuple[str, str]], left_out: Mapping[int, str] | None = None
) -> Meeting:
    """Attendance in one go: everybody is present but the exceptions, by list number: (presence, reason). ``left_out``
    says why a member is not in the base of votes, where the record does not know it."""
    meeting = access.hold.claim(by, meeting)
    rows = list(meeting.attendance.select_for_update())
    for row in rows:
        presence, excuse = absent.get(row.pk, (Presence.PRESENT, ""))
        if row.left_out in rules.WHEN_ABSENT and row.pk not in absent and row.presence != Presence.PRESENT:
            presence = Presence.EXCUSED
        row.presence, row.came_by = presence, row.came_by or "list"
        row.excuse = excuse[:300] or (row.excuse if presence != Presence.PRESENT else "")
        if left_out is not None and row.pk in left_out:
            row.left_out = left_out[row.pk]
    Attendance.objects.bulk_update(rows, ["presence", "came_by", "excuse", "left_out"])
    counted = [row for row in rows if row.summoned]
    present = sum(1 for row in counted if row.presence == Presence.PRESENT)
    says = {"title": short(meeting.title, 120), "present": present, "summoned": len(counted)}
    record("meetings.call", meeting, by=by, says=says)
    return meeting


def minute_now() -> int:
    """The running minute of the server's clock; a phone's clock is never asked."""
    return int(timezone.now().timestamp() // 60)


@transaction.atomic
def check_in(meeting: Meeting, *, by: Actor, code: str) -> Attendance:
    """Check oneself in with the code on the screen; a second time changes nothing. Raises CodeGone, NotOnTheList."""
    mine = Q(account_id=by.account_id) | Q(person_id=by.person_id or 0)
    if meeting.stage != Stage.OPEN or not is_on(Thing.QR, meeting.unit_key):
        raise CodeGone(_("Cuộc họp chưa mở điểm danh hoặc đã kết thúc. Đề nghị báo người điều hành."))
    if not rules.code_holds(meeting.secret, code, minute_now()):
        raise CodeGone(_("Mã đã đổi. Đề nghị quét lại mã đang hiện trên màn hình."), field="ma")
    row = Attendance.objects.select_for_update(of=("self",)).filter(mine, meeting=meeting).first()
    if row is None:
        raise NotOnTheList(_("Đồng chí không có trong danh sách của cuộc họp này. Đề nghị báo người điều hành."))
    if row.presence != Presence.PRESENT:
        change(row, presence=Presence.PRESENT, came_by="qr")
        record("meetings.check_in", row, by=by, unit_id=meeting.unit_id, says={"title": short(meeting.title, 120)})
    return row


@transaction.atomic
def note_item(item: Item, *, by: Actor, seen: int | None = None, **notes: Any) -> Item:
    """Write down what was said: result, limits, cause, proposal, who spoke, opinions held back."""
    item = access.note_item.claim(by, item, seen=seen)
    changes = change(item, **notes)
    if changes:
        says = {"item": short(item.title, 120)}
        record("meetings.note", item, by=by, unit_id=item.meeting.unit_id, says=says, changes=changes)
    return item


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Actor, seen: int | None = None) -> Meeting:
    """End the meeting; its minutes are there at once. Raises VoteOpen, NobodyThere."""
    meeting = access.hold.claim(by, meeting, seen=seen)
    if open_vote := meeting.votes.filter(closed=False).first():
        raise VoteOpen(
            _("Chưa ghi kết quả “{title}”. Đề nghị ghi kết quả trước khi kết thúc.").format(
                title=short(open_vote.title, 120)
            )
        )
    if not meeting.attendance.filter(presence=Presence.PRESENT).exists():
        raise NobodyThere(_("Chưa điểm danh. Đề nghị điểm danh trước khi kết thúc cuộc họp."))
    meeting.attendance.filter(presence="").update(presence=Presence.ABSENT)
    end_running(meeting, now())
    changes = change(meeting, stage=Stage.CLOSED, closed_at=meeting.closed_at or now())
    begin_minutes(meeting)
    record("meetings.close", meeting, by=by, says={"title": short(meeting.title, 120)}, changes=changes)
    return meeting
