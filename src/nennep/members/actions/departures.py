"""What is done about members who have graduated, retired or moved jobs and are still on a roll."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access, limits, places
from nennep.members.actions.stretches import lock_person
from nennep.members.models import OPEN_STATES, Departure, Membership, Transfer
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.viet.write import day as written

A_WEEK = timedelta(days=7)


class DepartureRuns(Refused):
    """A member whose departure is noted already."""


class NotAGraduate(Refused):
    """A wish to stay that only graduates have (06-HD/TW §10.2.1)."""


class TooLong(Refused):
    """A stay that would be extended beyond what is usual, or back in time."""


def _link(row: Departure) -> str:
    return reverse("members:departure", args=[row.pk])


def _says(row: Departure, **more: Any) -> dict[str, Any]:
    return {"person": row.full_name, "unit": row.unit.name, "cause": str(row.get_cause_display()), **more}


@transaction.atomic
def note_departure(membership: Membership, *, by: Actor, cause: str, left_on: date, decision: str = "") -> Departure:
    """Note that a member has graduated, retired or moved jobs; the clock of the cause begins. Raises DepartureRuns."""
    lock_person(membership.person_id)
    held = access.note_departure.claim(by, membership)
    if Departure.objects.filter(person_id=held.person_id, closed_on=None).exists():
        raise DepartureRuns(_("Đã ghi trường hợp của đồng chí {name}.").format(name=held.full_name))
    youth_id, youth_key = places.youth_of(held.unit_key) if cause == "graduate" else (None, "")
    row = Departure.objects.create(
        person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, unit=held.unit, unit_key=held.unit_key, youth_id=youth_id,
        youth_key=youth_key, cause=cause, left_on=left_on, decision=decision, due_on=limits.procedure(left_on, cause).after(left_on),
    )  # fmt: skip
    if cause == "graduate" and left_on <= today() and held.person.graduated_on != left_on:
        change(held.person, graduated_on=left_on)
    record("members.note_departure", row, by=by, person_id=row.person_id, says=_says(row, on=written(left_on)))
    words = _("Đồng chí cần chuyển sinh hoạt đảng trước hết ngày {on} ({cause}).").format(
        on=written(row.due_on), cause=row.get_cause_display()
    )
    places.tell_person(row.person_id, words, _link(row))
    return row


def close_departure_of(person_id: int, on: date) -> None:
    """End the clock of a person who has been transferred or has left."""
    Departure.objects.filter(person_id=person_id, closed_on=None).update(closed_on=on, closed_how="transferred")


def take_along(held: Membership, unit: Unit, from_name: str) -> None:
    """A member was moved inside the organisation: the clock and an open transfer go along to the new cell."""
    Departure.objects.filter(person_id=held.person_id, closed_on=None).update(unit=unit, unit_key=unit.key)
    Transfer.objects.filter(person_id=held.person_id, state__in=OPEN_STATES).update(
        unit=unit, unit_key=unit.key, from_name=from_name[:300]
    )


@transaction.atomic
def ask_stay(departure: Departure, *, by: Actor, until: date, why: str) -> Departure:
    """A graduate asks to go on in the organisation of the school until a day, for a reason. Raises NotAGraduate."""
    row = access.ask_stay.claim(by, departure)
    if row.cause != "graduate":
        raise NotAGraduate(_("Chỉ sinh viên tốt nghiệp đề nghị tiếp tục sinh hoạt tại trường."))
    changes = change(row, asked_to=until, asked_why=why)
    record("members.ask_stay", row, by=by, person_id=row.person_id, says=_says(row, on=written(until)), changes=changes)
    words = _("{name} đề nghị tiếp tục sinh hoạt tại trường đến {on}.").format(name=row.full_name, on=written(until))
    tell(accounts_in([row.unit_key], "members.transfer"), words, _link(row))
    return row


@transaction.atomic
def extend_stay(departure: Departure, *, by: Actor, until: date, words: str) -> Departure:
    """The committee lets a graduate stay on until a day, by a decision with its reason. Raises TooLong."""
    row = access.decide_departure.claim(by, departure)
    limit = limits.longest_extension(today())
    if not row.due_on < until <= limit.after(row.due_on):
        raise TooLong(
            _("Gia hạn phải sau ngày {on} và không quá {limit} ({source}).").format(
                on=written(row.due_on), limit=limit.words, source=limit.source
            ),
            field="until",
        )
    changes = change(row, extended_to=until, extension=words, asked_to=None)
    record(
        "members.extend_stay", row, by=by, person_id=row.person_id, says=_says(row, on=written(until)), changes=changes
    )
    told = _("Đồng chí được tiếp tục sinh hoạt tại trường đến {on}.").format(on=written(until))
    places.tell_person(row.person_id, told, _link(row))
    return row


@transaction.atomic
def give_youth_comment(departure: Departure, *, by: Actor, words: str) -> Departure:
    """The youth union says what it has to say of a graduate, for the recognition or the file."""
    row = access.youth_comment.claim(by, departure)
    changes = change(row, youth_words=words, youth_on=today())
    says = {"person": row.full_name, "unit": "", "cause": str(row.get_cause_display())}
    record("members.give_youth_comment", row, by=by, person_id=row.person_id, says=says, changes=changes)
    places.tell_person(row.person_id, _("Đoàn Thanh niên đã có ý kiến nhận xét đồng chí."), _link(row))
    return row


@transaction.atomic
def drop_departure(departure: Departure, *, by: Actor, reason: str) -> Departure:
    """Take back a departure that was noted by mistake, or of someone who has come back."""
    row = access.decide_departure.claim(by, departure)
    changes = change(row, closed_on=today(), closed_how="mistake", extension=reason)
    record(
        "members.drop_departure", row, by=by, person_id=row.person_id, says=_says(row, reason=reason), changes=changes
    )
    return row


@transaction.atomic
def remind_departures(unit: Unit, *, by: Actor) -> int:
    """Remind the members, their cells and the youth union of departures of a unit that are due within a month or late.

    Nobody hears of the same case twice a week. Returns how many cases were told.
    """
    unit = access.release_from.find(by, pk=unit.pk)
    day = today()
    rows = (
        access.follow_departure.rows(by)
        .filter(unit_key__startswith=unit.key, due_on__lte=day + timedelta(days=31))
        .exclude(extended_to__gt=day + timedelta(days=31))
        .exclude(reminded_on__gt=day - A_WEEK)
        .select_related("unit")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    told = [_remind(row, by, day) for row in rows]
    if told:
        record("members.remind_departures", unit, by=by, unit_id=unit.pk, says={"unit": unit.name, "count": len(told)})
    return len(told)


def _remind(row: Departure, by: Actor, day: date) -> int:
    due = row.extended_to or row.due_on
    words = _("{name}: {cause}, cần chuyển sinh hoạt đảng trước hết ngày {on}.").format(
        name=row.full_name, cause=row.get_cause_display(), on=written(due)
    )
    places.tell_person(row.person_id, words, _link(row))
    tell(accounts_in([row.unit_key], "members.transfer"), words, _link(row))
    if row.youth_key:
        tell(accounts_in([row.youth_key], "members.youth"), words, _link(row))
    change(row, reminded_on=day)
    return row.pk
