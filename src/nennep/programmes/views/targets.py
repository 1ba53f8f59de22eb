"""Pages of targets: measuring, binding, splitting by year, assigning, entering by hand."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.gate import may
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.figures.registry import FIGURES, Period
from nennep.journal.queries import lines_about, tell
from nennep.org.models import Unit
from nennep.programmes import access, actions, forms, queries, rules
from nennep.programmes.models import Population, Share, Target
from nennep.programmes.views.sheets import reminded, saving, seen, sheet
from nennep.ui.chart import BurnUp, burn_up
from nennep.viet import read
from nennep.viet.write import number

MOST = Decimal(10) ** 10


ACTS = {"bind": access.bind, "assign": access.assign_target, "collect": access.collect}


def _found(request: Request, pk: int) -> Target:
    found = access.see_target.rows(request.actor).select_related("unit", "programme").filter(pk=pk).first()
    if found is None:
        raise NotYours
    return found


@login_required
def target(request: Request, pk: int) -> HttpResponse:
    """A target: how far, against what pace, who has which share, and the list behind the number."""
    row, day = _found(request, pk), today()
    queries.page_ahead(row, day)
    measured = queries.measure(row, row.unit, day, compare=True)
    if measured.state == rules.ABOVE:
        return _from_below(request, row, measured)
    rows = queries.page_rows(row)
    shares: list[Share] = rows["shares"]
    period = queries.until_day(queries.period_of(row, day), day)
    looked = _looked_at(request, row, day)
    counts = _share_counts(row, [share.unit for share in shares], period)
    lines = queries.years(row, day)
    numbers, by_year = queries.units_by_year(row, shares, lines)
    given = {share.unit_id: share.value for share in shares if share.value is not None}
    context = {
        "target": row, "m": measured, "shares": [(share, counts.get(share.unit_id)) for share in shares], "period": period,
        "chart": _chart(row, measured, day, lines), "nobody": _nobody(row, measured, period), "by_rounds": bool(_rounds(row, day)), "countable": row.figure in FIGURES, "today": day,
        "years": lines, "numbers": numbers, "by_year": by_year, "standings": queries.standings(row, looked), "looked": looked, "past": looked.year < day.year, "late": measured.state != rules.NOT_DUE, "marks": queries.by_unit(row), "by_unit": queries.by_unit(row) or row.mode == "each",
        "parts": [queries.measure(part, row.unit, day) for part in rows["parts"]], "pipeline": queries.pipeline(row, day),
        "entries": rows["entries"], "narratives": rows["narratives"], "waivers": rows["waivers"],
        "reserve": rules.reserve(row.mode, row.value or Decimal(0), given) if given else None, "indicator": queries.indicator_of(row),
        "term": row.value is not None and not queries.within_a_year(row),
        "settle": set(access.settle_share.rows(request.actor).filter(target=row).values_list("pk", flat=True)),
        "total": sum((share.value or Decimal(0) for share in shares), Decimal(0)), "asked": _registered(shares), "told": tell(lines_about(row)[:20]),
        **{f"may_{name}": yes for name, yes in may(request.actor, row, ACTS).items()},
    }  # fmt: skip
    return render(request, "programmes/target.html", context)


def _looked_at(request: Request, row: Target, day: date) -> date:
    """The day units are looked at: today, or the last day of the year that was chosen of a yearly target."""
    year = request.GET.get("nam", "")
    return date(int(year), 12, 31) if row.yearly and is_number(year) and 1990 <= int(year) < day.year else day


def _from_below(request: Request, row: Target, measured: queries.Measured) -> HttpResponse:
    """A target of a unit above: what it asks, and the shares one may see of it."""
    shares = list(queries.shares_of(row))
    period = queries.until_day(queries.period_of(row, today()), today())
    counts = _share_counts(row, [share.unit for share in shares], period)
    context = {
        "target": row, "m": measured, "period": period, "from_below": True,
        "shares": [(share, counts.get(share.unit_id)) for share in shares],
        "entries": row.entries.filter(narrative=False).select_related("document"), "narratives": row.entries.filter(narrative=True).order_by("-year"),
    }  # fmt: skip
    return render(request, "programmes/target.html", context)


def _nobody(row: Target, measured: queries.Measured, period: Period) -> bool:
    """Whether the population is empty, so that there is nothing to divide by."""
    over_units = row.mode == "each" or queries.by_unit(row)
    return measured.whole == 0 or (over_units and not queries.measured_units(row, row.unit, period))


def _registered(shares: Iterable[Share]) -> Decimal | None:
    """What the units have registered together; None where nobody has."""
    found = [share.registered for share in shares if share.registered is not None]
    return sum(found, Decimal(0)) if found else None


def _share_counts(row: Target, units: list[Unit], period: Period) -> dict[int, float]:
    if row.figure in FIGURES and row.mode in {"count", "each"}:
        return {key: float(n) for key, n in queries.by_units(row.figure, row.unit, units, period).items()}
    if row.mode == "each":
        return queries.each_unit(row, row.unit, period)
    return {}


def _chart(row: Target, measured: queries.Measured, day: date, lines: list[queries.YearLine]) -> str:
    if not queries.within_a_year(row):
        names, brought, aims = queries.term_curve(row, lines)
        return burn_up(BurnUp(row.name, brought, aims, (), measured.forecast, names, term=True)) if names else ""
    months = queries.monthly(row, row.unit, day.year)
    if not months or measured.goal is None:
        return ""
    last = queries.monthly(row, row.unit, day.year - 1)
    done = _added_up(months)[: day.month]
    before = _added_up(last)
    planned = [measured.goal * part for part in _planned(row, before, day)]
    return burn_up(BurnUp(row.name, done, planned, before if before[-1] else (), measured.forecast))


def _planned(row: Target, before: list[int], day: date) -> list[float]:
    """The share of the goal due at each month's end: by the planned rounds, else last year's months, else evenly."""
    if rounds := _rounds(row, day):
        return [
            rules.pace_from_rounds(rounds, date(day.year, month, monthrange(day.year, month)[1])) or 0.0
            for month in range(1, 13)
        ]
    return [one / before[-1] for one in before] if before[-1] else [(month + 1) / 12 for month in range(12)]


def _rounds(row: Target, day: date) -> list[date] | None:
    return rules.rounds_in(row.rounds, day.year) if queries.one_year(queries.period_of(row, day)) else None


def _added_up(values: list[int]) -> list[int]:
    return [sum(values[: place + 1]) for place in range(len(values))]


@login_required
def bind(request: Request, pk: int) -> HttpResponse:
    """Bind a target to figure, population, period and comparator."""
    row = access.bind.find(request.actor, pk=pk)
    wholes = row.programme.targets.filter(parent=None).exclude(pk=row.pk)
    form = forms.BindForm(access.see_indicator.rows(request.actor), wholes, request.POST or None, initial=_now(row))
    saved = saving(form, lambda given: actions.bind_target(row, by=request.actor, **seen(given)), _now)
    if saved.done:
        messages.success(request, _("Đã lưu cách tính chỉ tiêu."))
        return redirect("programmes:target", pk)
    return sheet(request, form, saved, title=_("Cách tính chỉ tiêu"), back=_back(row), quote=row.quote)


def _now(row: Target) -> dict[str, object]:
    names = (
        "name", "figure", "mode", "population", "comparator", "value", "unit_label", "yearly", "since", "rounds",
        "breakthrough", "owner", "version",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {
        "until": row.last_day,
        "parent": row.parent_id,
        "area": row.area_id,
    }


def _back(row: Target) -> tuple[str, str]:
    return reverse("programmes:target", args=[row.pk]), row.name


@login_required
def assign(request: Request, pk: int) -> HttpResponse:
    """Share a target out: proposed values by its nature, changed by hand, assigned or first put up for registration."""
    row = access.collect.find(request.actor, pk=pk)
    kind = request.GET.get("doi-tuong") or (
        row.population if row.population in {"cells", "student_cells", "subordinates"} else "cells"
    )
    units = queries.population(kind, row.unit, today())
    typed = {unit.pk: request.POST.get(f"value-{unit.pk}", "") for unit in units} if request.method == "POST" else {}
    chosen = [unit for unit in units if request.POST.get(f"use-{unit.pk}")] if typed else units
    wrong = _assigned(request, row, chosen, typed) if typed else ""
    if typed and not wrong:
        return redirect("programmes:target", row.pk)
    parts = queries.candidates(row.unit, row, units, today())
    proposed = rules.shares_for(row.mode, row.value or Decimal(0), parts)
    shares = {share.unit_id: share for share in row.shares.all()}
    lines = [
        (unit, shares.get(unit.pk), proposed[unit.pk], part.candidates, typed.get(unit.pk), unit in chosen)
        for unit, part in zip(units, parts, strict=True)
    ]
    offered = {
        unit.pk: _offered(line, proposed[unit.pk]) for unit, line in ((unit, shares.get(unit.pk)) for unit in units)
    }
    context = {
        "target": row, "lines": lines, "kind": kind, "total": sum(offered.values(), Decimal(0)), "wrong": wrong,
        "shortfall": rules.shortfall(row.mode, row.value or Decimal(0), offered), "registered": _registered(shares.values()),
        "populations": [choice for choice in Population.choices if choice[0] in {"cells", "student_cells", "subordinates"}],
        "may_assign": access.assign_target.allows(request.actor, row),
    }  # fmt: skip
    return render(request, "programmes/assign.html", context, status=422 if wrong else 200)


def _offered(share: Share | None, proposed: Decimal) -> Decimal:
    """What stands in a unit's field at first: what it has been given, else what is proposed."""
    return proposed if share is None or share.value is None else share.value


