"""From files and the reader's facts to proposals: the one place that knows the reader's shapes. Knows no Django."""

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nennep.reader import apart, intake, papers
from nennep.reader.formats import kinds, pdf
from nennep.reader.intake import Unreadable
from nennep.reader.paper import Paper
from nennep.reader.taken import Taken

__all__ = [
    "Unreadable",
    "endings",
    "findings",
    "guess",
    "is_heavy",
    "is_large",
    "most",
    "papers_in",
    "proposals",
    "read",
    "read_apart",
]
HEAVY_BYTES = 2 * 1024 * 1024
FEW_PAGES = 6
LIMITS = apart.Limits(seconds=1800, cpu_seconds=1200, megabytes=2048)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"BM", b"RIFF")
Tell = Callable[[int, int], None]
Read = dict[str, Any]

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
    return tuple(f".{one}" for one in sorted({*kinds.KNOWN - {"picture"}, *kinds.PICTURE_NAMES}))


def most() -> dict[str, int]:
    """How much can be read of one file: pages, pages that are pictures, millions of letters."""
    return {"pages": pdf.PAGES, "scans": intake.SCANNED_PAGES, "letters": intake.LETTERS // 1_000_000}


def is_large(size: int) -> bool:
    """Whether so many bytes are never held in memory here, only in the process apart."""
    return size > HEAVY_BYTES


def is_heavy(name: str, data: bytes) -> bool:
    """Whether a file is read apart: large ones, packs, and those that are to be rendered or recognised."""
    if is_large(len(data)) or data.startswith((*PICTURES, b"\xd0\xcf\x11\xe0")) or data[4:8] == b"ftyp":
        return True
    if data.startswith(b"PK"):
        return _is_pack(data)
    if b"\nContent-Disposition: attachment" in data:
        return True
    return data[:1024].lstrip().startswith(b"%PDF-") and not _is_short(data)


def _is_pack(data: bytes) -> bool:
    """Whether a zip holds files that are not the parts of one paper. What cannot be opened is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return not {"word/document.xml", "content.xml"} & set(pack.namelist())
    except Exception:
        return False


def _is_short(data: bytes) -> bool:
    """Whether a PDF has few pages, all with words. What cannot be opened is short: the reader says what is wrong."""
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except Exception:
        return True
    try:
        return len(paper) <= FEW_PAGES and all(
            len(page.get_textpage().get_text_bounded().split()) > 10 for page in paper
        )
    except Exception:
        return True
    finally:
        paper.close()


def read(name: str, data: bytes) -> Read:
    """A file's text with the places of its letters on pages, as plain values; what it holds inside stands in ``parts``.

    Pictures are not recognised here. Raises Unreadable.
    """
    return _plain(intake.take(data, name, images=True, ocr=False))


def read_apart(original: Path, name: str, folder: Path, tell: Tell) -> Read:
    """The same of a heavy file, in a process of its own with limits, pictures recognised.

    ``tell`` is told the page and how many there are; ``folder`` keeps what was recognised of each page, so that a
    second try goes on there. Raises Unreadable.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def progress(page: int, pages: int, kept: str) -> None:
        if kept:
            (folder / f"page-{page}").write_text(kept, encoding="utf-8")
        tell(page, pages)

    return _plain(apart.take(original, name, progress=progress, kept=_kept(folder), images=True, limits=LIMITS))


def _kept(folder: Path) -> dict[int, str]:
    pages = folder.glob("page-*")
    return {int(one.name.removeprefix("page-")): one.read_text(encoding="utf-8") for one in pages}


def _plain(taken: Taken) -> Read:
    """What was taken in, as values that JSON can carry."""
    return {
        "name": taken.name,
        "text": taken.text,
        "way": taken.method,
        "layout": [
            [
                one.start,
                one.end,
                one.page,
                *(round(side, 4) for side in (one.box.left, one.box.top, one.box.right, one.box.bottom)),
            ]
            for one in taken.pieces
            if one.box is not None
        ],
        "pages": [
            {
                "number": one.number,
                "width": one.width,
                "height": one.height,
                "kind": one.kind,
                "data": b64encode(one.data).decode(),
            }
            for one in taken.pages
        ],
        "notes": [{"code": one.code, "params": dict(one.params)} for one in taken.notes],
        "parts": [_plain(one) for one in taken.parts],
        "refused": [list(one) for one in taken.refused],
    }


def papers_in(read: Read) -> list[Read]:
    """The papers of a file: what a pack or a letter holds inside, else the file itself."""
    inside = [one for part in read.get("parts") or () for one in papers_in(part)]
    return inside or ([read] if read["text"].strip() else [])


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


POINT = re.compile(r"^(?:(?:[-–+•]|\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,4}\.)\s*)+(?=\D)")
"""The sign or number of a point before its words: - , 5. , a) , II."""


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
    whole = POINT.sub("", " ".join(quote.split())).rstrip(";, ")[:400]
    return {**EMPTY[kind], WORDS[kind]: whole, **said}
