"""Pages of units' shares: register, acknowledge, propose an adjustment, enter what was reached, ask for an exception."""

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
from nennep.figures.registry import FIGURES
from nennep.journal.queries import lines_about, tell
from nennep.programmes import access, actions, forms, queries, rules
from nennep.programmes.models import Share
from nennep.programmes.views.sheets import saving, sheet


@login_required
def share(request: Request, pk: int) -> HttpResponse:
    """A unit's share: register, acknowledge, or propose an adjustment; how far it is."""
    row = access.see_share.find(request.actor, pk=pk)
    act = request.POST.get("act", "")
    register = forms.RegisterForm(request.POST if act == "register" else None)
    adjust = forms.AdjustForm(request.POST if act == "adjust" else None)
    if request.method == "POST" and _answered(request, row, act, register, adjust):
        return redirect("programmes:share", pk)
    day = today()
    context = {
        "share": row, "register": register, "adjust": adjust, "today": day,
        "m": queries.measure(row.target, row.unit, day, goal=row.value) if row.target.mode != "each" else _own_minimum(row, day),
        "may_register": access.register_share.allows(request.actor, row), "may_answer": access.answer_share.allows(request.actor, row),
        "told": tell(lines_about(row)[:20]), "period": queries.until_day(queries.period_of(row.target, day), day),
        "countable": row.target.figure in FIGURES,
        "may_own": access.answer_own.allows(request.actor, row), "waivers": row.target.waivers.filter(unit=row.unit),
    }  # fmt: skip
    return render(request, "programmes/share.html", context, status=422 if register.errors or adjust.errors else 200)


def _own_minimum(row: Share, day: date) -> queries.Measured:
    period = queries.until_day(queries.period_of(row.target, day), day)
    value = queries.figure_value(row.target.figure, row.unit, period)
    goal = float(row.value or row.target.value or 0)
    whole = queries.period_of(row.target, day)
    pace = rules.straight_pace(whole.since, whole.until, day)
    said = value.part if value else 0.0
    state = rules.state(said, ">=", goal, pace=pace, ended=False)
    return queries.Measured(row.target, goal, said, None, state, pace, bool(value and value.by_hand))


def _answered(request: Request, row: Share, act: str, register: forms.RegisterForm, adjust: forms.AdjustForm) -> bool:
    if act == "acknowledge":
        actions.acknowledge_share(row, by=request.actor)
        messages.success(request, _("Đã tiếp nhận chỉ tiêu."))
        return True
    if act == "register" and register.is_valid():
        actions.register_share(row, by=request.actor, value=register.cleaned_data["value"])
        messages.success(request, _("Đã đăng ký. Văn phòng sẽ tổng hợp trình duyệt."))
        return True
    if act == "adjust" and adjust.is_valid():
        actions.propose_adjustment(row, by=request.actor, **adjust.cleaned_data)
        messages.success(request, _("Đã gửi đề nghị điều chỉnh. Mức cũ vẫn được tính cho đến khi có quyết định."))
        return True
    return False


@login_required
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """Decide a proposed adjustment."""
    row = access.settle_share.find(request.actor, pk=pk)
    actions.settle_adjustment(
        row, by=request.actor, agreed=request.POST.get("act") == "agree", answer=request.POST.get("answer", "")
    )
    messages.success(request, _("Đã quyết định đề nghị điều chỉnh và báo cho đơn vị."))
    return redirect("programmes:target", row.target_id)


@login_required
def report_value(request: Request, pk: int) -> HttpResponse:
    """A unit enters what it has reached of its share, where nothing in the system counts it."""
    row = access.answer_own.find(request.actor, pk=pk)
    form = forms.OwnValueForm(request.POST or None, initial={"last": today()})
    saved = saving(form, lambda given: _reported(request, row, given))
    if saved.done:
        messages.success(request, _("Đã ghi số liệu của đơn vị."))
        return redirect("programmes:share", pk)
    words = _("Ghi 1 nếu đơn vị đã đạt, 0 nếu chưa.") if queries.by_unit(row.target) else ""
    back = (reverse("programmes:share", args=[pk]), row.target.name)
    return sheet(request, form, saved, title=_("Nhập số liệu của đơn vị"), back=back, words=words)


def _reported(request: Request, row: Share, given: dict[str, Any]) -> None:
    period = queries.period_of(row.target, given["last"])
    actions.report_value(row, by=request.actor, period=period, **given)


@login_required
def waive(request: Request, pk: int) -> HttpResponse:
    """Ask to be left out of a target."""
    row = access.answer_own.find(request.actor, pk=pk)
    form = forms.WaiverForm(request.POST or None)
    saved = saving(form, lambda given: actions.ask_waiver(row, by=request.actor, reason=given["reason"]))
    if saved.done:
        messages.success(request, _("Đã gửi đề nghị ngoại lệ. Chỉ tiêu vẫn được tính cho đến khi có quyết định."))
        return redirect("programmes:share", pk)
    back = (reverse("programmes:share", args=[pk]), row.target.name)
    return sheet(request, form, saved, title=_("Đề nghị ngoại lệ"), back=back, quote=row.target.name)
