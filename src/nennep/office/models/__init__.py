"""Books and numbers, incoming papers, issuing bodies."""

from nennep.office.models.books import Book, Flow, Number, State
from nennep.office.models.incoming import Incoming, Secrecy, Stage, Urgency
from nennep.office.models.issuing import Issuer, Leaf, Level, Link, PaperName, Relation

__all__ = [
    "Book", "Flow", "Incoming", "Issuer", "Leaf", "Level", "Link", "Number", "PaperName", "Relation", "Secrecy", "Stage", "State",
    "Urgency",
]  # fmt: skip
