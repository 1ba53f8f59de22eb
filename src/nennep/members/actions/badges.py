"""What is done about badges: proposed for a round, decided, put off."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access, limits, places
from nennep.members.actions.flowing import enter_badge
from nennep.members.actions.life import BeforeTheBeginning, Paper
from nennep.members.models import Badge, BadgeState, Membership
from nennep.members.partyage import age_of, due_in
from nennep.org.models import Unit


class NotYet(Refused):
    """Years of Party age that are not full by the date, not even with the earlier award for the gravely ill."""


class HasItAlready(Refused):
    """A badge that was proposed or given."""


class NobodyPicked(Refused):
    """A decision without a name."""


@transaction.atomic
def propose_badges(unit: Unit, *, by: Actor, batch: limits.Round) -> list[Badge]:
    """Propose everybody of a unit who reaches the years of a badge within a round; those proposed already are left."""
    unit = access.propose_badges.claim(by, unit)
    found = []
    for due in due_in(unit, batch):
        held = due.membership
        row = Badge.objects.create(
            person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, unit=held.unit, unit_key=held.unit_key,
            years=due.years, award_on=batch.award_on, joined_on=due.age.joined_on, reached_on=due.reached_on, surmised=due.age.surmised,
        )  # fmt: skip
        _told(row, by)
        found.append(row)
    return found


@transaction.atomic
def propose_badge(membership: Membership, *, by: Actor, years: int, award_on: date, note: str) -> Badge:
    """Propose one member with a reason of its own: gravely ill, deceased, late. Raises NotYet, HasItAlready."""
    held = access.propose_leaving.claim(by, membership)
    age = age_of(held.person_id, award_on)
    early = limits.earliest_badge(award_on, years)
    if age is None or age.reached(years) > early.after(award_on):
        raise NotYet(
            _("Chưa đủ {years} năm tuổi Đảng, kể cả trường hợp xét sớm {early} ({source}).").format(
                years=years, early=early.words, source=early.source
            ),
            field="years",
        )
    if Badge.objects.filter(person_id=held.person_id, years=years).exclude(state="dropped").exists():
        raise HasItAlready(_("Đã đề nghị hoặc đã tặng Huy hiệu này."), field="years")
    row = Badge.objects.create(
        person_id=held.person_id, full_name=held.full_name, sort_key=held.sort_key, unit=held.unit, unit_key=held.unit_key, years=years,
        award_on=award_on, joined_on=age.joined_on, reached_on=age.reached(years), surmised=age.surmised, note=note,
    )  # fmt: skip
    _told(row, by)
    return row


def _told(row: Badge, by: Actor) -> None:
    says = {"person": row.full_name, "years": row.years, "unit": row.unit.name}
    record("members.propose_badge", row, by=by, person_id=row.person_id, says=says)


@transaction.atomic
def decide_badges(rows: list[Badge], *, by: Actor, decision: Paper) -> int:
    """Record one decision that gives badges to those on a list. Raises NobodyPicked, BeforeTheBeginning."""
    ids = sorted(row.pk for row in rows)
    held = list(
        access.decide_badge.rows(by)
        .filter(pk__in=ids, state=BadgeState.PROPOSED)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    if not held or len(held) != len(ids):
        raise NobodyPicked(_("Chưa chọn ai, hoặc danh sách đã thay đổi. Đề nghị xem lại danh sách."))
    if decision.on > today():
        raise BeforeTheBeginning(_("Ngày quyết định ở tương lai."), field="decided_on")
    for row in held:
        changes = change(row, state=BadgeState.DECIDED, decision_no=decision.number, decided_on=decision.on)
        says = {"person": row.full_name, "years": row.years, "unit": row.unit.name, "number": decision.number}
        record("members.decide_badge", row, by=by, person_id=row.person_id, says=says, changes=changes)
        enter_badge(row, by=by)
        words = _("Đồng chí được tặng Huy hiệu {years} năm tuổi Đảng.").format(years=row.years)
        places.tell_person(row.person_id, words, reverse("members:person", args=[row.person_id]))
    return len(held)


@transaction.atomic
def drop_badge(badge: Badge, *, by: Actor, note: str) -> Badge:
    """Put a proposal off, as under discipline (6, 9 or 12 months; 294-QĐ/TW §28.3); it may be proposed again."""
    row = access.decide_badge.claim(by, badge)
    if row.state != BadgeState.PROPOSED:
        raise HasItAlready(_("Đã có quyết định; không đưa ra khỏi danh sách được."))
    changes = change(row, state=BadgeState.DROPPED, note=note)
    says = {"person": row.full_name, "years": row.years, "unit": row.unit.name, "reason": note}
    record("members.drop_badge", row, by=by, person_id=row.person_id, says=says, changes=changes)
    return row
