"""What the pages of dues share: the unit and month asked for, one act by a form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.dues import access, rules
from nennep.dues.forms import month_from
from nennep.members.models import Membership
from nennep.org.models import Unit
from nennep.org.queries import own_organisation
from nennep.ui.acts import attempt

Act = Callable[[dict[str, Any]], object]


def month_asked(request: Request) -> date:
    """The month of the address, else the present one."""
    return month_from(request.GET.get("thang", "")) or rules.month_of(today())


def year_asked(request: Request) -> int:
    """The year of the address, else the present one."""
    given = request.GET.get("nam", "")
    return int(given) if is_number(given) and 2000 <= int(given) <= 2100 else today().year


def unit_asked(request: Request) -> Unit:
    """The unit of the address, else the highest in which the actor sees dues. Raises NotYours."""
    given = request.GET.get("don-vi", "")
    rows = access.see_in.rows(request.actor).select_related("kind")
    if is_number(given):
        row = rows.filter(pk=int(given)).first()
    else:
        row = rows.filter(own_organisation(request.actor, "dues.see", "key")).order_by("level", "key").first()
    if row is None:
        raise NotYours
    return row


def page_of(unit: Unit, month: date | None = None) -> str:
    """The collecting screen of a unit."""
    return f"{reverse('dues:collect', args=[unit.pk])}" + (f"?thang={month:%Y-%m}" if month else "")


def act(
    request: Request, form: forms.Form, do: Act, *, title: str, button: str, done: str, back: str, where: str, note: str = "", **more: Any
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is good, do the act. A refusal stands at its field."""
    was_done, _made = attempt(request, form, do, done)
    if was_done:
        return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back, "where": where, "note": note, **more}
    return render(request, "dues/act.html", context, status=422 if form.errors else 200)


def press(request: Request, do: Callable[[], str], back: str) -> HttpResponse:
    """An act of one press: what it says when done, or why not."""
    try:
        messages.success(request, do())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(back)


def member_of(unit: Unit, person: int) -> Membership:
    """The member's last stretch on a unit's roll. Raises NotYours."""
    rows = Membership.objects.filter(unit=unit, association=unit.kind.association, person_id=person)
    row = rows.exclude(placement="double").order_by("-since").first()
    if row is None:
        raise NotYours
    return row
