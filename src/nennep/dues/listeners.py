"""What a member pays by goes along to another cell; dues of a double entry go to the person that stays, and back."""

from nennep.core.scope import needed
from nennep.dues.actions import bring_back, carry_dues, follow_member
from nennep.members.events import MemberMoved, MergeUndone, PersonsMerged
from nennep.members.models import Membership


def member_moved(event: MemberMoved) -> None:
    """The basis goes along to the new cell."""
    follow_member(Membership.objects.select_related("unit").get(pk=event.membership_id), by=needed())


def persons_merged(event: PersonsMerged) -> None:
    """The dues of the second entry go over to the first."""
    event.carried.update(carry_dues(event.kept, event.gone, by=needed()))


def merge_undone(event: MergeUndone) -> None:
    """The dues go back to the entry they came from."""
    bring_back(event.kept, event.gone, event.carried, by=needed())
