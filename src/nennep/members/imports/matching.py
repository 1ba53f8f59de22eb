"""Matching a file's own headings to ours: the likeliest table, a proposal for each column, samples of its values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from nennep.members.imports.books import Page, bad
from nennep.members.imports.days import day
from nennep.members.imports.sheet import Heading, Layout, heads_at, plain, top, with_parts

LIKE = 0.62
SAMPLES = 3


@dataclass(frozen=True)
class Theirs:
    """A column of the file: its place, heading (or its letter) and the first values."""

    place: int
    head: str
    samples: list[str]

    @property
    def label(self) -> str:
        """Heading and samples, as the column is offered."""
        return f"{self.head}: {', '.join(self.samples)}" if self.samples else self.head


@dataclass(frozen=True)
class Guess:
    """The likeliest table of a file: where it stands, its columns, the sheets it could be taken from instead."""

    layout: Layout
    columns: list[Theirs]
    sheets: list[str]
    hidden: list[str]


def letter(place: int) -> str:
    """A, B … Z, AA: a column as Excel names it."""
    name = ""
    while place >= 0:
        name, place = chr(65 + place % 26) + name, place // 26 - 1
    return name


def likeness(head: str, heading: Heading) -> float:
    """How alike a heading of a file is to one of ours, 0 to 1: by letters, and by the words they share."""
    mine = plain(head)
    if not mine:
        return 0.0
    return max(_alike(mine, plain(words)) for words in (heading.title, *heading.others))


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    left, right = set(one.split()), set(other.split())
    if "ma" in left ^ right:  # a code is never taken for what it stands for
        return 0.0
    shared = len(left & right) / len(left | right)
    held = 0.85 if len(left & right) >= 2 and (left <= right or right <= left) else 0.0
    return max(SequenceMatcher(None, one, other).ratio() * (0.6 + 0.4 * shared), shared, held)


def propose(
    heads: Sequence[str], headings: Sequence[Heading], remembered: Mapping[str, str] | None = None
) -> dict[str, int]:
    """{our name: their place}: what was matched before first, then the likeliest pairs, each column once."""
    found: dict[str, int] = {}
    by_head = {plain(head): place for place, head in reversed(list(enumerate(heads))) if head}
    for name, head in (remembered or {}).items():
        if head in by_head and by_head[head] not in found.values():
            found[name] = by_head[head]
    pairs = sorted(
        ((likeness(head, one), -place, one.name) for place, head in enumerate(heads) for one in with_parts(headings)),
        reverse=True,
    )
    for score, negative, name in pairs:
        if score >= LIKE and name not in found and -negative not in found.values():
            found[name] = -negative
    return found


def guess(
    book: Sequence[Page],
    headings: Sequence[Heading],
    remembered: Mapping[str, str] | None = None,
    *,
    sheet: str = "",
    line: int = 0,
) -> Guess:
    """The likeliest table; of the sheet and the line asked for, where they are. Raises BadFile for a file without a table."""
    asked = [one for one in book if one.name == sheet] or book
    best: tuple[float, Layout, Page] | None = None
    for page in asked:
        lines = top(page)
        for place, two, heads in _heads(lines, line):
            columns = propose(heads, headings, remembered)
            score = len(columns) + sum(map(bool, heads)) / 1000 - (0.5 if two else 0) - (0.6 if page.hidden else 0)
            if best is None or score > best[0]:
                best = (score, Layout(page.name, place + 1 + two, columns, heads), page)
    if best is None or (not best[1].columns and not sheet):
        needed = ", ".join(heading.title for heading in headings if heading.needed)
        raise bad(_("Không thấy bảng có đủ các cột: {columns}. Đề nghị dùng tệp mẫu.").format(columns=needed))
    _score, where, page = best
    shown, hidden = ([one.name for one in book if one.hidden is kept] for kept in (False, True))
    return Guess(where, list(_columns(page, where)), shown, hidden)


def _heads(lines: Sequence[Sequence[Any]], line: int) -> Iterable[tuple[int, bool, list[str]]]:
    """(place, two lines, headings) wherever headings may stand; at the asked line only, where one is asked for."""
    for place in range(len(lines)):
        for two in (False, True):
            last = place + 1 + two
            if last > len(lines) or (line and last != line) or (two and not _merged(lines, place)):
                continue
            yield place, two, heads_at(lines, place, two=two)


def _merged(lines: Sequence[Sequence[Any]], place: int) -> bool:
    """Whether a line may be the first of two: words stand over a gap that the line below fills with words."""
    above, below = lines[place], lines[place + 1]
    gaps = [number for number, cell in enumerate(above) if number and not cell and number < len(below)]
    return any(above) and any(isinstance(below[number], str) and below[number] for number in gaps)


def _columns(page: Page, where: Layout) -> Iterable[Theirs]:
    lines = [cells for cells in top(page)[where.line :] if any(cells)]
    width = max([len(where.heads), *(len(cells) for cells in lines[:10])], default=0)
    for place in range(min(width, 200)):
        head = where.heads[place] if place < len(where.heads) else ""
        values = [said(cells[place]) for cells in lines if place < len(cells) and cells[place] not in ("", None)]
        if head or values:
            name = head or _("cột {letter}").format(letter=letter(place))
            yield Theirs(place, name, list(dict.fromkeys(values))[:SAMPLES])


def said(value: Any) -> str:
    """A cell as it is shown: a date as dd/mm/yyyy, a whole number without a point."""
    if hasattr(value, "strftime"):
        found = day(value)[0]
        return f"{found:%d/%m/%Y}" if found else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:40]
