"""A cell's month of self-study: who has entered, who has not, in the order of lists; no ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from nennep.core.actor import Actor, range_of
from nennep.core.gate import inside
from nennep.core.recall import recall
from nennep.meetings import access
from nennep.meetings.models import StudyEntry, StudyTheme, Switch, Thing
from nennep.meetings.queries.allowed import is_on
from nennep.meetings.queries.people import Called, body
from nennep.members.models import Membership
from nennep.org.models import Unit
from nennep.org.queries import cells_under, on
from nennep.org.rules import ancestors

HERE = ("counted", "meets")
"""Placements of those who meet in a cell."""


def place_of(unit: Unit, actor: Actor, day: date) -> Membership:
    """The actor's own stretch of membership in a cell."""
    rows = Membership.objects.filter(on(day), unit=unit, person_id=actor.person_id, association="party")
    found: Membership = rows.filter(placement__in=HERE).order_by("id")[0]
    return found


def switched(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Of some units, those for which self-study is switched on, by themselves or from above."""
    here = ExpressionWrapper(OuterRef("key"), output_field=CharField())
    there = Switch.objects.filter(thing=Thing.STUDY).annotate(here=here).filter(here__startswith=F("unit_key"))
    return rows.filter(Exists(there))


def cell_of(actor: Actor) -> Unit | None:
    """The cell whose self-study the actor sees, where it is switched on."""
    return recall(("study cell", actor), lambda: switched(access.see_study.rows(actor)).order_by("key", "id").first())


def themes(unit: Unit, year: int) -> list[StudyTheme]:
    """Themes of a year for a unit: those of the levels above first, then its own."""
    keys = [*ancestors(unit.key), unit.key]
    return list(StudyTheme.objects.filter(unit_key__in=keys, year=year).select_related("unit"))


@dataclass(frozen=True)
class Studied:
    """A cell's month: entries with their words in the order of lists, members without one, and one's own entry."""

    entries: list[StudyEntry]
    waiting: list[Called]
    mine: StudyEntry | None

    @property
    def members(self) -> int:
        """All who are counted: those with an entry and those without."""
        return len(self.entries) + len(self.waiting)

    @property
    def unseen(self) -> int:
        """Entries the cell has not looked at."""
        return sum(1 for one in self.entries if one.seen_on is None)


def of_month(unit: Unit, month: date, day: date, actor: Actor) -> Studied:
    """A month of a cell, with the members of a day; who is exempt from activity is not waited for."""
    rows = StudyEntry.objects.filter(Q(unit=unit) | Q(person_id=actor.person_id or 0), month=month)
    found = list(rows.select_related("text").order_by("sort_key", "id"))
    own = next((one for one in found if one.person_id == actor.person_id), None)
    entries = [one for one in found if one.unit_id == unit.pk]
    there = {one.person_id for one in found}
    people = [one for one in body(unit, "members", day) if not one.left_out and one.person_id not in there]
    return Studied(entries, people, own)


@dataclass(frozen=True)
class CellCount:
    """How many members of a cell entered a month; no name, no word."""

    name: str
    entered: int
    members: int


def counts_below(unit: Unit, month: date, day: date) -> list[CellCount]:
    """The cells below a unit in a month, in the order of lists."""
    below = inside((range_of(unit.key, below=True),))
    entered = _by_unit(StudyEntry.objects.filter(below, month=month))
    members = Membership.objects.filter(on(day), below, association="party", placement__in=HERE)
    held = _by_unit(members)
    cells: Iterable[Unit] = (spell.unit for spell in cells_under(unit, day).select_related("unit"))
    ordered = sorted(cells, key=lambda one: one.title_key)
    return [CellCount(one.name, entered.get(one.pk, 0), held.get(one.pk, 0)) for one in ordered]


def _by_unit(rows: QuerySet[StudyEntry] | QuerySet[Membership]) -> dict[int, int]:
    return dict(rows.order_by().values("unit_id").annotate(n=Count("pk")).values_list("unit_id", "n"))


def is_kept(unit: Unit) -> bool:
    """Whether self-study is switched on for a unit."""
    return is_on(Thing.STUDY, unit.key)
