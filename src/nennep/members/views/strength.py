"""The page of organisations against the numbers of members their kinds need."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nennep.core.clock import today
from nennep.core.http import Request, unit_asked
from nennep.members import access, forms, listings, strength


@login_required
def index(request: Request) -> HttpResponse:
    """Which organisation reaches or misses which number on a day; every count opens into its list."""
    unit = access.count.find(request.actor, pk=unit_asked(request))
    form = forms.DayForm(request.GET or None)
    day = form.day()
    tables, below = strength.board(unit, day)
    rows = [(table, line) for table in tables for line in table.lines]
    if taken := listings.STRENGTH.taken(request, rows):
        return taken
    shown = [(table, reverse("reports:number", args=[table.ruling.figure])) for table in tables]
    context = {
        "unit": unit, "day": day, "today": today(), "tables": shown, "below": below,
        "missed": sum(table.missed for table in tables), "warned": sum(line.tone == "warn" for _table, line in rows),
    }  # fmt: skip
    return render(request, "members/strength.html", context)
