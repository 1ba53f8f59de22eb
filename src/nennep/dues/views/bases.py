"""Pages of what members pay by: the students' amount at once, one member, a whole unit by a sheet."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.dues import access, actions, forms, queries, rates, rules, sheets
from nennep.dues.models import Basis
from nennep.dues.views.parts import act, member_of, month_asked, page_of, press
from nennep.files import respond
from nennep.org.models import Unit
from nennep.ui.acts import at_its_field
from nennep.viet.write import number


@login_required
def bases(request: Request, pk: int) -> HttpResponse:
    """A filled-in sheet: all of it is kept, or each fault is told."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    form, faults = forms.FileForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            found = sheets.understood(unit, month, form.cleaned_data["file"].read())
            faults = found.faults
            if not faults:
                count = actions.set_bases(unit, by=request.actor, rows=found.changed, since=month)
                messages.success(request, _("Đã ghi mức đóng của {n} đồng chí theo tệp.").format(n=count))
                return redirect(page_of(unit, month))
        except Refused as refusal:
            at_its_field(form, refusal)
    context = {"unit": unit, "month": month, "form": form, "faults": faults}
    return render(request, "dues/bases.html", context, status=422 if form.errors or faults else 200)


@login_required
def bases_sheet(request: Request, pk: int) -> HttpResponse:
    """The sheet to fill in."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    actions.look(unit, by=request.actor)
    return respond.attachment(sheets.template(unit, month), f"muc-dong-{month:%Y-%m}.xlsx")


@login_required
@require_POST
def common(request: Request, pk: int) -> HttpResponse:
    """The amount of students for all students who have none."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    return press(
        request,
        lambda: _("Đã ghi mức đóng cho {n} đồng chí.").format(
            n=len(actions.set_common(unit, by=request.actor, since=month))
        ),
        page_of(unit, month),
    )


@login_required
def basis(request: Request, pk: int, person: int) -> HttpResponse:
    """By what a member pays, from a month on."""
    unit = access.collect_in.find(request.actor, pk=pk)
    held, month = member_of(unit, person), rules.month_of(today())
    kinds = queries.kinds_for(unit)
    now = Basis.objects.filter(unit=unit, person_id=person, since__lte=month, until__gt=month).first()
    start: dict[str, Any] = {"kind": kinds[0].value, "since": month}
    if now is not None:
        start |= {
            name: getattr(now, name) for name in ("kind", "region", "relief", "cause", "reduction", "paper", "note")
        }
        start["base"] = now.base or None
    form = forms.BasisForm(kinds, actions.reductions(month), request.POST or None, initial=start)
    actions.look(unit, by=request.actor, person_id=person, name=held.full_name)

    def do(given: dict[str, Any]) -> object:
        since, months = given.pop("since"), given.pop("months") or 0
        terms = actions.Terms(**{**given, "base": given["base"] or 0})
        return actions.set_basis(unit, person, by=request.actor, terms=terms, since=since, months=months)

    return act(
        request, form, do, title=_("Mức đóng của đồng chí {name}").format(name=held.full_name), button=_("Ghi mức đóng"),
        done=_("Đã ghi mức đóng."), back=reverse("dues:member", args=[pk, person]), where=held.full_name, note=_rates(unit, month),
    )  # fmt: skip


def _rates(unit: Unit, month: date) -> str:
    """The first kinds with their values and texts, as a reminder above the form."""
    given, said = rates.book(month), []
    for kind in queries.kinds_for(unit):
        row = given.find(rates.RATE[kind]) if kind in rates.RATE else None
        if row is not None and row.valid_from <= month:
            value = (
                rates.per_cent(rates.part_of(row.value))
                if kind in rates.BY_PAY | rates.BY_WAGE
                else f"{number(int(row.value))} đồng"
            )
            said.append(f"{str(kind.label).partition(':')[0]}: {value} ({row.source}, {row.get_confidence_display()})")
    return " · ".join(said)
