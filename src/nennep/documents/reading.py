"""From files and the reader's facts to proposals: the one place that knows the reader's shapes. Knows no Django."""

import inspect
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nennep.reader import intake, papers
from nennep.reader.intake import Unreadable
from nennep.reader.paper import Paper

__all__ = ["Unreadable", "endings", "findings", "is_heavy", "limit", "proposals", "read"]
HEAVY_BYTES = 2 * 1024 * 1024
LIGHT = (".txt", ".docx", ".html", ".htm", ".eml", ".md")
Tell = Callable[[int, int], None]

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


def endings() -> tuple[str, ...]:
    """Endings of the files that can be taken, as the library names them."""
    return tuple(getattr(intake, "ENDINGS", (".txt", ".docx", ".pdf")))


def limit() -> int:
    """The most bytes of a file."""
    return int(intake.LIMIT)


def is_heavy(name: str, data: bytes) -> bool:
    """Whether a file is read apart: large ones, and those that may have to be rendered or looked at letter by letter."""
    if len(data) > HEAVY_BYTES:
        return True
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return not _has_words(data)
    return not (data.startswith(b"PK") or name.lower().endswith(LIGHT) or "." not in name) and not _is_text(data)


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:2000] and not data.startswith((b"\xff\xd8", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"{\\rtf"))


def _has_words(data: bytes) -> bool:
    """Whether a PDF is short and its first page has letters; the rest is the work apart. What cannot be opened is light."""
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except Exception:  # the reader says what is wrong with it
        return True
    try:
        return len(paper) <= 40 and len(paper[0].get_textpage().get_text_bounded().split()) > 10
    except Exception:  # a broken page: the reader says so
        return True
    finally:
        paper.close()


def read(name: str, data: bytes, *, tell: Tell | None = None, folder: Path | None = None) -> dict[str, Any]:
    """A file's text with the places of its letters on pages, as plain values. Raises Unreadable.

    ``tell`` is told the page and how many there are; ``folder`` keeps what was done, so that a second try goes on there.
    """
    known = inspect.signature(intake.read_bytes).parameters
    more = {word: value for word, value in (("tell", tell), ("folder", folder)) if value is not None and word in known}
    found = intake.read_bytes(name, data, **more)
    return {
        "text": found.raw,
        "way": found.way,
        "layout": [list(box) for box in getattr(found, "layout", ())],
        "pages": [list(size) for size in getattr(found, "pages", ())],
    }


EMPTY: dict[str, dict[str, Any]] = {
    "target": {
        "metric": "", "comparator": ">=", "value": None, "unit_class": "count", "unit": "", "subject": "", "period": "P1Y",
    },
    "task": {"action": "", "due": "", "rel": "in"},
    "citation": {"kind": "", "number": "", "date": "", "issuer": ""},
    "recipient": {"name": "", "purpose": ""},
}  # fmt: skip
WORDS = {"target": "metric", "task": "action", "citation": "number", "recipient": "name"}
AROUND = {
    "target": "KẾ HOẠCH\n\nII. MỤC TIÊU, CHỈ TIÊU\n\n- {quote}\n",
    "recipient": "KẾ HOẠCH\n\nNơi nhận:\n- {quote}\n",
}


def guess(kind: str, quote: str) -> dict[str, Any]:
    """First values for a piece of text that a person says is of a kind: what the reader finds in it read for itself."""
    if kind.startswith("header:"):
        return {"name": kind.partition(":")[2], "value": " ".join(quote.split())[:1000]}
    framed = AROUND.get(kind, "KẾ HOẠCH\n\n{quote}\n").format(quote=quote.strip().lstrip("-+• "))
    many = next(name for name, one in FACTS.items() if one == kind)
    found = [asdict(fact) for fact in getattr(papers.read(framed), many)]
    said = {
        name: value for name, value in (found[0] if found else {}).items() if name in EMPTY[kind] and value is not None
    }
    whole = " ".join(quote.split()).lstrip("-+• ")[:400]
    return {**EMPTY[kind], WORDS[kind]: whole, **said}
