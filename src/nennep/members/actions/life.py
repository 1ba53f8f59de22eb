"""What is done to members: enrol, admit, recognise, annul, move, end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import Changes, change
from nennep.core.clock import FOREVER, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.duties import rulebook
from nennep.journal.actions import Entry, record, record_many
from nennep.members import access, limits, rules
from nennep.members.actions.departures import close_departure_of, take_along
from nennep.members.events import (
    AdmissionAnnulled,
    CeremonyHeld,
    MemberAdmitted,
    MemberMoved,
    MemberRecognised,
    MembershipEnded,
)
from nennep.members.models import Admission, Begin, End, Membership, NameEntry, Person, Recognition, Status
from nennep.org.models import Unit
from nennep.viet.order import clean, fold, sort_key
from nennep.viet.write import day as written


class AlreadyMember(Refused):
    """A person who is a member of the association already."""


class NotACell(Refused):
    """Members belong to cells, not to the units above them."""


class InTheFuture(Refused):
    """A decision dated after today."""


class TooYoung(Refused):
    """A person who has not reached the age of admission."""


class NotYet(Refused):
    """A day that is still to come, for what changes the roll at once."""


def has_come(on: date) -> None:
    """A stretch begins today or earlier: rolls, dues and desks know one present place. Raises NotYet."""
    if on > today():
        raise NotYet(_("Ngày có hiệu lực không ở tương lai; đến ngày hãy thực hiện."), field="on")


class BeforeTheBeginning(Refused):
    """A day that lies before the row it should follow."""


class MovedOn(Refused):
    """A ceremony on a day when the member was in the cell no longer."""


@dataclass(frozen=True)
class Paper:
    """The decision behind an act: its number and its day."""

    number: str
    on: date


def copies(person: Person) -> dict[str, Any]:
    """What a membership carries of its person, so that lists and figures read one table."""
    return {
        "full_name": person.full_name,
        "sort_key": sort_key(person.full_name),
        "name_fold": fold(person.full_name),
        "sex": person.sex,
        "birth_year": person.born_on.year if person.born_on else None,
        "category": person.category,
        "minority": person.ethnicity.strip().lower() not in {"", "kinh"},
    }


def _only_decision(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("full_name", "sort_key", "sex", "category")}


@transaction.atomic
def enrol_person(
    unit: Unit,
    *,
    by: Actor,
    full_name: str,
    sex: str,
    status: str,
    since: date,
    begin: str = Begin.OPENING,
    association: str = "party",
    **details: Any,
) -> Membership:
    """Put a person on a cell's roll from a day on, without an admission (opening the book, transfer in)."""
    unit = access.load_into.claim(by, unit)
    if not unit.kind.is_cell:
        raise NotACell(_("{unit} không phải chi bộ. Đảng viên được nhập vào chi bộ.").format(unit=unit.name))
    person = Person(full_name=clean(full_name), sex=sex, **details)
    person.save(force_insert=True)
    row = _open(person, unit, status, since, begin, association)
    says = {"person": person.full_name, "unit": unit.name}
    record("members.enrol", row, by=by, person_id=person.pk, says=says)
    return row


def _open(
    person: Person, unit: Unit, status: str, since: date, begin: str, association: str, **more: Any
) -> Membership:
    NameEntry.objects.bulk_create(
        [NameEntry(sort_key=sort_key(person.full_name), name_fold=fold(person.full_name))], ignore_conflicts=True
    )
    return Membership.objects.create(
        person=person,
        unit=unit,
        unit_key=unit.key,
        association=association,
        status=status,
        since=since,
        begin=begin,
        **copies(person),
        **more,
    )


def _tell_stretches(by: Actor, *told: tuple[Membership, Changes]) -> None:
    """A line for each membership that an act opened or ended, so that the journal proves every row of the roll."""
    record_many("members.stretch", [_stretch(row, changes) for row, changes in told], by=by)


def _stretch(row: Membership, changes: Changes) -> Entry:
    says = {"person": row.full_name, "unit": row.unit.name, "on": written(row.since)}
    return Entry(row, person_id=row.person_id, says=says, changes=changes)


