"""Who may do what with dues. Names and pay are for the unit that collects and for the member; above it go sums."""

from django.db.models import Q

from nennep.core.actor import Actor
from nennep.core.gate import NOTHING, Rule, inside, within
from nennep.dues.models import Basis, Charge, Plan, Purse, Receipt, Statement
from nennep.org.models import Unit


def here(actor: Actor, right: str, key: str = "unit_key") -> Q:
    """Rows of the very units in which the actor holds the right; units below keep their own dues."""
    posts = [post for post in actor.posts if right in post.rights]
    opening = inside(tuple(post.range for post in posts if not post.unit_id), key)
    return Q(**{f"{key}__in": [post.unit_key for post in posts]}) | (opening if posts else NOTHING)


def over(actor: Actor, right: str, key: str = "unit_key") -> Q:
    """The very units in which the actor holds the right with all that lies below."""
    return Q(**{f"{key}__in": [post.unit_key for post in actor.posts if post.below and right in post.rights]})


def _own(actor: Actor) -> Q:
    """Rows about the actor's own person."""
    return Q(person_id=actor.person_id or 0)


def _treasury(actor: Actor) -> Q:
    """Committees whose dues the actor keeps."""
    return here(actor, "dues.receive", "key")


def _below(actor: Actor) -> Q:
    """Statements that come up to where the actor sees dues."""
    return within(actor, "dues.see", "up_key")


def _carried(actor: Actor) -> Q:
    """Statements that a committee the actor works for has sent."""
    return here(actor, "dues.receive")


OPEN = Q(state__in=["sent", "mismatch"])
collects = Q(kind__is_cell=True)
see_in = Rule(Unit, "dues.see", key="key")
collect_in = Rule(Unit, "dues.collect", collects, key="key", reach=here)
bring_to = Rule(Unit, "dues.bring", Q(kind__is_cell=False), key="key", reach=over)
send_from = Rule(Unit, "dues.collect", key="key", reach=here, also=_treasury)
remind_in = Rule(Unit, "dues.receive", key="key", reach=here)
see_charge = Rule(Charge, "dues.collect", reach=here, also=_own)
see_basis = Rule(Basis, "dues.collect", reach=here, also=_own)
see_receipt = Rule(Receipt, "dues.collect", reach=here, also=_own)
cancel = Rule(Receipt, "dues.collect", Q(state="used", statement=None), reach=here)
see_statement = Rule(Statement, "dues.see", also=_below)
acknowledge = Rule(Statement, "dues.receive", OPEN, key="up_key", reach=here)
withdraw = Rule(Statement, "dues.collect", OPEN, reach=here, also=_carried)
see_plan = Rule(Plan, "dues.see")
see_purse = Rule(Purse, "dues.see")
