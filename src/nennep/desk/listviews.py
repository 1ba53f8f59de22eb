"""Pages of one duty, and what is said to others about what was asked of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.desk import forms, queries
from nennep.duties import actions, rules
from nennep.duties import queries as duties
from nennep.duties.registry import Duty
from nennep.ui.acts import at_its_field


def _duty(request: Request, kind: str, pk: int) -> Duty:
    duty = duties.find(request.actor, kind, pk, today())
    if duty is None:
        raise NotYours
    return duty


def _shown(request: Request, duty: Duty, later: Form | None = None, hand: Form | None = None) -> HttpResponse:
    """The page of a duty with its two forms; the one that was sent keeps its faults."""
    day, actor = today(), request.actor
    last = rules.latest(duty.due_on, day)
    handing = duties.handing(actor, duty.kind, duty.row_id)
    people = [] if handing else queries.colleagues(actor, duty, day)
    context = {
        "duty": duty, "today": day, "last": last, "handing": handing, "given": bool(handing and handing.account_id == actor.account_id),
        "put_off": duties.put_off(actor, duty.kind, duty.row_id, day), "people": people,
        "later": later or forms.LaterForm(initial={"until": min(last, day + timedelta(days=3))}),
        "hand": hand or forms.HandForm(None, people),
    }  # fmt: skip
    return render(request, "desk/duty.html", context, status=422 if later or hand else 200)


@login_required
def duty(request: Request, kind: str, pk: int) -> HttpResponse:
    """One duty: put off, hand over, hand back."""
    return _shown(request, _duty(request, kind, pk))


@login_required
@require_POST
def later(request: Request, kind: str, pk: int) -> HttpResponse:
    """Put a duty off until a day."""
    row, form = _duty(request, kind, pk), forms.LaterForm(request.POST)

    def verb(given: dict[str, Any]) -> str:
        kept = actions.put_off(row, by=request.actor, **given)
        return _("Việc sẽ trở lại ngày {day}.").format(day=f"{kept.until:%d/%m/%Y}")

    return _done(request, form, verb) or _shown(request, row, later=form)


@login_required
@require_POST
def hand(request: Request, kind: str, pk: int) -> HttpResponse:
    """Hand a duty to a colleague."""
    row = _duty(request, kind, pk)
    form = forms.HandForm(request.POST, queries.colleagues(request.actor, row, today()))

    def verb(given: dict[str, Any]) -> str:
        return _("Đã chuyển việc cho đồng chí {name}.").format(
            name=actions.hand_over(row, by=request.actor, **given).to_name
        )

    return _done(request, form, verb) or _shown(request, row, hand=form)


def _done(request: Request, form: Form, verb: Callable[[dict[str, Any]], str]) -> HttpResponse | None:
    """Do the act of a good form and go to the first page; None where the form has faults or the act is refused."""
    if not form.is_valid():
        return None
    try:
        words = verb(form.cleaned_data)
    except Refused as refusal:
        at_its_field(form, refusal)
        return None
    messages.success(request, words)
    return redirect("desk:home")


@login_required
@require_POST
def take_up(request: Request, kind: str, pk: int) -> HttpResponse:
    """Bring a duty that was put off back now."""
    actions.take_up(_duty(request, kind, pk), by=request.actor)
    messages.success(request, _("Việc đã trở lại danh sách."))
    return redirect("desk:home")


@login_required
@require_POST
def hand_back(request: Request, kind: str, pk: int) -> HttpResponse:
    """Give a duty back, or take it back."""
    row = duties.handing(request.actor, kind, pk)
    if row is None:
        raise NotYours
    actions.hand_back(row, by=request.actor)
    messages.success(request, _("Đã ghi. Đồng chí kia nhận được thông báo."))
    return redirect("desk:home")


@login_required
@require_POST
def chase(request: Request, kind: str, pk: int) -> HttpResponse:
    """Remind everybody who owes one thing."""
    thing = actions.chase(kind, pk, by=request.actor)
    messages.success(request, _("Đã nhắc {n} nơi chưa làm.").format(n=thing.owing))
    return redirect("desk:home")


@login_required
@require_POST
def chase_all(request: Request) -> HttpResponse:
    """Remind everybody who owes anything."""
    count = actions.chase_all(by=request.actor)
    if count:
        messages.success(request, _("Đã nhắc về {n} việc.").format(n=count))
    else:
        messages.info(request, _("Các việc chậm đều đã được nhắc trong bảy ngày qua."))
    return redirect("desk:home")


@login_required
@require_POST
def thank(request: Request, kind: str, pk: int) -> HttpResponse:
    """Thank those who have done one thing."""
    count = actions.thank(kind, pk, by=request.actor)
    messages.success(request, _("Đã gửi lời cảm ơn tới {n} đồng chí.").format(n=count))
    return redirect("desk:home")
