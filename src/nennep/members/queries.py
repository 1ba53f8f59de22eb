"""Lists and searches of members: one page by name, keyset after keyset."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nennep.core.actor import Actor
from nennep.core.gate import inside
from nennep.members import access
from nennep.members.models import Membership
from nennep.org.models import Unit
from nennep.viet.order import fold

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What a list is asked for."""

    unit: Unit | None = None
    words: str = ""
    status: str = ""
    category: str = ""
    sex: str = ""
    day: date = date.max
    after: str = ""


@dataclass(frozen=True)
class Page:
    """One page, and where the next begins."""

    rows: list[Membership]
    after: str


def members(actor: Actor, asked: Asked) -> QuerySet[Membership]:
    """Memberships of the Party on a day that the actor may list, filtered, in list order."""
    rows = access.lists.rows(actor).filter(
        association="party", placement="counted", since__lte=asked.day, until__gt=asked.day
    )
    if asked.unit is not None:
        rows = rows.filter(inside(((asked.unit.key, asked.unit.key + "~"),)))
    for name in ("status", "category", "sex"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    for word in fold(asked.words).split():
        rows = rows.filter(Q(name_fold__contains=word))
    return rows.order_by("sort_key", "id")


def page(actor: Actor, asked: Asked) -> Page:
    """Fifty members by name, from a keyset on; the keys first, then the rows, so that the index alone is walked."""
    rows = members(actor, asked)
    if asked.after:
        key, _mark, last = asked.after.rpartition("~")
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=int(last) if last.isdigit() else 0))
    ids = list(rows.values_list("id", flat=True)[: PAGE + 1])
    found = list(Membership.objects.filter(id__in=ids[:PAGE]).select_related("unit").order_by("sort_key", "id"))
    after = f"{found[-1].sort_key}~{found[-1].pk}" if len(ids) > PAGE else ""
    return Page(found, after)
