"""Payments by an Excel list, of a unit or of several cells: opened, its columns matched, previewed, taken whole or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.dues import access, actions, forms, gathered, sums
from nennep.dues import payments as lists
from nennep.dues.known import columns_of
from nennep.dues.models import Receipt
from nennep.dues.payrows import understood, understood_all
from nennep.dues.views.parts import month_asked
from nennep.files import respond
from nennep.org.models import Unit
from nennep.ui.acts import at_its_field
from nennep.viet.write import number


@dataclass(frozen=True)
class Desk:
    """Where a list is taken: in a cell for itself, or in a committee for the cells whose dues come up to it."""

    request: Request
    unit: Unit
    month: date
    cells: gathered.Cells | None = None

    @property
    def here(self) -> str:
        """Its address."""
        if self.cells:
            return reverse("dues:gather", args=[self.unit.pk])
        return f"{reverse('dues:payments', args=[self.unit.pk])}?thang={self.month:%Y-%m}"

    @property
    def after(self) -> str:
        """Where one goes when a list was taken."""
        if self.cells:
            return f"{reverse('dues:index')}?don-vi={self.unit.pk}"
        return reverse("dues:receipts", args=[self.unit.pk])

    def opened(self, data: bytes, name: str, money: actions.Money) -> list[lists.Table]:
        """The tables of a file. Raises BadFile (members)."""
        known = columns_of(self.unit)
        if self.cells:
            return gathered.opened(data, name, money, known, self.cells)
        return [lists.opened(data, name, money, known)]

    def understood(self, tables: Sequence[lists.Table]) -> lists.Found:
        """What stands in them; that a list was compared with books of other cells is written down."""
        if not self.cells:
            return understood(self.unit, tables[0])
        found, met = understood_all(self.cells, tables)
        seen = [self.cells.units[pk] for pk in sorted(met)]
        actions.look_through(seen, by=self.request.actor, counts=met)
        return found

    def take(self, found: lists.Found) -> list[Receipt]:
        """Write a receipt for each payment. Raises NotAsOwed."""
        do = actions.gather_payments if self.cells else actions.take_payments
        return do(self.unit, by=self.request.actor, rows=found.payments)


@login_required
def payments(request: Request, pk: int) -> HttpResponse:
    """A cell's list: choose it; see what is in it; take it."""
    unit = access.collect_in.find(request.actor, pk=pk)
    actions.look(unit, by=request.actor)
    return _at(Desk(request, unit, month_asked(request)))


@login_required
def gather(request: Request, pk: int) -> HttpResponse:
    """One list with payments of the cells below a committee."""
    committee = access.bring_to.find(request.actor, pk=pk)
    return _at(Desk(request, committee, month_asked(request), gathered.Cells.of(sums.cells_of(committee))))


def _at(desk: Desk) -> HttpResponse:
    request, sealed = desk.request, desk.request.POST.get("bang", "")
    form = forms.PaymentsForm(None if sealed else request.POST or None, request.FILES or None, initial=forms.start())
    try:
        if sealed:
            return _again(desk, form, lists.unpacked(sealed, desk.unit, request.actor))
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            money = actions.Money(given["paid_on"], given["method"])
            return _page(desk, form, desk.opened(given["file"].read(), given["file"].name, money))
    except Refused as refusal:
        if not form.is_bound:
            messages.warning(request, refusal.sentence)
            return redirect(desk.here)
        at_its_field(form, refusal)
    return _page(desk, form)


def _again(desk: Desk, form: forms.PaymentsForm, tables: list[lists.Table]) -> HttpResponse:
    """A list that was opened before: under chosen columns, or to be taken."""
    if desk.request.POST.get("act") != "take":
        chosen = _columns(desk.request, _asked(tables))
        if chosen.is_valid():
            try:
                tables = _settled(desk, tables, chosen.columns())
            except Refused as refusal:
                chosen.add_error(None, refusal.sentence)
        return _page(desk, form, tables, chosen if chosen.errors else None)
    if not all(one.settled for one in tables):
        return _page(desk, form, tables)
    found = desk.understood(tables)
    if found.faults or not found.payments:
        return _page(desk, form, tables, found=found)
    try:
        made = desk.take(found)
    except Refused as refusal:
        messages.warning(desk.request, refusal.sentence)
        return _page(desk, form, tables)
    words = _("Đã ghi {n} phiếu thu theo tệp: {sum} đồng.")
    messages.success(desk.request, words.format(n=len(made), sum=number(sum(one.amount for one in made))))
    return redirect(desk.after)


def _asked(tables: Sequence[lists.Table]) -> lists.Table:
    """The table whose columns are asked for: the first that is not settled, else the first."""
    return next((one for one in tables if not one.settled), tables[0])


def _settled(desk: Desk, tables: Sequence[lists.Table], columns: dict[str, int]) -> list[lists.Table]:
    """The tables with the columns chosen for one and for all with the same headings; they are remembered. Raises BadFile."""
    asked = _asked(tables)
    chosen = asked.chosen(columns)
    actions.remember_columns(desk.unit, by=desk.request.actor, own=chosen.own())
    return [
        chosen if one is asked else replace(one, columns=chosen.columns, settled=True) if one.heads == asked.heads else one
        for one in tables
    ]  # fmt: skip


def _columns(request: Request | None, table: lists.Table) -> forms.ColumnsForm:
    ours = [(head.name, f"{head.title} *" if head.needed else head.title) for head in table.ours]
    theirs = [(one.place, one.label) for one in table.theirs()]
    return forms.ColumnsForm(ours, theirs, request.POST if request else None, initial=table.columns)


def _page(
    desk: Desk, form: forms.PaymentsForm, tables: list[lists.Table] | None = None, chosen: forms.ColumnsForm | None = None,
    found: lists.Found | None = None,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "unit": desk.unit, "month": desk.month, "form": form, "here": desk.here, "many": desk.cells is not None,
        "cells": len(desk.cells.units) if desk.cells else 0, "on": "gather" if desk.cells else "collect",
    }  # fmt: skip
    wrong = bool(form.errors or chosen)
    if tables is not None:
        if found is None and chosen is None and all(one.settled for one in tables):
            found = desk.understood(tables)
        wrong = wrong or bool(found and found.faults)
        context |= {
            "table": _asked(tables), "found": found, "columns": chosen or _columns(None, _asked(tables)),
            "bang": lists.packed(tables, desk.unit, desk.request.actor), "sheets": len(tables),
            "wrong": len({one.line for one in found.faults}) if found else 0,
        }  # fmt: skip
    return render(desk.request, "dues/payments.html", context, status=422 if wrong else 200)


@login_required
def sheet(request: Request, pk: int) -> HttpResponse:
    """The list to fill in: who owes, for which months, how much."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    actions.look(unit, by=request.actor)
    return respond.attachment(lists.template(unit, month), f"can-thu-{month:%Y-%m}.xlsx")


@login_required
def gather_sheet(request: Request, pk: int) -> HttpResponse:
    """The empty list for several cells."""
    committee = access.bring_to.find(request.actor, pk=pk)
    return respond.attachment(gathered.template(committee, sums.cells_of(committee)), "khoan-thu-nhieu-chi-bo.xlsx")
