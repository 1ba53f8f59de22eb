"""Terms and committees: who holds which post, of what the committee is made, who answers for which cell."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.accounts.queries import names_of
from nennep.core.clock import today
from nennep.core.http import Request, unit_asked
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.files import respond
from nennep.members import access, actions, casepapers, listings, personnel, posts
from nennep.members.forms import posts as forms
from nennep.members.views.acts import act
from nennep.org import access as org
from nennep.org import actions as org_actions
from nennep.org import forms as org_forms
from nennep.org.models import Unit
from nennep.org.queries import charges_below, committee_accounts, post_kinds, posts_of, terms_of, told_apart
from nennep.ui.acts import at_its_field


@login_required
def index(request: Request) -> HttpResponse:
    """A unit's term, its committee on a day of that term, and earlier terms."""
    unit = _unit(request)
    terms = terms_of(unit)
    picked = next((one for one in terms if str(one.pk) == request.GET.get("nhiem-ky")), None)
    term = picked or next((one for one in terms if one.since <= today() < one.until), None)
    day = today() if term is None or term.until > today() else term.last_day
    holders, kinds = posts.roster(unit, day), posts_of(unit)
    if taken := listings.COMMITTEE.taken(request, holders):
        return taken
    context = {
        "unit": unit, "terms": terms, "term": term, "day": day, "holders": holders, "profile": posts.profile(unit, kinds, holders, day),
        "over": posts.over(unit, kinds, term, holders, day), "awaited": "" if term and term.until <= today() else posts.awaited(holders, day),
        "vacant": posts.vacancy(kinds, term, holders, day), "may_plan": access.see_roster.allows(request.actor, unit),
        "charges": charges_below(unit, today()), "may": org.shape.allows(request.actor, unit),
        "seats": access.seat_in.allows(request.actor, unit), "below": _below(request, unit),
        "past": bool(term and term.until <= today()),
    }  # fmt: skip
    return render(request, "members/committee.html", context)


def _unit(request: Request) -> Unit:
    return access.count.find(request.actor, pk=unit_asked(request))


def _below(request: Request, unit: Unit) -> list[Unit]:
    rows = access.count.rows(request.actor).filter(parent=unit, until__gt=today(), kind__association="party")
    return list(rows.order_by("title_key"))


@login_required
def paper(request: Request, pk: int, paper: str, form: str) -> HttpResponse:
    """A personnel paper of a unit as Word or PDF."""
    unit = access.count.find(request.actor, pk=pk)
    if paper not in personnel.PAPERS or form not in casepapers.FORMS:
        raise NotYours
    return respond.attachment(casepapers.FORMS[form](personnel.PAPERS[paper](unit)), f"{paper}-{unit.pk}.{form}")


