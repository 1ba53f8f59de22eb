"""Pages of notices and of long work."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import now
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.notify import actions, forms, queries
from nennep.notify.models import Progress


@login_required
def index(request: Request) -> HttpResponse:
    """My notices; opening the page reads them."""
    rows = list(queries.mine(request.actor)[:100])
    queries.mine(request.actor).filter(read_at=None).update(read_at=now())
    chosen = queries.mailing(request.actor.account_id, getattr(request.user, "email", ""))
    form = forms.LettersForm(initial=model_to_dict(chosen))
    return render(request, "notify/index.html", {"rows": rows, "form": form, "letters": bool(settings.EMAIL_HOST)})


@login_required
@require_POST
def letters(request: Request) -> HttpResponse:
    """Choose where and how often letters come."""
    form = forms.LettersForm(request.POST)
    if not form.is_valid():
        rows = list(queries.mine(request.actor)[:100])
        context = {"rows": rows, "form": form, "letters": bool(settings.EMAIL_HOST)}
        return render(request, "notify/index.html", context, status=422)
    actions.choose_letters(request.actor.account_id, **form.cleaned_data)
    messages.success(request, _("Đã lưu cách gửi thư nhắc."))
    return redirect("notify:index")


@login_required
def progress(request: Request, pk: str) -> HttpResponse:
    """How far a piece of my long work is; polled by the page."""
    row = Progress.objects.filter(pk=pk, account_id=request.actor.account_id).first()
    if row is None:
        raise NotYours
    template = "notify/_progress.html" if request.htmx else "notify/progress.html"
    return render(request, template, {"work": row})
