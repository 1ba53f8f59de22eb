"""The coverage table: which point of which paper is served by which target or task."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Prefetch, QuerySet, When

from nennep.documents.models import Document
from nennep.programmes.models import Point, Programme, Serving, Target, Task


@dataclass(frozen=True)
class Covered:
    """A point with what serves it."""

    point: Point
    targets: list[Target]
    tasks: list[Task]

    @property
    def state(self) -> str:
        """served, left_out, or open."""
        return "served" if self.targets or self.tasks else "left_out" if self.point.left_out else "open"


@dataclass(frozen=True)
class PaperCover:
    """A paper behind a programme with its points."""

    document: Document
    lines: list[Covered]

    @property
    def served(self) -> int:
        """Points something serves."""
        return sum(1 for line in self.lines if line.state == "served")

    @property
    def open(self) -> int:
        """Points nothing serves, without a reason."""
        return sum(1 for line in self.lines if line.state == "open")


def beside(programme: Programme) -> list[int]:
    """The programme, the one it carries out and those that carry it out, by id: what serves a point may stand in any."""
    carriers = programme.carried_by.values_list("pk", flat=True)
    return [pk for pk in (programme.pk, programme.carries_id, *carriers) if pk]


def near(rows: QuerySet[Any], programme: Programme) -> QuerySet[Any]:
    """The targets or tasks that may serve a programme's points, its own first."""
    own = Case(When(programme=programme, then=0), default=1)
    return rows.filter(programme__in=beside(programme)).order_by(own, "-programme__since", "programme_id", "rank", "pk")


def coverage(programme: Programme) -> list[PaperCover]:
    """Every paper behind a programme with its points, in three queries."""
    rows = Serving.objects.select_related("target__programme", "task__programme").order_by("pk")
    points = list(Point.objects.filter(programme=programme).prefetch_related(Prefetch("served_by", rows)))
    found = []
    for document in programme.documents.defer("text", "findings", "unexplained").order_by("dated", "pk"):
        lines = [_covered(point) for point in points if point.document_id == document.pk]
        found.append(PaperCover(document, lines))
    return found


def _covered(point: Point) -> Covered:
    rows = list(point.served_by.all())
    return Covered(point, [row.target for row in rows if row.target], [row.task for row in rows if row.task])


def unserving(programme: Programme) -> tuple[list[Target], list[Task]]:
    """Targets and tasks that serve no point of any paper."""
    return (
        list(programme.targets.filter(serves=None, parent=None)),
        list(programme.tasks.filter(serves=None, repeat_of=None)),
    )
