"""Reading files from the shell."""

import sys
from collections.abc import Sequence
from pathlib import Path

from nennep.reader import contract, intake
from nennep.reader.paper import Paper
from nennep.reader.papers import read

SHOWN = ("citations", "targets", "tasks", "results", "events", "people", "awards", "recipients", "findings")


def run(files: Sequence[str | Path], out: str | Path | None = None) -> int:
    """Read files; with ``out`` write ``<name>.pred.json`` there, else print a summary. 1 if any file was refused."""
    refused = 0
    for path in map(Path, files):
        try:
            text = intake.read_bytes(path.name, path.read_bytes())
        except (intake.Unreadable, OSError) as problem:
            print(f"{path}: {getattr(problem, 'kind', problem)}", file=sys.stderr)
            refused = 1
            continue
        paper = read(text.raw)
        if out is None:
            print(summary(path.name, paper))
        else:
            contract.write_pred(Path(out), path.stem, paper)
    return refused


def summary(name: str, paper: Paper) -> str:
    """What was found in a paper, one line each, for reading in a terminal."""
    lines = [name]
    for key in contract.HEADER:
        value = getattr(paper.header, key)
        if value:
            lines.append(f"  {key:<12}{value.value}")
    for key in SHOWN:
        facts = getattr(paper, key)
        if facts:
            lines.append(f"  {key} ({len(facts)})")
            lines.extend(f"    {fact.start:>6}  {_line(key, fact)}" for fact in facts)
    if paper.unexplained:
        lines.append("  unexplained  " + ", ".join(found for _, _, found in paper.unexplained))
    return "\n".join(lines)


def _line(key: str, fact: object) -> str:
    parts = {
        "citations": ("number", "date", "issuer"),
        "targets": ("quote", "metric", "period"),
        "results": ("quote", "metric", "period"),
        "tasks": ("due", "rel", "action"),
        "events": ("date", "name"),
        "people": ("name", "role"),
        "awards": ("name", "count", "recipient"),
        "recipients": ("name", "purpose"),
        "findings": ("code", "quote"),
    }[key]
    values = (getattr(fact, part) for part in parts)
    values = (int(value) if isinstance(value, float) else value for value in values)
    return " · ".join(" ".join(str(value).split()) for value in values if value is not None)[:160]