@login_required
def open_term(request: Request, pk: int) -> HttpResponse:
    """Open a term of a unit."""
    unit = org.shape.find(request.actor, pk=pk)
    form = org_forms.TermForm(request.POST or None)
    row = rulebook.on(today()).row("term.years")
    words = _("Nhiệm kỳ {n} năm ({source}); ghi khác khi cấp trên có quyết định.")
    form.fields["until"].help_text = words.format(n=row.value, source=row.source)
    if request.method == "POST" and form.is_valid():
        try:
            org_actions.open_term(unit, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã mở nhiệm kỳ; nhiệm kỳ trước được lưu lại."))
            return redirect(_address(unit))
    return _form(request, form, _("Mở nhiệm kỳ của {unit}").format(unit=unit.name))


@login_required
def take_post(request: Request, pk: int) -> HttpResponse:
    """Record that a member holds a post of a committee."""
    person = access.edit.find(request.actor, pk=pk)
    rows = org.shape.rows(request.actor).filter(until__gt=today()).exclude(kind__association="administration")
    units = told_apart(rows.order_by("level", "kind__rank", "title_key"))
    form = forms.PostForm(units, post_kinds(), request.POST or None, initial={"since": today()})

    def do(given: dict[str, Any]) -> Unit:
        unit = org.shape.find(request.actor, pk=int(given.pop("unit")))
        actions.take_post(person, unit, by=request.actor, **given)
        return unit

    return act(
        request, form, do, title=_("Ghi chức danh của đồng chí {name}").format(name=person.full_name), button=_("Lưu"), back=_address,
        done=_("Đã ghi chức danh của đồng chí {name}.").format(name=person.full_name),
        crumbs=((reverse("members:person", args=[person.pk]), person.full_name),),
    )  # fmt: skip


@login_required
def approve_post(request: Request, pk: int) -> HttpResponse:
    """Record the competent body's decision that approves an election, or that it does not."""
    row = access.approve_post.find(request.actor, pk=pk)
    unit = row.seat.unit
    verbs = {"approved": actions.approve_post, "refused": actions.refuse_post}
    return act(
        request, forms.ApprovePostForm(request.POST or None, initial={"on": today(), "body": unit.parent.name if unit.parent else ""}),
        lambda given: verbs[given.pop("result")](row, by=request.actor, **given),
        title=_("Chuẩn y {name} giữ chức danh {title}").format(name=row.person.full_name, title=row.seat.title), button=_("Lưu"),
        done=_("Đã ghi ý kiến của cấp trên."), back=_address(unit), crumbs=((_address(unit), _("Nhiệm kỳ và cấp ủy")),),
    )  # fmt: skip


@login_required
def leave_post(request: Request, pk: int) -> HttpResponse:
    """Record that a member leaves a post."""
    row = access.leave_post.find(request.actor, pk=pk)
    back = _address(row.seat.unit)
    return act(
        request, forms.LeavePostForm(request.POST or None, initial={"on": today()}), lambda given: actions.leave_post(row, by=request.actor, **given),
        title=_("{name} thôi giữ chức danh {title}").format(name=row.person.full_name, title=row.seat.title), button=_("Lưu"),
        done=_("Đã ghi thôi giữ chức danh."), back=back, crumbs=((back, _("Nhiệm kỳ và cấp ủy")),),
    )  # fmt: skip


@login_required
def charge(request: Request, pk: int) -> HttpResponse:
    """Let a committee member answer for a cell."""
    cell = org.shape.find(request.actor, pk=pk)
    names = names_of(committee_accounts(cell.key, today()))
    form = org_forms.ChargeForm(
        sorted(names.items(), key=lambda pair: pair[1]), request.POST or None, initial={"since": today()}
    )
    if request.method == "POST" and form.is_valid():
        account = int(form.cleaned_data["account"])
        try:
            org_actions.charge_with(
                cell, by=request.actor, account_id=account, person_name=names[account], since=form.cleaned_data["since"]
            )
        except Refused as refusal:
            form.add_error("account", refusal.sentence)
        else:
            messages.success(request, _("Đã phân công phụ trách {unit}.").format(unit=cell.name))
            return redirect(f"{reverse('members:committee')}?don-vi={cell.parent_id}")
    return _form(request, form, _("Phân công cấp ủy viên phụ trách {unit}").format(unit=cell.name))


@login_required
def end_charge(request: Request, pk: int) -> HttpResponse:
    """End a charge."""
    row = org.end_charge.find(request.actor, pk=pk)
    form = org_forms.StopForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        org_actions.end_charge(row, by=request.actor, on=form.cleaned_data["on"])
        messages.success(request, _("Đã ghi kết thúc."))
        return redirect(f"{reverse('members:committee')}?don-vi={row.unit.parent_id}")
    return _form(
        request, form, _("Thôi phân công {name} phụ trách {unit}").format(name=row.person_name, unit=row.unit.name)
    )


def _address(unit: Unit) -> str:
    return f"{reverse('members:committee')}?don-vi={unit.pk}"


def _form(request: Request, form: object, title: str) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "members/form.html", {"form": form, "title": title, "button": _("Lưu")}, status=status)
