"""The stretches behind each cell of a statistical table."""

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from nennep.figures.registry import Ask, Period
from nennep.members.figures import begun, ended, roll
from nennep.members.models import Begin, Membership
from nennep.members.movement import CAME, PARTS, SAME, SAME_END, WAYS, Cut
from nennep.org.rules import STEP


def width(asked: Ask) -> int:
    """How long the keys of the units right below are."""
    return len(asked.unit_key) + STEP


def lone(asked: Ask) -> QuerySet[Membership]:
    """Stretches begun or ended in the period as one half of a change whose other half is not there: why a table does not close."""
    period, here = asked.period, roll(asked).filter(person=OuterRef("person"))
    begins = Q(since__gte=period.since, since__lt=period.until, begin__in=SAME)
    ends = Q(until__gte=period.since, until__lt=period.until, end__in=SAME_END)
    before, after = (
        here.filter(until=OuterRef("since"), end__in=SAME_END),
        here.filter(since=OuterRef("until"), begin__in=SAME),
    )
    rows = roll(asked).filter((begins & ~Exists(before)) | (ends & ~Exists(after)))
    return rows.select_related("unit").order_by("sort_key", "id")


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
