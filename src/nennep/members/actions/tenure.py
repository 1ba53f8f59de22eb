"""What is done about posts: a person takes one by election or appointment, is approved in it, and leaves it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.models import Left, Manner, Person, Tenure
from nennep.members.posts import kind_of
from nennep.org.actions import make_seat
from nennep.org.models import Unit


class HoldsItAlready(Refused):
    """A person who holds the post on that day."""


class EndsTooEarly(Refused):
    """An end that is not after the beginning."""


class NotAPostHere(Refused):
    """A post that units of this kind do not have."""


class HeldByAnother(Refused):
    """A post of which there is one, while somebody else holds it."""


class NotYetHeld(Refused):
    """A post from a day that is still to come."""


class NotToApprove(Refused):
    """An approval of a post that needs none, or that lies before the election."""


@transaction.atomic
def take_post(
    person: Person, unit: Unit, *, by: Actor, title: str, since: date, decision: str = "", manner: str = Manner.ELECTED
) -> Tenure:
    """Record that a person holds a post of a unit from a day on.

    Who is co-opted counts once the competent body has approved it (``approve_post``). Raises HoldsItAlready, HeldByAnother,
    NotAPostHere, NotYetHeld.
    """
    person = access.edit.claim(by, person)
    kind = kind_of(unit, title)
    if kind is None:
        words = _("{unit} không có chức danh “{title}”. Đề nghị chọn chức danh của tổ chức đó, hoặc thêm vào danh mục.")
        raise NotAPostHere(words.format(unit=unit.name, title=title), field="title")
    if since > today():
        raise NotYetHeld(_("Ngày giữ chức danh ở tương lai. Đề nghị ghi khi quyết định có hiệu lực."), field="since")
    seat = make_seat(unit, by=by, title=title, protocol=kind.protocol)
    if Tenure.objects.filter(seat=seat, person=person, until__gt=since).exists():
        raise HoldsItAlready(_("Đồng chí {name} đang giữ chức danh này.").format(name=person.full_name), field="title")
    other = Tenure.objects.filter(seat=seat, until__gt=since).select_related("person").first() if kind.is_head else None
    if other is not None and not other.awaits:
        words = _("Đồng chí {name} đang giữ chức danh {title}. Đề nghị ghi thôi giữ trước.")
        raise HeldByAnother(words.format(name=other.person.full_name, title=title), field="title")
    row = Tenure.objects.create(
        person=person, seat=seat, unit_key=seat.unit_key, since=since, decision=decision, manner=manner
    )
    says = {"person": person.full_name, "title": title, "unit": unit.name, "on": since}
    record("members.take_post", row, by=by, unit_id=unit.pk, person_id=person.pk, says=says)
    return row


@transaction.atomic
def approve_post(tenure: Tenure, *, by: Actor, number: str, on: date, body: str) -> Tenure:
    """Record the competent body's decision that approves an election. Raises NotToApprove."""
    row = access.approve_post.claim(by, tenure)
    if on < row.since or on > today():
        raise NotToApprove(_("Ngày chuẩn y phải từ ngày bầu đến hôm nay."), field="on")
    changes = change(row, approval=number, approved_on=on, approved_by=body)
    says = {
        "person": row.person.full_name,
        "title": row.seat.title,
        "unit": row.seat.unit.name,
        "number": number,
        "body": body,
    }
    record(
        "members.approve_post",
        row,
        by=by,
        unit_id=row.seat.unit_id,
        person_id=row.person_id,
        says=says,
        changes=changes,
    )
    return row


@transaction.atomic
def refuse_post(tenure: Tenure, *, by: Actor, number: str, on: date, body: str) -> Tenure:
    """Record that the competent body does not approve an election: the post is vacant again. Raises NotToApprove."""
    row = access.approve_post.claim(by, tenure)
    if on <= row.since or on > today():
        raise NotToApprove(_("Ngày văn bản không chuẩn y phải sau ngày bầu và không ở tương lai."), field="on")
    changes = change(row, until=on, left=Left.REFUSED, left_by=number, approved_by=body)
    record(
        "members.refuse_post",
        row,
        by=by,
        unit_id=row.seat.unit_id,
        person_id=row.person_id,
        says={
            "person": row.person.full_name,
            "title": row.seat.title,
            "unit": row.seat.unit.name,
            "number": number,
            "body": body,
        },
        changes=changes,
    )
    return row


@transaction.atomic
def leave_post(tenure: Tenure, *, by: Actor, on: date, why: str = Left.RELIEVED, decision: str = "") -> Tenure:
    """Record that a person no longer holds a post from a day on, and why. Raises EndsTooEarly."""
    row = access.leave_post.claim(by, tenure)
    if on <= row.since:
        raise EndsTooEarly(_("Ngày thôi giữ chức danh phải sau ngày nhận."), field="on")
    changes = change(row, until=on, left=why, left_by=decision)
    says = {"person": row.person.full_name, "title": row.seat.title, "unit": row.seat.unit.name, "on": on}
    record(
        "members.leave_post", row, by=by, unit_id=row.seat.unit_id, person_id=row.person_id, says=says, changes=changes
    )
    return row