@transaction.atomic
def record_admission(
    unit: Unit,
    *,
    by: Actor,
    full_name: str,
    sex: str,
    decision: Paper,
    ceremony_on: date | None = None,
    source: str = "typed",
    namesake: bool = False,
    person: Person | None = None,
    **details: Any,
) -> Admission:
    """Record that a person was admitted into a cell by a decision; the probation begins with the ceremony.

    Without a ceremony yet the membership begins on the day of the decision and the page says that it is still to come.
    ``namesake`` says that a member of the same name and birth date is another person; ``person`` is the one known
    already from a case. Raises NotACell, BeforeTheBeginning, InTheFuture, TooYoung, AlreadyMember.
    """
    unit = access.admit_into.claim(by, unit)
    if not unit.kind.is_cell:
        raise NotACell(
            _("{unit} không phải chi bộ. Đảng viên được kết nạp vào chi bộ.").format(unit=unit.name), field="unit"
        )
    if ceremony_on and ceremony_on < decision.on:
        raise BeforeTheBeginning(_("Lễ kết nạp không thể trước ngày quyết định."), field="ceremony_on")
    _not_yet(decision.on)
    if ceremony_on and ceremony_on > today():
        raise InTheFuture(_("Lễ kết nạp chưa đến ngày. Đề nghị ghi sau khi đã tổ chức."), field="ceremony_on")
    known, person = person is not None, person or Person(full_name=clean(full_name), sex=sex, **details)
    _may_be_admitted(person, decision.on, known or namesake)
    if not known:
        person.save(force_insert=True)
    opened = _open(person, unit, Status.PROBATIONARY, ceremony_on or decision.on, Begin.ADMITTED, "party")
    _tell_stretches(by, (opened, {}))
    row = Admission.objects.create(
        person=person,
        unit=unit,
        unit_key=unit.key,
        decision_no=decision.number,
        decided_on=decision.on,
        ceremony_on=ceremony_on,
        source=source,
        **_only_decision(copies(person)),
    )
    says = {"person": person.full_name, "unit": unit.name, "number": decision.number, "on": written(decision.on)}
    record("members.record_admission", row, by=by, person_id=person.pk, says=says)
    publish(MemberAdmitted(row.pk, unit.pk, decision.on))
    return row


def _may_be_admitted(person: Person, on: date, namesake: bool) -> None:
    """Old enough, and no member of the same name and birth date. Raises TooYoung, AlreadyMember."""
    least = limits.admission_age(on)
    if person.born_on and not rules.old_enough(person.born_on, least, on):
        words = _("Chưa đủ {n} tuổi vào ngày quyết định ({source}). Đề nghị kiểm tra ngày sinh.")
        source = rulebook.on(on).row("admission.age.least").source
        raise TooYoung(words.format(n=least, source=source), field="born_on")
    if not namesake and (there := known_as(person.full_name, person.born_on)):
        raise AlreadyMember(
            _(
                "Đã có đảng viên {name}, sinh ngày {born}, tại {unit}. Nếu là người khác, đề nghị đánh dấu xác nhận."
            ).format(name=person.full_name, born=written(person.born_on), unit=there.unit.name),
            field="full_name",
        )


def known_as(full_name: str, born_on: date | None) -> Membership | None:
    """The living membership, among those one may see, of the same name and birth date."""
    if born_on is None:
        return None
    rows = Membership.objects.filter(
        name_fold=fold(full_name), person__born_on=born_on, association="party", until=FOREVER
    )
    return next((row for row in rows.select_related("unit") if sort_key(row.full_name) == sort_key(full_name)), None)


def left_as(full_name: str, born_on: date | None, sex: str) -> Membership | None:
    """The last membership, among those one may see, of someone of the same name, sex and birth date who is here no longer."""
    if born_on is None:
        return None
    rows = Membership.objects.filter(
        name_fold=fold(full_name), person__born_on=born_on, person__merged_into=None, sex=sex, association="party",
        placement="counted",
    ).order_by("-until", "-pk")  # fmt: skip
    same = [row for row in rows.select_related("unit") if sort_key(row.full_name) == sort_key(full_name)]
    last = next(iter(same), None)
    return last if last is not None and last.until != FOREVER else None


def _not_yet(day: date) -> None:
    if day > today():
        raise InTheFuture(_("Ngày quyết định ở tương lai. Đề nghị kiểm tra lại."), field="decided_on")


@transaction.atomic
def recognise_member(
    membership: Membership, *, by: Actor, decision: Paper, official_from: date | None = None, source: str = "typed"
) -> Recognition:
    """Record the decision that makes a probationary member official, counted from the end of the probation."""
    held = access.recognise.claim(by, membership)
    _not_yet(decision.on)
    if decision.on < held.held_since:
        raise BeforeTheBeginning(_("Quyết định không thể trước ngày bắt đầu dự bị."), field="decided_on")
    due = limits.probation_ends(held.held_since)
    if decision.on < due and (official_from is None or official_from > decision.on):
        words = _(
            "Thời gian dự bị đến ngày {on}. Chưa hết thời gian dự bị thì chưa có quyết định công nhận; đề nghị kiểm tra ngày quyết định."
        )
        raise BeforeTheBeginning(words.format(on=written(due)), field="decided_on")
    start = official_from or due
    if start <= held.held_since:
        raise BeforeTheBeginning(_("Ngày chính thức không thể trước thời gian dự bị."), field="official_from")
    person = held.person
    _tell_stretches(by, *_made_official(held, start))
    row = Recognition.objects.create(
        person=person,
        unit=held.unit,
        unit_key=held.unit_key,
        association=held.association,
        decision_no=decision.number,
        decided_on=decision.on,
        official_from=start,
        due_on=due,
        source=source,
        **_only_decision(copies(person)),
    )
    says = {"person": person.full_name, "unit": held.unit.name, "number": decision.number, "on": written(decision.on)}
    record("members.recognise", row, by=by, person_id=person.pk, says=says)
    publish(MemberRecognised(row.pk, held.unit_id, decision.on))
    return row


