"""The page of a Party life in the order of its days."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.members import actions, lifeline, sight
from nennep.ui import chart


@login_required
def index(request: Request, pk: int) -> HttpResponse:
    """Everything dated of a person that the reader may see; a look at the file like any other."""
    file = sight.opened(request.actor, pk=pk)
    actions.look(file.person, by=request.actor, place=file.now or next(iter(file.memberships), None))
    life = lifeline.of(file)
    title = _("Quá trình của đồng chí {name}").format(name=file.person.full_name)
    drawing = chart.lanes(title, life.first, life.last, life.lanes) if life.lanes else ""
    return render(
        request, "members/lifeline.html", {"person": file.person, "life": life, "title": title, "drawing": drawing}
    )
