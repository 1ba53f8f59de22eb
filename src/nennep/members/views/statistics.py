"""Pages of statistics: movement and composition by a split, what is behind a cell, the forms."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.clock import today
from nennep.core.http import Request, unit_asked
from nennep.core.refused import NotYours
from nennep.figures.registry import Ask
from nennep.files import respond
from nennep.journal.actions import record
from nennep.members import access, statistics, statpapers
from nennep.members.behind import behind
from nennep.members.forms.statistics import SpanForm, name_of, names
from nennep.members.movement import CAME, CUTS, GONE, PARTS, WAYS, Cut, Line, Table
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.ui import chart
from nennep.ui.cells import number_cell

MOST = 500
WORDS = {"opening": gettext_lazy("Đầu kỳ"), "closing": gettext_lazy("Cuối kỳ"), "shift": gettext_lazy("Chuyển giữa các nhóm"), "odd": gettext_lazy("Cần đối chiếu")}  # fmt: skip


def _asked(request: Request) -> tuple[Unit, Ask, Cut, SpanForm]:
    """The unit, the question and the split that an address names."""
    unit = access.figures_of.find(request.actor, pk=unit_asked(request))
    if not unit.kind.is_cell and not any(
        low <= unit.key and unit.key + "~" <= high for low, high in request.actor.scope
    ):
        raise NotYours  # a part of the whole would pass for the whole
    form = SpanForm(request.GET)
    asked = ask(unit, form.span())
    cut = CUTS.get(request.GET.get("theo", ""), CUTS["month"])
    return unit, asked, cut if cut in statistics.splits(asked) else CUTS["month"], form


@login_required
def index(request: Request) -> HttpResponse:
    """Movement over a period and composition at its end; every number opens into its list."""
    unit, asked, cut, form = _asked(request)
    found = statistics.table(asked, cut)
    ways = [way for way in (*CAME, *GONE) if (found.total.came + found.total.gone)[way.code] or way.code in SHOWN]
    base = _address(unit, form)
    links = f"{reverse('members:counted')}?{base.urlencode()}&theo={cut.code}"
    context = {
        "unit": unit, "asked": asked, "cut": cut, "cuts": statistics.splits(asked), "table": found, "ways": ways, "base": base.urlencode(), "today": today(),
        "came": sum(way in CAME for way in ways), "gone": sum(way in GONE for way in ways), "rows": [_cells(line, ways, links, line.address, found) for line in found.lines],
        "whole": _cells(found.total, ways, links, "", found), "parts": [label for label, _test in PARTS.values()] if cut.code != "month" else [],
        "composed": [(line.label, _parts(line, links)) for line in found.lines if line.closing], "sums": _parts(found.total, links, ""),
        "name": name_of(asked.period), "spans": names(), "ky": form.data.get("ky", ""), "waterfall": _waterfall(found), "pyramid": _pyramid(found, cut),
        "named": access.count.rows(request.actor).filter(pk=unit.pk).exists(),
        "above": access.figures_of.rows(request.actor).filter(pk=unit.parent_id or 0).first(),
        "below": statistics.below(unit) if cut.code == "unit" else {},
    }  # fmt: skip
    return render(request, "members/statistics.html", context)


SHOWN = {"admitted", "arrived", "departed"}


def _address(unit: Unit, form: SpanForm) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update(
        {"don-vi": str(unit.pk), **{name: form.data[name] for name in ("nam", "ky", "den") if form.data.get(name)}}
    )
    return found


def _cells(line: Line, ways: list[Any], links: str, address: str, table: Table) -> dict[str, Any]:
    """A row of the movement in cells, from opening to closing."""

    def cell(what: str, n: int) -> str:
        return number_cell(n, f"{links}&dong={what}&nhom={address}")

    both = line.came + line.gone
    flows = [cell(way.code, both[way.code]) if line.flows else number_cell(None) for way in ways]
    shift = cell("shift", line.shift) if line.flows else number_cell(None)
    return {
        "line": line, "first": cell("opening", line.opening), "flows": flows, "shift": shift if table.shifts else None, "last": cell("closing", line.closing),
    }  # fmt: skip


def _parts(line: Line, links: str, address: str | None = None) -> list[str]:
    place = line.address if address is None else address
    return [number_cell(line.parts[part], f"{links}&dong=closing&loc={part}&nhom={place}") for part in PARTS]


def _waterfall(table: Table) -> Any:
    whole = table.total
    steps = [chart.Step(_("Đầu kỳ"), whole.opening, True)]
    steps += [chart.Step(str(way.label), whole.came[way.code]) for way in CAME if whole.came[way.code]]
    steps += [chart.Step(str(way.label), -whole.gone[way.code]) for way in GONE if whole.gone[way.code]]
    if whole.shift:
        steps.append(chart.Step(_("Chưa khớp, cần đối chiếu"), whole.shift))
    return chart.waterfall(_("Tăng, giảm trong kỳ"), [*steps, chart.Step(_("Cuối kỳ"), whole.closing, True)])


def _pyramid(table: Table, cut: Cut) -> Any:
    """Men to the left, women to the right, the youngest lowest."""
    if cut.code != "age":
        return ""
    pairs = [
        chart.Pair(_short(line.value), line.closing - line.parts["women"], line.parts["women"]) for line in table.lines
    ]
    return chart.pyramid(_("Tháp tuổi theo giới tính"), _("Nam"), _("Nữ"), pairs)


def _short(value: str) -> str:
    """A band of ages as briefly as a drawing needs it."""
    low, _dash, high = value.partition("-")
    return (
        f"≤ {high}" if low == "0" and high else f"≥ {low}" if int(high or 0) > 100 else f"{low}–{high}" if high else "?"
    )


@login_required
def counted(request: Request) -> HttpResponse:
    """What is behind a cell: names for those who may list members there, counts by unit for the others."""
    unit, asked, cut, form = _asked(request)
    what, value, part = (request.GET.get(name, "") for name in ("dong", "nhom", "loc"))
    part = part if part in PARTS else "all"
    if what not in WORDS and what not in WAYS:
        raise NotYours
    try:
        rows = behind(asked, cut, what, value, part)
    except ValueError:
        raise NotYours from None
    words = str(WORDS[what]) if what in WORDS else str(WAYS[what].label)
    named = access.count.rows(request.actor).filter(pk=unit.pk).exists()
    context: dict[str, Any] = {
        "unit": unit, "words": words, "part": PARTS[part][0] if part != "all" else "", "group": _group(asked, cut, value), "named": named, "name": name_of(asked.period),
        "back": f"{reverse('members:statistics')}?{_address(unit, form).urlencode()}&theo={cut.code}",
    }  # fmt: skip
    if named:
        listed = list(rows.select_related("unit")[: MOST + 1])
        context |= {"rows": listed[:MOST], "more": len(listed) > MOST}
        record(
            "members.open_number",
            unit,
            by=request.actor,
            unit_id=unit.pk,
            unit_key=unit.key,
            says={"figure": words, "unit": unit.name},
        )
    else:
        context["units"] = statistics.by_unit(rows, asked)
    return render(request, "members/counted.html", context)


def _group(asked: Ask, cut: Cut, value: str) -> str:
    """The group's words."""
    if not value:
        return ""
    line = Line("" if value == "-" else value)
    statistics.name_lines(asked, cut, [line])
    return str(line.label)


@login_required
def printed(request: Request, form: str) -> HttpResponse:
    """The statistical forms as Word, PDF or Excel."""
    if form not in statpapers.EDITIONS:
        raise NotYours
    unit, asked, _cut, _form = _asked(request)
    return respond.attachment(statpapers.made(unit, asked, form), f"bieu-thong-ke-{asked.period.last:%Y-%m-%d}.{form}")