def _assigned(request: Request, row: Target, chosen: list[Unit], typed: dict[int, str]) -> str:
    """Ask or assign; what is wrong with what was typed, in words, or ''."""
    if not chosen:
        return _("Chưa chọn đơn vị nào.")
    if request.POST.get("act") == "ask":
        count = actions.ask_for_shares(row, by=request.actor, units=chosen)
        messages.success(request, _("Đã đề nghị {count} đơn vị đăng ký chỉ tiêu.").format(count=count))
        return ""
    values = {unit: read.number(typed[unit.pk]) for unit in chosen}
    if bad := [unit.name for unit, value in values.items() if value is None or not 0 <= value < MOST]:
        return _("Mức giao phải là số không âm. Đề nghị kiểm tra lại: {units}.").format(units=", ".join(bad))
    exact = {unit: value for unit, value in values.items() if value is not None}
    actions.assign_shares(row, by=request.actor, values=exact)
    lack = rules.shortfall(row.mode, row.value or Decimal(0), {unit.pk: value for unit, value in exact.items()})
    messages.success(request, _("Đã giao chỉ tiêu cho {count} đơn vị.").format(count=len(exact)))
    if lack:
        messages.warning(request, _("Tổng mức giao còn thiếu {lack} so với chỉ tiêu.").format(lack=number(lack)))
    return ""