def _made_official(held: Membership, start: date) -> list[tuple[Membership, Changes]]:
    """Official from a day on, in whichever cells the member has been since; what changed."""
    told: list[tuple[Membership, Changes]] = []
    rows = Membership.objects.filter(
        person_id=held.person_id, association=held.association, placement=held.placement, status=held.status,
        until__gt=start,
    )  # fmt: skip
    for row in rows.select_related("person", "unit").order_by("-since"):
        if row.since >= start:
            told.append((row, change(row, status=Status.OFFICIAL, status_since=start)))
            continue
        after = {"until": row.until, "end": row.end}
        told.append((row, change(row, until=start, end=End.RECOGNISED)))
        opened = _open(row.person, row.unit, Status.OFFICIAL, start, Begin.RECOGNISED, row.association, **after)
        told.append((opened, {}))
    return told


@transaction.atomic
def hold_ceremony(admission: Admission, *, by: Actor, on: date) -> Admission:
    """Record the ceremony of an admission decided before: the membership and the probation begin with it.

    Raises BeforeTheBeginning, InTheFuture, and MovedOn where the member has left the cell before that day.
    """
    row = celebrate(access.hold_ceremony.claim(by, admission), by, on)
    publish(CeremonyHeld(row.pk, row.unit_id, on))
    return row


def celebrate(row: Admission, by: Actor, on: date) -> Admission:
    """The ceremony itself; the caller has passed a gate of its own."""
    if on < row.decided_on:
        raise BeforeTheBeginning(_("Lễ kết nạp không thể trước ngày quyết định."), field="on")
    if on > today():
        raise InTheFuture(_("Lễ kết nạp chưa đến ngày. Đề nghị ghi sau khi đã tổ chức."), field="on")
    held = Membership.objects.filter(
        person_id=row.person_id, association="party", begin=Begin.ADMITTED, since=row.decided_on
    ).first()
    if held is None or held.until <= on:
        raise MovedOn(
            _("Đến ngày này đảng viên không còn sinh hoạt tại chi bộ kết nạp. Đề nghị kiểm tra ngày tổ chức lễ."),
            field="on",
        )
    _tell_stretches(by, (held, change(held, since=on)))
    changes = change(row, ceremony_on=on)
    for later in Membership.objects.filter(person_id=row.person_id, association="party", status_since=row.decided_on):
        change(later, status_since=on)
    says = {"person": row.full_name, "unit": row.unit.name, "on": written(on)}
    record("members.hold_ceremony", row, by=by, person_id=row.person_id, says=says, changes=changes)
    return row


@transaction.atomic
def annul_admission(admission: Admission, *, by: Actor, decision: Paper) -> Admission:
    """Annul an admission by a decision; it no longer counts, and the membership ends on that day."""
    row = access.annul.claim(by, admission)
    changes = change(row, annulled_on=decision.on, annulled_by=decision.number)
    publish(AdmissionAnnulled(row.pk, row.person_id, decision.on))
    for open_row in Membership.objects.filter(person_id=row.person_id, association="party", until=FOREVER):
        ended = change(open_row, until=max(decision.on, months_safe(open_row.since)), end=End.ANNULLED)
        _tell_stretches(by, (open_row, ended))
        publish(MembershipEnded(open_row.pk, open_row.unit_id, decision.on))
    record("members.annul", row, by=by, person_id=row.person_id, says={"person": row.full_name}, changes=changes)
    return row


def months_safe(since: date) -> date:
    """The first day a stretch that began on ``since`` may end."""
    return date.fromordinal(since.toordinal() + 1)


@transaction.atomic
def move_member(membership: Membership, unit: Unit, *, by: Actor, on: date, decision: str = "") -> Membership:
    """Move a member to another cell of the same organisation from a day on."""
    held, unit = access.change_membership.claim(by, membership), access.load_into.claim(by, unit)
    has_come(on)
    if on <= held.since:
        raise BeforeTheBeginning(_("Ngày chuyển phải sau ngày bắt đầu sinh hoạt tại chi bộ hiện nay."), field="on")
    _tell_stretches(by, (held, change(held, until=on, end=End.MOVED)))
    row = _open(held.person, unit, held.status, on, Begin.MOVED, held.association, status_since=held.held_since)
    take_along(held, unit, unit.name)
    says = {"person": held.full_name, "unit": unit.name, "from": held.unit.name, "on": written(on), "number": decision}
    record("members.move", row, by=by, person_id=held.person_id, says=says)
    publish(MemberMoved(row.pk, unit.pk, on))
    return row


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor, on: date, reason: str, decision: str = "") -> Membership:
    """End a membership on a day for a reason (``End``): transferred out, deceased, removed, resigned, expelled."""
    held = access.change_membership.claim(by, membership)
    if on <= held.since:
        raise BeforeTheBeginning(_("Ngày kết thúc phải sau ngày bắt đầu."), field="on")
    changes = change(held, until=on, end=reason)
    close_departure_of(held.person_id, on)
    says = {"person": held.full_name, "unit": held.unit.name, "on": written(on), "reason": reason, "number": decision}
    record("members.end", held, by=by, person_id=held.person_id, says=says, changes=changes)
    publish(MembershipEnded(held.pk, held.unit_id, on))
    return held
