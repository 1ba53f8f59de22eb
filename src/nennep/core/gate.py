"""The gate: a permission is written once and read three ways.

``access.close = Rule(Meeting, "meetings.close", Q(status="open"))`` gives the list of meetings an actor may close
(``rows``), the yes or no for one (``allows``), the column of buttons for a list (``column``), and the first line of
the verb (``claim``). State is part of the rule, so the button, the page and the verb agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.db.models import Case, Model, Q, QuerySet, Value, When

from nennep.core.actor import Actor, Range
from nennep.core.refused import NotYours, Stale

M = TypeVar("M", bound=Model)
NOTHING = Q(pk__in=[])


def inside(ranges: tuple[Range, ...], key: str = "unit_key") -> Q:
    """Rows whose key lies in one of the ranges; none for no range."""
    tests = [Q(**{f"{key}__gte": low, f"{key}__lt": high}) for low, high in ranges]
    return reduce(or_, tests, NOTHING) if tests else NOTHING


def within(actor: Actor, right: str, key: str = "unit_key") -> Q:
    """Rows of units where the actor holds the right."""
    return inside(actor.ranges(right), key)


@dataclass(frozen=True)
class Rule(Generic[M]):
    """Who may do one act to which rows: a right over the row's unit, a state of the row, and other ways in.

    ``model`` the noun; ``right`` the string ``room.verb``; ``state`` what must be true of the row; ``key`` the path to
    the unit's key; ``also`` a further way in that does not need the right (my own row, a delivery to my unit);
    ``reach`` how far the right carries, everywhere below by default.
    """

    model: type[M]
    right: str
    state: Q = field(default_factory=Q)
    key: str = "unit_key"
    also: Callable[[Actor], Q] | None = None
    reach: Callable[[Actor, str, str], Q] = within

    def q(self, actor: Actor) -> Q:
        """The rule as a condition."""
        who = self.reach(actor, self.right, self.key)
        if self.also is not None:
            who |= self.also(actor)
        return who & self.state

    def rows(self, actor: Actor) -> QuerySet[M]:
        """The rows the actor may do this to."""
        return self.model._default_manager.filter(self.q(actor))

    def allows(self, actor: Actor, row: M) -> bool:
        """Whether the actor may do this to the row as it is in the database now."""
        return self.rows(actor).filter(pk=row.pk).exists()

    def column(self, actor: Actor) -> Case:
        """The rule as a yes/no column: ``rows.annotate(may_close=access.close.column(actor))``."""
        return Case(When(self.q(actor), then=Value(True)), default=Value(False))

    def find(self, actor: Actor, **lookup: Any) -> M:
        """The one row of the lookup the actor may do this to; NotYours else (404, always the same words)."""
        row = self.rows(actor).filter(**lookup).first()
        if row is None:
            raise NotYours
        return row

    def claim(self, actor: Actor, row: M, *, seen: int | None = None) -> M:
        """The row as it is now, locked, if it is still allowed; Stale when it has moved on since version ``seen``."""
        held = self.rows(actor).select_for_update(of=("self",)).filter(pk=row.pk).first()
        if held is None:
            raise NotYours
        if seen is not None and held.version != seen:  # type: ignore[attr-defined]
            raise Stale(held, seen)
        return held


def may(actor: Actor, row: Model, rules: Mapping[str, Rule[Any]]) -> dict[str, bool]:
    """What the actor may do to the row as it is in the database now, by name, in one statement."""
    columns = {f"may_{name}": rule.column(actor) for name, rule in rules.items()}
    found = type(row)._default_manager.filter(pk=row.pk).annotate(**columns).values(*columns).first() or {}
    return {name: bool(found.get(f"may_{name}")) for name in rules}
