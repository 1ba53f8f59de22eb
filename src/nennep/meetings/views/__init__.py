"""Pages of meetings: gate, form, one verb, answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nennep.core.http import Request
from nennep.ui.acts import attempt

YEARS = range(2000, 2101)
"""Years that a page can be asked for."""


def day_asked(text: str) -> date | None:
    """A day as an address gives it; None for what is none, or lies in no year of the books."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def act(
    request: Request, form: forms.Form, title: str, verb: Callable[[dict[str, Any]], Any], then: Callable[[Any], str], done: str, **more: Any
) -> HttpResponse:  # fmt: skip
    """Show a form; when it is good, do the act and go on. A refusal stands at its field."""
    was_done, made = attempt(request, form, verb, done)
    if was_done:
        return redirect(then(made))
    context = {"form": form, "title": title, **more}
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)
