"""One box for everything: people, units, papers, tasks, meetings; without marks, and forgiving of slips of the hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.utils import timezone

from nennep.core.actor import Actor
from nennep.documents import access as papers
from nennep.documents.models import Document
from nennep.documents.queries import register
from nennep.meetings import access as gatherings
from nennep.meetings.models import Meeting
from nennep.members import access as people
from nennep.members.models import Membership, NameEntry
from nennep.members.queries import so_named
from nennep.office.queries import finding
from nennep.org import access as org
from nennep.org.models import Unit
from nennep.programmes import access as plans
from nennep.programmes.models import Task
from nennep.viet.near import slips
from nennep.viet.order import fold
from nennep.viet.write import day as written

ALIKE = 0.5
"""How much of what was typed a title must share, in groups of three letters, to be offered; a name as a whole 0.4."""
ALIKE_NAME = 0.4
NEWEST = 2000
"""How many titles of a kind are compared, so that a nation answers as quickly as a cell."""
OFFERED = 5
LONG, SLIPS = 8, 2
"""From so many letters on so many slips of the hand are forgiven, however few groups of letters they leave whole."""
ALIKE_LONG, LOOKED_AT = 0.25, 20
"""Of long ones, so many titles that share at least this much are looked at letter by letter."""
SHORTEST, MOST_WORDS = 4, 5
"""Words of names shorter than this are taken as typed; of a long question only so many are looked at."""


@dataclass(frozen=True)
class Hit:
    """Something found: its kind, its words, where it leads."""

    words: str
    more: str
    link: str


Hits = dict[str, list[Hit]]


def search(actor: Actor, words: str, day: date) -> Hits:
    """Units, papers, tasks, meetings, and people by any part of a name without marks."""
    folded = fold(words)
    if len(folded) < 2:
        return {}
    return {
        "people": [_person(row) for row in _people(actor, folded, day)],
        "units": [_unit(row) for row in _units(actor, folded, words)],
        "papers": [_paper(row) for row in _papers(actor, words)],
        "tasks": [_task(row) for row in _tasks(actor, folded)],
        "meetings": [_meeting(row) for row in _meetings(actor, folded)],
    }  # fmt: skip


def nearly(actor: Actor, words: str, day: date) -> Hits:
    """What is written almost as it was typed, for when nothing was found."""
    folded = fold(words)
    if len(folded) < 4:
        return {}
    tasks = plans.see_task.rows(actor).select_related("unit").order_by("-id")
    meetings = gatherings.see.rows(actor).select_related("unit").order_by("-starts_at")
    titles = papers.see.rows(actor).order_by("-id")
    units = org.see.rows(actor).select_related("kind", "parent").order_by("key")
    return {
        "people": [_person(row) for row in _people_like(actor, folded, day)],
        "units": [_unit(row) for row in _alike(units, "name", folded)],
        "papers": [_paper(row) for row in _alike(titles, "title", folded)],
        "tasks": [_task(row) for row in _alike(tasks, "name", folded)],
        "meetings": [_meeting(row) for row in _alike(meetings, "title", folded)],
    }


def _folded(column: str) -> Func:
    return Func(F(column), function="vi_fold", output_field=TextField())


def _holding(rows: QuerySet[Any], folded: str, *columns: str) -> list[Any]:
    """Rows that hold what was typed as it stands, else those that hold each of its words; ten at most."""
    for words in ([folded], folded.split())[: 1 + (" " in folded)]:
        wanted = Q()
        for word in words:
            wanted &= Q.create([(f"{column}__contains", word) for column in columns], connector=Q.OR)
        if found := list(rows.filter(wanted)[:10]):
            return found
    return []


def _tasks(actor: Actor, folded: str) -> list[Task]:
    rows = plans.see_task.rows(actor).annotate(folded=_folded("name"))
    return _holding(rows.select_related("unit"), folded, "folded")


def _alike(rows: QuerySet[Any], column: str, folded: str) -> list[Any]:
    """The titles most alike of the newest ones; those a few slips away before those that merely share much."""
    near = rows.order_by().filter(pk__in=rows.values("pk")[:NEWEST])
    found = near.annotate(near=TrigramWordSimilarity(folded, _folded(column)))
    least = ALIKE_LONG if len(folded) >= LONG else ALIKE
    close = found.filter(near__gte=least).order_by("-near", "pk")[:LOOKED_AT]
    if least == ALIKE:
        return list(close[:OFFERED])
    far = [(min(slips(folded, fold(getattr(row, column))), SLIPS + 1), row) for row in close]
    good = [(away, row) for away, row in far if row.near >= ALIKE or away <= SLIPS]
    return [row for _away, row in sorted(good, key=lambda one: one[0])][:OFFERED]


def _units(actor: Actor, folded: str, words: str) -> Iterable[Unit]:
    rows = org.see.rows(actor).filter(Q(name_fold__contains=folded) | Q(code__iexact=words))
    return rows.select_related("kind", "parent").order_by("title_key")[:10]


def _papers(actor: Actor, words: str) -> list[Document]:
    """Papers by abstract or number, then those that have the words anywhere in their text; ten at most."""
    rows = list(register(actor, words=words)[:10])
    known = {row.pk for row in rows}
    found, _more = finding.find(actor, finding.Asked(words=words)) if len(rows) < 10 else ([], False)
    return [*rows, *(one.document for one in found if one.document.pk not in known)][:10]


def _meetings(actor: Actor, folded: str) -> list[Meeting]:
    rows = gatherings.see.rows(actor).annotate(folded=_folded("title"), of=_folded("topic"))
    return _holding(rows.select_related("unit").order_by("-starts_at"), folded, "folded", "of")


def _members(actor: Actor, day: date) -> QuerySet[Membership]:
    """Members the actor may list, none for others."""
    rows = people.lists.rows(actor).filter(association="party", placement="counted", since__lte=day, until__gt=day)
    return rows.select_related("unit") if actor.may("members.list") else rows.none()


def _people(actor: Actor, folded: str, day: date) -> list[Membership]:
    return so_named(_members(actor, day), folded, 15) if actor.may("members.list") else []


def _people_like(actor: Actor, folded: str, day: date) -> Iterable[Membership]:
    """Members whose names are most alike; the dictionary of names has an index for it, the members have not."""
    if not actor.may("members.list"):
        return []
    near = NameEntry.objects.filter(name_fold__trigram_similar=folded).annotate(
        near=TrigramSimilarity("name_fold", folded)
    )
    close = near.order_by("-near").values_list("sort_key", "name_fold", "near")[:40]
    long = len(folded) >= LONG
    names = [key for key, name, share in close if share >= ALIKE_NAME or (long and slips(folded, name) <= SLIPS)]
    if not names:  # a part of a name is too little of the whole: each of its words is looked for instead
        mended = _mended(folded)
        return list(_people(actor, mended, day))[:OFFERED] if mended != folded else []
    rank = {name: place for place, name in enumerate(dict.fromkeys(names))}
    rows = list(_members(actor, day).filter(sort_key__in=list(rank)).order_by("sort_key")[:100])
    return sorted(rows, key=lambda row: rank[row.sort_key])[:OFFERED]


def _mended(folded: str) -> str:
    """What was typed with each word that no name has replaced by the nearest one that a name has, one slip away."""
    parts = Func(F("name_fold"), Value(" "), function="string_to_array")
    rows = NameEntry.objects.annotate(part=Func(parts, function="unnest", output_field=TextField())).order_by()
    known, words = set(rows.values_list("part", flat=True).distinct()), folded.split()
    for place, word in enumerate(words[:MOST_WORDS]):
        if word not in known and len(word) >= SHORTEST:
            near = (part for part in sorted(known) if abs(len(part) - len(word)) <= 1)
            words[place] = next((part for part in near if slips(word, part) == 1), word)
    return " ".join(words)


def _person(row: Membership) -> Hit:
    return Hit(row.full_name, row.unit.name, f"/dang-vien/{row.person_id}/")


def _unit(row: Unit) -> Hit:
    above = f" · {row.parent.name}" if row.parent else ""
    return Hit(row.name, f"{row.kind.name}{above}", f"/to-chuc/{row.pk}/")


def _paper(row: Document) -> Hit:
    return Hit(f"{row.number} {row.title}".strip(), row.issuer, f"/van-ban/{row.pk}/")


def _task(row: Task) -> Hit:
    return Hit(row.name, row.unit.name, f"/theo-doi/nhiem-vu/{row.pk}/")


def _meeting(row: Meeting) -> Hit:
    return Hit(row.title, f"{row.unit.name} · {written(timezone.localtime(row.starts_at).date())}", f"/hop/{row.pk}/")
