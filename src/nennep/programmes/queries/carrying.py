"""What a paper of the clerks' office asks to be done, as tasks to be offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nennep.documents.models import Document
from nennep.office.models import Delivery, Point
from nennep.office.queries.catalogue import kind_names
from nennep.org.models import Unit
from nennep.programmes.models import Task


@dataclass(frozen=True)
class Offer:
    """A task a paper asks for: its words, who is to do it, by when; ``there`` tells that it is a task already."""

    words: str
    units: tuple[Unit, ...]
    due_on: date | None
    there: bool


def offers(document: Document) -> list[Offer]:
    """The points of a conclusion, each for who leads it, else for the units that are to carry the paper out; without
    points the paper as a whole for those units."""
    known = set(Task.objects.filter(document=document).values_list("name", flat=True))
    points = list(Point.objects.filter(draft__document=document).select_related("lead"))
    sent = list(Delivery.objects.filter(document=document, purpose="act", unit__isnull=False).select_related("unit"))
    if points:
        every = tuple(_units(sent))
        return [
            Offer(one.words, (one.lead,) if one.lead else every, one.due_on or _first(sent), one.words in known) for one in points
        ]  # fmt: skip
    words = " ".join(f"Thực hiện {kind_names().get(document.kind, '')} {document.number} {document.title}".split())
    return [Offer(words, tuple(_units(sent)), _first(sent), words in known)]


def _units(sent: Iterable[Delivery]) -> list[Unit]:
    return [row.unit for row in sent if row.unit]


def _first(sent: Iterable[Delivery]) -> date | None:
    return min((row.due_on for row in sent if row.due_on), default=None)