@login_required
def enter(request: Request, pk: int) -> HttpResponse:
    """Enter a value by hand for a target no figure can count yet, with its source."""
    row = access.bind.find(request.actor, pk=pk)
    form = forms.HandForm(request.POST or None, initial={"last": today()})
    saved = saving(form, lambda given: _entered(request, row, given))
    if saved.done:
        messages.success(request, _("Đã ghi số liệu nhập tay."))
        return redirect("programmes:target", pk)
    return sheet(request, form, saved, title=_("Nhập số liệu"), back=_back(row), quote=row.quote)


def _entered(request: Request, row: Target, given: dict[str, Any]) -> None:
    start = queries.period_of(row, given["last"]).since
    actions.enter_value(
        row, by=request.actor, part=given["part"], whole=given["whole"], last=given["last"], source=given["source"],
        since=start,
    )  # fmt: skip


@login_required
def enter_units(request: Request, pk: int) -> HttpResponse:
    """Enter a target's value unit by unit."""
    row = access.bind.find(request.actor, pk=pk)
    lines = queries.standings(row, today())
    units, marks = [line.unit for line in lines], queries.by_unit(row)
    known = {f"u{line.unit.pk}": (int(line.value) if marks else line.value) for line in lines if line.value is not None}
    form = forms.UnitsForm(units, marks, request.POST or None, initial={"last": today(), **known})
    saved = saving(form, lambda given: _entered_units(request, row, units, given))
    if saved.done:
        messages.success(request, _("Đã ghi số liệu của từng đơn vị."))
        return redirect("programmes:target", pk)
    return sheet(request, form, saved, title=_("Nhập số liệu theo đơn vị"), back=_back(row), quote=row.quote)


def _entered_units(request: Request, row: Target, units: list[Unit], given: dict[str, Any]) -> None:
    found = {unit: given[f"u{unit.pk}"] for unit in units}
    values = {unit: Decimal(value) for unit, value in found.items() if value not in (None, "")}
    period = queries.period_of(row, given["last"])
    actions.enter_for_units(
        row, by=request.actor, values=values, last=given["last"], source=given["source"], period=period
    )


@login_required
def years(request: Request, pk: int) -> HttpResponse:
    """Split a target of several years by year."""
    row = access.bind.find(request.actor, pk=pk)
    proposed = queries.proposed_years(row)
    form = forms.YearGoalsForm(list(proposed), request.POST or None, initial=_year_goals(row))
    saved = saving(
        form,
        lambda given: actions.set_year_goals(
            row, by=request.actor, seen=given["version"], values={year: given[f"y{year}"] for year in proposed}
        ),
        _year_goals,
    )
    if saved.done:
        return redirect("programmes:target", pk)
    words = _("Mức đề xuất chia đều; tổng các năm có thể cao hơn chỉ tiêu để dự phòng.")
    return sheet(request, form, saved, title=_("Phân kỳ theo năm"), back=_back(row), quote=row.quote, words=words)


def _year_goals(row: Target) -> dict[str, object]:
    goals = queries.proposed_years(row) | {one.year: one.value for one in row.years.all()}
    return {f"y{year}": value for year, value in goals.items()} | {"version": row.version}


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind the units that have lost the pace."""
    row = access.collect.find(request.actor, pk=pk)
    late = [line.unit for line in queries.standings(row, today()) if not line.reached]
    words = _("Đề nghị đồng chí quan tâm chỉ tiêu “{name}”: đơn vị đang chậm so với tiến độ.").format(name=row.name)
    count = actions.remind_late(row, by=request.actor, units=late, words=words)
    reminded(request, len(late), count)
    return redirect("programmes:target", pk)
