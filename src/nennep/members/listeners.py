"""A case follows the membership it led to, whoever changes that."""

from nennep.core.scope import needed
from nennep.members.actions import cases
from nennep.members.events import AdmissionAnnulled, CeremonyHeld, MemberMoved, MemberRecognised, MembershipEnded
from nennep.members.models import CaseState, End, Membership, Recognition


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
