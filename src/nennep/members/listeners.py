"""A case follows the membership it led to, whoever changes that; a unit does not end before its people."""

from django.utils.translation import gettext as _

from nennep.core.refused import Refused
from nennep.core.scope import needed
from nennep.members.actions import cases
from nennep.members.events import AdmissionAnnulled, CeremonyHeld, MemberMoved, MemberRecognised, MembershipEnded
from nennep.members.models import CaseState, End, Membership, Recognition
from nennep.org.events import UnitEnded as UnitEnded
from nennep.viet.write import day as written


def member_recognised(event: MemberRecognised) -> None:
    """Recognised outside the case's own steps: the case is done all the same."""
    row = Recognition.objects.get(pk=event.recognition_id)
    cases.close_with_membership(row.person_id, needed(), event.on, CaseState.DONE)


def ceremony_held(event: CeremonyHeld) -> None:
    """The ceremony was recorded with the admission: the case's probation begins all the same."""
    cases.begin_probation(event.admission_id, needed(), event.on)


def admission_annulled(event: AdmissionAnnulled) -> None:
    """The admission was annulled: its case ends with that, whether or not a membership was still open."""
    cases.close_annulled(event.admission_id, needed(), event.on)


def membership_ended(event: MembershipEnded) -> None:
    """The membership ended: so does the case, as moved elsewhere or as no longer on probation."""
    row = Membership.objects.get(pk=event.membership_id)
    state = CaseState.MOVED if row.end == End.TRANSFERRED else CaseState.REMOVED
    cases.close_with_membership(row.person_id, needed(), event.on, state)


def member_moved(event: MemberMoved) -> None:
    """The case goes along to the other cell."""
    cases.follow_member(Membership.objects.get(pk=event.membership_id), needed(), event.on)


class PeopleLeft(Refused):
    """A unit that would end before those who belong to it or meet in it."""


def unit_ended(event: UnitEnded) -> None:
    """Nobody is left in a unit that has ended. Raises PeopleLeft."""
    rows = Membership.objects.filter(unit=event.unit_id, until__gt=event.on).select_related("unit")
    if (n := rows.values("person").distinct().count()) and (row := rows.first()):
        words = _(
            "Còn {n} người sinh hoạt tại {unit} từ ngày {on}. Đề nghị chuyển sinh hoạt trước, hoặc dùng Sắp xếp tổ chức để sáp nhập, giải thể."
        )
        raise PeopleLeft(words.format(n=n, unit=row.unit.name, on=written(event.on)), field="on")
