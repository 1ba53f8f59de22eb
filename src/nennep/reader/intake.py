"""Files into text: plain text, Word (docx) and PDF with a text layer.

Refusals are ``Unreadable`` with a code; whoever shows them words them. No file, however broken, raises anything else.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from nennep.reader.syllables import shares

LIMIT = 20 * 1024 * 1024
UNPACKED_LIMIT = 200 * 1024 * 1024
PAGES = 500
READABLE, MIXED = 0.90, 0.05

Reason = Literal[
    "empty", "too-big", "wrong-kind", "encrypted", "scanned", "damaged", "zip-bomb", "not-vietnamese", "too-many-pages"
]


class Unreadable(Exception):
    """A file that gives no text. ``kind`` is one of the codes of ``Reason``; ``detail`` is for the log."""

    def __init__(self, kind: Reason, name: str = "", detail: str = "") -> None:
        super().__init__(f"{kind}: {name} {detail}".strip())
        self.kind, self.name, self.detail = kind, name, detail


@dataclass(frozen=True, slots=True)
class Text:
    """Text of a file. ``way`` is txt, docx, pdf or pdf-by-position; ``quality`` the share of possible syllables."""

    raw: str
    way: str
    quality: float


def read_bytes(name: str, data: bytes) -> Text:
    """The text of a file, by its content, not by its name. Raises Unreadable."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", name)
    if len(data) > LIMIT:
        raise Unreadable("too-big", name, f"{len(data)} bytes")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(name, data)
    if data.startswith(b"PK\x03\x04"):
        return _docx(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("wrong-kind", name, "old Office file or encrypted document")
    return _plain(name, data)


def check(raw: str, name: str = "") -> float:
    """Share of Vietnamese syllables; raises Unreadable when the text is empty or is not Vietnamese."""
    if not raw.strip():
        raise Unreadable("empty", name)
    valid, single = shares(raw[:60000])
    if valid < 0.6 or single > 0.3:
        raise Unreadable("not-vietnamese", name, f"{valid:.2f} {single:.2f}")
    return valid


def _decode(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        ways = ["utf-16"]
    else:
        ways = ["utf-8-sig"]
        if data[:400].count(0) * 10 > len(data[:400]):
            ways = ["utf-16-le" if data[1:400:2].count(0) > data[:400:2].count(0) else "utf-16-be"]
    for way in ways:
        try:
            return data.decode(way)
        except UnicodeDecodeError:
            continue
    return None


def _plain(name: str, data: bytes) -> Text:
    raw = _decode(data)
    if raw is None or re.search("[\0-\x08\x0e-\x1f]{2}|\0", raw[:20000]) or _mostly_odd(raw):
        raise Unreadable("wrong-kind", name)
    if raw[:500].lstrip().lower().startswith(("<!doctype", "<html", "{\\rtf")):
        raise Unreadable("wrong-kind", name, "markup")
    return Text(raw, "txt", check(raw, name))


def _mostly_odd(raw: str) -> bool:
    head = raw[:4000]
    odd = sum(unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs") and char not in "\t\r\n\f" for char in head)
    return odd * 20 > len(head)


def _docx(name: str, data: bytes) -> Text:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            infos = pack.infolist()
            if sum(info.file_size for info in infos) > UNPACKED_LIMIT or len(infos) > 5000:
                raise Unreadable("zip-bomb", name)
            if any(info.flag_bits & 1 for info in infos):
                raise Unreadable("encrypted", name)
            if "word/document.xml" not in pack.namelist():
                raise Unreadable("wrong-kind", name, "zip without a Word document")
        raw = "\n".join(_docx_lines(data))
    except Unreadable:
        raise
    except Exception as problem:  # any parser may fail in any way on a broken file
        raise Unreadable("damaged", name, repr(problem)) from problem
    return Text(raw, "docx", check(raw, name))


def _docx_lines(data: bytes) -> Iterator[str]:
    import docx

    paper = docx.Document(io.BytesIO(data))
    seen = set()
    for section in paper.sections:
        for part in (section.header, section.first_page_header):
            if not part.is_linked_to_previous:
                for paragraph in part.paragraphs:
                    if paragraph.text.strip() and not paragraph.text.strip().isdigit() and paragraph.text not in seen:
                        seen.add(paragraph.text)
                        yield paragraph.text
    yield from _docx_items(paper)


def _docx_items(container: Any) -> Iterator[str]:
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            yield from _docx_table(item)
            yield ""
        else:
            yield _numbered(item) + item.text
            yield ""


def _docx_table(table: Any) -> Iterator[str]:
    done = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in done:
                done.add(cell._tc)
                yield from (line for line in _docx_items(cell) if line)
                yield ""


def _numbered(paragraph: Any) -> str:
    """A dash for a paragraph that Word shows as a list item (its number or bullet is not in the text)."""
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    return "- " if listed and paragraph.text.strip() and not re.match(r"[-+•\d]", paragraph.text.strip()) else ""


def _pdf(name: str, data: bytes) -> Text:
    try:
        raw, way = _pdfium(name, data), "pdf"
        valid, single = shares(raw[:60000])
        if raw.strip() and (valid < READABLE or single > MIXED):
            other = _plumber(data)
            if shares(other[:60000])[0] > valid:
                raw, way = other, "pdf-by-position"
    except Unreadable:
        raise
    except Exception as problem:  # any parser may fail in any way on a broken file
        raise Unreadable("damaged", name, repr(problem)) from problem
    if len(re.findall(r"\w", raw)) < 20:
        raise Unreadable("scanned", name)
    return Text(raw, way, check(raw, name))


def _pdfium(name: str, data: bytes) -> str:
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        code: Reason = "encrypted" if "password" in str(problem).lower() else "damaged"
        raise Unreadable(code, name, str(problem)) from problem
    try:
        if len(paper) > PAGES:
            raise Unreadable("too-many-pages", name, str(len(paper)))
        return _code_breaks("\n".join(page.get_textpage().get_text_bounded() for page in paper))
    finally:
        paper.close()


def _plumber(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as paper:
        return _code_breaks("\n".join(page.extract_text() or "" for page in paper.pages[:50]))


def _code_breaks(text: str) -> str:
    """Rejoin codes that a line end cut after their hyphen: 21-⏎NQ/TW; PDF marks such a hyphen as U+FFFE or U+0002."""
    text = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-")
    return re.sub(r"(?<=\d-)\n(?=[A-ZĐ])", "", text)
