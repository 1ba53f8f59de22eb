"""The anonymous pulse: opened by the keeper at the end, answered by those present, counted once."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Meeting, Presence, Thing
from nennep.meetings.models.pulse import Pulse
from nennep.meetings.queries.allowed import is_on
from nennep.notify.actions import tell
from nennep.viet.write import short


class PulseOff(Refused):
    """A pulse where it was not switched on, or a second one."""


class NoAnswer(Refused):
    """An answer that cannot be given: closed, given before, not present, not a step."""


@transaction.atomic
def open_pulse(meeting: Meeting, *, by: Actor) -> Pulse:
    """Ask those present the two questions; who has an account is told. Raises PulseOff."""
    meeting = access.follow.claim(by, meeting)
    if not is_on(Thing.PULSE, meeting.unit_key):
        raise PulseOff(_("Cấp trên chưa bật phiếu hỏi ẩn danh. Đề nghị bật ở trang Chức năng dùng trong cuộc họp."))
    if Pulse.objects.filter(meeting=meeting).exists():
        raise PulseOff(_("Cuộc họp này đã có phiếu hỏi. Mỗi cuộc họp hỏi một lần."))
    row: Pulse = Pulse.objects.create(meeting=meeting, unit_key=meeting.unit_key)
    with connection.cursor() as cursor:
        cursor.execute("select nn_open_pulse(%s)", [row.pk])
    there = meeting.attendance.filter(presence=Presence.PRESENT).exclude(account_id=None)
    words = _("Đề nghị đồng chí trả lời hai câu hỏi ẩn danh về cuộc họp “{title}”.").format(
        title=short(meeting.title, 120)
    )
    tell([one.account_id for one in there if one.account_id], words, f"/hop/{meeting.pk}/phieu-hoi/")
    record("meetings.open_pulse", row, by=by, unit_id=meeting.unit_id, says={"title": short(meeting.title, 120)})
    return row


def answer_pulse(row: Pulse, *, by: Actor, prepared: int, spoken: int) -> None:
    """Give one's answers: no journal line, no time, no event. Raises NoAnswer."""
    words = {
        "closed": _("Phiếu hỏi đã kết thúc."),
        "twice": _("Đồng chí đã trả lời. Mỗi người trả lời một lần."),
        "nobody": _("Chỉ người có mặt tại cuộc họp trả lời phiếu hỏi này."),
        "step": _("Đề nghị chọn một mức cho mỗi câu hỏi."),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select nn_answer_pulse(%s, %s, %s)", [row.pk, prepared, spoken])
        said = str(cursor.fetchone()[0])
    if said != "ok":
        raise NoAnswer(words[said])


@transaction.atomic
def close_pulse(row: Pulse, *, by: Actor) -> Pulse:
    """Count once: two sums are kept from five answers up, nothing below; answers and marks are dropped."""
    row = access.close_pulse.claim(by, row)
    with connection.cursor() as cursor:
        cursor.execute("select nn_close_pulse(%s)", [row.pk])
    row.refresh_from_db()
    says = {"title": short(row.meeting.title, 120)}
    record("meetings.close_pulse", row, by=by, unit_id=row.meeting.unit_id, says=says)
    return row
