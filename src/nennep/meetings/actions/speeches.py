"""Speakers of an item: asked to speak, begun, ended, withdrawn. One speaks at a time."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Item, Meeting, Speech, Thing
from nennep.meetings.queries.allowed import is_on
from nennep.viet.write import short


class NoSpeaker(Refused):
    """Somebody put on the list of speakers without a name, twice, or where times are not kept."""


class SpeechOver(Refused):
    """A speech begun or withdrawn that has begun already, or ended before it began."""


@transaction.atomic
def register_speaker(item: Item, *, by: Actor, name: str) -> Speech:
    """Put somebody on an item's list of speakers; the order is that of asking. Raises NoSpeaker."""
    item = access.speak.claim(by, item)
    name = " ".join(name.split())[:120]
    if not is_on(Thing.TIMING, item.unit_key):
        raise NoSpeaker(_("Chưa bật việc ghi thời gian phát biểu. Đề nghị ghi tên ở ô Người phát biểu."))
    if not name:
        raise NoSpeaker(_("Đề nghị ghi họ tên người đăng ký phát biểu."), field="name")
    if item.speeches.filter(name__iexact=name, ended_at=None).exists():
        raise NoSpeaker(_("Đồng chí {name} đã có trong danh sách chờ phát biểu.").format(name=name), field="name")
    row = Speech.objects.create(item=item, unit_key=item.unit_key, name=name)
    _record(row, by, _("đăng ký phát biểu"))
    return row


@transaction.atomic
def begin_speech(speech: Speech, *, by: Actor, at: datetime | None = None) -> Speech:
    """Let somebody speak; who is speaking ends at that moment.

    ``at`` is when it was pressed, where the press comes late; it is held between the opening and now. Raises SpeechOver.
    """
    speech = access.time_speech.claim(by, speech)
    if speech.started_at:
        words = _("Đồng chí {name} đã phát biểu.") if speech.ended_at else _("Đồng chí {name} đang phát biểu.")
        raise SpeechOver(words.format(name=speech.name))
    moment = _held(speech.item.meeting, at)
    end_running(speech.item.meeting, moment)
    changes = change(speech, started_at=moment)
    _record(speech, by, _("bắt đầu phát biểu"), changes)
    return speech


@transaction.atomic
def end_speech(speech: Speech, *, by: Actor, at: datetime | None = None) -> Speech:
    """End a speech; one that has ended stays as it is. Raises SpeechOver for one that has not begun."""
    speech = access.time_speech.claim(by, speech)
    if not speech.started_at:
        raise SpeechOver(_("Đồng chí {name} chưa bắt đầu phát biểu.").format(name=speech.name))
    if not speech.ended_at:
        changes = change(speech, ended_at=max(speech.started_at, _held(speech.item.meeting, at)))
        _record(speech, by, _("kết thúc phát biểu"), changes)
    return speech


@transaction.atomic
def withdraw_speaker(speech: Speech, *, by: Actor, at: datetime | None = None) -> Item:
    """Take somebody off the list who has not spoken; ``at`` does not matter. Raises SpeechOver."""
    speech = access.time_speech.claim(by, speech)
    if speech.started_at:
        raise SpeechOver(_("Đồng chí {name} đã phát biểu nên không bỏ khỏi danh sách được.").format(name=speech.name))
    item = speech.item
    _record(speech, by, _("thôi phát biểu"))
    speech.delete()
    return item


def end_running(meeting: Meeting, moment: datetime) -> None:
    """End what is running in a meeting; the verb that calls it has passed its gate and records."""
    for one in Speech.objects.filter(item__meeting=meeting, started_at__isnull=False, ended_at=None):
        change(one, ended_at=max(one.started_at, moment))


def _held(meeting: Meeting, at: datetime | None) -> datetime:
    """The moment of a press between the opening of the meeting and now."""
    latest = now()
    return min(latest, max(at, meeting.opened_at or at)) if at else latest


def _record(speech: Speech, by: Actor, act: str, changes: dict[str, tuple[object, object]] | None = None) -> None:
    says = {"name": speech.name, "act": act, "item": short(speech.item.title, 120)}
    record("meetings.speech", speech, by=by, unit_id=speech.item.meeting.unit_id, says=says, changes=changes or {})
