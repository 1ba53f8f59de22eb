"""Pages of targets and shares: measuring, binding, assigning, answering."""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.figures import hand
from nennep.figures.registry import FIGURES, Period
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell
from nennep.org.models import Unit
from nennep.programmes import access, actions, forms, queries, rules
from nennep.programmes.models import Population, Share, Target
from nennep.ui.chart import BurnUp, burn_up


@login_required
def target(request: Request, pk: int) -> HttpResponse:
    """A target: how far, against what pace, who has which share, and the list behind the number."""
    row = access.see_target.find(request.actor, pk=pk)
    day = today()
    measured = queries.measure(row, row.unit, day, compare=True)
    shares = list(queries.shares_of(row))
    period = queries.until_day(queries.period_of(row, day), day)
    counts = _share_counts(row, [share.unit for share in shares], period)
    context = {
        "target": row, "m": measured, "shares": [(share, counts.get(share.unit_id)) for share in shares], "period": period,
        "chart": _chart(row, measured, day), "countable": row.figure in FIGURES, "today": day,
        "may_bind": access.bind.allows(request.actor, row), "may_assign": access.assign_target.allows(request.actor, row),
        "may_collect": access.collect.allows(request.actor, row),
        "settle": set(access.settle_share.rows(request.actor).filter(target=row).values_list("pk", flat=True)),
        "total": sum((share.value or Decimal(0) for share in shares), Decimal(0)), "told": tell(lines_about(row)[:20]),
    }  # fmt: skip
    return render(request, "programmes/target.html", context)


def _share_counts(row: Target, units: list[Unit], period: Period) -> dict[int, float]:
    if row.figure in FIGURES and row.mode in {"count", "each"}:
        return {key: float(n) for key, n in queries.by_units(row.figure, row.unit, units, period).items()}
    if row.mode == "each":
        return queries.each_unit(row, row.unit, period)
    return {}


def _chart(row: Target, measured: queries.Measured, day: date) -> str:
    months = queries.monthly(row, row.unit, day.year)
    if not months or measured.goal is None:
        return ""
    last = queries.monthly(row, row.unit, day.year - 1)
    done = _added_up(months)[: day.month]
    before = _added_up(last)
    share = [one / before[-1] for one in before] if before[-1] else [(month + 1) / 12 for month in range(12)]
    return burn_up(
        BurnUp(
            row.name, done, [measured.goal * part for part in share], before if before[-1] else (), measured.forecast
        )
    )


def _added_up(values: list[int]) -> list[int]:
    return [sum(values[: place + 1]) for place in range(len(values))]


@login_required
def bind(request: Request, pk: int) -> HttpResponse:
    """Bind a target to figure, population, period and comparator."""
    row = access.bind.find(request.actor, pk=pk)
    names = (
        "name",
        "figure",
        "mode",
        "population",
        "comparator",
        "value",
        "unit_label",
        "yearly",
        "since",
        "breakthrough",
        "version",
    )
    start = {name: getattr(row, name) for name in names} | {"until": row.until - timedelta(days=1)}
    form = forms.BindForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.bind_target(row, by=request.actor, seen=given.pop("version"), **given)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("Đã lưu cách tính chỉ tiêu."))
            return redirect("programmes:target", pk)
    context = {"form": form, "title": _("Cách tính chỉ tiêu"), "programme": row.programme, "quote": row.quote}
    return render(request, "programmes/form.html", context, status=422 if form.errors else 200)


@login_required
def assign(request: Request, pk: int) -> HttpResponse:
    """Share a target out: proposed values by its nature, changed by hand, assigned or first put up for registration."""
    row = access.collect.find(request.actor, pk=pk)
    kind = request.GET.get("doi-tuong") or (
        row.population if row.population in {"cells", "student_cells", "subordinates"} else "cells"
    )
    units = queries.population(kind, row.unit, today())
    if request.method == "POST":
        return _assigned(request, row, units)
    parts = queries.candidates(row.unit, row, units, today())
    proposed = rules.shares_for(row.mode, row.value or Decimal(0), parts)
    shares = {share.unit_id: share for share in row.shares.all()}
    lines = [
        (unit, shares.get(unit.pk), proposed[unit.pk], part.candidates) for unit, part in zip(units, parts, strict=True)
    ]
    total = sum(proposed.values(), Decimal(0))
    context = {
        "target": row, "lines": lines, "kind": kind, "total": total, "shortfall": rules.shortfall(row.mode, row.value or Decimal(0), proposed),
        "populations": [choice for choice in Population.choices if choice[0] in {"cells", "student_cells", "subordinates"}],
        "may_assign": access.assign_target.allows(request.actor, row),
    }  # fmt: skip
    return render(request, "programmes/assign.html", context)


def _assigned(request: Request, row: Target, units: list[Unit]) -> HttpResponse:
    chosen = [unit for unit in units if request.POST.get(f"use-{unit.pk}")]
    if not chosen:
        messages.warning(request, _("Chưa chọn đơn vị nào."))
        return redirect(request.get_full_path())
    if request.POST.get("act") == "ask":
        count = actions.ask_for_shares(row, by=request.actor, units=chosen)
        messages.success(request, _("Đã đề nghị {count} đơn vị đăng ký chỉ tiêu.").format(count=count))
        return redirect("programmes:target", row.pk)
    values = {unit: _decimal(request.POST.get(f"value-{unit.pk}", "")) for unit in chosen}
    if any(value is None for value in values.values()):
        messages.warning(request, _("Có ô chưa phải là số. Đề nghị kiểm tra lại."))
        return redirect(request.get_full_path())
    exact = {unit: value for unit, value in values.items() if value is not None}
    actions.assign_shares(row, by=request.actor, values=exact)
    lack = rules.shortfall(row.mode, row.value or Decimal(0), {unit.pk: value for unit, value in exact.items()})
    messages.success(request, _("Đã giao chỉ tiêu cho {count} đơn vị.").format(count=len(exact)))
    if lack:
        messages.warning(
            request, _("Tổng mức giao còn thiếu {lack} so với chỉ tiêu.").format(lack=f"{lack.normalize():f}")
        )
    return redirect("programmes:target", row.pk)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace(".", "").replace(",", ".")) if text.strip() else None
    except InvalidOperation:
        return None


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
def enter(request: Request, pk: int) -> HttpResponse:
    """Enter a value by hand for a target no figure can count yet, with its source."""
    row = access.bind.find(request.actor, pk=pk)
    form = forms.HandForm(request.POST or None, initial={"last": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        code = row.figure or f"target:{row.pk}"
        start = queries.period_of(row, given["last"]).since
        period = Period(start, given["last"] + timedelta(days=1))
        saved = hand.enter(
            row.unit_id,
            row.unit_key,
            code,
            period,
            by=request.actor,
            part=given["part"],
            whole=given["whole"],
            source=given["source"],
        )
        says = {"name": row.name, "unit": row.unit.name, "value": f"{given['part']}"}
        record("programmes.enter_value", saved, by=request.actor, unit_id=row.unit_id, says=says)
        messages.success(request, _("Đã ghi số liệu nhập tay."))
        return redirect("programmes:target", pk)
    context = {"form": form, "title": _("Nhập số liệu"), "programme": row.programme, "quote": row.quote}
    return render(request, "programmes/form.html", context, status=422 if form.errors else 200)
