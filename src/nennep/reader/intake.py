"""Files into text, whatever kind of file it is: the door of everything in ``formats``.

``take`` gives a ``Taken``: the text, the address of every character, and how it was read. The way is chosen by what is
in the file, not by its name, and by the share of possible Vietnamese syllables: the text as it stands, else sorted by
position (PDF), else repaired from an old encoding, else recognised from the picture of the page, else refused.
``read_bytes`` is the short form without recognition. ``apart.take`` does the same in a process of its own with limits.
Refusals are ``Unreadable`` with a code and a sentence. No file, however broken, raises anything else.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from nennep.reader import legacy
from nennep.reader.formats import grids, kinds, mail, oldword, pdf, plain, rich, scans, trees, word
from nennep.reader.syllables import shares
from nennep.reader.taken import Note, PageImage, Taken, Writing
from nennep.reader.unreadable import REASONS, Reason, Unreadable

__all__ = ["LIMIT", "REASONS", "Progress", "Reason", "Text", "Unreadable", "check", "read_bytes", "take"]

LIMIT = 512 * 1024 * 1024
BARE_LIMIT = 20 * 1024 * 1024
BARE = frozenset(("txt", "html", "rtf"))
LETTERS = 2_000_000
UNPACKED_LIMIT = 200 * 1024 * 1024
INSIDE_LIMIT = 40
SCANNED_PAGES = 200
READABLE, MIXED = 0.90, 0.05
LEAST, SINGLE = 0.6, 0.3
DEEPEST = 2
BLANK_PAPER = 200
IMAGE_DPI = 110

Progress = Callable[[int, int, str], None]
"""Called after every page with its number, the count of pages, and what to keep of it so as not to read it again; before
pages that are to be recognised also once with 0, so that the count is known."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text of a file. ``way`` is the method of ``Taken``; ``quality`` the share of possible syllables."""

    raw: str
    way: str
    quality: float


@dataclass
class Job:
    """One file under way, and what its reader is asked for."""

    name: str
    data: bytes
    progress: Progress | None = None
    kept: Mapping[int, str] = field(default_factory=dict)
    images: bool = False
    ocr: bool = True
    depth: int = 0
    notes: list[Note] = field(default_factory=list)
    pages: list[PageImage] = field(default_factory=list)

    def done(self, page: int, of: int, kept: str = "") -> None:
        """Tell that a page is read."""
        if self.progress:
            self.progress(page, of, kept)


def read_bytes(name: str, data: bytes) -> Text:
    """The text of a file, by its content, not by its name; pictures are not recognised. Raises Unreadable."""
    taken = take(data, name, ocr=False)
    if taken.method == "zip":
        raise Unreadable("wrong-kind", name, "a pack of files")
    return Text(taken.text, taken.method, taken.quality)


def take(
    data: bytes,
    name: str = "",
    *,
    progress: Progress | None = None,
    kept: Mapping[int, str] | None = None,
    images: bool = False,
    ocr: bool = True,
) -> Taken:
    """Read a file. ``images`` asks for pictures of the pages of PDF and scans; ``kept`` is what ``progress`` was given
    for pages recognised before, by number, so that a stopped reading goes on. Raises Unreadable."""
    return _take(Job(name, data, progress, kept or {}, images, ocr))


def check(raw: str, name: str = "") -> float:
    """Share of Vietnamese syllables; raises Unreadable when the text is empty or is not Vietnamese."""
    if not raw.strip():
        raise Unreadable("empty", name)
    valid, single = shares(raw[:60000])
    if valid < LEAST or single > SINGLE:
        raise Unreadable("not-vietnamese", name, f"{valid:.2f} {single:.2f}")
    return valid


def _take(job: Job) -> Taken:
    if not job.data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", job.name)
    if len(job.data) > LIMIT:
        raise Unreadable("too-big", job.name, f"{len(job.data)} bytes")
    kind = kinds.kind_of(job.name, job.data, max(UNPACKED_LIMIT, 2 * len(job.data)))
    if kind in BARE and len(job.data) > BARE_LIMIT:
        raise Unreadable("too-many-pages", job.name, f"{len(job.data)} bytes of bare text")
    if kinds.said_otherwise(job.name, kind):
        job.notes.append(Note("extension", {"said": f".{job.name.rpartition('.')[2]}", "found": kind}))
    try:
        return READERS[kind](job)
    except Unreadable:
        raise
    except MemoryError as problem:
        raise Unreadable("too-heavy", job.name) from problem
    except Exception as problem:  # any parser may fail in any way on a broken file
        raise Unreadable("damaged", job.name, repr(problem)) from problem


