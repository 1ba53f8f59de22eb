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
from nennep.reports import access, actions, forms, papers
from nennep.reports.models import Owed


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
    owed = list(Owed.objects.filter(round=row).select_related("unit", "report").order_by("sent_on", "unit__title_key"))
    owed.sort(key=lambda one: (one.sent_on is not None, one.unit.title_key))
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
def letter(request: Request, pk: int, form: str) -> HttpResponse:
    """A letter to the units that still have not sent, as Word or PDF."""
    row = access.chase.find(request.actor, pk=pk)
    if form not in {"docx", "pdf"}:
        raise NotYours
    return respond.attachment(papers.chasing_letter(row, form), f"cong-van-don-doc-{row.pk}.{form}")
