"""An official paper as data: what the Word and the PDF edition are both made from."""

import re
from dataclasses import dataclass, field
from datetime import date

NOT_WRITTEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""Marks that no edition may hold; they come along when text is pasted."""


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 (PHẦN), 2 (I.), 3 (1.), 4 (a)."""

    level: int
    text: str


@dataclass(frozen=True)
class Run:
    """Words within a paragraph in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Para:
    """A paragraph of the body, justified with an indented first line; ``runs`` stand for ``text`` where styles change."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    runs: tuple[Run, ...] = ()

    @property
    def lines(self) -> tuple[tuple[Run, ...], ...]:
        """The paragraph's lines, each of runs; a line end in ``text`` begins a new paragraph."""
        if self.runs:
            return (self.runs,)
        return tuple((Run(line, self.bold, self.italic),) for line in self.text.split("\n"))


@dataclass(frozen=True)
class Bullets:
    """A list, each item a paragraph after a dash."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, share of the width, alignment; neighbours with one ``group`` share a heading above."""

    title: str
    width: float = 1.0
    align: str = "left"
    group: str = ""


DENSE = 12


@dataclass(frozen=True)
class Table:
    """A table with a repeated heading; ``groups`` are the indexes of rows that head a group, ``total`` the last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    groups: frozenset[int] = frozenset()
    total: bool = False

    @property
    def size(self) -> int:
        """Points of its letters: smaller where a dozen columns or more share the width of a page."""
        return 9 if len(self.columns) >= DENSE else 12

    @property
    def strong(self) -> frozenset[int]:
        """The indexes of rows in bold: heads of groups and the total."""
        return self.groups | ({len(self.rows) - 1} if self.total and self.rows else set())

    @property
    def shared(self) -> tuple[tuple[int, int, str], ...]:
        """Headings above several columns: first column, number of columns, words."""
        found: list[tuple[int, int, str]] = []
        for place, column in enumerate(self.columns):
            if found and column.group and found[-1][2] == column.group and sum(found[-1][:2]) == place:
                found[-1] = (found[-1][0], found[-1][1] + 1, column.group)
            elif column.group:
                found.append((place, 1, column.group))
        return tuple(found)


@dataclass(frozen=True)
class Picture(Para):
    """A paragraph with a small drawing before it; the Word edition has the words alone."""

    svg: str = ""


Block = Heading | Para | Bullets | PageBreak | Table


@dataclass(frozen=True)
class Annex:
    """An annex on pages of its own, landscape unless told otherwise."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = True


@dataclass(frozen=True)
class Layout:
    """What differs between issuers: the heading at the right, the mark under the issuer, how a number is written.

    Sources: Guidance 36-HD/VPTW (Party), Decree 30/2020/NĐ-CP (State).
    """

    heads: tuple[str, ...]
    star: str
    number: str
    blank: str
    after: str = ","
    """What stands after each recipient but the last."""


PARTY = Layout(("ĐẢNG CỘNG SẢN VIỆT NAM",), "*", "Số {number}", "Số       -{symbol}")
YOUTH = Layout(("ĐOÀN TNCS HỒ CHÍ MINH",), "***", "Số: {number}", "Số:       {symbol}")
STATE = Layout(
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "",
    "Số: {number}",
    "Số:       /{symbol}",
    ";",
)


@dataclass(frozen=True)
class Paper:
    """An official paper. ``kind`` empty makes it a letter, whose abstract stands under the number as V/v."""

    upper: str
    body: str
    symbol: str
    kind: str
    abstract: str
    place: str
    blocks: tuple[Block, ...]
    number: str = ""
    dated: date | None = None
    recipients: tuple[tuple[str, str], ...] = ()
    authority: str = "T/M BAN THƯỜNG VỤ"
    post: str = "BÍ THƯ"
    signer: str = ""
    draft: bool = False
    annexes: tuple[Annex, ...] = field(default=())
    layout: Layout = PARTY
    beside: tuple[str, str] = ("", "")
    """Who signs at the left, under which post: minutes have no recipients there."""
    landscape: bool = False
    """Laid across: a paper that is one wide table."""

    @property
    def number_line(self) -> str:
        """Số 12-BC/ĐU, with room for the number where there is none yet; nothing where the paper bears no number."""
        if not (self.number or self.symbol):
            return ""
        return (
            self.layout.number.format(number=self.number)
            if self.number
            else self.layout.blank.format(symbol=self.symbol)
        )

    @property
    def place_line(self) -> str:
        """Hà Nội, ngày 05 tháng 02 năm 2026, with room for day and month in a draft."""
        if self.dated is None:
            return f"{self.place}, ngày      tháng      năm"
        month = f"{self.dated.month:02d}" if self.dated.month < 3 else str(self.dated.month)
        return f"{self.place}, ngày {self.dated.day:02d} tháng {month} năm {self.dated.year}"

    @property
    def signed_as(self) -> tuple[str, ...]:
        """The lines over the signature: for whom, in which post; a head who signs alone has the post only."""
        return tuple(line for line in (*self.authority.split("\n"), self.post) if line)

    @property
    def title(self) -> str:
        """The name of the file's content: kind and abstract."""
        return f"{self.kind} {self.abstract}".strip()

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Each recipient with the purpose; the layout's mark after each, a full stop after the last."""
        lines = [f"{name} ({purpose})" if purpose else name for name, purpose in self.recipients]
        return tuple(line + ("." if line is lines[-1] else self.layout.after) for line in lines)


def written(text: str) -> str:
    """The text without marks that cannot be written; tabs and line ends stay."""
    return NOT_WRITTEN.sub("", text.replace("\x0b", "\n").replace("\r\n", "\n").replace("\r", "\n"))
