"""Operator sessions: rights for half an hour, for a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.actor import Post
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.org import actions, forms, queries
from nennep.org.rights import Role


def _post(request: Request) -> Post:
    """The operator's post, in force only during a session; NotYours for anybody else."""
    for post in request.all_posts:
        if post.role == Role.OPERATOR:
            return post
    raise NotYours


@login_required
def index(request: Request) -> HttpResponse:
    """Open a session, or see the one that is open."""
    post, form = _post(request), forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.open_operator_session(by=request.actor, unit_id=post.unit_id, unit_key=post.unit_key, reason=reason)
        messages.success(request, _("Đã mở phiên quản trị trong 30 phút. Mọi việc đều được ghi nhật ký."))
        return redirect("org:operate")
    found = {"form": form, "session": queries.operator_session(request.actor.account_id), "post": post}
    return render(request, "org/operate.html", found, status=422 if form.errors else 200)


@login_required
@require_POST
def close(request: Request) -> HttpResponse:
    """End the session before its time."""
    post, row = _post(request), queries.operator_session(request.actor.account_id)
    if row is not None:
        actions.close_operator_session(row, by=request.actor, unit_id=post.unit_id, unit_key=post.unit_key)
        messages.success(request, _("Đã kết thúc phiên quản trị."))
    return redirect("org:operate")
