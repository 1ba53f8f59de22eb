"""The first page after signing in, search, one's own calendar, and the board of units."""

from contextlib import suppress
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from nennep.core.asked import is_number
from nennep.core.clock import YEARS, today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.desk import boards, calendar, queries, searching
from nennep.journal.takeout import Listing
from nennep.org import access as org
from nennep.ui.templatetags.ui import WEEKDAYS

KINDS = {
    "people": _("Đảng viên"), "units": _("Đơn vị"), "papers": _("Văn bản"), "tasks": _("Nhiệm vụ"), "meetings": _("Sinh hoạt, họp"),
}  # fmt: skip
VIEWS = {calendar.MONTH: _("Tháng"), calendar.ONE_WEEK: _("Tuần"), calendar.LIST: _("Danh sách")}
LONGEST = 300
"""So many letters of what is typed into the box are looked for."""
SIDES = Listing(
    "bang-theo-doi-don-vi", _("Các đơn vị cạnh nhau"),
    (
        (_("Đơn vị"), "unit.name", 44), (_("Đảng viên"), "members", 10), (_("Kết nạp"), "admissions", 10), (_("Cùng kỳ năm trước"), "before", 10),
        (_("Chỉ tiêu đạt"), "met", 10), (_("Tổng số chỉ tiêu"), "targets", 10),
    ),
)  # fmt: skip


@login_required
def home(request: Request) -> HttpResponse:
    """What is late and what is due, what waits for the office, what others owe, how far the targets are."""
    day = today()
    context = {"desk": queries.desk(request.actor, day), "today": day, "office": request.actor.may("documents.take_in")}
    return render(request, "desk/home.html", context)


@login_required
def search(request: Request) -> HttpResponse:
    """Units, papers, tasks, meetings and persons by any part of a name, without marks; else what is written alike."""
    words, day = request.GET.get("q", "").strip()[:LONGEST], today()
    found = searching.search(request.actor, words, day)
    near = {} if any(found.values()) else searching.nearly(request.actor, words, day)
    parts = [(KINDS[kind], hits) for kind, hits in (near or found).items() if hits]
    return render(request, "desk/search.html", {"words": words, "parts": parts, "near": bool(near and parts)})


@login_required
def agenda(request: Request) -> HttpResponse:
    """My calendar: a month, a week, or a list; on a phone each is a list."""
    day, view = today(), request.GET.get("xem", calendar.MONTH)
    with suppress(ValueError):
        asked = date.fromisoformat(request.GET.get("ngay", ""))
        day = asked if asked.year in YEARS else day
    view = view if view in VIEWS else calendar.MONTH
    span = calendar.span(request.actor, view, day, today())
    context = {"span": span, "view": view, "views": VIEWS, "today": today(), "weekdays": WEEKDAYS}
    return render(request, "desk/calendar.html", context)


@login_required
def board(request: Request) -> HttpResponse:
    """The board of targets by unit, and the organisations side by side; printable."""
    home = request.actor.home
    if home is None or not request.actor.may("programmes.judge"):
        raise NotYours
    wanted = request.GET.get("don-vi", "")
    unit = org.see.find(request.actor, pk=int(wanted) if is_number(wanted) else home.unit_id)
    day = today()
    sides = boards.side_by_side(request.actor, unit, day)
    if taken := SIDES.taken(request, sides):
        return taken
    context = {
        "unit": unit,
        "today": day,
        "boards": boards.boards(request.actor, unit, day),
        "sides": sides,
    }
    return render(request, "desk/board.html", context)
