"""One act on a person by a form: asked, done by its verb, or said why not."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.members.actions import Paper
from nennep.members.file_forms import first_day
from nennep.members.models import Person
from nennep.ui.acts import attempt


def act_on(
    request: Request, person: Person, form: forms.Form, title: str, act: Callable[[dict[str, Any]], object], done: str, back: str = "", **more: Any
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is good, do the act and go back to the file, or to ``back``. A refusal stands at its field."""
    was_done, _result = attempt(request, form, act, done)
    if was_done and back:
        return redirect(back)
    if was_done:
        mine = person.pk == request.actor.person_id
        return redirect("members:mine") if mine else redirect("members:person", person.pk)
    row = {"person_id": person.pk, "full_name": person.full_name}
    context = {"form": form, "title": title, "row": row, "button": _("Lưu"), **more}
    return render(request, "members/form.html", context, status=422 if form.errors else 200)


def paper_of(given: dict[str, Any]) -> Paper:
    """The approving paper as typed; of today where no day was given."""
    return Paper(given.get("decision_no") or "", first_day(given.get("decided_on")))
