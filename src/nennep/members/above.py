"""The organisations above the cells of a draft: their members before and after, and which numbers they then reach or miss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.duties import rulebook

if TYPE_CHECKING:
    from nennep.members.studio import Place, Tried

LEAST = {"grassroots": "unit.grassroots.least", "upper": "unit.upper.least"}
"""What an organisation of a kind cannot be without (294-QĐ/TW §10.4.4, §20.3.1)."""
MAY = (("unit.powers.least", 0), ("unit.delegated.least", 1), ("unit.staff.least", 0))
"""Numbers that let a grassroots organisation have more; some are to be passed, not only reached (294-QĐ/TW §10.6, §22)."""


@dataclass(frozen=True)
class Above:
    """An organisation above cells, with its members before and after."""

    place: Place
    name: str
    kind: str
    was: int
    now: int


def changed(copy: Tried) -> list[Above]:
    """Those above that have other members afterwards, the highest first."""
    found = []
    for place, name in copy.uppers.items():
        under = _under(copy, place)
        was = sum(len(one.before) for one in copy.cells.values() if one.was_under in under)
        now = sum(len(one.people) for one in copy.cells.values() if one.parent in under and not one.ended)
        if was != now:
            found.append(Above(place, name, copy.kinds.get(place, ""), was, now))
    return found


def _under(copy: Tried, place: Place) -> set[Place]:
    """An organisation and those between it and its cells."""
    found: set[Place] = {place}
    for one, above in copy.above.items():
        if above in found:
            found.add(one)
    return found


def broken(copy: Tried) -> list[str]:
    """Organisations that lose people and fall below the number of their kind."""
    book, found = rulebook.on(today()), []
    for one in changed(copy):
        rule = LEAST.get(one.kind)
        if rule is not None and one.now < book.number(rule) and one.now < one.was:
            words, row = _("{unit}: còn {n} đảng viên, quy định ít nhất {least} ({source})."), book.row(rule)
            found.append(words.format(unit=one.name, n=one.now, least=row.value, source=row.source))
    return found


def crossed(copy: Tried) -> list[str]:
    """Numbers that a grassroots organisation reaches or no longer has, and grassroots cells that grow into one."""
    book, found = rulebook.on(today()), []
    for one in changed(copy):
        for key, more in MAY if one.kind == "grassroots" else ():
            least, row = book.number(key) + more, book.row(key)
            if (one.was < least) == (one.now < least):
                continue
            words = _("{unit}: {was} → {n} đảng viên, đủ mức “{rule}: {least}” ({source}).")
            if one.now < least:
                words = _("{unit}: {was} → {n} đảng viên, không còn đủ mức “{rule}: {least}” ({source}).")
            label = rulebook.KEYS[key].label
            found.append(
                words.format(unit=one.name, was=one.was, n=one.now, rule=label, least=row.value, source=row.source)
            )
    row = book.row("unit.grassroots.least")
    for cell in copy.shown:
        if cell.kind == "grassroots_cell" and not cell.ended and cell.now["all"] >= int(row.value) > cell.was["all"]:
            words = _("{cell} có {n} đảng viên: từ {least} đảng viên thì lập đảng bộ cơ sở ({source}).")
            found.append(words.format(cell=cell.name, n=cell.now["all"], least=row.value, source=row.source))
    return found