def _settled(job: Job, method: str, writing: Writing) -> Taken:
    """The text, repaired from an old encoding if that makes it Vietnamese. Raises Unreadable when it is not, or is a book."""
    if len(writing.text) > LETTERS:
        raise Unreadable("too-many-pages", job.name, f"{len(writing.text)} letters")
    if mended := legacy.repaired(writing.text):
        writing = _mended(writing, legacy.WAYS[mended[1]])
        job.notes.append(Note("legacy", {"code": mended[1].upper()}))
        method = f"{method}+{mended[1]}"
    quality = check(writing.text, job.name)
    if quality < READABLE:
        job.notes.append(Note("doubtful"))
    return Taken(
        name=job.name,
        text=writing.text,
        method=method,
        quality=quality,
        pieces=tuple(writing.pieces),
        pages=tuple(job.pages),
        notes=tuple(job.notes),
    )


def _mended(writing: Writing, mend: Callable[[str], str]) -> Writing:
    text, found, at = writing.text, Writing(), 0
    for piece in writing.pieces:
        found.gap(text[at : piece.start])
        found.add(mend(text[piece.start : piece.end]), piece.page, piece.part, piece.box)
        at = piece.end
    found.gap(text[at:])
    return found


def _plain(job: Job) -> Taken:
    raw = plain.decoded(job.data)
    writing = Writing()
    if raw is None and b"\0" not in job.data:
        raw = plain.windows_vietnamese(job.data)
        if shares(raw[:20000])[0] < READABLE:
            raw = plain.single_bytes(job.data)
            if legacy.repaired(raw) is None:
                raise Unreadable("wrong-kind", job.name)
    if raw is None or plain.looks_binary(raw):
        raise Unreadable("damaged" if kinds.said_otherwise(job.name, "txt") else "wrong-kind", job.name)
    plain.write(raw, writing)
    return _settled(job, "txt", writing)


def _docx(job: Job) -> Taken:
    with zipfile.ZipFile(io.BytesIO(job.data)) as pack:
        if any(name.endswith("vbaProject.bin") for name in pack.namelist()):
            job.notes.append(Note("macros"))
    writing = Writing()
    word.write(job.data, writing)
    return _settled(job, "docx", writing)


def _odt(job: Job) -> Taken:
    writing = Writing()
    trees.write_opendocument(job.data, writing)
    return _settled(job, "odt", writing)


def _rtf(job: Job) -> Taken:
    writing = Writing()
    rich.write(job.data, writing)
    return _settled(job, "rtf", writing)


def _html(job: Job) -> Taken:
    raw = plain.decoded(job.data)
    raw = plain.windows_vietnamese(job.data) if raw is None else raw
    writing = Writing()
    if trees.write_page(raw, writing):
        job.notes.append(Note("scripts"))
    return _settled(job, "html", writing)


def _doc(job: Job) -> Taken:
    writing = Writing()
    oldword.write(job.name, job.data, writing)
    return _settled(job, "doc", writing)


def _picture(job: Job) -> Taken:
    picture = scans.open_picture(job.name, job.data)
    writing = Writing()
    _recognise(job, picture, 1, 1, writing)
    job.notes.append(Note("ocr", {"pages": "1"}))
    return _settled(job, "ocr", writing)


def _recognise(job: Job, picture: object, number: int, of: int, writing: Writing) -> None:
    """One page by recognition, or from what was kept of it."""
    if not job.ocr:
        raise Unreadable("scanned", job.name)
    held = job.kept.get(number)
    if held is None:
        ready = scans.cleaned(scans.gray(picture))
        held = json.dumps(scans.words_of(scans.recognised(job.name, ready), ready.size), ensure_ascii=False)
    scans.write(json.loads(held), number, writing)
    if job.images:
        job.pages.append(scans.shown(picture, number))
    job.done(number, of, held)


def _pdf(job: Job) -> Taken:
    with pdf.opened(job.name, job.data) as paper:
        lines = [pdf.lines_of(page) for page in paper]
        bare = [number for number, page in enumerate(lines) if pdf.is_bare(page) and not _is_blank(paper[number])]
        text = "\n".join(line.text for page in lines for line in page)
        method = "pdf"
        if len(bare) < len(lines) and text.strip():
            lines, method, bad = _best_lines(job, lines, text)
            bare = list(range(len(lines))) if bad else bare
        if bare and not (job.ocr and scans.ready()):
            _refuse_bare(job, bare, lines)
            bare = []
        if len(bare) > SCANNED_PAGES:
            raise Unreadable("too-many-pages", job.name, str(len(bare)))
        return _pdf_pages(job, paper, lines, set(bare), method)


def _is_blank(page: object) -> bool:
    return bool(pdf.picture_of(page, 20).getextrema()[0] > BLANK_PAPER)


