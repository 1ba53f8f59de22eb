"""What is done with papers: take in (``taking``), decide on what was found (``deciding``), register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.documents import access, rules
from nennep.documents.deciding import (
    add_proposal,
    decide_all,
    decide_proposal,
    merge_proposals,
    redo_step,
    split_proposal,
    undo_step,
)
from nennep.documents.models import HIDDEN, Citation, Document, Proposal, Recipient, Status
from nennep.documents.parting import part_paper
from nennep.documents.taking import (
    begin_intake,
    finish_intake,
    follow_intake,
    stop_intake,
    take_in_paper,
    text_of,
)
from nennep.documents.twins import drop_paper, settle_twin
from nennep.journal.actions import record
from nennep.viet.order import fold

__all__ = [
    "add_proposal", "begin_intake", "decide_all", "decide_proposal", "drop_paper", "finish_intake",
    "follow_intake", "merge_proposals", "part_paper", "redo_step", "register_paper", "settle_twin", "split_proposal", "stop_intake", "take_in_paper", "text_of",
    "undo_step",
]  # fmt: skip


class TwinUndecided(Refused):
    """A paper with the number of another one, before a person has said what it is."""


@transaction.atomic
def register_paper(document: Document, *, by: Actor, seen: int | None = None) -> Document:
    """Enter a reviewed paper into the register with its citations and recipients.

    Header fields that were taken or left open are used; refused ones are left blank. The taken targets and tasks are
    read by the room above.
    """
    document = access.register.claim(by, document, seen=seen)
    if document.twin_id and not document.twin_settled:
        raise TwinUndecided(
            _("Sổ đã có văn bản cùng số. Đề nghị cho biết đây là văn bản khác hay bản trùng rồi vào sổ.")
        )
    rows = list(document.proposals.exclude(state__in=["refused", *HIDDEN]))
    changes = change(document, status=Status.REGISTERED, **_header_values(rows))
    _write_citations(document, rows)
    Recipient.objects.bulk_create(
        Recipient(
            document=document,
            unit_key=document.unit_key,
            name=row.values.get("name", row.quote)[:250],
            purpose=row.values.get("purpose") or "",
        )
        for row in rows
        if row.kind == "recipient"
    )
    says = {"number": document.number, "title": document.title[:160]}
    record("documents.register", document, by=by, says=says, changes=changes)
    return document


def _header_values(rows: Iterable[Proposal]) -> dict[str, Any]:
    read = {row.values["name"]: row.values["value"] for row in rows if row.kind == "header"}
    values: dict[str, Any] = {
        name: read[name] for name in ("kind", "number", "issuer", "place", "signatory") if name in read
    }
    values["title"] = " ".join(read.get("title", "").split())
    values["title_fold"] = fold(values["title"])[:2000]
    values["dated"] = _day(read.get("date", ""))
    return values


def _day(token: str) -> date | None:
    try:
        return date.fromisoformat(token)
    except ValueError:
        return None


def _write_citations(document: Document, rows: Iterable[Proposal]) -> None:
    first: dict[str, Proposal] = {}
    for row in rows:
        if row.kind == "citation":
            known = first.setdefault(row.values["number"], row)
            if not known.values.get("date") and row.values.get("date"):
                first[row.values["number"]] = row
    standing = Document.objects.filter(number__in=rules.spellings(*first), status=Status.REGISTERED)
    registered = {rules.plain_number(one.number): one for one in standing}
    Citation.objects.bulk_create(
        Citation(
            document=document,
            unit_key=document.unit_key,
            kind=row.values.get("kind") or "",
            number=number,
            dated=row.values.get("date") or "",
            issuer=(row.values.get("issuer") or "")[:250],
            quote=row.quote,
            start=row.start,
            cited=registered.get(rules.plain_number(number)),
        )
        for number, row in first.items()
    )
