"""Where sent papers are: coverage of one paper, what came to a unit, coverage of a dissemination."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from nennep.core.actor import Actor
from nennep.documents.models import Document
from nennep.office import access
from nennep.office.models import Delivery, Draft, Purpose, Session, Study
from nennep.org.models import Unit
from nennep.org.queries import invited_units


@dataclass(frozen=True)
class Line:
    """A recipient's line: ``late`` tells that a result is past its day; nobody owes one on a recalled paper."""

    row: Delivery
    depth: int
    late: bool


@dataclass(frozen=True)
class Coverage:
    """A paper's recipients, those passed to under those who passed on, with sums."""

    lines: list[Line]
    sent: int
    opened: int
    receipts: int
    passed: int
    carriers: int
    done: int
    late: int


def coverage(actor: Actor, document: Document, day: date) -> Coverage:
    """Everything known about who got a paper."""
    sent = access.see_sent.rows(actor).filter(document=document).select_related("unit").order_by("id")
    out = Q(publication__isnull=False, publication__withdrawn_on=None)
    rows: Sequence[Delivery] = list(
        sent.annotate(out=ExpressionWrapper(out, BooleanField()), why_back=F("publication__reason"))
    )
    units = [row for row in rows if row.unit_id]
    carriers = [row for row in units if row.purpose == Purpose.ACT]
    lines = _lines(rows, None, 0, day if document.status != "recalled" else date.min)
    return Coverage(
        lines, len(rows), sum(1 for row in units if row.opened_on), sum(1 for row in units if row.receipt_on),
        sum(1 for row in units if row.passed_on), len(carriers), sum(1 for row in carriers if row.done_on),
        sum(1 for line in lines if line.late),
    )  # fmt: skip


def _lines(rows: Sequence[Delivery], via: int | None, depth: int, day: date) -> list[Line]:
    known = {row.pk for row in rows}
    found: list[Line] = []
    for row in rows:
        parent = row.via_id if row.via_id in known else None
        if parent == via:
            late = row.purpose == Purpose.ACT and row.done_on is None and bool(row.due_on and row.due_on < day)
            found.append(Line(row, depth, late))
            found += _lines(rows, row.pk, depth + 1, day)
    return found


def received(actor: Actor, *, open_only: bool = False) -> QuerySet[Delivery]:
    """Papers sent to the units the actor's posts are in, the latest first."""
    own = [post.unit_key for post in actor.posts]
    rows = access.see_delivery.rows(actor).filter(unit_key__in=own).select_related("document", "giver")
    owed = Q(receipt_on=None, purpose__in=[Purpose.KNOW, Purpose.ACT]) | Q(purpose=Purpose.ACT, done_on=None)
    rows = rows.filter(owed).exclude(document__status="recalled") if open_only else rows
    return rows.order_by("-sent_on", "-id")


def recalled(document: Document) -> str | None:
    """Why a paper was recalled, empty where no reason is kept; None while it holds."""
    if document.status != "recalled":
        return None
    return Draft.objects.filter(document=document).values_list("reason", flat=True).first() or ""


def choices(unit: Unit, day: date) -> QuerySet[Unit]:
    """The units a paper may be sent to: the one right above, those right below, and in a base organisation the cells."""
    groups = ("below", "cells") if unit.kind.is_grassroots else ("below",)
    near = {one.pk for whom in groups for one in invited_units(unit, whom, day)}
    return Unit.objects.filter(Q(pk__in=near) | Q(pk=unit.parent_id or 0)).order_by("key")


def below(row: Delivery, day: date) -> QuerySet[Unit]:
    """The units right below a recipient, in a base organisation its cells too, that have not got the paper or made it."""
    if row.unit is None:
        return Unit.objects.none()
    there = Delivery.objects.filter(document=row.document_id, unit__isnull=False).values("unit_id")
    rows = choices(row.unit, day).filter(key__startswith=row.unit_key)
    return rows.exclude(pk=row.document.unit_id).exclude(pk__in=there)


@dataclass(frozen=True)
class Studied:
    """A dissemination in figures."""

    rows: list[Session]
    held: int
    required: int
    present: int


def studied(actor: Actor, study: Study) -> Studied:
    """Each unit's session and the sums."""
    rows = list(access.see_session.rows(actor).filter(study=study).select_related("unit").order_by("unit__title_key"))
    held = [row for row in rows if row.held_on]
    return Studied(rows, len(held), sum(row.required or 0 for row in held), sum(row.present or 0 for row in held))


def studies(actor: Actor) -> QuerySet[Study]:
    """The disseminations the actor sees, the latest first."""
    return access.see_study.rows(actor).select_related("document", "unit").order_by("-due_on", "-id")
