"""Pages of proposals and of the decision on full files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.members import actions, file_forms, filepage, listings, sight
from nennep.members.actions.file import cell_of
from nennep.members.models import FullFile
from nennep.members.views.acting import paper_of
from nennep.ui.acts import at_its_field


@login_required
def index(request: Request) -> HttpResponse:
    """Proposals that wait for the office, the oldest first."""
    if not request.actor.may("members.settle"):
        raise NotYours
    rows = list(sight.waiting.rows(request.actor).select_related("person", "unit").order_by("id")[:200])
    eyes = sight.sights(request.actor, {row.person_id for row in rows})
    shown = [filepage.told(row) for row in rows if eyes.get(row.person_id, sight.NOTHING).named(row.name)]
    if taken := listings.AMENDMENTS.taken(request, shown):
        return taken
    return render(request, "members/amendments.html", {"changes": shown})


@login_required
def settle(request: Request, pk: int) -> HttpResponse:
    """Approve a proposal, or answer why the file stays."""
    row = sight.waiting.rows(request.actor).filter(pk=pk).first()
    if row is None:
        return _settled(request, pk)
    if not sight.sight(request.actor, row.person).named(row.name):
        raise NotYours
    actions.look(row.person, by=request.actor, place=cell_of(row.person))
    form = file_forms.SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given, seen = (
            form.cleaned_data,
            int(request.POST["version"]) if is_number(request.POST.get("version", "")) else None,
        )
        try:
            if request.POST.get("act") == "approve":
                actions.approve_amendment(row, by=request.actor, decision=paper_of(given), seen=seen)
            else:
                actions.return_amendment(row, by=request.actor, answer=given["answer"], seen=seen)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã trả lời đề nghị của đồng chí {name}.").format(name=row.person.full_name))
            return redirect("members:amendments")
    context = {"change": filepage.told(row), "row": row, "form": form}
    return render(request, "members/amendment.html", context, status=422 if form.errors else 200)


def _settled(request: Request, pk: int) -> HttpResponse:
    """A proposal that was answered already, by a second press or by a colleague: the file shows the answer."""
    row = sight.settled.find(request.actor, pk=pk)
    words = _("Đề nghị này đã được trả lời ({who}). Kết quả ở mục Các lần sửa.").format(who=row.settled_name)
    messages.info(request, words)
    return redirect("members:person", row.person_id)


@login_required
def full_files(request: Request, pk: int) -> HttpResponse:
    """The committee's decision that full files are kept, or the end of it."""
    unit = sight.decide_full.find(request.actor, pk=pk)
    held = FullFile.objects.filter(unit=unit).order_by("-since")
    form = file_forms.FullFileForm(request.POST or None, initial={"since": today()})
    if request.method == "POST" and request.POST.get("act") == "stop":
        actions.stop_full_files(unit, by=request.actor, on=today())
        messages.success(request, _("Đã ghi thôi lưu lý lịch đầy đủ."))
        return redirect("members:full_files", unit.pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_full_files(
                unit, by=request.actor, decision=paper_of(form.cleaned_data), since=form.cleaned_data["since"]
            )
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi quyết định."))
            return redirect("members:full_files", unit.pk)
    context = {"unit": unit, "held": held, "form": form, "today": today()}
    return render(request, "members/fullfiles.html", context, status=422 if form.errors else 200)
