"""Who may do what with units and authority."""

from django.db.models import Q

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.gate import Rule
from nennep.org.models import Charge, CoverException, Grant, Invitation, Outside, Service, Unit

alive = Q(until=FOREVER)


def _from_above(actor: Actor) -> Q:
    """Rows of the units above the actor's own."""
    keys = {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}
    return Q(unit_key__in=keys)


see = Rule(Unit, "org.see", key="key")
shape = Rule(Unit, "org.shape", key="key")
load = Rule(Unit, "org.import", key="key")
invite = Rule(Unit, "org.invite", key="key")
see_invitation = Rule(Invitation, "org.see", also=_from_above)
send_invitation = Rule(Invitation, "org.invite")
grant = Rule(Unit, "org.grant", key="key")
revoke = Rule(Grant, "org.grant")
manage = Rule(Grant, "accounts.manage")
end_service = Rule(Service, "org.shape", alive)
end_exception = Rule(CoverException, "org.shape")
see_charges = Rule(Charge, "org.see")
end_charge = Rule(Charge, "org.shape", alive)
see_outside = Rule(Outside, "org.see")
change_outside = Rule(Outside, "org.shape")
