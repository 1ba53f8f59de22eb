"""The board of administrative units and the cells that serve them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request, unit_asked
from nennep.core.refused import Refused
from nennep.org import access, actions, coverage, forms, listings, queries
from nennep.org.models import Unit
from nennep.org.views.units import day_of
from nennep.ui.acts import at_its_field


@login_required
def board(request: Request) -> HttpResponse:
    """What is left, what is excepted, which cells are merged, as of a day."""
    unit = access.see.find(request.actor, pk=unit_asked(request))
    day = day_of(request)
    board = coverage.board(unit, day)
    if taken := listings.COVERAGE.taken(request, board.units):
        return taken
    context = {
        "unit": unit,
        "board": board,
        "day": day,
        "today": today(),
        "may": access.shape.allows(request.actor, unit),
    }
    return render(request, "org/coverage.html", context)


@login_required
def serve(request: Request, pk: int) -> HttpResponse:
    """Let a cell serve an administrative unit."""
    unit = access.shape.find(request.actor, pk=pk)
    rows = access.shape.rows(request.actor).filter(kind__is_cell=True, kind__association="party", until__gt=today())
    form = forms.ServeForm(
        queries.told_apart(rows.order_by("title_key")), request.POST or None, initial={"since": today()}
    )
    if request.method == "POST" and form.is_valid():
        cell = access.shape.find(request.actor, pk=int(form.cleaned_data["cell"]))
        try:
            actions.serve_unit(cell, unit, by=request.actor, since=form.cleaned_data["since"])
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi {cell} phục vụ {unit}.").format(cell=cell.name, unit=unit.name))
            return redirect("org:coverage")
    return _form(request, form, unit, _("Giao chi bộ phục vụ"))


@login_required
def except_unit(request: Request, pk: int) -> HttpResponse:
    """Record a unit that needs no cell of its own."""
    unit = access.shape.find(request.actor, pk=pk)
    form = forms.ExceptForm(request.POST or None, initial={"since": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.except_unit(unit, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi trường hợp đặc thù."))
            return redirect("org:unit", pk) if unit.kind.association == "party" else redirect("org:coverage")
    return _form(request, form, unit, _("Ghi trường hợp đặc thù"))


@login_required
def end_service(request: Request, pk: int) -> HttpResponse:
    """End a service."""
    row = access.end_service.find(request.actor, pk=pk)
    title = _("Thôi giao {cell} phục vụ").format(cell=row.unit.name)
    form = forms.StopForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_service(row, by=request.actor, on=form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error("on", refusal.sentence)
        else:
            messages.success(request, _("Đã ghi kết thúc."))
            return redirect("org:coverage")
    return _form(request, form, row.served, title)


@login_required
def end_exception(request: Request, pk: int) -> HttpResponse:
    """End an exception."""
    row = access.end_exception.find(request.actor, pk=pk)
    form = forms.StopForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_exception(row, by=request.actor, on=form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error("on", refusal.sentence)
        else:
            messages.success(request, _("Đã ghi kết thúc."))
            return redirect("org:coverage")
    return _form(request, form, row.unit, _("Kết thúc trường hợp đặc thù"))


def _form(request: Request, form: object, unit: Unit, title: str) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "org/form.html", {"form": form, "unit": unit, "title": title}, status=status)
