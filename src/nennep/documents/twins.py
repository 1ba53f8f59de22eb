"""One number, two papers: found when a paper is taken in or its head is corrected; a person says which of the two it is."""

from django.db import transaction

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.documents import access
from nennep.documents.models import Document, Proposal, Status
from nennep.documents.rules import spellings
from nennep.journal.actions import record
from nennep.viet.order import fold


def head_of(document: Document) -> dict[str, str]:
    """The values of the head as they stand: of the register, or while reading of the proposals not refused."""
    if document.status != Status.READING:
        dated = document.dated.isoformat() if document.dated else ""
        return {"number": document.number, "issuer": document.issuer, "date": dated, "title": document.title}
    rows = document.proposals.filter(kind="header", state__in=["open", "taken"])
    return {row.values["name"]: str(row.values["value"]) for row in rows}


def look_for_twin(document: Document) -> Document | None:
    """Another paper of the unit with the same number and no other issuer; kept on the paper until a person settles it."""
    head = head_of(document)
    twin = next((one for one in _same_number(document, head.get("number", "")) if _same_issuer(one, head)), None)
    if (twin and twin.pk) != document.twin_id:
        change(document, twin=twin, twin_settled=False)
    return twin


def _same_number(document: Document, number: str) -> list[Document]:
    if not number:
        return []
    others = Document.objects.filter(unit_id=document.unit_id).exclude(pk=document.pk)
    reading = Proposal.objects.filter(
        kind="header", values__name="number", values__value__in=spellings(number), state__in=["open", "taken"],
        document__unit_id=document.unit_id, document__status=Status.READING,
    )  # fmt: skip
    standing = others.filter(number__in=spellings(number)).exclude(status__in=[Status.READING, Status.DROPPED])
    return [*standing.order_by("-id")[:20], *others.filter(pk__in=reading.values("document_id"))[:20]]


def _same_issuer(other: Document, head: dict[str, str]) -> bool:
    issuers = {fold(one) for one in (head_of(other).get("issuer", ""), head.get("issuer", "")) if one}
    return len(issuers) < 2


@transaction.atomic
def settle_twin(document: Document, *, by: Actor) -> Document:
    """Say that both papers of one number are papers of their own."""
    document = access.review.claim(by, document)
    changes = change(document, twin_settled=True)
    record(
        "documents.settle_twin", document, by=by, says={"number": head_of(document).get("number", "")}, changes=changes
    )
    return document


@transaction.atomic
def drop_paper(document: Document, *, by: Actor) -> Document:
    """Put aside a paper under review: the register never sees it, its text and original stay."""
    document = access.review.claim(by, document)
    changes = change(document, status=Status.DROPPED, touched_at=now())
    record("documents.drop", document, by=by, says={"name": document.file_name or str(document)}, changes=changes)
    return document
