"""Who may sign in and who holds which authority where; kept by the office."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.accounts import actions as accounts
from nennep.accounts.models import Account
from nennep.accounts.queries import by_name, by_number, code_waiting, is_account_locked
from nennep.core.clock import FOREVER, today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.org import access, actions, forms, listings
from nennep.org.actions.authority import is_whole
from nennep.org.models import Grant, Unit
from nennep.ui.acts import at_its_field


@login_required
def index(request: Request) -> HttpResponse:
    """Grants in the actor's units, by unit, with the accounts behind them."""
    if not request.actor.may("org.grant"):
        raise NotYours
    rows = list(
        access.revoke.rows(request.actor).filter(until__gt=today()).select_related("unit").order_by("unit_key", "role")
    )
    names = by_number(_named(rows))
    listed = [(row, names.get(row.account_id), names.get(row.acting_for or 0)) for row in rows]
    if taken := listings.AUTHORITY.taken(request, listed):
        return taken
    found = {
        "rows": listed,
        "forever": FOREVER,
    }
    return render(request, "org/authority.html", found)


def _named(rows: list[Grant]) -> set[int]:
    return {row.account_id for row in rows} | {row.acting_for for row in rows if row.acting_for}


@login_required
def holder(request: Request, pk: int) -> HttpResponse:
    """One account: what it holds in the actor's units, and what may be done to it."""
    rows = list(access.manage.rows(request.actor).filter(account_id=pk, until__gt=today()).select_related("unit"))
    if not rows:
        raise NotYours
    names = by_number(_named(rows))
    account = names[pk]
    found = {
        "account": account,
        "rows": [(row, names.get(row.acting_for or 0)) for row in rows],
        "whole": is_whole(pk, request.actor),
        "waiting": code_waiting(pk),
        "locked": is_account_locked(account),
        "mine": pk == request.actor.account_id,
    }
    return render(request, "org/holder.html", found)


@login_required
def grant(request: Request, pk: int) -> HttpResponse:
    """Give an account a role in a unit, with dates."""
    unit = access.grant.find(request.actor, pk=pk)
    form = forms.GrantForm(request.POST or None, initial={"since": today(), "below": True})
    if request.method == "POST" and form.is_valid():
        account, absent = by_name(form.cleaned_data["username"]), form.cleaned_data["acting_for"]
        if account is None:
            form.add_error("username", _("Chưa có tài khoản này. Đề nghị lập tài khoản trước."))
        elif absent and by_name(absent) is None:
            form.add_error("acting_for", _("Chưa có tài khoản này."))
        else:
            return _granted(request, form, unit, account, by_name(absent) if absent else None)
    return _form(request, form, _("Giao quyền"), unit)


def _granted(
    request: Request, form: forms.GrantForm, unit: Unit, account: Account, absent: Account | None
) -> HttpResponse:
    given = form.cleaned_data
    try:
        actions.grant_role(
            unit,
            by=request.actor,
            account_id=account.pk,
            role=given["role"],
            below=given["below"],
            title=given["title"],
            since=given["since"],
            until=given["until"] + timedelta(days=1) if given["until"] else FOREVER,
            acting_for=absent.pk if absent else None,
        )
    except Refused as refusal:
        at_its_field(form, refusal)
        return _form(request, form, _("Giao quyền"), unit)
    messages.success(request, _("Đã giao quyền cho {name}.").format(name=account.full_name))
    return redirect("org:holder", account.pk)


def _form(request: Request, form: Form, title: str, unit: Unit | None = None) -> HttpResponse:
    found = {"form": form, "unit": unit, "title": title}
    return render(request, "org/form.html", found, status=422 if form.errors else 200)


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
        raise NotYours
    form = forms.AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = accounts.create_account(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            words = _("Đã lập tài khoản {name}. Tiếp theo: mở trang đơn vị để giao quyền, rồi in mã dùng một lần.")
            messages.success(request, words.format(name=made.username))
            return redirect("org:tree")
    return _form(request, form, _("Lập tài khoản"))


@login_required
@require_POST
def paper_code(request: Request, pk: int) -> HttpResponse:
    """A code on paper, shown this once; where two issuers are needed, the first one asks."""
    resets = request.POST.get("resets", "password")
    try:
        code = actions.hand_code(pk, by=request.actor, resets=resets)
    except actions.OutsideScope:
        asked = actions.ask_code(pk, by=request.actor, resets=resets)
        words = _(
            "{name} có quyền ngoài phạm vi của đồng chí. Đã ghi đề nghị; cần một đồng chí khác đồng ý cấp trong 24 giờ."
        )
        messages.warning(request, words.format(name=asked.full_name))
        return redirect("org:holder", pk)
    return _shown(request, pk, code, resets)


@login_required
@require_POST
def agree_code(request: Request, pk: int) -> HttpResponse:
    """The second issuer agrees; the code is shown this once."""
    waiting = code_waiting(pk)
    code = actions.agree_code(pk, by=request.actor)
    return _shown(request, pk, code, waiting.resets if waiting else "password")


def _shown(request: Request, pk: int, code: str, resets: str) -> HttpResponse:
    return render(request, "org/code.html", {"account": by_number([pk])[pk], "code": code, "resets": resets})


@login_required
@require_POST
def close_account(request: Request, pk: int) -> HttpResponse:
    """Let an account no longer sign in."""
    done = actions.close_account(pk, by=request.actor)
    return _back(request, _("Đã khóa tài khoản của {name}."), done)


@login_required
@require_POST
def open_account(request: Request, pk: int) -> HttpResponse:
    """Let a closed account sign in again."""
    done = actions.open_account(pk, by=request.actor)
    return _back(request, _("Đã mở lại tài khoản của {name}."), done)


@login_required
@require_POST
def unlock_account(request: Request, pk: int) -> HttpResponse:
    """Lift the lock that wrong guesses brought."""
    done = actions.unlock_account(pk, by=request.actor)
    return _back(request, _("Đã gỡ tạm khóa cho {name}."), done)


def _back(request: Request, words: str, account: Account) -> HttpResponse:
    messages.success(request, words.format(name=account.full_name))
    return redirect("org:holder", account.pk)
