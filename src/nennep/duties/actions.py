"""What a person does with his list: puts off, hands over, reminds others, thanks them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import NotYours, Refused
from nennep.duties import asked, queries, rules
from nennep.duties.asked import ASKED, Behind
from nennep.duties.models import Handing, Later, Word
from nennep.duties.registry import Duty
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.viet.write import short


class TooLong(Refused):
    """A duty put off for longer than a week after its day, or to a day that is over."""


class NotForHim(Refused):
    """A duty handed to somebody who may not do it."""


class TooSoon(Refused):
    """A reminder within a week of the last one."""


class ThankedBefore(Refused):
    """Thanks for a thing a second time, or for what nobody has done."""


def _key(by: Actor) -> str:
    return by.home.unit_key if by.home else ""


@transaction.atomic
def put_off(duty: Duty, *, by: Actor, until: date) -> Later:
    """Put a duty off until a day; it comes back by itself, and nobody else's list changes. Raises TooLong."""
    day, last = today(), rules.latest(duty.due_on, today())
    if until <= day:
        raise TooLong(_("Đề nghị chọn một ngày sau hôm nay."), field="until")
    if until > last:
        words = _("Việc này để được đến ngày {day}. Việc quá hạn chỉ để lại được nhiều nhất 7 ngày.")
        raise TooLong(words.format(day=f"{last:%d/%m/%Y}"), field="until")
    row, _made = Later.objects.update_or_create(
        account_id=by.account_id, kind=duty.kind, row_id=duty.row_id, defaults={"until": until}
    )
    says = {"title": short(duty.words, 120), "day": f"{until:%d/%m/%Y}"}
    record("duties.put_off", row, by=by, unit_key=_key(by), says=says)
    return row


@transaction.atomic
def take_up(duty: Duty, *, by: Actor) -> None:
    """Bring a duty that was put off back today."""
    row = Later.objects.filter(account_id=by.account_id, kind=duty.kind, row_id=duty.row_id).first()
    if row is None:
        raise NotYours
    change(row, until=today())
    record("duties.take_up", row, by=by, unit_key=_key(by), says={"title": short(duty.words, 120)})


@transaction.atomic
def hand_over(duty: Duty, *, by: Actor, to: int, note: str = "") -> Handing:
    """Hand a duty to a deputy or colleague of the same unit who has the authority: whose own list holds it too.

    Raises NotForHim.
    """
    if queries.handing(by, duty.kind, duty.row_id) is not None:
        raise NotForHim(_("Việc này đã được chuyển. Đề nghị trả lại hoặc nhận lại trước khi chuyển tiếp."), field="to")
    other = queries.taken_by(by, duty, to, today())
    if other is None:
        words = _(
            "Đồng chí được chọn không có thẩm quyền làm việc này. Đề nghị chọn người khác cùng đơn vị, cùng thẩm quyền."
        )
        raise NotForHim(words, field="to")
    row: Handing = Handing.objects.create(
        account_id=by.account_id, name=by.name, to_id=to, to_name=other.name, kind=duty.kind, row_id=duty.row_id,
        title=duty.words, note=note.strip()[:300], on=today(),
    )  # fmt: skip
    words = _("Đồng chí {name} chuyển việc “{title}”. {note}").format(
        name=by.name, title=short(duty.words, 160), note=row.note
    )
    tell([to], words.strip(), duty.link)
    says = {"title": short(duty.words, 120), "to": other.name}
    record("duties.hand_over", row, by=by, unit_key=_key(by), says=says)
    return row


@transaction.atomic
def hand_back(row: Handing, *, by: Actor) -> Handing:
    """Give a duty back to who handed it over, or take it back; the other side is told. Raises NotYours."""
    held = Handing.objects.select_for_update().filter(pk=row.pk, back_on=None).first()
    if held is None or by.account_id not in (held.account_id, held.to_id):
        raise NotYours
    changes = change(held, back_on=today())
    giver = by.account_id == held.account_id
    words = _("Đồng chí {name} nhận lại việc “{title}”.") if giver else _("Đồng chí {name} trả lại việc “{title}”.")
    other = held.to_id if giver else held.account_id
    tell([other], words.format(name=by.name, title=short(held.title, 160)), "/")
    record("duties.hand_back", held, by=by, unit_key=_key(by), says={"title": short(held.title, 120)}, changes=changes)
    return held


@transaction.atomic
def chase(kind: str, row_id: int, *, by: Actor) -> Behind:
    """Remind everybody who owes a thing, once a week at most. Raises NotYours, TooSoon, and what the room refuses."""
    thing = _thing(kind, row_id, by)
    row = _word(thing, "chase", by)
    if row is not None and today() - row.on < rules.WEEK:
        words = _("Đã nhắc ngày {day}. Mỗi việc nhắc nhiều nhất một lần trong bảy ngày.")
        raise TooSoon(words.format(day=f"{row.on:%d/%m/%Y}"))
    if not thing.owing:
        raise TooSoon(_("Không còn ai chưa làm việc này."))
    ASKED[kind].remind(by, row_id)
    _say(thing, "chase", thing.owing, by)
    return thing


def chase_all(*, by: Actor) -> int:
    """Remind everybody who owes anything whose day is over; what was chased within a week is passed over. Returns how
    many things were chased."""
    count = 0
    for thing in asked.behind(by, today()):
        try:
            with transaction.atomic():
                chase(thing.kind, thing.row_id, by=by)
        except Refused:
            continue
        count += 1
    return count


@transaction.atomic
def thank(kind: str, row_id: int, *, by: Actor) -> int:
    """Thank those who have done a thing, once; returns how many people were told. Raises NotYours, ThankedBefore."""
    thing = _thing(kind, row_id, by)
    if _word(thing, "thank", by) is not None:
        raise ThankedBefore(_("Đã gửi lời cảm ơn về việc này."))
    people = [one for one in ASKED[kind].doers(by, row_id) if one != by.account_id]
    if not people:
        raise ThankedBefore(_("Chưa có ai làm xong việc này có tài khoản để nhận lời cảm ơn."))
    unit = by.home.unit_name if by.home else by.name
    words = _("{unit} cảm ơn đồng chí đã hoàn thành “{title}”.").format(unit=unit, title=short(thing.title, 200))
    count = tell(people, words)
    _say(thing, "thank", count, by)
    return count


def _thing(kind: str, row_id: int, by: Actor) -> Behind:
    thing = asked.find(by, kind, row_id, today())
    if thing is None:
        raise NotYours
    return thing


def _word(thing: Behind, what: str, by: Actor) -> Word | None:
    rows = Word.objects.select_for_update()
    return rows.filter(unit_key=_key(by), kind=thing.kind, row_id=thing.row_id, what=what).first()


def _say(thing: Behind, what: str, people: int, by: Actor) -> None:
    row, _made = Word.objects.update_or_create(
        unit_key=_key(by), kind=thing.kind, row_id=thing.row_id, what=what, defaults={"on": today(), "people": people}
    )
    record(f"duties.{what}", row, by=by, says={"title": short(thing.title, 120), "count": people})
