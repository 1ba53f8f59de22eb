"""A file that was taken in: its text, and for every character where it stands in the file."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page as shares of its width and height, from the upper left corner: 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters ``text[start:end]`` and their address.

    ``page`` counts from 1 and is None where a format has no pages; ``part`` names the paragraph or the cell
    (``đoạn 12``, ``bảng 1, hàng 2, cột 3``); ``box`` is where the piece stands on its page.
    """

    start: int
    end: int
    page: int | None = None
    part: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as a picture: ``kind`` is a media type such as ``image/png``; width and height in pixels."""

    number: int
    width: int
    height: int
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about the way a file was read. ``code`` is a key of ``sentences.NOTES``."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a file gave.

    ``method`` is txt, docx, doc, odt, rtf, html, eml, zip, pdf, pdf-by-position, ocr, or one of them with ``+tcvn3``,
    ``+vni`` or ``+ocr`` behind it. ``quality`` is the share of possible Vietnamese syllables, 0 to 1. ``parts`` are the
    files inside a mail or a pack, each taken in by itself; ``refused`` are those that gave no text.
    """

    name: str
    text: str
    method: str
    quality: float
    pieces: tuple[Piece, ...] = ()
    pages: tuple[PageImage, ...] = ()
    notes: tuple[Note, ...] = ()
    parts: tuple["Taken", ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    def where(self, at: int) -> Piece | None:
        """The piece that holds a character; a line break belongs to the piece before it."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        return self.pieces[index] if index >= 0 else None

    def spots(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that ``text[start:end]`` touches, in order."""
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1)
        found = []
        for piece in self.pieces[first:]:
            if piece.start >= end:
                break
            if piece.end > start:
                found.append(piece)
        return tuple(found)


class Writing:
    """A text under way: pieces are added in order, each with its address."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.pieces: list[Piece] = []

    def add(self, text: str, page: int | None = None, part: str = "", box: Box | None = None) -> None:
        """Write a piece of text at the end."""
        if text:
            self.pieces.append(Piece(self._size, self._size + len(text), page, part, box))
            self._put(text)

    def gap(self, text: str = "\n") -> None:
        """Write what stands between pieces: a space or line breaks; nothing at the very beginning."""
        if self._size:
            self._put(text)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def restart(self, text: str) -> int:
        """Begin anew with a text; returns where the next piece begins."""
        self._parts, self._size = [text], len(text)
        return self._size

    def put(self, text: str) -> int:
        """Write a text without a piece of its own; returns where the next one begins."""
        self._put(text)
        return self._size

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def last(self) -> str:
        """The last string written."""
        return self._parts[-1] if self._parts else ""


def moved(piece: Piece, by: int) -> Piece:
    """The piece further on in a longer text."""
    return replace(piece, start=piece.start + by, end=piece.end + by)
