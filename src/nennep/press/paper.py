"""An official paper as data: what the Word and the PDF edition are both made from."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 (PHẦN), 2 (I.), 3 (1.)."""

    level: int
    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph of the body, justified with an indented first line."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, share of the width, alignment (left, right, center)."""

    title: str
    width: float = 1.0
    align: str = "left"


@dataclass(frozen=True)
class Table:
    """A table with a repeated heading; ``groups`` are the indexes of rows that head a group, ``total`` the last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    groups: frozenset[int] = frozenset()
    total: bool = False


Block = Heading | Para | Table


@dataclass(frozen=True)
class Annex:
    """An annex on pages of its own, landscape unless told otherwise."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = True


@dataclass(frozen=True)
class Paper:
    """A Party paper. ``kind`` empty makes it a letter, whose abstract stands under the number as V/v."""

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

    @property
    def number_line(self) -> str:
        """Số 12-BC/ĐU, with room for the number where there is none yet."""
        return f"Số {self.number}" if self.number else f"Số       -{self.symbol}"

    @property
    def place_line(self) -> str:
        """Hà Nội, ngày 05 tháng 02 năm 2026, with room for day and month in a draft."""
        if self.dated is None:
            return f"{self.place}, ngày      tháng      năm"
        return f"{self.place}, ngày {self.dated.day:02d} tháng {self.dated.month:02d} năm {self.dated.year}"
