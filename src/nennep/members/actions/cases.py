"""What is done with cases: a candidate is noticed, helped, followed from cell to cell, and the case ends."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.duties import rulebook
from nennep.journal.actions import record
from nennep.members import access, limits, rules
from nennep.members.actions.advancing import Done, settle
from nennep.members.actions.life import NotACell, TooYoung, copies
from nennep.members.actions.moving import go_on, note_move
from nennep.members.models import (
    LIVING,
    Admission,
    Aid,
    Case,
    CaseMonth,
    CaseMove,
    CasePaper,
    CaseState,
    CaseStep,
    CaseVote,
    Letter,
    Membership,
    Person,
)
from nennep.members.steps import BY_CODE, ORDER, STEPS
from nennep.org.models import Unit
from nennep.viet.order import clean, fold
from nennep.viet.write import day as written

CARRIED = (CaseStep, Aid, CasePaper, CaseVote, CaseMonth, CaseMove, Letter)


class AlreadyNoticed(Refused):
    """A person who has a living case, or is a member."""


class MaybeTheSame(Refused):
    """Somebody of the same name and birth date is known; ``people`` are (person's key, words) to choose from."""

    people: list[tuple[str, str]] = []


class NotAnEnd(Refused):
    """A way to end that the case cannot take."""


class NotAHelper(Refused):
    """Someone who cannot help or introduce."""


class OutOfTime(Refused):
    """A day that is still to come, or one before what it follows."""


def _on_a_day_of(case: Case, on: date) -> None:
    """A day of what is done to a case: from that of the list to today. Raises OutOfTime."""
    if on > today():
        raise OutOfTime(_("Ngày ở tương lai. Đề nghị ghi khi việc đã diễn ra."), field="on")
    if on < case.opened_on:
        raise OutOfTime(_("Ngày này trước ngày đưa vào danh sách quần chúng ưu tú."), field="on")


def _cell(unit: Unit) -> None:
    if not unit.kind.is_cell:
        words = _("{unit} không phải chi bộ. Quần chúng do chi bộ theo dõi, giúp đỡ.").format(unit=unit.name)
        raise NotACell(words, field="unit")


def carried(person: Person) -> dict[str, Any]:
    """What a case carries of its person."""
    return {name: value for name, value in copies(person).items() if name != "minority"}


@transaction.atomic
def notice_candidate(
    unit: Unit,
    *,
    by: Actor,
    full_name: str,
    sex: str,
    on: date,
    number: str = "",
    source: str = "typed",
    who: str = "",
    **details: Any,
) -> Case:
    """Put a person on a cell's list of candidates; the case begins. Raises NotACell, AlreadyNoticed, MaybeTheSame.

    ``who`` says of namesakes of the same birth date which one it is: the key of a person already known, as a member of
    an association for one, or ``new`` for somebody else.
    """
    unit = access.notice_in.claim(by, unit)
    _cell(unit)
    person = Person(full_name=clean(full_name), sex=sex, **details)
    _of_age(person, on)
    same = Case.objects.filter(name_fold=carried(person)["name_fold"], person__born_on=person.born_on)
    if same.filter(state__in=LIVING).exists():
        raise AlreadyNoticed(
            _("{name} đã có trong danh sách quần chúng ưu tú đang theo dõi.").format(name=person.full_name),
            field="full_name",
        )
    person = _who(person, who)
    if person._state.adding:
        person.save(force_insert=True)
    case = Case.objects.create(
        person=person, unit=unit, unit_key=unit.key, stage="noticed", opened_on=on, source=source, **carried(person)
    )  # fmt: skip
    settle(case, "noticed", by=by, done=Done(on, number))
    says = {"person": case.full_name, "unit": unit.name, "on": written(on)}
    record("members.notice", case, by=by, person_id=person.pk, says=says)
    return case


def _of_age(person: Person, on: date) -> None:
    """Old enough for a list of candidates. Raises TooYoung."""
    least = limits.candidate_age(on)
    if person.born_on and not rules.old_enough(person.born_on, least, on):
        words = _("Đến ngày {on} chưa đủ {n} tuổi để đưa vào danh sách ({source}). Đề nghị kiểm tra ngày sinh.")
        source = rulebook.on(on).row("admission.age.candidate").source
        raise TooYoung(words.format(on=written(on), n=least, source=source), field="born_on")


def _who(person: Person, who: str) -> Person:
    """The person typed, or the one already known that it is."""
    if who == "new" or person.born_on is None:
        return person
    held = Membership.objects.filter(
        name_fold=fold(person.full_name), person__born_on=person.born_on, person__merged_into=None, until__gt=today(), placement="counted"
    ).select_related("unit", "person")  # fmt: skip
    alike: dict[str, list[Membership]] = {}
    followed = Case.objects.filter(
        name_fold=fold(person.full_name), person__born_on=person.born_on, person__merged_into=None
    ).select_related("unit", "person").order_by("-opened_on")  # fmt: skip
    before = {str(row.person_id): row for row in reversed(followed)}
    for row in held:
        alike.setdefault(str(row.person_id), []).append(row)
        if row.association == "party":
            words = _("{name} đang là đảng viên ({place}). Nếu là người khác trùng tên, ngày sinh, chọn “Người khác”.")
            raise _maybe(words.format(name=person.full_name, place=row.unit.name), [])
    if who in alike:
        return alike[who][0].person
    if who in before:
        return before[who].person
    if alike or before:
        words = _("Đã có người cùng họ tên, ngày sinh. Đề nghị chọn đúng người để không ghi hai lần.")
        found = [(pk, _stands(rows)) for pk, rows in alike.items()]
        raise _maybe(words, found + [(pk, _followed(row)) for pk, row in before.items() if pk not in alike])
    return person


def _followed(row: Case) -> str:
    """Who was on a list before, where, and how that ended."""
    return "; ".join([row.full_name, f"{row.unit.name} {written(row.opened_on)}", str(row.get_state_display())])


def _stands(rows: list[Membership]) -> str:
    places = (f"{row.get_association_display()}: {row.unit.name}" for row in rows)
    return "; ".join([rows[0].full_name, *places])


def _maybe(words: str, people: list[tuple[str, str]]) -> MaybeTheSame:
    refusal = MaybeTheSame(words, field="who")
    refusal.people = people
    return refusal


@transaction.atomic
def follow_probation(membership: Membership, *, by: Actor) -> Case:
    """Take on the probation of a member who was admitted before cases were kept here. Raises AlreadyNoticed."""
    held = access.follow_probation.claim(by, membership)
    if Case.objects.filter(person_id=held.person_id, state__in=LIVING).exists():
        raise AlreadyNoticed(_("Đảng viên dự bị này đã được theo dõi."))
    admission = Admission.objects.filter(person_id=held.person_id, annulled_on=None).order_by("-decided_on").first()
    decided = admission.decided_on if admission else held.held_since
    case = Case.objects.create(
        person=held.person, unit=held.unit, unit_key=held.unit_key, stage="ceremony", opened_on=decided, filed_on=decided,
        decided_on=decided, probation_on=held.held_since, admission=admission, source="roll", **carried(held.person),
    )  # fmt: skip
    for step in STEPS[: ORDER["decided"] + 1]:
        number = admission.decision_no if admission and step.code == "decided" else ""
        CaseStep.objects.create(
            case=case, unit_key=case.unit_key, step=step.code, since=decided, done_on=decided, number=number
        )
    settle(case, "ceremony", by=by, done=Done(held.held_since))
    says = {"person": case.full_name, "unit": held.unit.name}
    record("members.follow", case, by=by, person_id=case.person_id, says=says)
    return case


def check_members(members: list[Membership], case: Case, least: int, field: str) -> None:
    """Enough different official members of the case's own organisation. Raises NotAHelper."""
    if len({row.person_id for row in members}) < least:
        raise NotAHelper(_("Cần ít nhất {count} đảng viên chính thức.").format(count=least), field=field)
    if any(row.status != "official" for row in members):
        raise NotAHelper(_("Phải là đảng viên chính thức."), field=field)
    if any(row.person_id == case.person_id for row in members):
        raise NotAHelper(_("Không thể là chính người được xem xét."), field=field)


def appoint(case: Case, role: str, members: list[Membership], on: date) -> None:
    """Let members help or introduce from a day on, in place of those who did."""
    Aid.objects.filter(case=case, role=role, until__gt=on, since__lt=on).update(until=on)
    Aid.objects.filter(case=case, role=role, since__gte=on).delete()
    Aid.objects.bulk_create(
        Aid(case=case, unit_key=case.unit_key, role=role, person_id=row.person_id, full_name=row.full_name, since=on)
        for row in members
    )


@transaction.atomic
def assign_helper(case: Case, *, by: Actor, on: date, helpers: list[Membership], number: str = "") -> Case:
    """Let official members help the candidate, also in place of others. Raises NotAHelper, OutOfTime."""
    case = access.keep_case.claim(by, case)
    _on_a_day_of(case, on)
    check_members(helpers, case, rulebook.on(on).number("admission.helpers"), "helper")
    appoint(case, "helper", helpers, on)
    if ORDER[case.stage] <= ORDER["helper"]:
        settle(case, "helper", by=by, done=Done(on, number))
    says = {"person": case.full_name, "helper": ", ".join(row.full_name for row in helpers), "on": written(on)}
    record("members.help", case, by=by, person_id=case.person_id, says=says)
    return case


WAYS = {
    CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.LAPSED, CaseState.MOVED, CaseState.INTERRUPTED, CaseState.REMOVED
}  # fmt: skip


@transaction.atomic
def end_case(case: Case, *, by: Actor, state: str, on: date, why: str) -> Case:
    """End a case without recognition, or interrupt it: refused, withdrawn, lapsed, moved elsewhere, interrupted.

    A probationary member is not ended here: that is done to the membership, and the case follows. Raises NotAnEnd,
    OutOfTime.
    """
    case = access.close_case.claim(by, case)
    if state not in WAYS or (state == case.state):
        raise NotAnEnd(_("Đề nghị chọn một lý do kết thúc."), field="state")
    if case.admission_id and state != CaseState.INTERRUPTED:
        raise NotAnEnd(
            _("Đã có quyết định kết nạp: ghi thôi sinh hoạt hoặc hủy quyết định tại hồ sơ đảng viên."), field="state"
        )
    if on < case.opened_on:
        raise NotAnEnd(_("Ngày kết thúc không thể trước ngày đưa vào danh sách."), field="on")
    _on_a_day_of(case, on)
    _end(case, state, on, why)
    says = {"person": case.full_name, "state": str(CaseState(state).label), "why": why, "on": written(on)}
    record("members.end_case", case, by=by, person_id=case.person_id, says=says)
    return case


def _end(case: Case, state: str, on: date, why: str) -> None:
    still = state == CaseState.INTERRUPTED
    due = note_move(case, on).forward_due if still else None
    change(case, state=state, closed_on=None if still else on, closed_why=why, due_on=due)
    if not still:
        CaseMove.objects.filter(case=case, gone_on=None).update(gone_on=on)


@transaction.atomic
def resume_case(case: Case, *, by: Actor, on: date, unit: Unit | None = None, why: str = "") -> Case:
    """Go on with an interrupted case, in another cell where one is named; the new cell names a helper of its own.

    Raises OutOfTime.
    """
    case = access.resume_case.claim(by, case)
    _on_a_day_of(case, on)
    gone = CaseMove.objects.filter(case=case, gone_on=None).values_list("moved_on", flat=True).first()
    if gone and on < gone:
        raise OutOfTime(
            _("Hồ sơ tạm dừng từ ngày {on}; tiếp tục từ ngày đó trở đi.").format(on=written(gone)), field="on"
        )
    before = case.unit
    if unit is not None and unit.pk != case.unit_id:
        _carry(case, access.notice_in.claim(by, unit), on)
    change(case, state=CaseState.OPEN, closed_why=why)
    go_on(case, before, on)
    says = {"person": case.full_name, "unit": case.unit.name, "on": written(on)}
    record("members.resume_case", case, by=by, person_id=case.person_id, says=says)
    return case


@transaction.atomic
def forward_case(case: Case, unit: Unit, *, by: Actor, on: date, why: str) -> Case:
    """Hand an open case over to another cell within the scope, with its file. Raises NotACell, OutOfTime."""
    case, unit = access.keep_case.claim(by, case), access.notice_in.claim(by, unit)
    _cell(unit)
    if unit.pk == case.unit_id:
        raise NotACell(
            _("{unit} đang theo dõi hồ sơ này; đề nghị chọn chi bộ khác.").format(unit=unit.name), field="unit"
        )
    _on_a_day_of(case, on)
    before = case.unit
    note_move(case, on)
    _carry(case, unit, on)
    go_on(case, before, on)
    says = {"person": case.full_name, "from": before.name, "unit": unit.name, "why": why, "on": written(on)}
    record("members.forward_case", case, by=by, person_id=case.person_id, says=says)
    return case


def _carry(case: Case, unit: Unit, on: date) -> None:
    """Everything of a case goes to another cell; helpers of the old one end."""
    Aid.objects.filter(case=case, until__gt=on, since__lt=on).update(until=on)
    for model in CARRIED:
        model.objects.filter(case=case).update(unit_key=unit.key)
    change(case, unit=unit, unit_key=unit.key)


def follow_member(membership: Membership, by: Actor, on: date) -> None:
    """The case of a probationary member goes along to another cell."""
    case = Case.objects.select_for_update().filter(person_id=membership.person_id, state__in=LIVING).first()
    if case is not None:
        _carry(case, membership.unit, on)
        says = {"person": case.full_name, "from": "", "unit": membership.unit.name, "why": "", "on": written(on)}
        record("members.forward_case", case, by=by, person_id=case.person_id, says=says)


def begin_probation(admission_id: int, by: Actor, on: date) -> None:
    """The open case of an admission goes on with the probation from the ceremony on."""
    case = Case.objects.select_for_update().filter(admission_id=admission_id, state=CaseState.OPEN).first()
    if case is not None and case.stage == "ceremony":
        change(case, probation_on=on)
        settle(case, "ceremony", by=by, done=Done(on))
        says = {"person": case.full_name, "step": str(BY_CODE["ceremony"].label), "number": "", "on": written(on)}
        record("members.case_step", case, by=by, person_id=case.person_id, says=says)


def close_with_membership(person_id: int, by: Actor, on: date, state: str) -> None:
    """The living case of a person ends because the membership came to its own end, or was recognised elsewhere."""
    case = Case.objects.select_for_update().filter(person_id=person_id, state__in=LIVING).first()
    if case is not None and case.admission_id:
        _end(case, state, on, "")
        says = {"person": case.full_name, "state": str(CaseState(state).label), "why": "", "on": written(on)}
        record("members.end_case", case, by=by, person_id=person_id, says=says)


def close_annulled(admission_id: int, by: Actor, on: date) -> None:
    """The living case of an admission that was annulled ends as annulled."""
    case = Case.objects.select_for_update().filter(admission_id=admission_id, state__in=LIVING).first()
    if case is not None:
        _end(case, CaseState.ANNULLED, on, "")
        says = {"person": case.full_name, "state": str(CaseState.ANNULLED.label), "why": "", "on": written(on)}
        record("members.end_case", case, by=by, person_id=case.person_id, says=says)


@transaction.atomic
def note_month(case: Case, *, by: Actor, month: date, present: bool, words: str = "") -> CaseMonth:
    """Note a month of activity, or note it anew. Raises OutOfTime."""
    case = access.keep_case.claim(by, case)
    first = month.replace(day=1)
    if first > today():
        raise OutOfTime(_("Tháng này chưa đến."), field="month")
    row, _made = CaseMonth.objects.update_or_create(
        case=case, month=first, defaults={"unit_key": case.unit_key, "present": present, "words": words}
    )
    says = {"person": case.full_name, "month": f"{first:%m/%Y}"}
    record("members.note_month", row, by=by, unit_id=case.unit_id, person_id=case.person_id, says=says)
    return row


def age_notes(case: Case, on: date) -> list[str]:
    """What the rule of age says at the cell's consideration. One too young is warned of here and stopped at the vote; one past
    the highest age needs a consent, which the software does not see."""
    born = case.person.born_on
    if born is None:
        return []
    book, months = rulebook.on(on), rules.whole_months(born, on)
    least, most = book.number("admission.age.least"), book.number("admission.age.most")
    if months < least * 12:
        source = book.row("admission.age.least").source
        return [_("Chưa đủ {age} tuổi tính theo tháng ({source}).").format(age=least, source=source)]
    if months > most * 12:
        words = _("Đã quá {age} tuổi: cần được cấp có thẩm quyền đồng ý bằng văn bản ({source}).")
        return [words.format(age=most, source=book.row("admission.age.most").source)]
    return []
