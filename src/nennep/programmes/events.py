"""What happens to programmes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanConfirmed:
    """A reviewed plan became a programme."""

    programme_id: int
    document_id: int


@dataclass(frozen=True)
class WorkReported:
    """A unit reported on its part of a task."""

    work_id: int
