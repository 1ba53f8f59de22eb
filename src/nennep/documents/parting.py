"""Two papers in one file: the second is taken out and taken in as a paper of its own."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.documents import access
from nennep.documents.models import Document
from nennep.documents.taking import TakenIn, take_in_paper
from nennep.journal.actions import record


class NothingToPart(Refused):
    """A text in which no second paper begins."""


def second_begins(document: Document) -> int | None:
    """Where in the text a second paper begins, head and all; None where there is none."""
    for one in document.findings:
        if one["code"] == "paper.second" and one["start"] < len(document.text):
            begins = str(one["params"].get("begins", ""))
            return int(begins) if begins.isdigit() else int(one["start"])
    return None


@transaction.atomic
def part_paper(document: Document, *, by: Actor, seen: int | None = None) -> TakenIn:
    """Take the second paper of a text in by itself; the first keeps what stands before it. The original file stays.

    Raises NothingToPart, CannotRead.
    """
    document = access.review.claim(by, document, seen=seen)
    at = second_begins(document)
    if not at or not document.text[:at].strip():
        raise NothingToPart(_("Trong văn bản không còn văn bản thứ hai để tách."))
    rest = _behind(document, at)
    taken = take_in_paper(
        document.unit, by=by, text=document.text[at:], direction=document.direction, name=document.file_name,
        file_sha=document.file_sha, read=rest,
    )  # fmt: skip
    if not taken.again:
        change(taken.document, pages=_pages(document, rest["layout"]))
    document.proposals.filter(start__gte=at).update(state="gone", decided_by=by.account_id, decided_at=now())
    changes = change(document, **_before(document, at), touched_at=now())
    says = {"number": str(taken.document), "name": document.file_name or str(document)}
    record("documents.part", document, by=by, says=says, changes=changes)
    return taken


def _before(document: Document, at: int) -> dict[str, Any]:
    """What stays with the first paper. The digest of its text stays that of the whole: the file is known by it."""
    layout = [piece for piece in document.layout if piece[0] < at]
    return {
        "text": document.text[:at].rstrip() + "\n",
        "findings": [one for one in document.findings if one["end"] <= at],
        "unexplained": [one for one in document.unexplained if one[1] <= at],
        "layout": layout,
        "pages": _pages(document, layout),
    }


def _behind(document: Document, at: int) -> dict[str, Any]:
    """The places of the second paper's letters on the pages, counted from its beginning."""
    layout = [[start - at, end - at, *place] for start, end, *place in document.layout if start >= at]
    return {"layout": layout, "notes": document.notes}


def _pages(document: Document, layout: list[list[Any]]) -> list[dict[str, Any]]:
    numbers = {piece[2] for piece in layout}
    return [page for page in document.pages if page["number"] in numbers]
