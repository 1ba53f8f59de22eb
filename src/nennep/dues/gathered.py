"""One file with payments of several cells: a column names the cell, or each sheet is one cell's.

The file brings the names; nothing of a cell's roll goes out, neither with the sheet to fill in nor with what is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nennep.dues.actions import Money
from nennep.dues.payments import CELL, HEADS, MANY, TITLE, WAYS, Table, laid
from nennep.members.imports import matching
from nennep.members.imports.books import Page, bad, pages
from nennep.members.imports.sheet import Layout, layout, missing, top
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel
from nennep.viet.order import fold
from nennep.viet.write import number

ROWS = 4_000
"""Lines of one file, all its sheets together."""
LEFT_OUT = {"due", "receipt"}


@dataclass(frozen=True)
class Cells:
    """The cells a list may be about, found by their name, short name or code."""

    units: dict[int, Unit]
    words: dict[str, list[Unit]] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Sequence[Unit]) -> "Cells":
        """The cells with every word they go by."""
        found = cls({one.pk: one for one in units})
        for one in units:
            for words in {_plain(one.name), _plain(one.short_name), _plain(one.code)} - {""}:
                found.words.setdefault(words, []).append(one)
        return found

    def named(self, said: str) -> Unit:
        """The cell that is meant. LookupError says why none is."""
        same = self.words.get(_plain(said), [])
        if len(same) == 1:
            return same[0]
        if same:
            raise LookupError(
                _("Có {n} đơn vị tên “{text}”. Đề nghị ghi mã đơn vị.").format(n=len(same), text=said[:60])
            )
        words = _("Không có đơn vị “{text}” nộp về đây. Đề nghị ghi đúng tên hoặc mã như trong cây tổ chức.")
        raise LookupError(words.format(text=said[:60]))

    def first(self, said: Sequence[str]) -> int:
        """The number of the first cell named among words, else 0."""
        return next((found[0].pk for one in said if len(found := self.words.get(_plain(one), [])) == 1), 0)


def _plain(said: str) -> str:
    text = " ".join(fold(said).split()).strip(" :.")
    return text.removeprefix("chi bo ").strip()


def template(committee: Unit, cells: Sequence[Unit]) -> bytes:
    """An empty list to fill in: the cells are offered, their members are not."""
    columns = tuple((head.title, head.width) for head in MANY if head.name not in LEFT_OUT)
    choices = {CELL.title: [one.name for one in cells], TITLE["method"]: list(WAYS.values())}
    return excel([Sheet("Khoản thu", columns, [], (committee.name,), fill=True, choices=choices)])


def opened(data: bytes, name: str, money: Money, known: Mapping[str, str], cells: Cells) -> list[Table]:
    """The tables of a file, one for each sheet that holds payments. Raises BadFile (members)."""
    book = [one for one in pages(data) if not one.hidden]
    found = [(place, page, *where) for place, page in enumerate(book, 1) if (where := _table(page, known))]
    if not found:
        needed = ", ".join(head.title for head in (CELL, *HEADS) if head.needed or head is CELL)
        raise bad(_("Không thấy bảng có đủ các cột: {columns}. Đề nghị dùng tệp mẫu.").format(columns=needed))
    tables = [
        laid(
            data, book, where, name, money, settled=settled, many=True, place=place if len(found) > 1 else 0,
            cell=0 if "cell" in where.columns else cells.first(_above(page, where)),
        )
        for place, page, where, settled in found
    ]  # fmt: skip
    if sum(len(one.lines) - one.line for one in tables) > ROWS:
        raise bad(_("Tệp có hơn {n} dòng. Đề nghị tách thành nhiều tệp.").format(n=number(ROWS)))
    return tables


def _table(page: Page, known: Mapping[str, str]) -> tuple[Layout, bool] | None:
    """Where payments stand on a sheet, and whether its headings are ours; None for a sheet without a table of them."""
    if where := layout([page], MANY, known):
        return where, True
    if not any(any(cells) for cells in top(page)):
        return None
    guess = matching.guess([page], MANY, known, sheet=page.name).layout
    return (guess, False) if len(guess.columns) > 1 and len(missing(MANY, guess.columns)) < 3 else None


def _above(page: Page, where: Layout) -> list[str]:
    """The words above the headings of a sheet, then its name."""
    said: list[Any] = [cell for cells in top(page)[: where.line - 1] for cell in cells if cell]
    return [*map(str, said), page.name]
