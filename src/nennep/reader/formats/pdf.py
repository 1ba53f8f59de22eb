"""PDF papers: text where there is text, by position where the text is jumbled, pictures of pages where there is none."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nennep.reader.taken import Box, Writing
from nennep.reader.unreadable import Unreadable

PAGES = 500
BY_POSITION_PAGES = 50
LETTERS = 20
A4_HEIGHT, LARGEST = 842, 1250  # points; A3 is 1191 high
SAME = str.maketrans({"\ufffe": "-", "\x02": "-"})
Lines = list[tuple[str, Box | None]]
CODE_BREAK = re.compile(r"\d-$")


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Any]:
    """The paper, closed again afterwards. Raises Unreadable."""
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        encrypted = "password" in str(problem).lower()
        raise Unreadable("encrypted" if encrypted else "damaged", name, str(problem)) from problem
    try:
        if len(paper) > PAGES:
            raise Unreadable("too-many-pages", name, str(len(paper)))
        yield paper
    finally:
        paper.close()


def lines_of(page: Any) -> Lines:
    """The lines of a page as the PDF gives them, each with the box around it."""
    held = page.get_textpage()
    raw = held.get_text_range().translate(SAME)
    count, at, found = held.count_chars(), 0, []
    placed = len(raw) == count
    for line in re.findall(r"[^\r\n]*(?:\r\n|\n|\r|$)", raw):
        text = line.rstrip("\r\n")
        if text.strip():
            found.append((text, _box(held, at, len(text), page.get_bbox()) if placed else None))
        at += len(line)
    held.close()
    return found


def _box(held: Any, at: int, length: int, frame: tuple[float, float, float, float]) -> Box | None:
    left, bottom, right, top = frame
    width, height = right - left, top - bottom
    rects = [held.get_rect(index) for index in range(held.count_rects(at, length))]
    if not rects or width <= 0 or height <= 0:
        return None
    sides = list(zip(*rects, strict=True))
    return Box(
        _share(min(sides[0]) - left, width),
        _share(top - max(sides[3]), height),
        _share(max(sides[2]) - left, width),
        _share(top - min(sides[1]), height),
    )


def _share(part: float, whole: float) -> float:
    return round(min(1.0, max(0.0, part / whole)), 4)


def by_position(data: bytes) -> list[Lines]:
    """The lines of every page sorted by where their letters stand: slow, but right for texts of mixed fonts."""
    import pdfplumber

    pages: list[Lines] = []
    with pdfplumber.open(io.BytesIO(data)) as paper:
        for page in paper.pages[:BY_POSITION_PAGES]:
            width, height = float(page.width), float(page.height)
            pages.append(
                [
                    (
                        line["text"].translate(SAME),
                        Box(
                            _share(line["x0"], width),
                            _share(line["top"], height),
                            _share(line["x1"], width),
                            _share(line["bottom"], height),
                        ),
                    )
                    for line in page.extract_text_lines(return_chars=False)
                ]
            )
    return pages


def write(pages: list[Lines], writing: Writing) -> None:
    """The lines of all pages; a code that a line end cut after its hyphen (21-⏎NQ/TW) is whole again."""
    for number, lines in enumerate(pages, 1):
        write_page(lines, number, writing)


def write_page(lines: Lines, number: int, writing: Writing) -> None:
    """The lines of one page."""
    for text, box in lines:
        if not (CODE_BREAK.search(writing.last()) and text[:1].isalnum() and not text[:1].islower()):
            writing.gap("\n")
        writing.add(text, page=number, part=f"trang {number}", box=box)


def is_bare(lines: Lines) -> bool:
    """Whether a page has too few letters to be more than a picture."""
    return sum(len(re.findall(r"\w", text)) for text, _ in lines) < LETTERS


def picture_of(page: Any, dpi: int, *, colours: bool = False) -> Any:
    """A page as a picture, gray unless its colours are asked for; one far larger than A3 is a photo whose pixels were taken for points, and shown as A4."""
    longest = max(page.get_width(), page.get_height())
    scale = dpi / 72 * (1 if longest <= LARGEST else A4_HEIGHT / longest)
    return page.render(scale=scale, grayscale=not colours).to_pil().convert("RGB" if colours else "L")
