"""Pages of yearly supplement sheets: one sheet, the confirmations, the papers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.files import respond
from nennep.journal.actions import record
from nennep.members import access, actions, casepapers, roundforms, sight, supplements
from nennep.members.actions.file import cell_of
from nennep.members.models import Supplement
from nennep.members.views.acts import act
from nennep.ui.acts import at_its_field

MOST = 300


@login_required
def supplement(request: Request, pk: int) -> HttpResponse:
    """A sheet with what changed in its year; the member confirms it, then the cell."""
    sheet = access.see_supplement.rows(request.actor).select_related("round", "unit", "person").filter(pk=pk).first()
    if sheet is None:
        raise NotYours
    form, verb, button = _step(request, sheet)
    if request.method == "POST" and verb is not None and form.is_valid():
        try:
            verb(form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã xác nhận phiếu bổ sung hồ sơ."))
            return redirect("members:supplement", pk)
    eyes = sight.sight(request.actor, sheet.person)
    actions.look(sheet.person, by=request.actor, place=cell_of(sheet.person))
    context = {
        "sheet": sheet, "lines": supplements.lines(sheet, eyes), "year": supplements.year_of(sheet), "own": eyes.own, "form": form, "button": button,
        "may_see_round": access.see_round.allows(request.actor, sheet.round),
    }  # fmt: skip
    return render(request, "members/supplement.html", context, status=422 if form and form.errors else 200)


def _step(request: Request, sheet: Supplement) -> tuple[Any, Any, str]:
    """(form, verb, button) of what the actor may do with a sheet now."""
    by, data = request.actor, request.POST or None
    if access.confirm_supplement.allows(by, sheet):
        form: Any = roundforms.ConfirmForm(data)
        return (
            form,
            lambda given: actions.confirm_supplement(sheet, by=by, on=today(), **given),
            _("Tôi xác nhận phiếu đúng"),
        )
    if sheet.person_id != by.person_id and access.accept_supplement.allows(by, sheet):
        form = roundforms.AcceptForm(data, initial={"on": today()})
        return form, lambda given: actions.accept_supplement(sheet, by=by, **given), _("Chi ủy xác nhận")
    return None, None, ""


@login_required
def accept_supplements(request: Request, pk: int) -> HttpResponse:
    """Confirm every sheet of a cell that its member has confirmed."""
    cell = access.answer_round.find(request.actor, pk=pk, round__kind="supplement")
    form = roundforms.AcceptForm(request.POST or None, initial={"on": today()})
    form.fields.pop("signed_on")
    back = reverse("members:round", args=[cell.round_id])
    return act(
        request, form, lambda given: actions.accept_supplements(cell, by=request.actor, on=given["on"]), title=_("Chi ủy xác nhận: {unit}").format(unit=cell.unit.name),
        button=_("Chi ủy xác nhận"), done=_("Đã xác nhận các phiếu đảng viên đã xác nhận."), back=back, crumbs=((back, cell.round.name),),
    )  # fmt: skip


@login_required
def supplement_paper(request: Request, pk: int, form: str) -> HttpResponse:
    """One sheet as Word or PDF."""
    rows = access.see_supplement.rows(request.actor).select_related("round", "unit", "person").filter(pk=pk)
    return _printed(request, list(rows), form)


@login_required
def cell_supplements(request: Request, pk: int, form: str) -> HttpResponse:
    """The sheets of a cell, each on a page of its own."""
    cell = access.see_round_cell.find(request.actor, pk=pk)
    rows = access.see_supplement.rows(request.actor).filter(round=cell.round_id, unit=cell.unit_id)
    return _printed(request, list(rows.select_related("round", "unit", "person")[:MOST]), form)


def _printed(request: Request, sheets: list[Supplement], form: str) -> HttpResponse:
    if not sheets or form not in casepapers.FORMS:
        raise NotYours
    eyes = sight.sights(request.actor, [sheet.person_id for sheet in sheets])
    unit = sheets[0].unit
    if len(sheets) == 1:
        actions.look(sheets[0].person, by=request.actor, place=cell_of(sheets[0].person))
    else:
        says = {"unit": unit.name, "reason": _("in phiếu bổ sung hồ sơ")}
        record("members.export", unit, by=request.actor, unit_id=unit.pk, unit_key=unit.key, says=says)
    return respond.attachment(
        casepapers.FORMS[form](supplements.paper(sheets, eyes)), f"phieu-bo-sung-{sheets[0].pk}.{form}"
    )
