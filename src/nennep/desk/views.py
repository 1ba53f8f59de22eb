"""The first page after signing in, and search."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.duties import registry as duties


@login_required
def home(request: Request) -> HttpResponse:
    """What is late and what is due, earliest first."""
    day = today()
    due = duties.due(request.actor, day + timedelta(days=60))
    late = [duty for duty in due if duty.due_on < day]
    soon = [duty for duty in due if duty.due_on >= day]
    return render(request, "desk/home.html", {"late": late, "soon": soon, "today": day})


@login_required
def search(request: Request) -> HttpResponse:
    """Units, papers, tasks and persons by any part of a name, without marks."""
    return render(request, "desk/search.html", {"words": request.GET.get("q", "")})
