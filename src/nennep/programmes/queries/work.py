"""Tasks and units' work on them, as lists read them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from nennep.core.actor import Actor
from nennep.org.models import Unit, WorkArea
from nennep.programmes import access
from nennep.programmes.models import CLOSED_WORK, Programme, Share, Task, Work, WorkStatus
from nennep.programmes.queries.measures import Measured


def my_shares(units: Iterable[str]) -> QuerySet[Share]:
    """Shares given to units by their keys, what waits for an answer first."""
    return (
        Share.objects.filter(unit_key__in=list(units))
        .select_related("target", "target__programme", "target__document", "unit", "giver")
        .order_by("-target__programme__since", "target__rank")
    )


def my_works(keys: Iterable[str]) -> QuerySet[Work]:
    """A unit's parts of tasks: what is open by its due date, then what is finished, the newest first."""
    return (
        Work.objects.filter(unit_key__in=list(keys), watching=False)
        .exclude(status=WorkStatus.PLANNED)
        .annotate(closed=Q(status__in=CLOSED_WORK) | Q(task__done_on__isnull=False))
        .select_related("task", "task__document", "unit")
        .order_by("closed", "task__due_on", "id")
    )


@dataclass(frozen=True)
class TaskLine:
    """A task with how many units have finished their part."""

    task: Task
    units: int
    finished: int
    waiting: int
    state: str


def task_lines(tasks: Iterable[Task], day: date) -> list[TaskLine]:
    """Tasks with their progress over the units, in one query more."""
    listed = list(tasks)
    ids = {task.pk: task.same_as_id or task.pk for task in listed}
    counts: dict[int, Counter[str]] = {pk: Counter() for pk in ids.values()}
    rows = (
        Work.objects.filter(task__in=list(counts), leading=True)
        .values_list("task_id", "status")
        .annotate(n=Count("pk"))
    )
    for task_id, status, n in rows:
        counts[task_id][status] += n
    return [_task_line(task, counts[ids[task.pk]], day) for task in listed]


def _task_line(task: Task, counts: Counter[str], day: date) -> TaskLine:
    finished = sum(counts[str(status)] for status in CLOSED_WORK)
    state = "done" if task.done_on else "late" if task.due_on and task.due_on < day else "open"
    return TaskLine(task, sum(counts.values()), finished, counts["reported"], state)


@dataclass(frozen=True)
class TaskScore:
    """How many tasks are done, late, under way; those another plan already counts are left out."""

    done: int
    late: int
    open: int
    shared: int

    @property
    def total(self) -> int:
        """All that are counted here."""
        return self.done + self.late + self.open


def task_score(lines: Iterable[TaskLine], *, once: bool = False) -> TaskScore:
    """The score of tasks; ``once`` leaves out those that stand for a task of another plan, for sums over plans."""
    listed = list(lines)
    own = [line for line in listed if not (once and line.task.same_as_id)]
    states = Counter(line.state for line in own)
    return TaskScore(states["done"], states["late"], states["open"], sum(1 for one in listed if one.task.same_as_id))


def lines_over(programmes: Iterable[Programme], day: date) -> list[TaskLine]:
    """The tasks of several plans with their progress."""
    return task_lines(
        Task.objects.filter(programme__in=list(programmes)).select_related("same_as__programme", "area"), day
    )


def over_plans(lines: Iterable[TaskLine]) -> TaskScore:
    """The tasks of several plans together; a task two of them share is counted once."""
    seen: dict[int, TaskLine] = {}
    for line in sorted(lines, key=lambda one: one.task.same_as_id is not None):
        seen.setdefault(line.task.same_as_id or line.task.pk, line)
    return task_score(seen.values())


@dataclass(frozen=True)
class AreaLine:
    """A work area of a programme: targets reached of all, tasks done and late of all."""

    area: WorkArea | None
    reached: int
    targets: int
    done: int
    late: int
    tasks: int


def by_area(targets: Iterable[Measured], tasks: Iterable[TaskLine]) -> list[AreaLine]:
    """Whole targets and tasks sorted by work area, those without one last."""
    goals = [one for one in targets if one.target.parent_id is None]
    works = list(tasks)
    found = {one.target.area for one in goals} | {one.task.area for one in works}
    ordered = sorted(found, key=lambda area: (area is None, area.rank if area else 0))
    return [
        _area_line(
            area, [one for one in goals if one.target.area == area], [one for one in works if one.task.area == area]
        )
        for area in ordered
    ]


def _area_line(area: WorkArea | None, goals: list[Measured], tasks: list[TaskLine]) -> AreaLine:
    reached = sum(one.state in {"met", "exceeded"} for one in goals)
    states = Counter(one.state for one in tasks)
    return AreaLine(area, reached, len(goals), states["done"], states["late"], len(tasks))


@dataclass(frozen=True)
class MatrixRow:
    """A task and the role of each unit in it: (letter, post, status) by unit id."""

    task: Task
    cells: list[Work | None]


def matrix(programme: Programme) -> tuple[list[Unit], list[MatrixRow]]:
    """Who leads, helps and watches: units as columns, tasks as rows."""
    works = list(
        Work.objects.filter(task__programme=programme)
        .select_related("unit", "unit__kind")
        .order_by("unit__kind__rank", "unit__title_key")
    )
    units = list({work.unit_id: work.unit for work in works}.values())
    by_place = {(work.task_id, work.unit_id): work for work in works}
    rows = [MatrixRow(task, [by_place.get((task.pk, unit.pk)) for unit in units]) for task in programme.tasks.all()]
    return units, rows


def same_words(task: Task, actor: Actor) -> QuerySet[Task]:
    """Tasks of other plans of the unit that a task may be the same as, nearest due date first."""
    rows = access.edit_task.rows(actor).filter(unit=task.unit, same_as=None).exclude(programme=task.programme)
    return rows.select_related("programme").order_by("programme_id", "due_on", "id")
