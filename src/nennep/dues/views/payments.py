"""Payments of a unit by an Excel list: opened, its columns matched, previewed, then taken whole or not at all."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.dues import access, actions, forms
from nennep.dues import payments as lists
from nennep.dues.payrows import understood
from nennep.dues.views.parts import month_asked
from nennep.files import respond
from nennep.org.models import Unit
from nennep.ui.acts import at_its_field
from nennep.viet.write import number


@login_required
def payments(request: Request, pk: int) -> HttpResponse:
    """Choose a list; see what is in it; take it."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    actions.look(unit, by=request.actor)
    sealed = request.POST.get("bang", "")
    form = forms.PaymentsForm(None if sealed else request.POST or None, request.FILES or None, initial=forms.start())
    try:
        if sealed:
            return _again(request, unit, month, form, lists.unpacked(sealed, unit, request.actor))
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            money = actions.Money(given["paid_on"], given["method"])
            return _page(request, unit, month, form, lists.opened(given["file"].read(), given["file"].name, money))
    except Refused as refusal:
        if not form.is_bound:
            messages.warning(request, refusal.sentence)
            return redirect(request.get_full_path())
        at_its_field(form, refusal)
    return _page(request, unit, month, form)


def _again(request: Request, unit: Unit, month: date, form: forms.PaymentsForm, table: lists.Table) -> HttpResponse:
    """A list that was opened before: under chosen columns, or to be taken."""
    if request.POST.get("act") != "take":
        chosen = _columns(request, table)
        if chosen.is_valid():
            try:
                table = table.chosen(chosen.columns())
            except Refused as refusal:
                chosen.add_error(None, refusal.sentence)
        return _page(request, unit, month, form, table, chosen if chosen.errors else None)
    found = understood(unit, table)
    if not table.settled or found.faults or not found.payments:
        return _page(request, unit, month, form, table)
    try:
        made = actions.take_payments(unit, by=request.actor, rows=found.payments)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return _page(request, unit, month, form, table)
    words = _("Đã ghi {n} phiếu thu theo tệp: {sum} đồng.")
    messages.success(request, words.format(n=len(made), sum=number(sum(one.amount for one in made))))
    return redirect("dues:receipts", unit.pk)


def _columns(request: Request | None, table: lists.Table) -> forms.ColumnsForm:
    ours = [(head.name, f"{head.title} *" if head.needed else head.title) for head in lists.HEADS]
    theirs = [(one.place, one.label) for one in table.theirs()]
    return forms.ColumnsForm(ours, theirs, request.POST if request else None, initial=table.columns)


def _page(
    request: Request, unit: Unit, month: date, form: forms.PaymentsForm, table: lists.Table | None = None,
    chosen: forms.ColumnsForm | None = None,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {"unit": unit, "month": month, "form": form, "table": table, "on": "collect"}
    wrong = bool(form.errors or chosen)
    if table is not None:
        found = understood(unit, table) if table.settled and chosen is None else None
        wrong = wrong or bool(found and found.faults)
        context |= {
            "found": found, "columns": chosen or _columns(None, table), "bang": lists.packed(table, unit, request.actor),
            "wrong": len({one.line for one in found.faults}) if found else 0,
        }  # fmt: skip
    return render(request, "dues/payments.html", context, status=422 if wrong else 200)


@login_required
def sheet(request: Request, pk: int) -> HttpResponse:
    """The list to fill in: who owes, for which months, how much."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    actions.look(unit, by=request.actor)
    return respond.attachment(lists.template(unit, month), f"can-thu-{month:%Y-%m}.xlsx")
