"""Reading the journal: lines as sentences."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import JSONField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from nennep.core.batches import in_batches
from nennep.journal.models import Detail, Line
from nennep.journal.registry import SENTENCES, VEILS, Shows, Veil, seat_words

Words = dict[str, Any]
"""What a line says in detail: ``says`` and ``changes``."""


@dataclass(frozen=True)
class Told:
    """A line in words."""

    at: datetime
    who: str
    seat: str
    sentence: str
    values: Callable[[], dict[str, list[str]]]

    @property
    def changes(self) -> dict[str, list[str]]:
        """Old and new values by field, those the present reader may see; asked for when they are shown."""
        return self.values()


def tell(lines: Iterable[Line]) -> list[Told]:
    """The lines as sentences, newest first as given; a line whose detail was erased still says its verb."""
    if isinstance(lines, QuerySet):
        detail = Detail.objects.filter(ref=OuterRef("ref")).values(both=JSONObject(says="says", changes="changes"))
        lines = lines.annotate(detail=Subquery(detail, output_field=JSONField()))
    held = list(lines)
    details = {line.ref: line.detail for line in held if hasattr(line, "detail")}
    if absent := [line.ref for line in held if line.ref not in details]:
        rows = Detail.objects.filter(ref__in=absent).values_list("ref", "says", "changes")
        details |= {ref: {"says": says, "changes": changes} for ref, says, changes in rows}
    veils = cache(lambda: _veils(held))
    return [_told(line, details.get(line.ref), veils) for line in held]


def told_in_batches(rows: QuerySet[Line], size: int = 1000) -> Iterator[Told]:
    """Any number of lines as sentences, a batch at a time."""
    for part in in_batches(rows, size=size):
        yield from tell(part)


def _veils(lines: list[Line]) -> dict[str, Shows]:
    """For each verb among the lines whose values are veiled: what the present reader may see; asked once a veil."""
    people: dict[Veil, set[int]] = {}
    for line in lines:
        if line.verb in VEILS:
            people.setdefault(VEILS[line.verb], set()).add(line.person_id or 0)
    shows = {veil: veil(persons) for veil, persons in people.items()}
    return {verb: shows[veil] for verb, veil in VEILS.items() if veil in shows}


def lines_about(row: Model) -> QuerySet[Line]:
    """What happened to one row, newest first."""
    return Line.objects.filter(subject=row._meta.db_table, row_id=str(row.pk)).order_by("-id")


def _told(line: Line, detail: Words | None, veils: Callable[[], dict[str, Shows]]) -> Told:
    says = detail["says"] if detail else {"who": "…"}
    words = str(SENTENCES.get(line.verb, line.verb))
    return Told(
        line.at,
        str(says.get("who", "")),
        seat_words(line.seat),
        _filled(words, says),
        lambda: _shown(line, detail, veils()),
    )


def _shown(line: Line, detail: Words | None, veiled: dict[str, Shows]) -> dict[str, list[str]]:
    changes = detail["changes"] if detail else {}
    if (shows := veiled.get(line.verb)) is None:
        return changes
    return {name: pair for name, pair in changes.items() if shows(line.person_id, name)}


def _filled(words: str, says: dict[str, object]) -> str:
    class Gap(dict[str, object]):
        def __missing__(self, name: str) -> str:
            return "…"

    return words.format_map(Gap(says))
