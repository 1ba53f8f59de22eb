"""The written part of a report: what the office still has to write, what a signed paper prints, how a target is told."""

from typing import Any

from nennep.reports.models import Report, Stage
from nennep.viet.write import number, percent

SIGNED = {Stage.SIGNED, Stage.NUMBERED, Stage.SENT}


def unwritten(text: str) -> list[str]:
    """Lines of a section that only ask the office to write something."""
    return [line for line in text.split("\n") if line.startswith("[") and line.endswith("]")]


def written(report: Report, code: str) -> str:
    """The text of a section; what still asks the office to write is left out of a report that was signed."""
    text = report.sections.get(code, "")
    if report.stage not in SIGNED:
        return text
    asking = unwritten(text)
    return "\n".join(line for line in text.split("\n") if line not in asking)


def reached(goal: dict[str, Any]) -> str:
    """What a target came to in words: of a minimum in each unit, how many units of how many."""
    if goal["value"] is None:
        return "–"
    if goal.get("units"):
        return "{}/{}".format(*(number(n) for n in goal["units"]))
    return percent(goal["value"]) if goal["label"] == "%" else number(round(goal["value"], 1))
