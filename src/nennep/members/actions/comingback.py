"""What is done when a person comes back, and with the time that does not count towards Party age."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import Changes, change
from nennep.core.clock import FOREVER, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access, limits, sight
from nennep.members.actions.life import AlreadyMember, BeforeTheBeginning, NotACell, Paper, _not_yet
from nennep.members.actions.stretches import go_on, lock_person, tell_stretches
from nennep.members.events import MemberAdmitted
from nennep.members.models import Admission, Begin, Interruption, Leaving, Membership, Person
from nennep.org.models import Unit
from nennep.viet.order import sort_key
from nennep.viet.write import day as written


class TooSoon(Refused):
    """A re-admission before its time, or a second one (294-QĐ/TW §3.5)."""


class StruckAlready(Refused):
    """A gap in Party age that was struck out before."""


@transaction.atomic
def readmit_member(
    person: Person, unit: Unit, *, by: Actor, decision: Paper, ceremony_on: date, consent: str
) -> Admission:
    """Admit a person again who had left: probation once more, with the written consent of the province's committee.

    The gap is no part of Party age. Raises NotACell, AlreadyMember, TooSoon, InTheFuture,
    BeforeTheBeginning.
    """
    person, unit = sight.write.find(by, pk=person.pk), access.readmit_into.claim(by, unit)
    lock_person(person.pk)
    if not unit.kind.is_cell:
        raise NotACell(_("{unit} không phải chi bộ.").format(unit=unit.name), field="unit")
    held = Membership.objects.filter(person=person, association="party", placement="counted").order_by("-until").first()
    if held is None or held.until == FOREVER:
        raise AlreadyMember(_("Đồng chí {name} đang sinh hoạt đảng.").format(name=person.full_name))
    _may_come_back(person, held, decision.on)
    if ceremony_on < decision.on:
        raise BeforeTheBeginning(_("Lễ kết nạp không thể trước ngày quyết định."), field="ceremony_on")
    gap = Interruption.objects.create(
        person=person, since=held.until, until=decision.on, reason=str(held.get_end_display()), decision=decision.number
    )
    record(
        "members.note_interruption",
        gap,
        by=by,
        unit_id=unit.pk,
        unit_key=unit.key,
        person_id=person.pk,
        says={"person": person.full_name},
    )
    opened = go_on(held, unit, ceremony_on, Begin.READMITTED, status="probationary", status_since=None)
    tell_stretches(by, (opened, unit.name, {}))
    row = Admission.objects.create(
        person=person, unit=unit, unit_key=unit.key, decision_no=decision.number, decided_on=decision.on, ceremony_on=ceremony_on,
        full_name=person.full_name, sort_key=sort_key(person.full_name), sex=person.sex, category=person.category, source="again",
    )  # fmt: skip
    says = {
        "person": person.full_name,
        "unit": unit.name,
        "number": decision.number,
        "on": written(decision.on),
        "consent": consent,
    }
    record("members.readmit_member", row, by=by, person_id=person.pk, says=says)
    publish(MemberAdmitted(row.pk, unit.pk, decision.on))
    return row


def _may_come_back(person: Person, held: Membership, on: date) -> None:
    """At least 36 months away, once only, and not after the ends that the rule names (294-QĐ/TW §3.5)."""
    limit = limits.readmission(on)
    if held.end == "resigned":
        case = Leaving.objects.filter(person=person, kind="resigned").order_by("-decided_on").first()
        if case is None or case.ground != "family":
            raise TooSoon(
                _("Người xin ra khỏi Đảng không được xét kết nạp lại, trừ hoàn cảnh gia đình đặc biệt khó khăn.")
            )
    if on < limit.after(held.until):
        raise TooSoon(
            _("Chưa đủ {limit} kể từ ngày ra khỏi Đảng ({on}).").format(limit=limit.words, on=written(held.until)),
            field="decided_on",
        )
    if Membership.objects.filter(person=person, begin=Begin.READMITTED).exists():
        raise TooSoon(_("Chỉ kết nạp lại một lần."))
    _not_yet(on)


@transaction.atomic
def note_interruption(
    person: Person, *, by: Actor, since: date, until: date, reason: str, decision: str = ""
) -> Interruption:
    """Record a stretch that does not count towards Party age. Raises BeforeTheBeginning."""
    person = sight.write.claim(by, person)
    if until <= since:
        raise BeforeTheBeginning(_("Ngày kết thúc phải sau ngày bắt đầu."), field="until")
    if until > today():
        words = _("Chỉ ghi thời gian đã qua, nhiều nhất đến hôm nay; khi kéo dài thêm thì ghi tiếp.")
        raise BeforeTheBeginning(words, field="until")
    row = Interruption.objects.create(person=person, since=since, until=until, reason=reason, decision=decision)
    _tell(row, "members.note_interruption", by)
    return row


@transaction.atomic
def strike_interruption(gap: Interruption, *, by: Actor, why: str) -> Interruption:
    """Strike out a stretch that was noted wrongly: it counts again, and stays visible with the reason. Raises StruckAlready."""
    person = sight.write.claim(by, gap.person)
    row = Interruption.objects.select_for_update().get(pk=gap.pk, person=person)
    if row.struck_on is not None:
        raise StruckAlready(_("Thời gian này đã được bỏ."))
    changes = change(row, struck_on=today(), struck_why=why)
    _tell(row, "members.strike_interruption", by, changes)
    return row


def _tell(row: Interruption, verb: str, by: Actor, changes: Changes | None = None) -> None:
    at = Membership.objects.filter(person=row.person, association="party").order_by("-until").first()
    record(
        verb, row, by=by, unit_id=at.unit_id if at else None, unit_key=at.unit_key if at else "", person_id=row.person_id,
        says={"person": row.person.full_name, "since": written(row.since), "until": written(row.until), "why": row.struck_why},
        changes=changes or {},
    )  # fmt: skip
