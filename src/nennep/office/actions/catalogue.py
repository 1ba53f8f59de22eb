"""Issuing bodies, short names of papers, and how papers stand to one another."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.documents.models import Document, Status
from nennep.journal.actions import record
from nennep.office import access
from nennep.office.actions.publishing import mark_replaced
from nennep.office.models import Issuer, Link, PaperName, Relation
from nennep.org.models import Unit
from nennep.viet.order import clean, fold


class ListedBefore(Refused):
    """A body, name or relation that is there already."""


@transaction.atomic
def add_issuer(unit: Unit, *, by: Actor, name: str, symbol: str, level: str) -> Issuer:
    """List an issuing body for the unit and those below it. Raises ListedBefore."""
    unit = access.list_issuer.claim(by, unit)
    name = clean(name)
    if Issuer.objects.filter(unit_key__in=["", unit.key], name_fold=fold(name)).exists():
        raise ListedBefore(_("Cơ quan này đã có trong danh mục."), field="name")
    row: Issuer = Issuer.objects.create(
        unit=unit, unit_key=unit.key, name=name, name_fold=fold(name), symbol=symbol.strip(), level=level
    )
    record("office.add_issuer", row, by=by, says={"name": name})
    return row


@transaction.atomic
def edit_issuer(issuer: Issuer, *, by: Actor, name: str, symbol: str, level: str) -> Issuer:
    """Change a unit's own entry. Raises ListedBefore."""
    issuer = access.change_issuer.claim(by, issuer)
    name = clean(name)
    if Issuer.objects.filter(unit_key__in=["", issuer.unit_key], name_fold=fold(name)).exclude(pk=issuer.pk).exists():
        raise ListedBefore(_("Cơ quan này đã có trong danh mục."), field="name")
    changes = change(issuer, name=name, name_fold=fold(name), symbol=symbol.strip(), level=level)
    record("office.edit_issuer", issuer, by=by, says={"name": name}, changes=changes)
    return issuer


@transaction.atomic
def name_paper(document: Document, *, by: Actor, name: str) -> PaperName:
    """Give a registered paper the short name people use. Raises ListedBefore."""
    document = access.describe.claim(by, document)
    name = clean(name)
    if PaperName.objects.filter(unit=document.unit, name_fold=fold(name)).exists():
        raise ListedBefore(_("Tên gọi này đã dùng cho một văn bản."), field="name")
    row: PaperName = PaperName.objects.create(
        unit=document.unit, unit_key=document.unit_key, number=document.number, name=name, name_fold=fold(name)
    )
    record("office.name", row, by=by, says={"name": name, "number": document.number})
    return row


@transaction.atomic
def relate_papers(document: Document, *, by: Actor, link: str, other: Document, since: date) -> Relation:
    """Say that a paper replaces, amends or is a new version of another. Raises ListedBefore."""
    document = access.describe.claim(by, document)
    if document.pk == other.pk:
        raise ListedBefore(_("Một văn bản không thay thế chính nó."), field="other")
    if Relation.objects.filter(document__in=[document, other], other__in=[document, other]).exists():
        raise ListedBefore(_("Quan hệ giữa hai văn bản này đã được ghi."), field="other")
    row: Relation = Relation.objects.create(
        unit_key=document.unit_key, document=document, link=link, other=other, since=since
    )
    if link in {Link.REPLACES, Link.CORRECTS} and access.describe.allows(by, other):
        change(other, status=Status.SUPERSEDED)
        mark_replaced(other, document.number)
    says = {"number": document.number, "link": str(Link(link).label), "other": other.number}
    record("office.relate", row, by=by, unit_id=document.unit_id, says=says)
    return row
