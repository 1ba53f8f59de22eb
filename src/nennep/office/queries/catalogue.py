"""Issuing bodies as a unit knows them, and how papers stand to one another."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.documents import access as papers
from nennep.documents.models import Citation, Document, Kind
from nennep.documents.rules import plain_number, spellings
from nennep.office import access
from nennep.office.models import Issuer, Link, PaperName, Relation
from nennep.org.models import Unit
from nennep.viet.order import fold


def issuers_for(unit: Unit) -> QuerySet[Issuer]:
    """The bodies a unit knows: its own entries, those of the units above, those of the house; its own first."""
    keys = [unit.key[:end] for end in range(3, len(unit.key) + 1, 3)]
    return Issuer.objects.filter(unit_key__in=[*keys, ""]).order_by("-unit_key", "name_fold")


def issuer_for(unit: Unit, sender: str) -> Issuer | None:
    """The listed body that a sender's name or symbol means."""
    folded = fold(sender)
    return issuers_for(unit).filter(Q(name_fold=folded) | Q(symbol__iexact=sender.strip())).first() if folded else None


def catalogue(actor: Actor) -> QuerySet[Issuer]:
    """Every body the actor may see, by level."""
    return access.see_issuer.rows(actor).select_related("unit").order_by("level", "name_fold")


@dataclass(frozen=True)
class Node:
    """A paper in the graph of citations: ``document`` is none where the register does not have it."""

    number: str
    title: str
    issuer: str
    depth: int
    document_id: int | None
    ended: str = ""
    """In words, where the paper no longer holds."""


DEEPEST = 4


def _ended(row: Document | None) -> str:
    return str(row.get_status_display()) if row and row.status in {"superseded", "recalled"} else ""


def basis(actor: Actor, document: Document) -> list[Node]:
    """Upwards: what the paper rests on, and what that rests on, four steps at most; each paper once."""
    found, seen, now = [], {plain_number(document.number)}, [document.pk]
    for depth in range(1, DEEPEST + 1):
        rows = Citation.objects.filter(document__in=now).select_related("cited").order_by("start")
        now = []
        for row in rows:
            if plain_number(row.number) in seen:
                continue
            seen.add(plain_number(row.number))
            known = row.cited
            title, issuer = (known.title, known.issuer) if known else ("", row.issuer)
            found.append(Node(row.number, title, issuer, depth, known.pk if known else None, _ended(known)))
            now += [known.pk] if known else []
        if not now:
            break
    return found


def carriers(actor: Actor, number: str, document_id: int | None = None) -> list[Node]:
    """Downwards: what carries out a paper here, and what carries that out, four steps at most; each paper once."""
    found: list[Node] = []
    seen, numbers, ids = {document_id}, [number], [document_id] if document_id else []
    for depth in range(1, DEEPEST + 1):
        citing = Citation.objects.filter(Q(number__in=spellings(*numbers)) | Q(cited__in=ids)).values("document_id")
        rows = (
            papers.see.rows(actor)
            .filter(pk__in=citing)
            .exclude(status="reading")
            .exclude(pk__in=[pk for pk in seen if pk])
        )
        fresh = list(rows.only("id", "number", "title", "issuer", "dated", "status").order_by("-dated", "id")[:200])
        found += [Node(row.number, row.title, row.issuer, depth, row.pk, _ended(row)) for row in fresh]
        numbers, ids = [row.number for row in fresh if row.number], [row.pk for row in fresh]
        seen.update(ids)
        if not fresh:
            break
    return found


def relations(document: Document) -> list[tuple[str, Document, Relation]]:
    """How a paper stands to others, both ways, in words."""
    mine = [(str(row.get_link_display()), row.other, row) for row in document.reaches.select_related("other")]
    back = {
        Link.REPLACES.value: _("bị thay thế bởi"),
        Link.AMENDS.value: _("được sửa đổi, bổ sung bởi"),
        Link.CORRECTS.value: _("có bản sửa là"),
    }
    return mine + [(back[row.link], row.document, row) for row in document.reached_by.select_related("document")]


def short_names(unit: Unit, number: str) -> list[str]:
    """The short names of a paper that a unit uses."""
    keys = [unit.key[:end] for end in range(3, len(unit.key) + 1, 3)]
    return (
        list(PaperName.objects.filter(unit_key__in=keys, number__in=spellings(number)).values_list("name", flat=True))
        if number
        else []
    )


def kind_names() -> dict[str, str]:
    """Kinds by their Vietnamese names: a paper is Vietnamese whatever the language of the screen."""
    with translation.override("vi"):
        return {value: str(label) for value, label in Kind.choices}
