"""The journal's page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from nennep.core.asked import is_number
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.journal import access, queries
from nennep.journal.registry import SENTENCES
from nennep.journal.takeout import Listing

LINES = Listing(
    "nhat-ky", _("Nhật ký"),
    ((_("Lúc"), "at", 18), (_("Người"), "who", 26), (_("Vai trò"), "seat", 34), (_("Việc"), "sentence", 90)),
)  # fmt: skip


@login_required
def index(request: Request) -> HttpResponse:
    """Lines of the actor's units, newest first, filtered by act."""
    if not request.actor.may("journal.read"):
        raise NotYours
    verb, before = request.GET.get("viec", ""), request.GET.get("truoc", "")
    rows = access.read.rows(request.actor).order_by("-id")
    if verb in SENTENCES:
        rows = rows.filter(verb=verb)
    if is_number(before):
        rows = rows.filter(id__lt=int(before))
    if taken := LINES.taken(request, queries.told_in_batches(rows)):
        return taken
    lines = list(rows[:101])
    context = {
        "told": queries.tell(lines[:100]),
        "verbs": sorted(SENTENCES),
        "verb": verb,
        "next": lines[99].pk if len(lines) > 100 else None,
    }
    return render(request, "journal/index.html", context)
