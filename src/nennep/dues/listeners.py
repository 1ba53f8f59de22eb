"""What a member pays by goes along to another cell of the organisation, so that it is not typed twice."""

from nennep.core.scope import needed
from nennep.dues.actions import follow_member
from nennep.members.events import MemberMoved
from nennep.members.models import Membership


def member_moved(event: MemberMoved) -> None:
    """The basis goes along to the new cell."""
    follow_member(Membership.objects.select_related("unit").get(pk=event.membership_id), by=needed())
