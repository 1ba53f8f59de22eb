"""Papers laid on the items of a meeting, and those of the register that can be laid there."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.documents import access as documents
from nennep.documents.models import Document
from nennep.meetings.models import ItemPaper, Meeting

NEWEST = 40


def laid(meeting: Meeting) -> dict[int, list[ItemPaper]]:
    """The papers of a meeting by item."""
    return by_item(ItemPaper.objects.filter(meeting=meeting))


def by_item(rows: Iterable[ItemPaper]) -> dict[int, list[ItemPaper]]:
    """Papers by the item they lie on."""
    found: dict[int, list[ItemPaper]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return dict(found)


def readable(actor: Actor, papers: Iterable[list[ItemPaper]]) -> set[int]:
    """Those papers of the register among the laid ones that the actor may open."""
    numbers = [row.document_id for rows in papers for row in rows if row.document_id]
    return set(documents.see.rows(actor).filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()


def registered(actor: Actor) -> QuerySet[Document]:
    """Papers of the register that the actor may open."""
    return documents.see.rows(actor).filter(status="registered")


def newest(actor: Actor) -> QuerySet[Document]:
    """The newest of them, to be chosen from a list."""
    first = registered(actor).order_by("-dated", "-id").values("pk")[:NEWEST]
    return Document.objects.filter(pk__in=first).defer("text", "findings", "layout", "pages").order_by("-dated", "-id")


def by_number(actor: Actor, number: str) -> list[Document]:
    """Papers with a number as it is printed, spaces and case aside."""
    return list(registered(actor).filter(number__iexact="".join(number.split()))[:2])
