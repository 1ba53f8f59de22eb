"""Word papers (docx): paragraphs and cells in the order of the page."""

import io
import re
from collections.abc import Iterator
from typing import Any

from nennep.reader.formats.grids import lay_out
from nennep.reader.taken import Writing


def write(data: bytes, writing: Writing) -> None:
    """Heads of pages once, then paragraphs and tables in their place, a blank line after each."""
    import docx

    paper = docx.Document(io.BytesIO(data))
    seen: set[str] = set()
    for section in paper.sections:
        for part in (section.header, section.first_page_header):
            for text in _head(part, seen):
                writing.add(text, part="đầu trang")
                writing.gap()
    _items(paper, writing, "", [0, 0])
    lay_out(writing)


def _head(part: Any, seen: set[str]) -> Iterator[str]:
    if part.is_linked_to_previous:
        return
    for paragraph in part.paragraphs:
        text = paragraph.text
        if text.strip() and not text.strip().isdigit() and text not in seen:
            seen.add(text)
            yield text


def _items(container: Any, writing: Writing, cell: str, counts: list[int]) -> None:
    """The paragraphs and tables of a paper or a cell; ``counts`` are those of paragraphs and tables so far."""
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            counts[1] += 1
            _table(item, writing, f"bảng {counts[1]}")
            writing.gap()
            continue
        counts[0] += 1
        text = _numbered(item) + item.text
        if cell and not text:
            continue
        writing.add(text, part=cell or f"đoạn {counts[0]}")
        writing.gap("\n" if cell else "\n\n")


def _table(table: Any, writing: Writing, name: str) -> None:
    done = set()
    for at_row, row in enumerate(table.rows, 1):
        for at_column, cell in enumerate(row.cells, 1):
            if cell._tc in done:
                continue
            done.add(cell._tc)
            _items(cell, writing, f"{name}, hàng {at_row}, cột {at_column}", [0, 0])
            writing.gap()


def _numbered(paragraph: Any) -> str:
    """A dash for a paragraph that Word shows as a list item (its number or bullet is not in the text)."""
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    return "- " if listed and paragraph.text.strip() and not re.match(r"[-+•\d]", paragraph.text.strip()) else ""
