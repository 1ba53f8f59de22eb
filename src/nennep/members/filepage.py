"""What the pages of files show: one file as its reader may see it, the scores of cells, the queue, who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.words import Words
from nennep.journal.queries import Told
from nennep.journal.registry import seat_words
from nennep.members import filevalues, sight
from nennep.members.fields import GROUPS, KINDS, Kind, label_of
from nennep.members.models import Amendment, FileEntry, FilePaper, FileSheet, Membership, PaperKind, Person
from nennep.members.sight import Sight
from nennep.org.models import Unit


@dataclass(frozen=True)
class Group:
    """Values that stand together: (label, words, whether long) of those written, and the labels of those still missing."""

    code: str
    label: str
    rows: list[tuple[str, str, bool]]
    gaps: list[str]


@dataclass(frozen=True)
class Entry:
    """An entry in words."""

    pk: int
    when: str
    words: list[tuple[str, str]]


@dataclass(frozen=True)
class Entries:
    """The entries of a kind."""

    kind: Kind
    rows: list[Entry]


@dataclass(frozen=True)
class Change:
    """An amendment in words."""

    row: Amendment
    label: Words
    old: str
    new: str


@dataclass(frozen=True)
class Slot:
    """A place of the index: the kind, its papers, whether it is asked for and missing."""

    kind: PaperKind
    papers: list[FilePaper]
    missing: bool


@dataclass(frozen=True)
class Score:
    """How many of the papers a file needs are there, and how many of them are scanned."""

    have: int
    scanned: int
    needed: int
    certified: bool

    @property
    def complete(self) -> bool:
        return self.certified or self.have >= self.needed


def score(sheet: FileSheet, kinds: list[PaperKind], official: bool) -> Score:
    """The score of a file: stages A and B for everyone, stage C after the recognition."""
    first = sum(kind.needed and kind.stage in "AB" for kind in kinds)
    second = sum(kind.needed and kind.stage == "C" for kind in kinds) if official else 0
    have = min(sheet.have_first, first) + (min(sheet.have_second, second) if official else 0)
    scanned = min(sheet.scan_first, first) + (min(sheet.scan_second, second) if official else 0)
    return Score(have, scanned, first + second, sheet.index_certified_on is not None)


def groups(person: Person, sheet: FileSheet, eyes: Sight) -> list[Group]:
    """The single values in their groups, as the reader may see them."""
    values = filevalues.shown(person, sheet, eyes.fields())
    found = []
    for code, label in GROUPS.items():
        mine = [
            (str(one.field.label), one.words, one.field.shape == "long") for one in values if one.field.group == code
        ]
        if mine:
            found.append(
                Group(code, str(label), [row for row in mine if row[1]], [row[0] for row in mine if not row[1]])
            )
    return found


def entry_rows(person: Person, eyes: Sight) -> QuerySet[FileEntry]:
    """The dated entries that the reader may see."""
    return FileEntry.objects.filter(person=person, kind__in=[kind.code for kind in eyes.kinds()], dropped_on=None)


def entries(found: Iterable[FileEntry], eyes: Sight) -> list[Entries]:
    """``entry_rows`` by kind; kinds without entries too."""
    kinds = eyes.kinds()
    rows: dict[str, list[Entry]] = {kind.code: [] for kind in kinds}
    for row in found:
        kind = KINDS[row.kind]
        words = zip((str(one.label) for one in kind.columns), filevalues.entry_words(row, kind), strict=True)
        rows[row.kind].append(Entry(row.pk, filevalues.when(row, kind), list(words)))
    return [Entries(kind, rows[kind.code]) for kind in kinds]


def changes(rows: list[Amendment], eyes: Sight) -> list[Change]:
    """Amendments in words, those of values the reader may see."""
    return [told(row) for row in rows if eyes.named(row.name)]


def told(row: Amendment) -> Change:
    """One amendment in words."""
    return Change(
        row, label_of(row.name), filevalues.typed_words(row.name, row.old), filevalues.typed_words(row.name, row.new)
    )


def with_labels(line: Told) -> tuple[Told, list[tuple[Words, str, str]]]:
    """A line of the journal with the values it changed under their labels."""
    return line, [
        (label_of(name), filevalues.typed_words(name, old), filevalues.typed_words(name, new))
        for name, (old, new) in line.changes.items()
    ]


def index(person: Person, kinds: list[PaperKind], eyes: Sight, official: bool) -> list[Slot]:
    """The index of the papers in their order; papers of restricted kinds only for those who may see them."""
    by_kind: dict[str, list[FilePaper]] = {}
    for paper in FilePaper.objects.filter(person=person).order_by("issued_on", "id"):
        by_kind.setdefault(paper.kind_id, []).append(paper)
    slots = []
    for kind in kinds:
        held = by_kind.get(kind.code, [])
        asked = kind.needed and (kind.stage in "AB" or official)
        missing = asked and not any(paper.cancelled_on is None for paper in held)
        if held or missing:
            slots.append(Slot(kind, held if eyes.restricted or eyes.own or not kind.restricted else [], missing))
    return slots


@dataclass(frozen=True)
class CellScore:
    """The files of one cell."""

    unit: Unit
    members: int
    complete: int
    scanned: int
    waiting: int


def scores(unit: Unit) -> list[CellScore]:
    """The files of every cell of a unit, counted by the database."""
    with connection.cursor() as cursor:
        cursor.execute("select * from members_file_scores(%s, %s)", [unit.pk, today()])
        rows = cursor.fetchall()
    units = Unit.objects.in_bulk([row[0] for row in rows])
    found = [CellScore(units[pk], *rest) for pk, *rest in rows if pk in units]
    return sorted(found, key=lambda one: one.unit.title_key)


@dataclass(frozen=True)
class CellFile:
    """The file of a member of a cell and its score."""

    membership: Membership
    score: Score


def files(unit: Unit) -> list[CellFile]:
    """The files of a cell, those that lack most at the top."""
    day, kinds = today(), list(PaperKind.objects.all())
    rows = Membership.objects.filter(
        unit=unit, association="party", placement="counted", since__lte=day, until__gt=day
    ).select_related("person__sheet").order_by("sort_key")  # fmt: skip
    found = [
        CellFile(row, score(getattr(row.person, "sheet", None) or FileSheet(), kinds, row.status == "official"))
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.score.complete, one.score.have - one.score.needed, one.score.scanned))


MOST = 100
"""Papers of the queue on a page."""


def queue(actor: Actor, unit: Unit) -> list[Any]:
    """Papers of a unit that wait to be scanned, the oldest entry first, each with whether the actor may scan it (``may``)."""
    rows = FilePaper.objects.filter(
        unit_key__gte=unit.key, unit_key__lt=unit.key + "~", file_sha="", secrecy="", cancelled_on=None
    ).annotate(may=sight.scan.column(actor))  # fmt: skip
    return list(rows.select_related("person", "kind").order_by("entered_at", "id")[:MOST])


@dataclass(frozen=True)
class Look:
    """That somebody looked."""

    at: datetime
    who: str
    seat: str
    verb: str
    says: dict[str, Any]

    @property
    def listed(self) -> bool:
        """Whether it was a list of the unit rather than the file itself."""
        return self.verb in {"members.export", "members.open_number"}


def looks(most: int = 200) -> list[Look]:
    """Who looked at the file of the present person, newest first; reads under an inspection case are not among them."""
    import json

    with connection.cursor() as cursor:
        cursor.execute("select * from members_looks(%s)", [most])
        return [
            Look(at, who, seat_words(seat), verb, says if isinstance(says, dict) else json.loads(says))
            for at, who, seat, verb, says in cursor.fetchall()
        ]
