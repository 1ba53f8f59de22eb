"""What is done about the bases members pay by: set for one, set for the students of a cell at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, today
from nennep.core.refused import NotYours, Refused
from nennep.dues import access, queries, rates, rules
from nennep.dues.models import Basis, Cause, Charge, Kind, Relief
from nennep.duties.rulebook import InForce
from nennep.journal.actions import record
from nennep.members.models import Membership
from nennep.members.partyage import age_of
from nennep.org.models import Unit

MOST_PAY = 2_000_000_000
"""Đồng a month; more is a slip of the hand."""


class BadBasis(Refused):
    """A basis that the rules do not know or that lacks what its kind needs."""


class NoReason(Refused):
    """An exemption or a reduction without what it stands on."""


@dataclass(frozen=True)
class Terms:
    """By what a member pays; ``base`` đồng a month, ``reduction`` a share as 3/10."""

    kind: str
    base: int = 0
    region: int = 0
    relief: str = ""
    cause: str = ""
    reduction: str = ""
    paper: str = ""
    note: str = ""


def _fits(unit: Unit, terms: Terms) -> None:
    """What the kind needs. Raises BadBasis."""
    if terms.kind not in rates.kinds_of(unit.kind.association):
        raise BadBasis(_("Đối tượng này không thuộc tổ chức của đơn vị."), field="kind")
    if terms.kind in {*rates.BY_PAY, Kind.AGREED} and not 0 < terms.base <= MOST_PAY:
        words = _("Ghi số tiền hằng tháng bằng đồng, lớn hơn 0 và không quá 2 tỷ.")
        raise BadBasis(words, field="base")
    if terms.kind in rates.BY_WAGE and terms.region not in {1, 2, 3, 4}:
        raise BadBasis(_("Chọn vùng lương tối thiểu I, II, III hoặc IV."), field="region")
    if terms.kind == Kind.AGREED and not terms.paper:
        raise BadBasis(_("Mức riêng cần ghi văn bản đồng ý của cấp có thẩm quyền."), field="paper")


def _allowed(person_id: int, terms: Terms, since: date, months: int) -> None:
    """What an exemption or reduction stands on. Raises NoReason."""
    if terms.relief == Relief.NONE:
        return
    given = rates.book(since)
    if not terms.cause:
        raise NoReason(_("Chọn lý do miễn, giảm."), field="cause")
    if terms.cause == Cause.OTHER and not terms.note:
        raise NoReason(_("Ghi rõ lý do miễn, giảm."), field="note")
    if terms.cause in {Cause.HARDSHIP, Cause.OTHER} and not terms.paper:
        raise NoReason(_("Ghi đơn và văn bản đồng ý: số, ngày."), field="paper")
    allowed = {given.row(key).value for key in rates.REDUCTIONS}
    if terms.relief == Relief.REDUCED and terms.reduction not in allowed:
        raise NoReason(_("Chọn mức giảm."), field="reduction")
    most = given.number("dues.reduction.months")
    if terms.cause == Cause.HARDSHIP and not 0 < months <= most:
        words = _("Mỗi lần giảm, miễn vì khó khăn nhiều nhất {n} tháng ({source}).")
        source = given.row("dues.reduction.months").source
        raise NoReason(words.format(n=most, source=source), field="months")
    if terms.cause == Cause.AGE:
        _old_enough(person_id, since, given)


def _old_enough(person_id: int, since: date, given: InForce) -> None:
    row, age = given.row("dues.party.exempt.age"), age_of(person_id, since)
    if row.valid_from > since:
        words = _("Trước ngày {day:%d/%m/%Y} chưa có quy định miễn theo tuổi Đảng.")
        raise NoReason(words.format(day=row.valid_from), field="cause")
    if age is None or age.years(since) < int(row.value):
        words = _("Tuổi Đảng chưa đủ {n} năm ({source}).").format(n=row.value, source=row.source)
        raise NoReason(words, field="cause")


@transaction.atomic
def set_basis(unit: Unit, person_id: int, *, by: Actor, terms: Terms, since: date, months: int = 0) -> Basis:
    """Let a member pay by a basis from a month on; months already paid stay as they were, unpaid ones are reckoned anew.

    With ``months`` an exemption or reduction ends after so many, and the full amount follows. Raises BadBasis, NoReason.
    """
    unit = access.collect_in.claim(by, unit)
    since = rules.month_of(since)
    held = _on_roll(unit, person_id, since)
    _fits(unit, terms)
    _allowed(person_id, terms, since, months)
    row = _put(unit, held, terms, since, rules.later(since, months) if months and terms.relief else FOREVER)
    try:
        rates.reckon(row, rates.book(max(since, rules.month_of(today()))))
    except rates.NoRate as error:
        words = _("Chưa có quy định mức đóng cho đối tượng này vào tháng {month}. Đề nghị chọn “Mức riêng”.")
        raise BadBasis(words.format(month=f"{since:%m/%Y}"), field="kind") from error
    _reckon_anew(unit, person_id, since)
    says = {"person": held.full_name, "unit": unit.name, "month": f"{since:%m/%Y}", "kind": row.get_kind_display()}
    record("dues.set_basis", row, by=by, person_id=person_id, says=says)
    return row


def _on_roll(unit: Unit, person_id: int, since: date) -> Membership:
    """The member on the unit's roll on the month's first day or since. Raises NotYours."""
    rows = Membership.objects.filter(unit=unit, association=unit.kind.association, person_id=person_id)
    row = rows.filter(until__gt=since).exclude(placement="double").order_by("since").first()
    if row is None:
        raise NotYours
    return row


def _put(unit: Unit, held: Membership, terms: Terms, since: date, until: date) -> Basis:
    """Cut what held until then, and write the new stretch with what follows it."""
    rows = Basis.objects.filter(unit=unit, person_id=held.person_id, until__gt=since)
    rows.filter(since__gte=since).delete()
    for before in rows.filter(since__lt=since):
        change(before, until=since)
    who = {
        "person_id": held.person_id, "full_name": held.full_name, "unit": unit, "unit_key": unit.key,
        "association": unit.kind.association,
    }  # fmt: skip
    row: Basis = Basis.objects.create(**who, **terms.__dict__, since=since, until=until)
    if until < FOREVER:
        full = replace(terms, relief="", cause="", reduction="", paper="", note="")
        Basis.objects.create(**who, **full.__dict__, since=until)
    return row


def _reckon_anew(unit: Unit, person_id: int, since: date) -> None:
    """Charges from a month on that nothing was paid of follow the new basis."""
    for charge in Charge.objects.select_for_update().filter(unit=unit, person_id=person_id, month__gte=since, paid=0):
        basis = Basis.objects.filter(unit=unit, person_id=person_id, since__lte=charge.month, until__gt=charge.month)
        if (row := basis.first()) is None:
            continue
        try:
            found = rates.reckon(row, rates.book(charge.month))
        except rates.NoRate:
            continue
        settled = charge.deadline if found.due == 0 else None
        change(charge, basis=row, due=found.due, said=found.said[:160], source=found.source, settled_on=settled)


@transaction.atomic
def set_common(unit: Unit, *, by: Actor, since: date) -> list[Basis]:
    """Give the fixed amount of students to all students on the roll who have no basis yet."""
    unit = access.collect_in.claim(by, unit)
    kind = {"party": Kind.STUDENT, "youth": Kind.YOUTH_UNPAID}.get(unit.kind.association)
    since = rules.month_of(since)
    if kind is None:
        raise BadBasis(_("Đơn vị này không có mức chung cho sinh viên."))
    people = {one.person_id for one in queries.screen(unit, since).missing if one.category == "student"}
    rows = [
        _put(unit, row, Terms(kind), since, FOREVER) for row in queries.roll(unit, since).filter(person_id__in=people)
    ]
    if rows:
        says = {"unit": unit.name, "count": len(rows), "kind": rows[0].get_kind_display()}
        record("dues.set_common", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says=says)
    return rows


@transaction.atomic
def set_bases(unit: Unit, *, by: Actor, rows: Iterable[tuple[int, Terms]], since: date) -> int:
    """Let several members pay by new bases from a month on: all or none; how many. Raises what ``set_basis`` raises."""
    return len([set_basis(unit, person, by=by, terms=terms, since=since) for person, terms in rows])


def follow_member(held: Membership, *, by: Actor) -> Basis | None:
    """A member goes on in another unit: the basis goes along from the first month that begins there.

    Nothing where there is none to be seen, or where the new unit has one already.
    """
    rows = Basis.objects.filter(person_id=held.person_id, association=held.association, until__gt=held.since)
    before = rows.exclude(unit=held.unit).order_by("-since").first()
    if before is None or rows.filter(unit=held.unit).exists():
        return None
    month = rules.month_of(held.since)
    since = max(before.since, month if held.since == month else rules.later(month, 1))
    if since >= before.until:
        return None
    terms = {name: getattr(before, name) for name in Terms.__dataclass_fields__}
    who = {"person_id": held.person_id, "full_name": held.full_name, "association": held.association}
    row: Basis = Basis.objects.create(
        unit=held.unit, unit_key=held.unit_key, since=since, until=before.until, **who, **terms
    )
    if before.since < since:
        change(before, until=since)
    says = {"person": held.full_name, "unit": held.unit.name, "month": f"{since:%m/%Y}"}
    record("dues.follow", row, by=by, person_id=held.person_id, says=says)
    return row


def reductions(day: date) -> Iterable[tuple[str, str]]:
    """The shares by which dues may be reduced on a day."""
    given = rates.book(day)
    for key in rates.REDUCTIONS:
        value = given.row(key).value
        yield value, rates.per_cent(Fraction(value))
