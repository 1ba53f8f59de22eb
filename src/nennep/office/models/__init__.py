"""Books and numbers, incoming papers, issuing bodies, papers sent on."""

from nennep.office.models.books import Book, Flow, Number, State
from nennep.office.models.incoming import Incoming, Secrecy, Stage, Urgency
from nennep.office.models.issuing import Issuer, Leaf, Level, Link, PaperName, Relation
from nennep.office.models.sending import Delivery, Purpose, Session, Study

__all__ = [
    "Book", "Delivery", "Flow", "Incoming", "Issuer", "Leaf", "Level", "Link", "Number", "PaperName", "Purpose", "Relation", "Secrecy",
    "Session", "Stage", "State", "Study", "Urgency",
]  # fmt: skip
