"""Pages of notices and of long work."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.accounts.queries import device_words
from nennep.core.clock import now
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.notify import actions, forms, push, queries
from nennep.notify.models import Notice, Progress
from nennep.ui.build import BUILT


@login_required
def index(request: Request) -> HttpResponse:
    """My notices; opening the page reads them."""
    rows = list(queries.mine(request.actor)[:100])
    queries.mine(request.actor).filter(read_at=None).update(read_at=now())
    return _page(request, rows)


def _page(request: Request, rows: list[Notice], form: forms.LettersForm | None = None, refusal: Refused | None = None) -> HttpResponse:  # fmt: skip
    chosen = queries.mailing(request.actor.account_id, getattr(request.user, "email", ""))
    context = {
        "rows": rows, "form": form or forms.LettersForm(initial=model_to_dict(chosen)), "letters": bool(settings.EMAIL_HOST),
        "key": push.public_key(), "devices": list(queries.devices(request.actor)), "refusal": refusal,
    }  # fmt: skip
    return render(request, "notify/index.html", context, status=422 if form or refusal else 200)


@login_required
@require_POST
def letters(request: Request) -> HttpResponse:
    """Choose where and how often letters come."""
    form = forms.LettersForm(request.POST)
    if not form.is_valid():
        return _page(request, list(queries.mine(request.actor)[:100]), form)
    actions.choose_letters(request.actor.account_id, **form.cleaned_data)
    messages.success(request, _("Đã lưu cách gửi thư nhắc."))
    return redirect("notify:index")


@login_required
@require_POST
def add_device(request: Request) -> HttpResponse:
    """Switch pushes on for the browser that asks."""
    given = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    label = device_words(request.META.get("HTTP_USER_AGENT", ""))
    try:
        actions.add_device(request.actor.account_id, label=label, **given)
    except Refused as refusal:
        return _page(request, list(queries.mine(request.actor)[:100]), refusal=refusal)
    messages.success(request, _("Đã bật thông báo đẩy trên thiết bị này."))
    return redirect(f"{reverse('notify:index')}#thiet-bi")


@login_required
@require_POST
def drop_device(request: Request, pk: int) -> HttpResponse:
    """Switch pushes off for one of my devices, from wherever I am."""
    actions.drop_device(request.actor.account_id, pk)
    messages.success(request, _("Đã tắt thông báo đẩy trên thiết bị đó."))
    return redirect(f"{reverse('notify:index')}#thiet-bi")


@login_required
def listener(request: Request) -> HttpResponse:
    """The script that waits for pushes in the browser; its address holds it to the page of notices."""
    return HttpResponse((BUILT / "bell.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@login_required
def progress(request: Request, pk: str) -> HttpResponse:
    """How far a piece of my long work is; polled by the page."""
    row = Progress.objects.filter(pk=pk, account_id=request.actor.account_id).first()
    if row is None:
        raise NotYours
    template = "notify/_progress.html" if request.htmx else "notify/progress.html"
    return render(request, template, {"work": row})
