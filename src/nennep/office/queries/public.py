"""What everybody may read: papers that were put out and not taken back."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nennep.core.asked import is_number
from nennep.office.models import Publication
from nennep.office.papers import blocks
from nennep.press.paper import Bullets, Heading, Para
from nennep.viet.order import fold

MOST_WORDS = 8


@dataclass(frozen=True)
class Part:
    """A stretch of a paper as a page shows it: ``tag`` is h2, h3, p or ul."""

    tag: str
    text: str = ""
    items: tuple[str, ...] = ()


def put_out() -> QuerySet[Publication]:
    """Every paper put out, the newest first."""
    return Publication.objects.filter(withdrawn_on=None)


def found(words: str, unit: str) -> QuerySet[Publication]:
    """Papers of a unit that have every word, with or without marks, in their kind, number, title or issuer."""
    asked = Q()
    for word in fold(words).split()[:MOST_WORDS]:
        asked &= Q(words__contains=word)
    if is_number(unit):
        asked &= Q(unit_id=int(unit[:18]))
    return put_out().filter(asked).defer("text")


def units() -> list[tuple[int, str]]:
    """The units that have put out papers."""
    rows = put_out().order_by("unit_name", "unit_id").values_list("unit_id", "unit_name").distinct()
    return list(rows)


def parts(text: str) -> list[Part]:
    """The text of a paper with its headings and lists."""
    made: list[Part] = []
    for block in blocks(text):
        if isinstance(block, Bullets):
            made.append(Part("ul", items=block.items))
        elif isinstance(block, Heading):
            made.append(Part("h3" if block.level > 2 else "h2", block.text))
        elif isinstance(block, Para):
            made.append(Part("p", block.text or "".join(run.text for run in block.runs)))
    return made
