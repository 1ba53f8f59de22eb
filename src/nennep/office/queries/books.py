"""A unit's books: counters, lines, what an old book still lacks; incoming papers by where they are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from nennep.core.actor import Actor
from nennep.office import access, rules
from nennep.office.heads import Head, head_of, number_of
from nennep.office.models import Book, Incoming, Number
from nennep.org.models import Unit


@dataclass(frozen=True)
class Shelf:
    """A book with what it accounts for: ``lacking`` are old numbers not entered yet, in short; ``next`` the number to come, ``first``
    the first old number that is lacking."""

    book: Book
    next: str
    used: int
    cancelled: int
    lacking: str
    lacks: int
    first: int | None


def shelves(unit: Unit) -> list[Shelf]:
    """Every book of a unit, the present term first."""
    counted = Book.objects.filter(unit=unit).annotate(
        used=Count("numbers", filter=Q(numbers__state="used")), cancelled=Count("numbers", filter=Q(numbers__state="cancelled"))
    )  # fmt: skip
    old: dict[int, list[int]] = {}
    for book_id, value in Number.objects.filter(unit=unit, old=True).values_list("book_id", "value"):
        old.setdefault(book_id, []).append(value)
    rows = list(counted.order_by("style", "-term", "code"))
    heads = {style: head_of(unit, style) for style in {row.style for row in rows}}
    return [_shelf(book, heads, old.get(book.pk, [])) for book in rows]


def _shelf(book: Book, heads: dict[str, Head | None], old: list[int]) -> Shelf:
    lacks = rules.missing(old, 1, book.opened_with)
    head = heads.get(book.style)
    coming = number_of(book.last + 1, book.code, head, book.style) if head else str(book.last + 1)
    return Shelf(book, coming, book.used, book.cancelled, rules.in_runs(lacks), len(lacks), next(iter(lacks), None))  # type: ignore[attr-defined]


def lines(actor: Actor, unit: Unit, flow: str, words: str = "") -> QuerySet[Number]:
    """The lines of one of a unit's books, the latest first."""
    rows = access.see_number.rows(actor).filter(unit=unit, flow=flow).select_related("incoming", "document")
    if words:
        rows = rows.filter(Q(words__icontains=words.replace(" ", "")) | Q(title__icontains=words.strip()))
    return rows.order_by("-dated", "-value", "-id")


@dataclass(frozen=True)
class Desk:
    """Incoming papers by what they wait for, and how many are past their deadline."""

    rows: QuerySet[Incoming]
    waiting: list[Incoming]
    overdue: int
    counts: dict[str, int]


def incoming_desk(actor: Actor, unit: Unit, day: date, stage: str = "") -> Desk:
    """The open incoming papers of a unit, the most urgent first; ``stage`` shows one stage, "late" what is overdue."""
    rows = access.see_incoming.rows(actor).filter(unit=unit).select_related("order", "issuer")
    late = Q(stage="assigned", due_on__lt=day)
    counts = dict(rows.values_list("stage").annotate(n=Count("id")).order_by())
    shown = rows.filter(late) if stage == "late" else rows.filter(stage=stage) if stage else rows.exclude(stage="done")
    shown = shown.order_by("due_on", "received_on", "id")
    return Desk(shown, list(shown[:100]), rows.filter(late).count(), counts)
