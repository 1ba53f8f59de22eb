"""What is done about posts in committees: a person takes one by election or appointment, and leaves it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.models import Person, Tenure
from nennep.members.posts import protocol_of
from nennep.org.actions import make_seat
from nennep.org.models import Unit


class HoldsItAlready(Refused):
    """A person who holds the post on that day."""


class EndsTooEarly(Refused):
    """An end that is not after the beginning."""


@transaction.atomic
def take_post(person: Person, unit: Unit, *, by: Actor, title: str, since: date, decision: str = "") -> Tenure:
    """Record that a person holds a post of a unit from a day on. Raises HoldsItAlready."""
    person = access.edit.claim(by, person)
    seat = make_seat(unit, by=by, title=title, protocol=protocol_of(title))
    if Tenure.objects.filter(seat=seat, person=person, until__gt=since).exists():
        raise HoldsItAlready(_("Đồng chí {name} đang giữ chức danh này.").format(name=person.full_name), field="title")
    row = Tenure.objects.create(person=person, seat=seat, unit_key=seat.unit_key, since=since, decision=decision)
    says = {"person": person.full_name, "title": title, "unit": unit.name, "on": since}
    record("members.take_post", row, by=by, unit_id=unit.pk, person_id=person.pk, says=says)
    return row


@transaction.atomic
def leave_post(tenure: Tenure, *, by: Actor, on: date) -> Tenure:
    """Record that a person no longer holds a post from a day on. Raises EndsTooEarly."""
    row = access.leave_post.claim(by, tenure)
    if on <= row.since:
        raise EndsTooEarly(_("Ngày thôi giữ chức danh phải sau ngày nhận."), field="on")
    changes = change(row, until=on)
    says = {"person": row.person.full_name, "title": row.seat.title, "unit": row.seat.unit.name, "on": on}
    record(
        "members.leave_post", row, by=by, unit_id=row.seat.unit_id, person_id=row.person_id, says=says, changes=changes
    )
    return row
