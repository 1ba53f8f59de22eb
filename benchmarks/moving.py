"""A branch goes under another parent: one of a commune's size, one of a province's, on whatever is loaded.

The branch is gathered first out of those that are there, moved, looked at, and everything is undone.
"""

import time
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from nennep.config.actors import actor_of
from nennep.core.actor import Actor
from nennep.core.keys import keyed_columns
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, through
from nennep.org import actions as org
from nennep.org.models import Unit
from nennep.org.queries import ask

Row = tuple[str, float, float | None, float | None]
TODAY = date(2023, 7, 3)
DAYS = (date(2022, 12, 31), date(2023, 6, 30), TODAY)
SIZES = (("commune", 100, 1.0), ("province", 9_400, 30.0))
LIVING = "select count(*) from members_membership where unit_key >= %s and unit_key < %s and until = '9999-12-31' and placement = 'counted'"
PLAIN = 'update "members_membership" set unit_key = %s || substr(unit_key, %s) where unit_key >= %s and unit_key < %s'

FITTING = """with sizes as (select left(key, n) key, count(*) units from org_unit, unnest(array[6, 9, 12]) n where length(key) >= n group by 1)
  select a.id, s.units from sizes s join org_unit a using (key) where left(a.key, 6) = any(%s) and s.units <= %s order by 2 desc, a.key limit 400"""


class _Undone(Exception):
    """Nothing of it stays."""


def run(account: Any) -> list[Row]:
    """A line for each size; the reference rewrites the keys of the memberships alone."""
    by = actor_of(account)
    return [_moved(by, name, units, limit) for name, units, limit in SIZES]


def _moved(by: Actor, name: str, size: int, limit: float) -> Row:
    found: list[Row] = []
    try:
        with acting_as(by), transaction.atomic():
            found.append(_measured(by, name, size, limit))
            raise _Undone
    except _Undone:
        return found[0]


def _measured(by: Actor, name: str, size: int, limit: float) -> Row:
    root = Unit.objects.get(level=0)
    tops = list(Unit.objects.filter(parent=root, until__gt=TODAY).order_by("key"))
    branch, there = _gathered(by, root, tops, size), tops[-1]
    units, people = Unit.objects.filter(key__startswith=branch.key).count(), _people(branch)
    before = _counts(root, branch, there)
    reference = _plainly(branch)
    begun = time.perf_counter()
    org.move_unit(branch, there, by=by, on=TODAY)
    spent = time.perf_counter() - begun
    branch.refresh_from_db()
    there.refresh_from_db()
    _check(before, _counts(root, branch, there), people)
    assert _nothing_left(branch, by), "rows under the old key"
    return (f"a branch of {name} size moved, {units} units, {people} people, s", spent, reference, limit)


def _gathered(by: Actor, root: Unit, tops: list[Unit], size: int) -> Unit:
    """A new unit under the root with branches below it until it has about the size; the last top stays out."""
    kind = tops[0].kind
    branch = org.found_unit(root, by=by, kind=kind, name="Đơn vị đo", since=date(2000, 1, 1))
    have = 0
    for one, units in _fitting(tops[:-1], size):
        if have >= size * 0.97:
            break
        if have + units <= size * 1.06 or have == 0:
            org.move_unit(Unit.objects.get(pk=one.pk), branch, by=by, on=date(2000, 1, 2))
            have += units
    branch.refresh_from_db()
    return branch


def _fitting(tops: list[Unit], size: int) -> Iterable[tuple[Unit, int]]:
    """Branches that fit into the size, the biggest first, each with its units, none within another."""
    with connection.cursor() as cursor:
        cursor.execute(FITTING, [[one.key for one in tops], int(size * 1.06)])
        rows = cursor.fetchall()
    taken: list[str] = []
    for pk, units in rows:
        one = Unit.objects.get(pk=pk)
        if not any(one.key.startswith(key) for key in taken):
            taken.append(one.key)
            yield one, units


def _people(unit: Unit) -> int:
    with connection.cursor() as cursor:
        cursor.execute(LIVING, [unit.key, unit.key + "~"])
        return int(cursor.fetchone()[0])


def _plainly(branch: Unit) -> float:
    """Seconds for the keys of the memberships alone, taken back at once."""
    begun = time.perf_counter()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PLAIN, ["001ZZZ", len(branch.key) + 1, branch.key, branch.key + "~"])
            raise _Undone
    except _Undone:
        return time.perf_counter() - begun


def _counts(*units: Unit) -> list[list[float]]:
    return [[FIGURES["members"].count(ask(one, through(day, day))).part for day in DAYS] for one in units]


def _check(before: list[list[float]], after: list[list[float]], people: int) -> None:
    """The root and the branch count what they did on every day; the new parent has more from the day on alone."""
    assert after[0] == before[0] and after[1] == before[1], (before, after)
    assert after[2][:-1] == before[2][:-1] and after[2][-1] == before[2][-1] + people, (before, after)


def _nothing_left(branch: Unit, by: Actor) -> bool:
    """No row of any table stands under a key that no unit has."""
    with connection.cursor() as cursor:
        for table, column in keyed_columns():
            if table != "org_unit" and column == "unit_key":
                cursor.execute(
                    f'select 1 from "{table}" t where "{column}" like %s and not exists (select 1 from org_unit u where u.key = t."{column}") limit 1',
                    [branch.key[:3] + "%"],
                )
                if cursor.fetchone():
                    return False
    return bool(by)
