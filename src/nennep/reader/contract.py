"""A paper in the exchange format: one JSON object, all keys always there, ``null`` where the text says nothing."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from nennep.reader.paper import Fact, Field, Header, Paper, Quantity, Result

HEADER = ("kind", "number", "issuer", "place", "date", "signatory", "title")
LISTS = ("citations", "targets", "tasks", "results", "events", "people", "awards", "recipients")
HIDDEN = ("rule", "confidence")


def to_pred(paper: Paper, doc: str) -> dict[str, Any]:
    """The paper as a dictionary of plain values, ready for JSON; ``doc`` names it."""
    found: dict[str, Any] = {"doc": doc, "header": _header(paper.header)}
    for name in LISTS:
        found[name] = [_item(fact) for fact in getattr(paper, name)]
    return found


def beside(paper: Paper) -> dict[str, Any]:
    """What stands beside the exchange format: findings, short forms, structure, numbers no rule explained."""
    return {
        "findings": [asdict(one) for one in paper.findings],
        "abbreviations": [asdict(one) for one in paper.abbreviations],
        "structure": [asdict(one) for one in paper.blocks],
        "unexplained": [{"start": start, "end": end, "quote": quote} for start, end, quote in paper.unexplained],
    }


def write_pred(folder: Path, doc: str, paper: Paper) -> Path:
    """Write ``<doc>.pred.json`` into a folder, which is made if missing; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{doc}.pred.json"
    target.write_text(json.dumps(to_pred(paper, doc), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return target


def _header(header: Header) -> dict[str, Any]:
    return {name: _field(getattr(header, name)) for name in HEADER}


def _field(value: Field | None) -> dict[str, Any] | None:
    if value is None:
        return None
    spot = {"start": value.start, "end": value.end, "quote": value.quote} if value.end > value.start else {}
    return {"value": value.value, **spot}


def _item(fact: Fact) -> dict[str, Any]:
    item = {spec.name: getattr(fact, spec.name) for spec in fields(fact) if spec.name not in HIDDEN}
    if isinstance(fact, Quantity):
        item["cmp"] = item.pop("comparator")
    if isinstance(fact, Result):
        del item["subject"]
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in item.items()
    }
