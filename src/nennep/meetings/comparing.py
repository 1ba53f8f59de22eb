"""Two texts side by side in one: what was taken out, what came in, by paragraph and by word. No database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, IN = "", "out", "in"
WORD = re.compile(r"(?:\w+|[^\w\s])\s*")
ALIKE = 0.4
"""Share of words two paragraphs have in common, from which on they are one paragraph that was changed."""


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came (``mark``)."""

    mark: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in pieces; ``mark`` where the whole went or came."""

    pieces: tuple[Piece, ...]
    mark: str = SAME

    @property
    def changed(self) -> bool:
        """Whether anything went or came."""
        return any(piece.mark for piece in self.pieces)


def compared(old: str, new: str) -> list[Paragraph]:
    """The paragraphs of both texts in order."""
    before, after = _lines(old), _lines(new)
    found: list[Paragraph] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [_whole(line, SAME) for line in before[a:b]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _whole(line: str, mark: str) -> Paragraph:
    return Paragraph((Piece(mark, line),), mark)


def _changed(before: list[str], after: list[str]) -> Iterable[Paragraph]:
    """Paragraphs that stand in one place: those alike are compared by word, the rest went or came whole."""
    for old, new in zip(before, after, strict=False):
        words = WORD.findall(old), WORD.findall(new)
        match = SequenceMatcher(None, *words, autojunk=False)
        if match.ratio() < ALIKE:
            yield from (_whole(old, OUT), _whole(new, IN))
        else:
            yield Paragraph(tuple(_pieces(match, *words)))
    both = min(len(before), len(after))
    yield from (_whole(line, OUT) for line in before[both:])
    yield from (_whole(line, IN) for line in after[both:])


def _pieces(match: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterable[Piece]:
    for what, a, b, c, d in match.get_opcodes():
        if what == "equal":
            yield Piece(SAME, "".join(old[a:b]))
            continue
        if a < b:
            yield Piece(OUT, "".join(old[a:b]))
        if c < d:
            yield Piece(IN, "".join(new[c:d]))
