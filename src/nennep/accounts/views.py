"""Pages of one's own account and of the code on paper."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.accounts import actions, forms, queries
from nennep.accounts.adapter import TOO_MANY, address_of
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.ui.acts import at_its_field


@login_required
def index(request: Request) -> HttpResponse:
    """One's own account: password, second factor, passkeys, sessions."""
    kinds = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    sessions = queries.sessions(request.user, request.session.session_key or "")  # type: ignore[arg-type]
    found = {"kinds": kinds, "sessions": sessions, "required": settings.SECOND_FACTOR_REQUIRED}
    return render(request, "account/index.html", found)


@login_required
@require_POST
def end_others(request: Request) -> HttpResponse:
    """End every other session of mine."""
    count = actions.end_sessions(request.user, but=request.session.session_key or "")  # type: ignore[arg-type]
    messages.success(request, _("Đã kết thúc {count} phiên đăng nhập khác.").format(count=count))
    return redirect("account_index")


def code(request: HttpRequest) -> HttpResponse:
    """Open an account again with a code on paper."""
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = f"address:{address_of(request)}"
        try:
            if queries.is_locked(key):
                raise Refused(str(TOO_MANY))
            actions.use_code(given["username"], given["code"], given["password"])
        except Refused as refusal:
            if isinstance(refusal, actions.WrongCode):
                actions.note_failure(given["username"], [key])
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã đặt lại. Mời đồng chí đăng nhập."))
            return redirect("account_login")
    return render(request, "account/code.html", {"form": form}, status=422 if form.errors else 200)