def _best_lines(job: Job, lines: list[pdf.Lines], text: str) -> tuple[list[pdf.Lines], str, bool]:
    """The lines as they are, or by position if these are better; whether only recognition can help."""
    valid, single = shares(text[:60000])
    if valid >= READABLE and single <= MIXED:
        return lines, "pdf", False
    sorted_lines = pdf.by_position(job.data)
    better = shares("\n".join(line.text for page in sorted_lines for line in page)[:60000])[0]
    if better > valid + 0.02:
        lines, valid = sorted_lines, better
        job.notes.append(Note("by-position"))
    text = "\n".join(line.text for page in lines for line in page)
    bad = valid < LEAST and legacy.repaired(text) is None and job.ocr and scans.ready() and not _other_language(text)
    return lines, "pdf-by-position" if job.notes and job.notes[-1].code == "by-position" else "pdf", bad


def _other_language(text: str) -> bool:
    """Whether the text is plain letters of another language: recognition would not make it Vietnamese."""
    letters = [char for char in text[:5000] if char.isalpha()]
    return bool(letters) and sum(char.isascii() for char in letters) > 0.97 * len(letters) and shares(text)[1] < 0.15


def _refuse_bare(job: Job, bare: list[int], lines: list[pdf.Lines]) -> None:
    """Pages that are pictures cannot be read here: refuse the paper when nothing else is in it, else tell."""
    if all(pdf.is_bare(page) for page in lines):
        raise Unreadable("needs-ocr" if job.ocr else "scanned", job.name)
    job.notes.append(Note("unread-pages", {"pages": str(len(bare))}))


def _pdf_pages(job: Job, paper: object, lines: list[pdf.Lines], bare: set[int], method: str) -> Taken:
    writing, total, tables = Writing(), len(lines), pdf.Tables()
    if bare:
        job.done(0, total)
    for number, page in enumerate(lines):
        if number in bare:
            picture = pdf.picture_of(paper[number], scans.DPI, colours=True)  # type: ignore[index]
            _recognise(job, picture, number + 1, total, writing)
            continue
        pdf.write_page(page, number + 1, writing, tables)
        if job.images:
            job.pages.append(scans.shown(pdf.picture_of(paper[number], IMAGE_DPI), number + 1))  # type: ignore[index]
        job.done(number + 1, total)
    if not writing.text.strip():
        raise Unreadable("empty", job.name)
    if tables.count:
        grids.lay_out(writing)
    if bare:
        job.notes.append(Note("ocr", {"pages": str(len(bare))}))
        method = "ocr" if len(bare) == total else f"{method}+ocr"
    return _settled(job, method, writing)


def _eml(job: Job) -> Taken:
    letter = mail.opened(job.data)
    job.notes.append(Note("mail", {"sender": letter.sender, "day": letter.day, "subject": letter.subject}))
    parts, refused = _inside(job, [(name, partial(bytes, data)) for name, data in letter.files])
    try:
        body = replace(job, data=letter.body, name="thư.html" if letter.is_web else "thư.txt", progress=None)
        main = _html(body) if letter.is_web else _plain(body)
    except Unreadable:
        if not parts:
            raise Unreadable("nothing-inside", job.name) from None
        return Taken(
            name=job.name, text="", method="eml", quality=0.0, notes=tuple(job.notes), parts=parts, refused=refused
        )
    return replace(main, name=job.name, method="eml", parts=parts, refused=refused)


def _zip(job: Job) -> Taken:
    with zipfile.ZipFile(io.BytesIO(job.data)) as pack:
        files = [(info.filename, partial(pack.read, info)) for info in pack.infolist() if not _is_by_the_way(info)]
        parts, refused = _inside(job, files)
    if not parts:
        raise Unreadable("nothing-inside", job.name)
    return Taken(
        name=job.name, text="", method="zip", quality=0.0, notes=tuple(job.notes), parts=parts, refused=refused
    )


def _is_by_the_way(info: zipfile.ZipInfo) -> bool:
    """Whether an entry of a pack is a folder or something that a system put there."""
    hidden = info.filename.startswith("__MACOSX/") or info.filename.rpartition("/")[2].startswith(".")
    return info.is_dir() or hidden


def _inside(
    job: Job, files: Sequence[tuple[str, Callable[[], bytes]]]
) -> tuple[tuple[Taken, ...], tuple[tuple[str, str], ...]]:
    """The files within a mail or a pack, each opened and taken in by itself; those that cannot be read with their reason."""
    parts: list[Taken] = []
    refused: list[tuple[str, str]] = []
    for index, (name, opened) in enumerate(files):
        try:
            if index >= INSIDE_LIMIT or job.depth >= DEEPEST:
                raise Unreadable("zip-bomb", name)
            parts.append(_take(Job(name, opened(), None, {}, job.images, job.ocr, job.depth + 1)))
        except Unreadable as problem:
            refused.append((name, problem.kind))
        job.done(index + 1, len(files))
    return tuple(parts), tuple(refused)


READERS: dict[str, Callable[[Job], Taken]] = {
    "txt": _plain,
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "html": _html,
    "doc": _doc,
    "pdf": _pdf,
    "picture": _picture,
    "eml": _eml,
    "zip": _zip,
}
