"""How a unit's meetings were scored over time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request, unit_asked
from nennep.meetings import access
from nennep.meetings.queries import scores
from nennep.ui.trend import Point, trend


@login_required
def quality(request: Request) -> HttpResponse:
    """The trend of a unit's scores beside the middle of units like it."""
    unit = access.see_quality.find(request.actor, pk=unit_asked(request))
    lines = scores.lines(unit, today())
    points = [Point(f"{line.meeting.held_on:%-d/%-m}", line.counted.total, line.middle) for line in lines]
    context = {"unit": unit, "lines": lines, "compared": any(line.cells for line in lines)}
    if lines:
        words = _("Điểm {n} cuộc họp gần đây, cuộc cuối {last} điểm").format(n=len(lines), last=lines[-1].counted.total)
        context |= {
            "chart": trend(words, points, 100),
            "criteria": scores.criteria(lines, today()),
            "middle": scores.middle_of(lines),
        }
    return render(request, "meetings/quality.html", context)
