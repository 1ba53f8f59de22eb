"""The published calendar of a unit: a month, and the address other calendars follow."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions, ical
from nennep.meetings.queries import feeds
from nennep.meetings.rules import next_month
from nennep.meetings.views.months import month_of
from nennep.org.models import Unit


def unit_read(request: Request) -> Unit:
    """The unit of the address, one's own or one above; one's own where it names none."""
    given, home = number(request.GET.get("don-vi", "")), request.actor.home
    if not request.actor.may("meetings.see") or (home is None and given is None):
        raise NotYours
    return access.read_week.find(request.actor, pk=given if given is not None else home.unit_id if home else 0)


@login_required
def published(request: Request) -> HttpResponse:
    """A unit's month as it is put out: day, hour, place, title; moved and cancelled ones marked."""
    unit, month = unit_read(request), month_of(request)
    may = access.plan_in.allows(request.actor, unit)
    context = {
        "unit": unit, "month": month, "days": feeds.published(request.actor, unit, month), "today": today(), "may": may,
        "before": (month - timedelta(days=1)).replace(day=1), "after": next_month(month), "feed": feeds.feed_of(unit) if may else None,
        "units": [one for one in feeds.line_of_units(request.actor) if one.pk != unit.pk],
    }  # fmt: skip
    return render(request, "meetings/published.html", context)


@login_required
@require_POST
def make_unit_feed(request: Request) -> HttpResponse:
    """A new address of the published calendar, shown this once."""
    unit = unit_read(request)
    token = actions.make_unit_feed(unit, by=request.actor)
    address = request.build_absolute_uri(reverse("meetings:unit_feed", args=[token]))
    return render(request, "meetings/unit_feed.html", {"address": address, "unit": unit})


@login_required
@require_POST
def drop_unit_feed(request: Request) -> HttpResponse:
    """Revoke the address."""
    unit = unit_read(request)
    actions.drop_unit_feed(unit, by=request.actor)
    messages.success(request, _("Đã thu hồi địa chỉ lịch công khai. Ứng dụng lịch sẽ không nhận được gì nữa."))
    return redirect(f"{reverse('meetings:published')}?don-vi={unit.pk}")


def unit_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a unit put out, for who has the address; anything else is not there."""
    rows = feeds.published_feed(token, today())
    if rows is None:
        raise Http404
    text = ical.feed(rows, request.get_host(), timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
