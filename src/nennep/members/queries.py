"""Lists and searches of members: one page by name, keyset after keyset."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nennep.core.actor import Actor
from nennep.core.asked import is_number
from nennep.core.gate import inside
from nennep.members import access
from nennep.members.models import Membership, NameEntry
from nennep.org.models import Unit, UnitKind
from nennep.viet.order import fold

PAGE = 50
MOST_NAMES = 4000


@dataclass(frozen=True)
class Asked:
    """What a list is asked for."""

    unit: Unit | None = None
    words: str = ""
    status: str = ""
    category: str = ""
    sex: str = ""
    ages: tuple[int, int] | None = None
    day: date = date.max
    after: str = ""


@dataclass(frozen=True)
class Page:
    """One page, and where the next begins."""

    rows: list[Membership]
    after: str


def members(actor: Actor, asked: Asked) -> QuerySet[Membership]:
    """Memberships of the Party on a day that the actor may list, filtered, in list order; ages are year minus birth year."""
    rows = access.lists.rows(actor).filter(
        association="party", placement="counted", since__lte=asked.day, until__gt=asked.day
    )
    if asked.unit is not None:
        rows = rows.filter(inside(((asked.unit.key, asked.unit.key + "~"),)))
    for name in ("status", "category", "sex"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.ages:
        rows = rows.filter(
            birth_year__gte=asked.day.year - asked.ages[1], birth_year__lte=asked.day.year - asked.ages[0]
        )
    for word in fold(asked.words).split():
        rows = rows.filter(name_fold__contains=word)
    return rows.order_by("sort_key", "id")


def named(words: str, after: str = "") -> list[str] | None:
    """Sort keys of the distinct names that hold every word, in order; None where there are too many to be a help."""
    entries = NameEntry.objects.filter(sort_key__gte=after)
    for word in fold(words).split():
        entries = entries.filter(name_fold__contains=word)
    found = list(entries.order_by("sort_key").values_list("sort_key", flat=True)[: MOST_NAMES + 1])
    return None if len(found) > MOST_NAMES else found


def so_named(rows: QuerySet[Membership], words: str, most: int) -> list[Membership]:
    """The first of the rows, in the order of names, whose name holds every word: looked up in the dictionary of names, so
    that a nation answers as a cell does."""
    for word in fold(words).split():
        rows = rows.filter(name_fold__contains=word)
    found = _ids(rows.order_by("sort_key", "id"), named(words), most)
    return list(rows.filter(pk__in=found).order_by("sort_key", "id"))


def _ids(rows: QuerySet[Membership], names: list[str] | None, most: int = PAGE + 1) -> list[int]:
    """The first ids of a page; with names known, name after name in small groups, so that the index is walked where they stand."""
    if names is None:
        return list(rows.values_list("id", flat=True)[:most])
    found: list[int] = []
    step = 4
    for place in range(0, len(names), step):
        found += rows.filter(sort_key__in=names[place : place + step]).values_list("id", flat=True)[: most - len(found)]
        if len(found) >= most:
            break
        step *= 4
    return found


def page(actor: Actor, asked: Asked) -> Page:
    """Fifty members by name, from a keyset on; the keys first, then the rows, so that the index alone is walked."""
    rows, key = members(actor, asked), ""
    if asked.after:
        key, _mark, last = asked.after.rpartition("~")
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=int(last) if is_number(last) else 0))
    names = named(asked.words, key) if asked.words else None
    ids = _ids(rows, names)
    found = list(Membership.objects.filter(id__in=ids[:PAGE]).select_related("unit").order_by("sort_key", "id"))
    after = f"{found[-1].sort_key}~{found[-1].pk}" if len(ids) > PAGE else ""
    return Page(found, after)


def kind_names() -> tuple[str, ...]:
    """Kinds of units by name, the highest first, as a template offers them."""
    return tuple(UnitKind.objects.values_list("name", flat=True))
