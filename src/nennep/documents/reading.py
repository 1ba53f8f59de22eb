"""From the reader's facts to proposals: the one place that knows the reader's shapes."""

from dataclasses import asdict
from typing import Any

from nennep.reader.paper import Paper

FACTS = {"citations": "citation", "targets": "target", "tasks": "task", "recipients": "recipient"}
SPAN = ("start", "end", "quote", "rule", "confidence")
HEADER = ("kind", "number", "issuer", "place", "date", "signatory", "title")


def proposals(paper: Paper) -> list[dict[str, Any]]:
    """Everything found, as the columns of ``Proposal``, in the order of the text."""
    found = [_header(paper, name) for name in HEADER if getattr(paper.header, name)]
    for many, one in FACTS.items():
        found += [_fact(one, asdict(fact)) for fact in getattr(paper, many)]
    return sorted(found, key=lambda row: (row["start"], row["end"]))


def _header(paper: Paper, name: str) -> dict[str, Any]:
    values = asdict(getattr(paper.header, name))
    return {
        "kind": "header",
        **{part: values[part] for part in SPAN},
        "values": {"name": name, "value": values["value"]},
    }


def _fact(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, **{part: values.pop(part) for part in SPAN}, "values": values}


def findings(paper: Paper) -> list[dict[str, Any]]:
    """What a person should look at: code, parameters, place."""
    return [
        {"code": one.code, "params": dict(one.params), "start": one.start, "end": one.end, "quote": one.quote}
        for one in paper.findings
    ]
