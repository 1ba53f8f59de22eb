"""Who may sign in and who holds which authority where; kept by the office."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.accounts import actions as accounts
from nennep.accounts.models import Account
from nennep.core.clock import FOREVER, today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.org import access, actions, forms, queries
from nennep.org.models import Grant, Unit


@login_required
def index(request: Request) -> HttpResponse:
    """Grants in the actor's units, by unit, with the accounts behind them."""
    rows = list(
        access.revoke.rows(request.actor).filter(until__gt=today()).select_related("unit").order_by("unit_key", "role")
    )
    if not request.actor.may("org.grant"):
        access.grant.find(request.actor, pk=0)
    names = {account.pk: account for account in Account.objects.filter(pk__in={row.account_id for row in rows})}
    return render(
        request, "org/authority.html", {"rows": [(row, names.get(row.account_id)) for row in rows], "forever": FOREVER}
    )


@login_required
def grant(request: Request, pk: int) -> HttpResponse:
    """Give an account a role in a unit, with dates."""
    unit = access.grant.find(request.actor, pk=pk)
    form = forms.GrantForm(request.POST or None, initial={"since": today(), "below": True})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        account = Account.objects.filter(username__iexact=given["username"], is_active=True).first()
        if account is None:
            form.add_error("username", _("Chưa có tài khoản này. Đề nghị lập tài khoản trước."))
        else:
            return _granted(request, form, unit, account)
    return render(
        request,
        "org/form.html",
        {"form": form, "unit": unit, "title": _("Giao quyền")},
        status=422 if form.errors else 200,
    )


def _granted(request: Request, form: forms.GrantForm, unit: Unit, account: Account) -> HttpResponse:
    given = form.cleaned_data
    until = given["until"] + timedelta(days=1) if given["until"] else FOREVER
    try:
        actions.grant_role(
            unit,
            by=request.actor,
            account_id=account.pk,
            role=given["role"],
            below=given["below"],
            title=given["title"],
            since=given["since"],
            until=until,
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return render(request, "org/form.html", {"form": form, "unit": unit, "title": _("Giao quyền")}, status=422)
    messages.success(request, _("Đã giao quyền cho {name}.").format(name=account.full_name))
    return redirect("org:authority")


@login_required
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """End a grant today."""
    row: Grant = access.revoke.find(request.actor, pk=pk)
    actions.revoke_grant(row, by=request.actor)
    messages.success(request, _("Đã thu quyền."))
    return redirect("org:authority")


@login_required
def account(request: Request) -> HttpResponse:
    """Make an account; the first password comes by a code on paper."""
    if not request.actor.may("accounts.manage"):
        access.grant.find(request.actor, pk=0)
    form = forms.AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = accounts.create_account(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(
                request,
                _("Đã lập tài khoản {name}. Tiếp theo: giao quyền và in mã dùng một lần.").format(name=made.username),
            )
            return redirect("org:authority")
    return render(
        request,
        "org/form.html",
        {"form": form, "unit": None, "title": _("Lập tài khoản")},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def paper_code(request: Request, pk: int) -> HttpResponse:
    """A code on paper for an account whose every grant lies inside the issuer's own scope; shown this once."""
    grants = list(Grant.objects.filter(account_id=pk, until__gt=today()))
    inside = {row.pk for row in access.revoke.rows(request.actor).filter(account_id=pk)}
    outside = queries.count_grants(pk) - sum(1 for row in grants if row.pk in inside)
    row = Account.objects.filter(pk=pk).first()
    if row is None or not inside:
        access.grant.find(request.actor, pk=0)
    assert row is not None
    code = accounts.issue_code(
        row,
        by=request.actor,
        resets=request.POST.get("resets", "password"),
        grants_outside=outside,
        unit_key=grants[0].unit_key,
    )
    return render(
        request, "org/code.html", {"account": row, "code": code, "resets": request.POST.get("resets", "password")}
    )
