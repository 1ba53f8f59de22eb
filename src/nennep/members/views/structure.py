"""The page of what members are: ages, sexes and states on a day, and admissions by half-year."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from nennep.core.clock import today
from nennep.core.http import Request, unit_asked
from nennep.members import access, forms, listings, structure
from nennep.ui.cells import number_cell

KINDS = [(f"{status}_{sex}", status, sex) for status in ("official", "probationary") for sex in ("m", "f")]


@login_required
def index(request: Request) -> HttpResponse:
    """Structure of a unit's members as of a day; every number opens into its list."""
    unit = access.count.find(request.actor, pk=unit_asked(request))
    form = forms.DayForm(request.GET or None)
    day = form.day()
    rows = structure.pace(unit, day)
    firsts = [first for _n, first, _last in rows[0].cells]
    if taken := listings.pace(firsts).taken(request, rows):
        return taken
    context = {
        "unit": unit, "day": day, "today": today(), "bands": structure.breakdown(unit, day), "firsts": firsts,
        "kinds": KINDS, "pace": [(row.unit, _cells(row)) for row in rows], "above": access.count.rows(request.actor).filter(pk=unit.parent_id or 0).first(),
    }  # fmt: skip
    return render(request, "members/structure.html", context)


def _cells(row: structure.Pace) -> list[SafeString]:
    """Admissions of a unit by half-year, each number with its list."""
    at = f"{reverse('reports:number', args=['admissions'])}?don-vi={row.unit.pk}"
    return [number_cell(n, f"{at}&tu={since:%Y-%m-%d}&den={last:%Y-%m-%d}") for n, since, last in row.cells]
