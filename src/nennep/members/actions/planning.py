"""What is done about the planning roster: somebody is put on it, approved, dropped; every look at it is on record."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.models import Membership, Planned, PlanState
from nennep.members.posts import LAST, kind_of
from nennep.org.models import Unit


class PlannedAlready(Refused):
    """A person who is planned for the post in that term."""


class NotADecision(Refused):
    """A decision that would change nothing, or lies before the proposal or after today."""


@transaction.atomic
def plan_person(unit: Unit, held: Membership, *, by: Actor, title: str, term: str) -> Planned:
    """Put a member on the planning roster of a unit for a post and a term. Raises PlannedAlready."""
    unit = access.see_roster.claim(by, unit)
    person, term, kind = held.person, " ".join(term.split()), kind_of(unit, title)
    same = Planned.objects.filter(unit=unit, person=person, title=title, term=term).exclude(state=PlanState.DROPPED)
    if same.exists():
        raise PlannedAlready(
            _("Đồng chí {name} đã có trong quy hoạch chức danh này.").format(name=person.full_name), field="person"
        )
    row = Planned.objects.create(
        unit=unit, unit_key=unit.key, person=person, title=title, protocol=kind.protocol if kind else LAST, term=term,
        listed_on=today(),
    )  # fmt: skip
    says = {"person": person.full_name, "title": title, "unit": unit.name, "term": term}
    record("members.plan", row, by=by, says=says)
    return row


@transaction.atomic
def decide_plan(row: Planned, *, by: Actor, state: str, decision: str, on: date, body: str) -> Planned:
    """Approve an entry by the competent body's decision, or drop it with its paper. Raises NotADecision."""
    row = access.decide_plan.claim(by, row)
    if state == row.state:
        raise NotADecision(
            _("Trường hợp này đã ở trạng thái “{state}”.").format(state=row.get_state_display()), field="state"
        )
    if not row.listed_on <= on <= today():
        raise NotADecision(_("Ngày quyết định phải từ ngày đề nghị đến hôm nay."), field="on")
    changes = change(row, state=state, decision=decision, decided_on=on, decided_by=body)
    says = {"title": row.title, "unit": row.unit.name, "state": row.get_state_display(), "number": decision}
    record("members.decide_plan", row, by=by, says=says, changes=changes)
    return row


def read_roster(unit: Unit, *, by: Actor) -> None:
    """Write that the actor looked at a unit's roster; the line is about the unit and names nobody."""
    record("members.read_roster", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says={"unit": unit.name})
