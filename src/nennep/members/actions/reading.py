"""That a file was looked at: one line a read, in the open or under an inspection case."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, now, today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.journal.models import Line
from nennep.members import sight
from nennep.members.models import Case, Inquiry, Membership, Person
from nennep.org.models import Unit
from nennep.viet.write import day as written

READS = ("members.read_file", "members.read_photo", "members.read_paper", "members.print_file")
JUST_NOW = timedelta(minutes=10)


class AlreadyOpen(Refused):
    """An inspection case of the same reader over the same person."""


def read(
    verb: str, person: Person, *, by: Actor, place: Membership | Case | None, says: dict[str, str] | None = None
) -> None:
    """Write that the actor read a file; ``place`` is where the person stands, or the case. Nothing is written of one's own reads.

    Under an inspection case the line is about the case, not about the person, who therefore never gets to see it.
    """
    if person.pk == by.person_id:
        return
    words = {"person": person.full_name, **(says or {})}
    if case := _case(person, by):
        record(
            "members.read_in_case",
            case,
            by=by,
            unit_id=case.unit_id,
            unit_key=case.unit_key,
            says=words | {"number": case.decision_no},
        )
        return
    record(
        verb, person, by=by, unit_id=place.unit_id if place else None, unit_key=place.unit_key if place else "",
        person_id=person.pk, says=words,
    )  # fmt: skip


def look(person: Person, *, by: Actor, place: Membership | None) -> None:
    """Write that the actor sees values of a file on another page than its own, unless he opened the file just now."""
    if person.pk != by.person_id and not read_just_now(person, by=by):
        read("members.read_file", person, by=by, place=place)


def _case(person: Person, by: Actor) -> Inquiry | None:
    if not by.may("members.inquire"):
        return None
    day = today()
    rows = Inquiry.objects.filter(person=person, account_id=by.account_id, since__lte=day, until__gt=day)
    return rows.first()


def read_just_now(person: Person, *, by: Actor) -> bool:
    """Whether the actor opened the file's page a moment ago, so that its photo needs no line of its own."""
    rows = Line.objects.filter(account_id=by.account_id, at__gt=now() - JUST_NOW)
    if rows.filter(subject="members_person", row_id=str(person.pk), verb="members.read_file").exists():
        return True
    case = _case(person, by)
    return case is not None and rows.filter(subject="members_inquiry", row_id=str(case.pk)).exists()


@transaction.atomic
def open_inquiry(unit: Unit, person: Person, *, by: Actor, decision_no: str, since: date) -> Inquiry:
    """Begin to read a person's file under an inspection case of a unit. Raises AlreadyOpen."""
    row = sight.inquire.claim(by, unit)
    seen = sight.see.find(by, pk=person.pk)
    if _case(seen, by):
        raise AlreadyOpen(
            _("Đồng chí đang xem hồ sơ này theo một vụ việc kiểm tra chưa kết thúc."), field="decision_no"
        )
    made = Inquiry.objects.create(
        unit=row, unit_key=row.key, person=seen, account_id=by.account_id, decision_no=decision_no, since=since, until=FOREVER
    )  # fmt: skip
    record("members.open_inquiry", made, by=by, says={"number": decision_no, "on": written(since)})
    return made


@transaction.atomic
def end_inquiry(inquiry: Inquiry, *, by: Actor) -> Inquiry:
    """End the case; reads after it are shown again."""
    row = sight.end_inquiry.claim(by, inquiry)
    changes = change(row, until=max(today(), row.since) + timedelta(days=1))
    record("members.end_inquiry", row, by=by, says={"number": row.decision_no}, changes=changes)
    return row
