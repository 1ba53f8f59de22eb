"""The units of an organisation beside each other: by target, and by what each has done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.gate import inside
from nennep.core.together import together
from nennep.figures.registry import FIGURES, Period
from nennep.org.models import Unit
from nennep.org.queries import trees_ahead
from nennep.programmes import queries as programmes
from nennep.programmes.models import Share, Target
from nennep.reports.models import Owed
from nennep.viet.write import day as written


@dataclass(frozen=True)
class BoardRow:
    """A unit's line on the board of a target."""

    unit: Unit
    goal: float | None
    value: float
    before: float | None
    late: bool
    note: str

    @property
    def percent(self) -> float | None:
        """Per cent of the unit's share."""
        return None if not self.goal else self.value * 100 / self.goal


@dataclass(frozen=True)
class Board:
    """A target by unit: TT, unit, share, done, per cent, same period of last year, note; late ones first."""

    target: Target
    rows: list[BoardRow]
    goal: float
    value: float
    before: float | None


def boards(actor: Actor, unit: Unit, day: date) -> list[Board]:
    """A board for each countable target of the unit, or of the figure of admissions where the unit set none."""
    targets = (
        Target.objects.filter(unit=unit, since__lte=day, until__gt=day, mode="count")
        .exclude(figure="")
        .select_related("unit")
        .prefetch_related(Prefetch("shares", Share.objects.exclude(value=None).select_related("unit"), "given"))
        .order_by("-programme__since", "rank", "id")
    )
    listed = [target for target in targets if target.figure in FIGURES and FIGURES[target.figure].flow]
    paces = programmes.paces([(target, unit) for target in listed], day)
    periods = [programmes.until_day(programmes.period_of(target, day), day) for target in listed]
    programmes.units_ahead(
        (target.figure, unit, period)
        for target, now in zip(listed, periods, strict=True)
        for period in ((now, now.a_year_before()) if programmes.within_a_year(target) else (now,))
    )
    programmes.populations_ahead((_below(unit), unit, one) for one in {day, *(period.since for period in periods)})
    found = [_board(target, unit, day, pace) for target, pace in zip(listed, paces, strict=True)]
    return [board for board in found if board.goal or (board.value and board.target.parent_id is None)]


def _below(unit: Unit) -> str:
    """The units a board has lines for."""
    return "grassroots" if unit.kind_id in {"bloc", "upper"} else "subordinates"


def _board(target: Any, unit: Unit, day: date, pace: float) -> Board:
    period = programmes.until_day(programmes.period_of(target, day), day)
    kind = _below(unit)
    ended = [one for one in programmes.population(kind, unit, period.since) if one.until <= day]
    units = [*programmes.population(kind, unit, day), *ended]
    now = programmes.by_units(target.figure, unit, units, period)
    yearly = programmes.within_a_year(target)
    before = programmes.by_units(target.figure, unit, units, period.a_year_before()) if yearly else {}
    given = [(share.unit, float(share.value or 0)) for share in target.given]
    rows = [_row(one, _share_of(one, given), now.get(one.pk, 0), before.get(one.pk), pace, day) for one in units]
    rows.sort(key=lambda row: (not row.late, row.percent if row.percent is not None else 1e9, row.unit.title_key))
    return Board(
        target,
        rows,
        sum(row.goal or 0 for row in rows),
        sum(row.value for row in rows),
        sum(row.before or 0 for row in rows) if yearly else None,
    )


def _share_of(unit: Unit, shares: Iterable[tuple[Unit, float]]) -> float | None:
    """A unit's share, or what was given to the units below it; None without any."""
    below = {one.pk: value for one, value in shares if one.key.startswith(unit.key)}
    return below.get(unit.pk, sum(below.values())) or None


def _row(unit: Unit, goal: float | None, value: int, before: int | None, pace: float, day: date) -> BoardRow:
    ended = unit.until <= day
    late = bool(goal and value < goal * pace * 0.9) and not ended
    note = _("Kết thúc hoạt động {day}").format(day=written(unit.until)) if ended else ""
    return BoardRow(unit, goal, float(value), before, late, note)


@dataclass(frozen=True)
class Side:
    """An organisation beside the others: members, admissions, own targets met, report sent."""

    unit: Unit
    members: int
    admissions: int
    before: int
    met: int
    targets: int
    report: str


def side_by_side(actor: Actor, unit: Unit, day: date) -> list[Side]:
    """The organisations directly under a unit, those that have not sent their report first."""
    period = Period(date(day.year, 1, 1), day + timedelta(days=1))
    units = programmes.population("subordinates", unit, day)
    trees_ahead([unit, *units])
    before = period.a_year_before()
    programmes.units_ahead([("members", unit, period), ("admissions", unit, period), ("admissions", unit, before)])
    members = programmes.by_units("members", unit, units, period)
    admitted = programmes.by_units("admissions", unit, units, period)
    last_year = programmes.by_units("admissions", unit, units, before)
    owing = Owed.objects.filter(inside(actor.ranges("reports.see"), "giver_key"), giver_key=unit.key)
    set_ = Target.objects.filter(unit__in=units, since__lte=day, until__gt=day).exclude(value=None)
    sent, targets = together(owing.order_by("round__due_on").select_related("round"), set_.select_related("unit"))
    owed = {row.unit_id: row for row in sent}
    every = programmes.measure_below(unit, [(one, one.unit, None) for one in targets], day)
    found = []
    for one in units:
        measured = [m for m in every if m.target.unit_id == one.pk]
        met = sum(1 for m in measured if m.state in {"met", "exceeded"})
        found.append(
            Side(
                one,
                members.get(one.pk, 0),
                admitted.get(one.pk, 0),
                last_year.get(one.pk, 0),
                met,
                len(measured),
                _sent(owed.get(one.pk), day),
            )
        )
    return sorted(
        found, key=lambda side: ({"late": 0, "waiting": 1, "sent": 2, "": 3}[side.report], side.unit.title_key)
    )


def _sent(row: Owed | None, day: date) -> str:
    if row is None:
        return ""
    if row.sent_on:
        return "sent"
    return "late" if row.round.due_on < day else "waiting"
