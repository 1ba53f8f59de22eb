"""PDF papers: text where there is text, by position where the text is jumbled, pictures of pages where there is none."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from nennep.reader.formats import gaps, ruled
from nennep.reader.taken import Box, Writing
from nennep.reader.unreadable import Unreadable

PAGES = 500
BY_POSITION_PAGES = 50
LETTERS = 20
A4_HEIGHT, LARGEST = 842, 1250  # points; A3 is 1191 high
SAME = str.maketrans({"\ufffe": "-", "\x02": "-"})


class Line(NamedTuple):
    """A line of a page or what stands in a cell of it; ``cell`` is the cell's table, row and column on that page."""

    text: str
    box: Box | None = None
    cell: tuple[int, int, int] | None = None


Lines = list[Line]
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
    """The lines of a page as the PDF gives them, each with the box around it; cells of a table stand alone."""
    held = page.get_textpage()
    raw = held.get_text_range().translate(SAME)
    placed = len(raw) == held.count_chars()
    frame = page.get_bbox()
    try:
        drawn = (ruled.grids(page) or gaps.grids(held, raw)) if placed else []
        return _in_cells(held, raw, drawn, frame) if drawn else _plain(held, raw, placed, frame)
    except RuntimeError:  # a drawing or a letter without a place: the words are still there
        return _plain(held, raw, placed, frame)
    finally:
        held.close()


Frame = tuple[float, float, float, float]


def _rows(raw: str) -> Iterator[tuple[int, str]]:
    """Where each line that is not blank begins, and its text."""
    at = 0
    for line in re.findall(r"[^\r\n]*(?:\r\n|\n|\r|$)", raw):
        text = line.rstrip("\r\n")
        if text.strip():
            yield at, text
        at += len(line)


def _plain(held: Any, raw: str, placed: bool, frame: Frame) -> Lines:
    return [Line(text, _box(held, at, len(text), frame) if placed else None) for at, text in _rows(raw)]


def _in_cells(held: Any, raw: str, drawn: list[ruled.Grid], frame: Frame) -> Lines:
    """The lines with those inside tables taken apart; the cells of a table stand where its first letter does."""
    outside: Lines = []
    cells: dict[tuple[int, int, int], list[tuple[int, str]]] = {}
    places: dict[int, int] = {}
    for at, text in _rows(raw):
        for begin, words, cell in _runs(held, at, text, drawn):
            if cell:
                places.setdefault(cell[0], len(outside))
                cells.setdefault(cell, []).append((begin, words))
            elif words.strip():
                outside.append(Line(words.strip(), _box(held, begin, len(words), frame)))
    found: Lines = []
    for index in range(len(outside) + 1):
        for table in (table for table, place in places.items() if place == index):
            for cell in sorted(cell for cell in cells if cell[0] == table):
                boxes = [box for begin, words in cells[cell] if (box := _box(held, begin, len(words), frame))]
                found.append(Line(" ".join(words.strip() for _, words in cells[cell]), _around(boxes), cell))
        found += outside[index : index + 1]
    return found


def _runs(
    held: Any, at: int, text: str, drawn: list[ruled.Grid]
) -> Iterator[tuple[int, str, tuple[int, int, int] | None]]:
    """Stretches of a line that stand in one cell, or outside every table."""
    begin, last = at, None
    for index, char in enumerate(text, at):
        if char.isspace():
            continue
        left, bottom, right, top = held.get_charbox(index)
        cell = _cell(drawn, (left + right) / 2, (bottom + top) / 2)
        if cell != last and index > begin:
            yield begin, text[begin - at : index - at], last
            begin = index
        last = cell
    yield begin, text[begin - at :], last


def _cell(drawn: list[ruled.Grid], x: float, y: float) -> tuple[int, int, int] | None:
    for table, grid in enumerate(drawn):
        if found := grid.cell(x, y):
            return table, *found
    return None


def _around(boxes: list[Box]) -> Box | None:
    """The box around all of some boxes."""
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _box(held: Any, at: int, length: int, frame: Frame) -> Box | None:
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
                    Line(
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


class Tables:
    """The tables of a paper: counted over its pages, and one that goes on over the page told as one."""

    def __init__(self) -> None:
        self.count = self.above = 0
        self.before: list[int] = []

    def named(self, lines: Lines) -> Iterator[tuple[Line, str]]:
        """The lines of the next page, each with the name of its cell, '' outside tables."""
        opens = [line.cell for line in lines[:2]]
        first = next((cell[0] for cell in opens if cell), None)
        goes_on = first is not None and self.before and self.before == _columns(lines, first)
        begun, last = self.count, self.count
        for line in lines:
            if not line.cell:
                yield line, ""
                continue
            table, row, column = line.cell
            number = begun + table + (0 if goes_on else 1)
            above = self.above if goes_on and table == first else 0
            last = max(last, number)
            yield line, f"bảng {number}, hàng {above + row}, cột {column}"
        self.count = last
        self._keep(lines, first if goes_on else None)

    def _keep(self, lines: Lines, went_on: int | None) -> None:
        """What a table at the foot of this page is like, for the next one."""
        ends = next((line.cell[0] for line in reversed(lines[-2:]) if line.cell), None)
        self.before = _columns(lines, ends) if ends is not None else []
        rows = max((line.cell[1] for line in lines if line.cell and line.cell[0] == ends), default=0)
        self.above = rows + (self.above if went_on is not None and went_on == ends else 0)


def _columns(lines: Lines, table: int) -> list[int]:
    """The columns of a table of a page that hold anything."""
    return sorted({line.cell[2] for line in lines if line.cell and line.cell[0] == table})


def write_page(lines: Lines, number: int, writing: Writing, tables: Tables) -> None:
    """The lines of one page; a code that a line end cut after its hyphen (21-⏎NQ/TW) is whole again."""
    inside = False
    for line, cell in tables.named(lines):
        cut = CODE_BREAK.search(writing.last()) and line.text[:1].isalnum() and not line.text[:1].islower()
        if cell or inside:
            writing.gap("\n\n")
        elif not cut:
            writing.gap("\n")
        inside = bool(cell)
        writing.add(line.text, page=number, part=cell or f"trang {number}", box=line.box)


def is_bare(lines: Lines) -> bool:
    """Whether a page has too few letters to be more than a picture."""
    return sum(len(re.findall(r"\w", text)) for text, *_ in lines) < LETTERS


def picture_of(page: Any, dpi: int, *, colours: bool = False) -> Any:
    """A page as a picture, gray unless its colours are asked for; one far larger than A3 is a photo whose pixels were taken for points, and shown as A4."""
    longest = max(page.get_width(), page.get_height())
    scale = dpi / 72 * (1 if longest <= LARGEST else A4_HEIGHT / longest)
    return page.render(scale=scale, grayscale=not colours).to_pil().convert("RGB" if colours else "L")
