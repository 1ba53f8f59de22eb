"""The written part of a report: what the office still has to write, and what a signed paper prints."""

from nennep.reports.models import Report, Stage

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
