"""Books and numbers, incoming papers, issuing bodies, papers sent on."""

from nennep.office.models.books import Book, Flow, Letterhead, Number, State, Style
from nennep.office.models.drafting import Batch, Choice, Draft, Opinion, Point, Step
from nennep.office.models.incoming import Incoming, Secrecy, Stage, Urgency
from nennep.office.models.issuing import Issuer, Leaf, Level, Link, PaperName, Relation
from nennep.office.models.sending import Delivery, Publication, Purpose, Session, Study

__all__ = [
    "Batch", "Book", "Choice", "Delivery", "Draft", "Flow", "Incoming", "Issuer", "Leaf", "Letterhead", "Level", "Link", "Number", "Opinion",
    "PaperName", "Point", "Publication", "Purpose", "Relation", "Secrecy", "Session", "Stage", "State", "Step", "Study", "Style", "Urgency",
]  # fmt: skip
