"""Pages of meetings: gate, form, one verb, answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nennep.core.http import Request
from nennep.core.refused import Refused


def act(
    request: Request, form: forms.Form, title: str, verb: Callable[[dict[str, Any]], Any], then: Callable[[Any], str], done: str, **more: Any
) -> HttpResponse:  # fmt: skip
    """Show a form; when it is good, do the act and go on. A refusal stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb(form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(then(made))
    context = {"form": form, "title": title, **more}
    return render(request, "meetings/form.html", context, status=422 if form.errors else 200)
