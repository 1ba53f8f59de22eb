"""How a cell's meetings were scored over time, beside the middle of cells like it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db import connection

from nennep.meetings.matters import CRITERIA
from nennep.meetings.models import Meeting, Score, Stage
from nennep.meetings.queries.quality import most_on
from nennep.org.models import Unit

SHOWN = 12
"""Meetings of a trend, the last ones."""


@dataclass(frozen=True)
class Line:
    """A scored meeting: points of both sides, the middle of other cells in its month and of how many."""

    meeting: Meeting
    own: Score | None
    upper: Score | None
    middle: float | None
    cells: int

    @property
    def counted(self) -> Score:
        """The level above has the last word."""
        found = self.upper or self.own
        assert found is not None
        return found


@dataclass(frozen=True)
class Criterion:
    """A criterion: mean points of the meetings shown, of how many."""

    words: str
    mean: float
    most: int

    @property
    def share(self) -> float:
        """Part of the points that was reached."""
        return self.mean / self.most if self.most else 1.0


def lines(unit: Unit, day: date) -> list[Line]:
    """The last scored meetings of a unit, in order of time."""
    rows = Meeting.objects.filter(unit=unit, stage=Stage.CLOSED, scores__isnull=False).distinct()
    last = list(rows.prefetch_related("scores").order_by("-held_on", "-id")[:SHOWN])[::-1]
    if not last:
        return []
    alike = _alike(unit, last[0].held_on or day, day)
    found = []
    for row in last:
        sides = {one.side: one for one in row.scores.all()}
        middle, cells = alike.get((row.held_on or day).replace(day=1), (None, 0))
        found.append(Line(row, sides.get("self"), sides.get("upper"), middle, cells))
    return found


def _alike(unit: Unit, since: date, day: date) -> dict[date, tuple[float, int]]:
    """By month the middle score of the other cells of the same kind in the same grassroots organisation, and of how many; only where
    three or more were scored, so that none can be told from the middle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select month, middle, cells from nn_scores_alike(%s, %s, %s)", [unit.pk, since.replace(day=1), day]
        )
        return {month: (round(float(middle), 1), cells) for month, middle, cells in cursor.fetchall()}


def criteria(found: Iterable[Line], day: date) -> list[Criterion]:
    """Mean points by criterion over the meetings shown, the least reached first."""
    points = [line.counted.points for line in found]
    most = most_on(day)
    rows = [
        Criterion(str(label), round(sum(one.get(code, 0) for one in points) / len(points), 1), most[code])
        for code, label in CRITERIA
    ]  # fmt: skip
    return sorted(rows, key=lambda one: one.share)


def middle_of(found: Iterable[Line]) -> float:
    """The middle of the unit's own scores."""
    return float(median(line.counted.total for line in found))
