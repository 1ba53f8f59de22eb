"""Where a programme stands, as lines that a review keeps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from nennep.programmes import rules
from nennep.programmes.models import Programme
from nennep.programmes.queries.measures import Measured, measure_all
from nennep.programmes.queries.work import task_lines


def review_lines(programme: Programme, day: date) -> list[dict[str, Any]]:
    """Every target and task with its state on a day, as plain values that can be kept."""
    found: list[dict[str, Any]] = []
    targets = programme.targets.select_related("unit")
    for one in with_parts(measure_all([(target, programme.unit, None) for target in targets], day)):
        target = one.target
        found.append(
            {
                "what": "target", "id": target.pk, "name": target.name, "value": one.value, "goal": one.goal,
                "label": target.unit_label, "state": one.state, "percent": one.percent, "by_hand": one.by_hand,
                "part": target.parent_id is not None,
            }
        )  # fmt: skip
    for line in task_lines(programme.tasks.all(), day):
        found.append(
            {
                "what": "task", "id": line.task.pk, "name": line.task.name, "state": line.state, "units": line.units,
                "finished": line.finished, "key": line.task.key_task,
                "due": line.task.due_on.isoformat() if line.task.due_on else "",
            }
        )  # fmt: skip
    return found


def with_parts(targets: list[Measured]) -> list[Measured]:
    """Targets in order, the parts of one right behind it."""
    found = []
    for one in targets:
        if one.target.parent_id is None:
            found += [one, *(part for part in targets if part.target.parent_id == one.target.pk)]
    return found


def lines_score(lines: Iterable[dict[str, Any]]) -> rules.Score:
    """The score line of kept targets; parts of a target are not counted again."""
    return rules.score(line["state"] for line in lines if line["what"] == "target" and not line["part"])
