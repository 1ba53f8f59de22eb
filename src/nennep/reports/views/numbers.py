"""Opening a number into the rows behind it: names for those who may see them, counts by unit for the others."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nennep.core.actor import range_of
from nennep.core.asked import is_number
from nennep.core.gate import inside
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.figures.registry import FIGURES, Figure, Period
from nennep.journal.actions import record
from nennep.journal.takeout import Listing
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.programmes.queries import by_units, population
from nennep.reports import access
from nennep.reports.models import ReportLine
from nennep.reports.queries import label_of

PAGE = 500


@login_required
def number(request: Request, code: str) -> HttpResponse:
    """A number as it is now: a figure of a unit over a period."""
    if code not in FIGURES:
        raise NotYours
    unit = access.count_in.find(request.actor, pk=_whole(request.GET.get("don-vi", "")))
    period = _period(request)
    figure = FIGURES[code]
    asked = ask(unit, period)
    rows, count = figure.rows(asked), int(figure.count(asked).part)
    hidden = count - rows.count() if asked.known.get("left") else 0
    return _opened(request, figure, unit, period, rows, count, hidden, _kept(request, code))


def _kept(request: Request, code: str) -> int | None:
    """What a frozen report keeps as last year's number, where the number is opened from one."""
    line = ReportLine.objects.filter(pk=_whole(request.GET.get("dong", "")), code=code).first()
    if (
        line is None
        or line.before_part is None
        or not access.see.rows(request.actor).filter(pk=line.report_id).exists()
    ):
        return None
    return int(line.before_part)


@login_required
def frozen(request: Request, pk: int, line: int) -> HttpResponse:
    """A number of a frozen report: the very rows it was counted from."""
    report = access.see.find(request.actor, pk=pk)
    stored = ReportLine.objects.filter(report=report, pk=line).first()
    if stored is None or stored.code not in FIGURES:
        raise NotYours
    figure = FIGURES[stored.code]
    period = Period(report.since, report.until)
    model = figure.rows(ask(report.unit, period)).model
    rows = model._default_manager.filter(pk__in=stored.row_ids)
    part = request.GET.get("don-vi", "")
    if part not in stored.by_unit:
        return _opened(request, figure, report.unit, period, rows, int(stored.part or 0))
    unit = access.count_in.find(request.actor, pk=_whole(part))
    below = inside((range_of(unit.key, below=True),), figure.key)
    return _opened(request, figure, unit, period, rows.filter(below), int(stored.by_unit[part]))


def _listing(figure: Figure, label: str) -> Listing:
    """The rows behind a number as a table that is taken out."""
    columns = [(one.label, one.path, 24.0) for one in figure.columns]
    return Listing(figure.code.replace(".", "-"), label, columns)


def _opened(
    request: Request, figure: Figure, unit: Unit, period: Period, rows: Any, count: int, hidden: int = 0, kept: int | None = None,
) -> HttpResponse:  # fmt: skip
    named = not figure.named or any(low <= unit.key < high for low, high in request.actor.ranges(figure.right))
    context: dict[str, Any] = {
        "figure": figure, "unit": unit, "period": period, "count": count, "named": named, "columns": figure.columns, "kept": kept, "label": label_of(figure.code)[0],
    }  # fmt: skip
    if named and (taken := _listing(figure, str(context["label"])).taken(request, rows)):
        return taken
    if named:
        beside = {one.name for one in rows.model._meta.fields if one.is_relation} & {"unit", "kind"}
        listed = rows.select_related(*beside)[:PAGE] if beside else rows[:PAGE]
        context["hidden"] = hidden
        context["rows"] = [(_link(request, row), [_cell(row, one.path) for one in figure.columns]) for row in listed]
        if figure.named:
            record(
                "reports.open_number",
                unit,
                by=request.actor,
                unit_id=unit.pk,
                unit_key=unit.key,
                says={"figure": str(figure.label), "unit": unit.name},
            )
    else:
        units = population("subordinates", unit, period.last)
        counted = by_units(figure.code, unit, units, period)
        context["units"] = [(one.name, counted.get(one.pk, 0)) for one in units]
    return render(request, "reports/number.html", context)


def _link(request: Request, row: Any) -> str:
    """Where a row leads: a member's file for those who read files, a unit's page; '' else."""
    if hasattr(row, "person_id"):
        return reverse("members:person", args=[row.person_id]) if request.actor.may("members.read_file") else ""
    return reverse("org:unit", args=[row.unit_id]) if hasattr(row, "unit_id") else ""


def _cell(row: Any, path: str) -> Any:
    value = row
    for part in path.split("."):
        value = getattr(value, part)
        value = value() if callable(value) else value
    return value


def _whole(text: str) -> int:
    return int(text) if is_number(text) else 0


def _period(request: Request) -> Period:
    try:
        since = date.fromisoformat(request.GET.get("tu", ""))
        last = date.fromisoformat(request.GET.get("den", ""))
        return Period(since, max(since, last) + timedelta(days=1))
    except (ValueError, OverflowError) as error:
        raise NotYours from error
