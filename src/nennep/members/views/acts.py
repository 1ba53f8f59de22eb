"""One shape for every act that is asked for in a form: show it, do it, say what was done, or say why not."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.words import Words
from nennep.members import access
from nennep.org.models import Unit
from nennep.org.queries import told_apart
from nennep.ui.acts import attempt

Crumbs = tuple[tuple[str, Words], ...]


def act(
    request: Request,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    title: Words,
    button: Words,
    done: Words,
    back: str | Callable[[Any], str],
    crumbs: Crumbs = (),
    note: Words = "",
    search: str | None = None,
) -> HttpResponse:
    """Ask in a form; on a good answer do the act and go back, with a refusal's sentence at its field otherwise."""
    was_done, result = attempt(request, form, do, done)
    if was_done:
        return redirect(back(result) if callable(back) else back)
    context = {"form": form, "title": title, "button": button, "crumbs": crumbs, "note": note, "search": search}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


def cells(request: Request) -> list[tuple[int, str]]:
    """Living Party cells in which the actor may receive members."""
    rows = access.release_from.rows(request.actor).filter(
        kind__is_cell=True, kind__association="party", until__gt=today()
    )
    return told_apart(rows.order_by("title_key"))


def cell(request: Request, pk: int) -> Unit:
    """One of them."""
    return access.release_from.find(request.actor, pk=pk)
