"""Whose name, symbol and signature stand on a unit's papers, in the layout of the Party and in that of the State."""

from dataclasses import dataclass

from nennep.office import rules
from nennep.office.models import Letterhead, Style
from nennep.office.outlines import committee
from nennep.org.models import Association, Unit

OWN = {Association.UNION, Association.STUDENTS, Association.VETERANS, Association.TEACHERS, Association.ADMINISTRATION}
"""Whose units issue in State layout under their own name and symbol."""


@dataclass(frozen=True)
class Head:
    """The issuer as a paper names it. ``post`` and ``acting_for`` are empty where the paper itself says who signs."""

    upper: str
    body: str
    symbol: str
    drafter: str = ""
    post: str = ""
    acting_for: str = ""


def _upper(unit: Unit) -> str:
    return unit.upper_line or (unit.parent.name if unit.parent else "")


def party_head(unit: Unit) -> Head:
    """The committee as the issuer of a unit's Party papers, with the symbol of its kind (a cell's is CB) where it has none
    of its own."""
    return Head(_upper(unit), committee(unit), unit.symbol or unit.kind.symbol or "ĐU")


def head_of(unit: Unit, style: str) -> Head | None:
    """The issuer of a unit's papers of a style; None for a Party unit whose State letterhead nobody has entered."""
    if style != Style.STATE:
        return party_head(unit)
    if row := Letterhead.objects.filter(unit=unit).first():
        return Head(row.upper, row.body, row.symbol, row.drafter, row.post, row.acting_for)
    if unit.kind.association in OWN and (unit.symbol or unit.kind.symbol):
        return Head(_upper(unit), unit.name, unit.symbol or unit.kind.symbol)
    return None


def number_of(value: int, code: str, head: Head, style: str) -> str:
    """A number as this issuer prints it; of incoming papers (no code) the figures alone."""
    return rules.words_of(value, code, head.symbol, style, head.drafter) if code else str(value)
