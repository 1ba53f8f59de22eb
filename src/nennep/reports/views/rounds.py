"""Pages of rounds: who has sent, who has not, reminders and letters."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.files import respond
from nennep.programmes.queries import population
from nennep.reports import access, actions, forms, listings, papers, queries


@login_required
def open_round(request: Request) -> HttpResponse:
    """Ask the units below for a report."""
    unit = access.rounds_in.rows(request.actor).order_by("level").first()
    if unit is None:
        raise NotYours
    day = today()
    start = {
        "name": _("Báo cáo 6 tháng đầu năm {year}").format(year=day.year),
        "since": date(day.year, 1, 1),
        "last_day": date(day.year, 6, 30),
        "due_on": date(day.year, 7, 5),
    }
    form = forms.RoundForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        units = population("subordinates", unit, day)
        row = actions.open_round(unit, by=request.actor, units=units, **form.cleaned_data)
        messages.success(request, _("Đã yêu cầu {count} đơn vị gửi báo cáo.").format(count=len(units)))
        return redirect("reports:round", row.pk)
    return render(
        request, "reports/draft.html", {"form": form, "unit": unit, "round": True}, status=422 if form.errors else 200
    )


@login_required
def round_page(request: Request, pk: int) -> HttpResponse:
    """A round: late ones first."""
    row = access.see_round.find(request.actor, pk=pk)
    owed = queries.owed_in(row)
    if taken := listings.OWED.taken(request, owed):
        return taken
    context = {
        "round": row, "owed": owed, "today": today(), "missing": sum(1 for one in owed if one.sent_on is None),
        "may_chase": access.chase.allows(request.actor, row),
    }  # fmt: skip
    return render(request, "reports/round.html", context)


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """A polite reminder to those who have not sent."""
    row = access.chase.find(request.actor, pk=pk)
    late = actions.remind_units(row, by=request.actor)
    messages.success(request, _("Đã gửi đôn đốc tới {count} đơn vị.").format(count=len(late)))
    return redirect("reports:round", pk)


@login_required
@require_POST
def accept(request: Request, pk: int, owed: int) -> HttpResponse:
    """A report that was sent is complete."""
    row = access.judge.find(request.actor, pk=owed, round_id=pk)
    actions.accept_report(row, by=request.actor)
    messages.success(request, _("Đã ghi nhận báo cáo của {unit} đạt yêu cầu.").format(unit=row.unit.name))
    return redirect("reports:round", pk)


@login_required
def give_back(request: Request, pk: int, owed: int) -> HttpResponse:
    """Ask a unit to complete its report, with what is missing."""
    row = access.judge.find(request.actor, pk=owed, round_id=pk)
    form = forms.ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.return_report(row, by=request.actor, note=form.cleaned_data["note"])
        messages.success(request, _("Đã đề nghị {unit} bổ sung báo cáo.").format(unit=row.unit.name))
        return redirect("reports:round", pk)
    context = {"form": form, "round": row.round, "unit": row.unit}
    return render(request, "reports/give_back.html", context, status=422 if form.errors else 200)


@login_required
def letter(request: Request, pk: int, form: str) -> HttpResponse:
    """A letter to the units that still have not sent, as Word or PDF."""
    row = access.chase.find(request.actor, pk=pk)
    if form not in {"docx", "pdf"}:
        raise NotYours
    return respond.attachment(papers.chasing_letter(row, form), f"cong-van-don-doc-{row.pk}.{form}")
