"""The stretches behind each cell of a statistical table."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from nennep.figures.registry import Ask, Period
from nennep.members.figures import begun, ended, roll
from nennep.members.models import Begin, Membership
from nennep.members.movement import CAME, PARTS, SAME, SAME_END, WAYS, Cut
from nennep.org.rules import STEP


def width(asked: Ask) -> int:
    """How long the keys of the units right below are."""
    return len(asked.unit_key) + STEP


HALF = """select {names}, {day} as day, {n} as n from members_membership
  where ({inside}) and association = 'party' and placement = 'counted' and {day} >= %s and {day} < %s and {reason} = any(%s)"""
ODD_DAYS = "select distinct day from ({halves}) h group by day, sex, birth_year, minority having sum(n) <> 0"
LONE = (
    "select person_id, day from ({halves}) h where day = any(%s) group by person_id, day having sum(n) <> 0 limit 200"
)
"""Whose beginnings and ends of one day do not pair: first the days, from the covering index alone, then the persons of
those days."""


def _halves(asked: Ask, names: str) -> tuple[str, list[Any]]:
    """Beginnings (+1) and ends (−1) of one half of a change in the period, as SQL with its values."""
    period, keys = asked.period, [key for pair in asked.ranges for key in pair]
    inside = " or ".join("unit_key >= %s and unit_key < %s" for _pair in asked.ranges)
    begins = HALF.format(names=names, day="since", n=1, inside=inside, reason="begin")
    ends = HALF.format(names=names, day="until", n=-1, inside=inside, reason='"end"')
    span = [*keys, period.since, period.until]
    return f"{begins} union all {ends}", [*span, list(SAME), *span, list(SAME_END)]


def lone(asked: Ask) -> QuerySet[Membership]:
    """Stretches begun or ended in the period as one half of a change whose other half is not there: why a table does not close."""
    halves = Q(pk__in=[])
    with connection.cursor() as cursor:
        sql, values = _halves(asked, "sex, birth_year, minority")
        cursor.execute(ODD_DAYS.format(halves=sql), values)
        if days := [row[0] for row in cursor.fetchall()]:
            sql, values = _halves(asked, "person_id")
            cursor.execute(LONE.format(halves=sql), [*values, days])
            for person, day in cursor.fetchall():
                halves |= Q(person=person, since=day, begin__in=SAME) | Q(person=person, until=day, end__in=SAME_END)
    return roll(asked).filter(halves).select_related("unit").order_by("sort_key", "id")


def behind(asked: Ask, cut: Cut, what: str, value: str, part: str = "all") -> QuerySet[Membership]:
    """The stretches behind a cell: ``what`` is opening, closing, shift, odd or a way; ``value`` the group, '' for the sum."""
    if what == "odd":
        return lone(asked)
    if cut.code == "month" and value:
        asked, value = in_month(asked, date.fromisoformat(value)), ""
    rows = _stretches(asked, what)
    return rows.filter(_in_group(asked, cut, what, value), PARTS[part][1]) if value else rows.filter(PARTS[part][1])


def in_month(asked: Ask, first: date) -> Ask:
    """The same question about one month of the period."""
    period = asked.period
    until = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return replace(asked, period=Period(max(first, period.since), min(until, period.until)), known={})


def _stretches(asked: Ask, what: str) -> QuerySet[Membership]:
    period = asked.period
    if what == "opening":
        rows = roll(asked).filter(since__lt=period.since, until__gte=period.since)
    elif what == "closing":
        rows = roll(asked).filter(since__lt=period.until, until__gte=period.until)
    elif what == "shift":
        same = (*SAME, Begin.MOVED)
        begins = Q(since__gte=period.since, since__lt=period.until, begin__in=same)
        rows = roll(asked).filter(begins | Q(until__gte=period.since, until__lt=period.until, end__in=same))
    else:
        way = WAYS[what]
        rows = (begun if way in CAME else ended)(asked, *way.reasons)
    return rows.order_by("sort_key", "id")


def _in_group(asked: Ask, cut: Cut, what: str, value: str) -> Q:
    """The condition of a group."""
    if cut.code == "unit":
        return Q(unit_key=value) if len(value) < width(asked) else Q(unit_key__startswith=value)
    if cut.code == "age":
        low, _dash, high = value.partition("-")
        year = asked.period.last.year
        return Q(birth_year__gte=year - int(high), birth_year__lte=year - int(low)) if high else Q(birth_year=None)
    return Q(**{cut.path: value == "True" if cut.code == "minority" else "" if value == "-" else value})
