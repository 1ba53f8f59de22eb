"""Pages of notices and of long work."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from nennep.core.clock import now
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.notify import queries
from nennep.notify.models import Progress


@login_required
def index(request: Request) -> HttpResponse:
    """My notices; opening the page reads them."""
    rows = list(queries.mine(request.actor)[:100])
    queries.mine(request.actor).filter(read_at=None).update(read_at=now())
    return render(request, "notify/index.html", {"rows": rows})


@login_required
def progress(request: Request, pk: str) -> HttpResponse:
    """How far a piece of my long work is; polled by the page."""
    row = Progress.objects.filter(pk=pk, account_id=request.actor.account_id).first()
    if row is None:
        raise NotYours
    template = "notify/_progress.html" if request.htmx else "notify/progress.html"
    return render(request, template, {"work": row})
