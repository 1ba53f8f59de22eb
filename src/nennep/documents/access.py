"""Who may do what with papers."""

from django.db.models import Q

from nennep.core.actor import Actor
from nennep.core.gate import Rule
from nennep.documents.models import Document, Intake, Proposal
from nennep.org.models import Unit


def _from_above(actor: Actor) -> Q:
    """Papers of the units above mine that stand in the register."""
    keys = {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}
    return Q(unit_key__in=keys, status__in=["registered", "superseded", "recalled"])


take_in = Rule(Unit, "documents.take_in", key="key")
see = Rule(Document, "documents.see", also=_from_above)
review = Rule(Document, "documents.take_in", Q(status="reading"))
decide = Rule(Proposal, "documents.take_in", Q(document__status="reading"))
see_intake = Rule(Intake, "documents.take_in")
register = Rule(Document, "documents.confirm", Q(status="reading"))
