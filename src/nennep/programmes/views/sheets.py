"""A form on a page of its own: saving it, and comparing when somebody else saved first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import Refused, Stale
from nennep.programmes.models import Programme
from nennep.ui.acts import at_its_field
from nennep.ui.compare import Difference, compared


@dataclass(frozen=True)
class Saving:
    """How saving a form went; ``differences`` where somebody else had saved first."""

    done: bool
    differences: list[Difference] | None = None


def saving(
    form: Form, save: Callable[[dict[str, Any]], object], now: Callable[[Any], Mapping[str, Any]] = lambda row: {}
) -> Saving:
    """Save a sent form by a verb; ``now`` gives a row's values as the form shows them, for the comparison."""
    if not form.is_bound or not form.is_valid():
        return Saving(False)
    try:
        save(dict(form.cleaned_data))
    except Refused as refusal:
        at_its_field(form, refusal)
    except Stale as stale:
        return Saving(False, compared(form, now(stale.row), stale.row.version))
    else:
        return Saving(True)
    return Saving(False)


def status_of(form: Form, saved: Saving) -> int:
    """The answer's code: 409 beside a comparison, 422 with faults, else 200."""
    return 409 if saved.differences is not None else 422 if form.errors else 200


def sheet(
    request: Request, form: Form, saved: Saving, *, title: str, back: tuple[str, str], quote: str = "", **more: Any
) -> HttpResponse:
    """The page with the form; ``back`` is (address, words) of where it came from."""
    context = {"form": form, "title": title, "back": back, "quote": quote, "saving": saved, **more}
    return render(request, "programmes/form.html", context, status=status_of(form, saved))


def back_to(programme: Programme) -> tuple[str, str]:
    """The way back to a programme."""
    return reverse("programmes:programme", args=[programme.pk]), programme.name


def seen(given: dict[str, Any]) -> dict[str, Any]:
    """A form's values with its hidden version as the version that was seen."""
    return {("seen" if name == "version" else name): value for name, value in given.items()}


def without(given: dict[str, Any], *names: str) -> dict[str, Any]:
    """Values without some names."""
    return {name: value for name, value in given.items() if name not in names}


def reminded(request: Request, units: int, people: int) -> None:
    """Say how many people a reminder reached; where nobody of the units has an account, say what to do."""
    if people:
        said = _("Đã nhắc {people} đồng chí; đang chậm: {units} đơn vị.").format(people=people, units=units)
        messages.success(request, said)
    else:
        said = _("{units} đơn vị này chưa có ai dùng hệ thống. Đề nghị nhắc bằng văn bản hoặc điện thoại.")
        messages.warning(request, said.format(units=units))
