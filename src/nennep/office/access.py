"""Who may do what in the clerks' office."""

from django.db.models import Q

from nennep.core.actor import Actor
from nennep.core.gate import Rule
from nennep.documents.models import Document
from nennep.office.models import Book, Delivery, Incoming, Issuer, Number, Session, Study
from nennep.org.models import Unit


def _from_above(actor: Actor) -> Q:
    """Rows of the units above mine, and of the house."""
    keys = {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}
    return Q(unit_key__in=[*keys, ""])


def _mine(actor: Actor) -> Q:
    """What was given to me to handle."""
    return Q(handler_id=actor.account_id)


number = Rule(Unit, "office.number", key="key")
keep_book = Rule(Book, "office.number")
see_number = Rule(Number, "documents.see")
cancel = Rule(Number, "office.number", Q(state="used") & ~Q(flow="incoming"))

enter = Rule(Unit, "office.number", key="key")
enter_document = Rule(Document, "office.number", Q(status="registered", direction="incoming", incoming=None))
see_incoming = Rule(Incoming, "documents.see")
submit = Rule(Incoming, "office.submit", Q(stage="entered"))
note = Rule(Incoming, "office.note", Q(stage__in=["submitted", "noted"]))
assign = Rule(Incoming, "office.assign", Q(stage__in=["noted", "assigned"]))
finish = Rule(Incoming, "office.assign", Q(stage="assigned"), also=_mine)
reopen = Rule(Incoming, "office.assign", Q(stage="done"))

see_issuer = Rule(Issuer, "documents.see", also=_from_above)
list_issuer = Rule(Unit, "documents.confirm", key="key")
change_issuer = Rule(Issuer, "documents.confirm")
describe = Rule(Document, "documents.confirm", ~Q(status="reading"))

send = Rule(Document, "office.send", Q(status="registered"))
see_sent = Rule(Delivery, "documents.see", key="giver_key")
see_delivery = Rule(Delivery, "documents.see", Q(unit__isnull=False))
receive = Rule(Delivery, "office.receive", Q(unit__isnull=False))
acknowledge = Rule(Delivery, "office.receive", Q(unit__isnull=False, receipt_on=None))
carry_out = Rule(Delivery, "office.receive", Q(unit__isnull=False, purpose="act", done_on=None))
publish = Rule(Delivery, "office.send", Q(purpose="web", done_on=None), key="giver_key")
plan_study = Rule(Document, "office.send", Q(status="registered"))
see_study = Rule(Study, "documents.see", also=_from_above)
chase_study = Rule(Study, "office.send")
see_session = Rule(Session, "documents.see")
hold_session = Rule(Session, "office.receive")
