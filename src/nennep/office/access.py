"""Who may do what in the clerks' office."""

from django.db.models import F, Q

from nennep.core.actor import Actor
from nennep.core.gate import Rule
from nennep.documents.models import Document
from nennep.office.models import Batch, Book, Delivery, Draft, Incoming, Issuer, Number, Opinion, Session, Study
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
cancel = Rule(Number, "office.number", Q(state="used", document=None) & ~Q(flow="incoming"))

enter = Rule(Unit, "office.number", key="key")
enter_document = Rule(Document, "office.number", Q(status="registered", direction="incoming", incoming=None))
see_incoming = Rule(Incoming, "documents.see")
submit = Rule(Incoming, "office.submit", Q(stage="entered"))
note = Rule(Incoming, "office.note", Q(stage__in=["submitted", "noted"]))
assign = Rule(Incoming, "office.assign", Q(stage__in=["noted", "assigned"]))
finish = Rule(Incoming, "office.assign", Q(stage="assigned"), also=_mine)
reopen = Rule(Incoming, "office.assign", Q(stage="done"))

adopt = Rule(Document, "office.number", Q(status="registered", direction__in=["outgoing", "internal"], numbers=None))

see_issuer = Rule(Issuer, "documents.see", also=_from_above)
list_issuer = Rule(Unit, "documents.confirm", key="key")
change_issuer = Rule(Issuer, "documents.confirm")
describe = Rule(Document, "documents.confirm", ~Q(status="reading"))

send = Rule(Document, "office.send", Q(status="registered"))
see_sent = Rule(Delivery, "documents.see", key="giver_key")
see_delivery = Rule(Delivery, "documents.see", Q(unit__isnull=False))
receive = Rule(Delivery, "office.receive", Q(unit__isnull=False))
acknowledge = Rule(Delivery, "office.receive", Q(unit__isnull=False, receipt_on=None))
carry_out = Rule(
    Delivery, "office.receive", Q(unit__isnull=False, purpose="act", done_on=None) & ~Q(document__status="recalled")
)
publish = Rule(Delivery, "office.send", Q(purpose="web", done_on=None), key="giver_key")
withdraw = Rule(
    Delivery,
    "office.send",
    Q(purpose="web", publication__isnull=False, publication__withdrawn_on=None),
    key="giver_key",
)
plan_study = Rule(Document, "office.send", Q(status="registered"))
see_study = Rule(Study, "documents.see", also=_from_above)
chase_study = Rule(Study, "office.send")
see_session = Rule(Session, "documents.see")
hold_session = Rule(Session, "office.receive")
cover_session = Rule(Session, "office.cover", Q(held_on=None))


def _my_opinion(actor: Actor) -> Q:
    return Q(account_id=actor.account_id)


def _signed_by_me(actor: Actor) -> Q:
    return Q(signed_by=actor.account_id)


write_in = Rule(Unit, "office.write", key="key")
see_draft = Rule(Draft, "office.see_drafts")
write = Rule(Draft, "office.write", Q(step__in=["draft", "checked"]))
check = Rule(Draft, "office.check", Q(step="draft"))
ask = Rule(Draft, "office.check", Q(step__in=["checked", "opinion"]))
answer = Rule(Opinion, "members.nobody", Q(draft__step="opinion", round=F("draft__round")), also=_my_opinion)
count = Rule(Draft, "office.check", Q(step="opinion"))
give_back = Rule(Draft, "office.check", Q(step__in=["checked", "opinion", "agreed", "signed"]))
return_signed = Rule(Draft, "office.number", Q(step="signed"), also=_signed_by_me)
sign = Rule(Draft, "office.sign", Q(step__in=["checked", "agreed"], authority__startswith="T/M"))
sign_by_order = Rule(Draft, "office.check", Q(step__in=["checked", "agreed"], authority__startswith="T/L"))
number_draft = Rule(Draft, "office.number", Q(step="signed"))
issue = Rule(Draft, "office.number", Q(step="numbered"))
attach = Rule(Draft, "office.number", Q(step__in=["signed", "numbered", "issued"]))
recall = Rule(Draft, "office.sign", Q(step="issued"))
make_many = Rule(Draft, "office.write", Q(step__in=["signed", "numbered", "issued"], kind="cong-van"))
see_batch = Rule(Batch, "office.see_drafts")
