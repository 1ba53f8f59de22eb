"""The first page after signing in, search, and the board of units."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.desk import queries
from nennep.duties.registry import PROVIDERS
from nennep.journal.takeout import Listing
from nennep.org import access as org

SIDES = Listing(
    "bang-theo-doi-don-vi", _("Các đơn vị cạnh nhau"),
    (
        (_("Đơn vị"), "unit.name", 44), (_("Đảng viên"), "members", 10), (_("Kết nạp"), "admissions", 10), (_("Cùng kỳ năm trước"), "before", 10),
        (_("Chỉ tiêu đạt"), "met", 10), (_("Tổng số chỉ tiêu"), "targets", 10),
    ),
)  # fmt: skip


@login_required
def home(request: Request) -> HttpResponse:
    """What is late and what is due, what waits for the office, how far the targets are."""
    day = today()
    desk = queries.desk(request.actor, day)
    labels = {kind: provider.label for kind, provider in PROVIDERS.items()}
    return render(
        request,
        "desk/home.html",
        {"desk": desk, "today": day, "labels": labels, "office": request.actor.may("documents.take_in")},
    )


@login_required
def search(request: Request) -> HttpResponse:
    """Units, papers, tasks and persons by any part of a name, without marks."""
    words = request.GET.get("q", "").strip()
    return render(request, "desk/search.html", {"words": words, "found": queries.search(request.actor, words, today())})


@login_required
def board(request: Request) -> HttpResponse:
    """The board of targets by unit, and the organisations side by side; printable."""
    home = request.actor.home
    if home is None or not request.actor.may("programmes.judge"):
        raise NotYours
    wanted = request.GET.get("don-vi", "")
    unit = org.see.find(request.actor, pk=int(wanted) if wanted.isdigit() else home.unit_id)
    day = today()
    sides = queries.side_by_side(request.actor, unit, day)
    if taken := SIDES.taken(request, sides):
        return taken
    context = {
        "unit": unit,
        "today": day,
        "boards": queries.boards(request.actor, unit, day),
        "sides": sides,
    }
    return render(request, "desk/board.html", context)
