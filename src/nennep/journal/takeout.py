"""Lists taken out as Excel, as they are filtered: a list page declares its columns once.

A view asks ``LISTING.taken(request, rows)`` with the rows it shows, before they are cut into pages; where ``?xuat=xlsx`` was
asked for, the answer is the workbook, else None, and the page offers the button. Taking out passes the same gate as the page
and leaves a line in the journal with the filter and the count.
"""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import IO, Any, cast
from urllib.parse import quote

from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.batches import in_batches
from nennep.core.http import Request
from nennep.core.words import Words
from nennep.journal.actions import record
from nennep.press.excel import Counted, Sheet, write

ASKED = "xuat"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HELD = 4 * 1024 * 1024
"""Bytes of a workbook held in memory before it goes to a file of its own."""
NOT_FILTERS = {ASKED, "after", "tai", "page", "trang", "csrfmiddlewaretoken"}
OPEN_END = 9999
Column = tuple[Words, str | Callable[[Any], Any], float]
"""Heading, the value (a dotted path or what finds it in a row), width in letters."""


@dataclass(frozen=True)
class Listing:
    """A list page as a table: name of the file, title, columns."""

    name: str
    title: Words
    columns: Sequence[Column]

    def taken(self, request: Request, rows: Iterable[Any]) -> HttpResponse | None:
        """The workbook where it was asked for; None where the page is to be shown, which then offers it."""
        if request.method != "GET" or request.GET.get(ASKED) != "xlsx":
            request.takeout = takeout_link(request)  # type: ignore[attr-defined]
            return None
        title = str(self.title)
        return written(
            request,
            self.name,
            lambda file: self.write(rows, file),
            lambda count: told(request, title, count),
        )

    def write(self, rows: Iterable[Any], file: IO[bytes]) -> int:
        """Write the rows, as many as there are, in the same memory; returns how many."""
        if isinstance(rows, QuerySet):
            rows = chain.from_iterable(in_batches(rows))
        told_rows = Counted(rows)
        lines = (
            (place, *(_cell(row, value) for _title, value, _width in self.columns))
            for place, row in enumerate(told_rows, 1)
        )
        heads = [(_("TT"), 5.0), *((str(title), width) for title, _value, width in self.columns)]
        write([Sheet(str(self.title), heads, lines, (str(self.title).upper(),))], file)
        return told_rows.count


def takeout_link(request: Request) -> str:
    """The address of the same page as a workbook."""
    kept = request.GET.copy()
    for name in ("after", "tai", "page"):
        kept.pop(name, None)
    kept[ASKED] = "xlsx"
    return f"?{kept.urlencode()}"


def filters(request: Request) -> str:
    """What a list was asked for, as one line."""
    given = {name: value for name, value in request.GET.items() if value and name not in NOT_FILTERS}
    return ", ".join(f"{name}={value}" for name, value in given.items())[:250]


def told(request: Request, title: str, count: int) -> None:
    """The line of the journal: who took which list out, how filtered, how many rows."""
    home, asked = request.actor.home, filters(request)
    record(
        "journal.take_out", cast(Model, request.user), by=request.actor, unit_id=home.unit_id if home else None,
        unit_key=home.unit_key if home else "", person_id=request.actor.person_id,
        says={"list": title, "count": count, "filter": asked or _("không lọc")},
    )  # fmt: skip


def written(request: Request, name: str, make: Callable[[IO[bytes]], int], tell: Callable[[int], None]) -> HttpResponse:
    """A workbook made by ``make`` as a download, with its line in the journal; a long one is held in a file, not in memory."""
    file = tempfile.SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 (the response closes it)
    tell(make(file))
    file.seek(0)
    response = FileResponse(file, content_type=EXCEL)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]


def _cell(row: Any, value: str | Callable[[Any], Any]) -> Any:
    """A value as a cell: words, a number or a day; an open end is empty."""
    found = _along(row, value) if isinstance(value, str) else value(row)
    if isinstance(found, bool):
        return _("có") if found else _("không")
    if isinstance(found, datetime):
        return timezone.localtime(found).replace(tzinfo=None) if timezone.is_aware(found) else found
    if isinstance(found, date):
        return "" if found.year == OPEN_END else found
    if found is None or isinstance(found, int | float | str):
        return found
    return str(found)


def _along(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = row.get(name) if isinstance(row, dict) else getattr(row, name, None)
        row = row() if callable(row) else row
        if row is None:
            return None
    return row
