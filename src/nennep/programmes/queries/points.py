"""The coverage table: which point of which paper is served by which target or task."""

from dataclasses import dataclass

from nennep.documents.models import Document
from nennep.programmes.models import Point, Programme, Target, Task


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


def coverage(programme: Programme) -> list[PaperCover]:
    """Every paper behind a programme with its points, in three queries."""
    points = list(Point.objects.filter(programme=programme).prefetch_related("served_by__target", "served_by__task"))
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
