"""Search over the text of papers, with filters."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from nennep.core.actor import Actor, range_of
from nennep.core.asked import is_number
from nennep.documents import access as papers
from nennep.documents.models import Document
from nennep.documents.rules import plain_number
from nennep.office.models import PaperName
from nennep.office.queries.words import Bit, Wanted, plain, sentence, wanted
from nennep.org import access as org
from nennep.viet.order import fold

MOST = 60
FIND = "select office_find(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Asked:
    """A search as typed: words and filters; empty ones do not count."""

    words: str = ""
    kind: str = ""
    direction: str = ""
    level: str = ""
    issuer: int = 0
    unit: int = 0
    year: str = ""
    cites: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return self == Asked()


@dataclass(frozen=True)
class Found:
    """A paper found, with the sentence that answers."""

    document: Document
    sentence: list[Bit] = field(default_factory=list)


def find(actor: Actor, asked: Asked) -> tuple[list[Found], bool]:
    """Papers newest first, those that have the words side by side before those that have them apart; and whether there
    are more."""
    look = wanted(asked.words, _names(actor, asked.words)) if asked.words.strip() else None
    numbers = _numbers(actor, asked, look)
    rows = {
        row.pk: row for row in papers.see.rows(actor).filter(pk__in=numbers).select_related("unit", "leaf__issuer")
    }  # fmt: skip
    kept = [rows[pk] for pk in numbers if pk in rows][:MOST]
    tokens = look.tokens if look else ()
    return [Found(row, sentence(row.text, tokens) if tokens else []) for row in kept], len(numbers) > MOST


def _numbers(actor: Actor, asked: Asked, look: Wanted | None) -> list[int]:
    low, high = _unit_range(actor, asked.unit)
    year = int(asked.year) if is_number(asked.year) and 1900 < int(asked.year) < 2200 else 0
    days = (date(year, 1, 1), date(year + 1, 1, 1)) if year else (None, None)
    cites = _cited(actor, asked.cites)
    rest = [asked.kind, asked.direction, asked.level, asked.issuer, low, high, *days, cites, MOST + 1]
    found = _asked(look.near if look else "", rest)
    if look and look.far != look.near and len(found) <= MOST:
        found += [one for one in _asked(look.far, rest) if one not in set(found)]
    return found


def _asked(query: str, rest: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(FIND, [query, *rest])
        return [row[0] for row in cursor.fetchall()]


def _unit_range(actor: Actor, unit: int) -> tuple[str, str]:
    key = org.see.rows(actor).filter(pk=unit).values_list("key", flat=True).first() if unit else None
    return range_of(key, below=True) if key else ("", "")


def _names(actor: Actor, words: str) -> dict[str, str]:
    """Short names that occur among the words, with the numbers they stand for."""
    folded = f" {fold(words)} "
    rows = PaperName.objects.filter(name_fold__in=_stretches(folded.split())).values_list("name", "number")
    return dict(rows)


def _stretches(words: list[str]) -> list[str]:
    return [
        " ".join(words[low:high]) for low in range(len(words)) for high in range(low + 1, min(low + 6, len(words)) + 1)
    ]


def _cited(actor: Actor, typed: str) -> str:
    """The number behind what was typed in the filter "cites": itself, or the one a short name means."""
    names = _names(actor, typed) if typed else {}
    return plain_number(next(iter(names.values()), typed.replace(" ", "")))


def number_of(actor: Actor, typed: str) -> str:
    """The printed number that was typed, or the one behind a short name or a form like NQ21."""
    if number := _cited(actor, typed):
        look = wanted(typed)
        if look and "/" not in number and look.near:
            rows = papers.see.rows(actor).filter(pk__in=_asked(look.near, ["", "", "", 0, "", "", None, None, "", 5]))
            heads = tuple("-".join(look.tokens[:2]).split("-"))
            found = [row.number for row in rows if tuple(plain(row.number).split()[:2]) == heads]
            return found[0] if found else number
    return number
