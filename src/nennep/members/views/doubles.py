"""Pages of double entries: found, compared, joined, taken apart."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.members import actions, doubles, listings, sight


@login_required
def index(request: Request) -> HttpResponse:
    """Entries that look like another one, and merges that can be undone."""
    unit = sight.find_doubles.rows(request.actor).order_by("level", "title_key").first()
    if unit is None:
        raise NotYours
    merges = sight.merged.rows(request.actor).select_related("kept")[:50]
    found = doubles.doubles(unit)
    if taken := listings.DOUBLES.taken(request, found):
        return taken
    return render(request, "members/doubles.html", {"unit": unit, "doubles": found, "merges": merges})


@login_required
def merge(request: Request, kept: int, gone: int) -> HttpResponse:
    """Both entries side by side, and what joining them would do."""
    one, two = (sight.merge.find(request.actor, pk=pk) for pk in (kept, gone))
    if request.method == "POST":
        actions.merge_persons(one, two, by=request.actor)
        messages.success(request, _("Đã gộp; có thể tách lại ở trang Ghi trùng."))
        return redirect("members:person", one.pk)
    for row in (one, two):
        actions.read(
            "members.read_file",
            row,
            by=request.actor,
            place=row.memberships.select_related("unit").order_by("-until").first(),
        )
    return render(request, "members/merge.html", {"plan": doubles.preview(one, two)})


@login_required
def undo(request: Request, pk: int) -> HttpResponse:
    """Take a merge apart."""
    row = sight.undo_merge.find(request.actor, pk=pk)
    if request.method == "POST":
        actions.undo_merge(row, by=request.actor)
        messages.success(request, _("Đã tách lại thành hai lần ghi như trước."))
    return redirect("members:doubles")
