"""Pages of papers sent on: coverage, sending, what came to a unit; dissemination."""

from collections.abc import Sized
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.documents import access as papers
from nennep.documents.models import Document
from nennep.journal.queries import lines_about, tell
from nennep.office import access, actions, listings
from nennep.office.forms import sending as forms
from nennep.office.models import Delivery
from nennep.office.queries import sending
from nennep.office.queries.catalogue import kind_names
from nennep.office.views import home_of, told
from nennep.org.models import Unit
from nennep.org.queries import invited_units
from nennep.ui.acts import at_its_field, attempt


@login_required
def coverage(request: Request, pk: int) -> HttpResponse:
    """Who got a paper, who opened it, passed it on, carried it out."""
    return _coverage(request, papers.see.find(request.actor, pk=pk))


def _coverage(request: Request, document: Document, wrong: dict[str, Any] | None = None) -> HttpResponse:
    """The page; ``wrong`` is a form of one line that was refused, and under the act's name the line's number."""
    found = sending.coverage(request.actor, document, today())
    if taken := listings.COVERAGE.taken(request, found.lines):
        return taken
    context = {
        "document": document, "found": found, "may_send": access.send.allows(request.actor, document),
        "told": tell(lines_about(document)[:20]), "studies": sending.studies(request.actor).filter(document=document), "wrong": wrong,
        "as_written": list(document.recipients.all()), "recalled": sending.recalled(document),
    }  # fmt: skip
    return render(request, "office/coverage.html", context, status=422 if wrong else 200)


@login_required
def send(request: Request, pk: int) -> HttpResponse:
    """Choose recipients of one purpose."""
    document = access.send.find(request.actor, pk=pk)
    form = forms.SendForm(sending.choices(document.unit, today()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            rows = actions.send_paper(
                document, by=request.actor, purpose=given["purpose"], units=_meant(document.unit, given), names=given["outside"].splitlines(),
                due_on=given["due_on"], place=given["place"],
            )  # fmt: skip
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã gửi đến {count} nơi nhận.").format(count=len(rows)))
            return redirect("office:coverage", pk)
    return _form(request, form, _("Gửi văn bản"), document, _("Gửi"))


def _meant(unit: Unit, given: dict[str, Any]) -> list[Unit]:
    day = today()
    return forms.chosen(given, invited_units(unit, "below", day), invited_units(unit, "cells", day))


def _reminded(rows: Sized) -> str:
    return _("Đã nhắc {count} đơn vị.").format(count=len(rows))


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """One press: remind everybody who owes something."""
    document = access.send.find(request.actor, pk=pk)
    told(request, lambda: actions.remind_recipients(document, by=request.actor), _reminded)
    return redirect("office:coverage", pk)


@login_required
@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Say where a paper was published."""
    row = access.publish.find(request.actor, pk=pk)
    form = forms.PublishForm(request.POST)
    done, _made = attempt(
        request, form, lambda given: actions.publish_paper(row, by=request.actor, **given), _("Đã ghi nơi đăng.")
    )
    if done:
        return redirect("office:coverage", row.document_id)
    return _coverage(request, row.document, {"publish": row.pk, "form": form})


@login_required
@require_POST
def announce(request: Request, pk: int) -> HttpResponse:
    """Put a paper out for everybody."""
    row = access.publish.find(request.actor, pk=pk)
    done = _("Đã công bố. Ai cũng đọc được, không cần đăng nhập.")
    told(request, lambda: actions.announce_paper(row, by=request.actor), lambda _row: done)
    return redirect("office:coverage", row.document_id)


@login_required
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a paper back, with the reason."""
    row = access.withdraw.find(request.actor, pk=pk)
    form = forms.WithdrawForm(request.POST)
    withdrawn = _("Đã rút văn bản khỏi trang công bố.")
    done, _made = attempt(
        request, form, lambda given: actions.withdraw_paper(row, by=request.actor, **given), withdrawn
    )
    if done:
        return redirect("office:coverage", row.document_id)
    return _coverage(request, row.document, {"withdraw": row.pk, "form": form})


@login_required
def received(request: Request) -> HttpResponse:
    """Papers sent to the units the person works in."""
    home_of(request.actor)
    owed = request.GET.get("loc") != "tat-ca"
    rows = sending.received(request.actor, open_only=owed)
    if taken := listings.RECEIVED.taken(request, rows):
        return taken
    return render(
        request, "office/received.html", {"rows": rows[:100], "owed": owed, "today": today(), "tab": "received"}
    )


@login_required
def delivery(request: Request, pk: int) -> HttpResponse:
    """One paper sent to a unit; opening it is remembered when the unit itself opens it."""
    row = access.see_delivery.find(request.actor, pk=pk)
    if row.opened_on is None and _own(request, row):
        row = actions.open_delivery(row, by=request.actor)
    return render(request, "office/delivery.html", _delivery(request, row))


def _own(request: Request, row: Delivery) -> bool:
    return any(post.unit_key == row.unit_key and "office.receive" in post.rights for post in request.actor.posts)


def _delivery(request: Request, row: Delivery) -> dict[str, Any]:
    below = sending.below(row, today())
    return {
        "row": row, "recalled": sending.recalled(row.document), "today": today(), "may": {name: rule.allows(request.actor, row) for name, (rule, *_rest) in ACTS.items()},
        "result": forms.ResultForm(), "pass": forms.PassForm(below, row.due_on) if below.exists() else None, "passed": row.passed.select_related("unit"),
        "told": tell(lines_about(row)[:20]), "tab": "received",
    }  # fmt: skip


ACTS: dict[str, tuple[Any, Any, Any]] = {
    "xac-nhan": (access.acknowledge, None, lambda row, by, given: actions.acknowledge_delivery(row, by=by)),
    "ket-qua": (access.carry_out, forms.ResultForm, lambda row, by, given: actions.carry_out(row, by=by, **given)),
    "chuyen-tiep": (access.receive, forms.PassForm, lambda row, by, given: actions.pass_on(row, by=by, **given)),
}
NAMES = {"ket-qua": "result", "chuyen-tiep": "pass"}


@login_required
@require_POST
def act(request: Request, pk: int, name: str) -> HttpResponse:
    """Acknowledge, report, or pass on."""
    if name not in ACTS:
        raise NotYours
    rule, shape, verb = ACTS[name]
    row = rule.find(request.actor, pk=pk)
    if shape is None:
        told(request, lambda: verb(row, request.actor, {}), lambda _done: _("Đã ghi."))
        return redirect("office:delivery", pk)
    form = shape(*([sending.below(row, today()), row.due_on] if shape is forms.PassForm else []), request.POST)
    done, _made = attempt(request, form, lambda given: verb(row, request.actor, given), _("Đã ghi."))
    if done:
        return redirect("office:delivery", pk)
    return render(request, "office/delivery.html", _delivery(request, row) | {NAMES[name]: form}, status=422)


@login_required
def studies(request: Request) -> HttpResponse:
    """Disseminations, the latest first."""
    home_of(request.actor)
    rows = [(row, sending.studied(request.actor, row)) for row in sending.studies(request.actor)[:40]]
    if taken := listings.STUDIES.taken(request, rows):
        return taken
    return render(request, "office/studies.html", {"rows": rows, "today": today(), "tab": "studies"})


@login_required
def plan_study(request: Request, pk: int) -> HttpResponse:
    """Plan the dissemination of a paper."""
    document = access.plan_study.find(request.actor, pk=pk)
    first = {"name": f"Học tập, quán triệt {kind_names().get(document.kind, '')} {document.number}"}
    form = forms.StudyForm(sending.choices(document.unit, today()), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = actions.plan_study(
                document, by=request.actor, name=given["name"], form=given["form"], units=_meant(document.unit, given), due_on=given["due_on"]
            )  # fmt: skip
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            return redirect("office:study", row.pk)
    return _form(request, form, _("Lập kế hoạch quán triệt"), document)


@login_required
def study(request: Request, pk: int) -> HttpResponse:
    """A dissemination by unit."""
    row = access.see_study.find(request.actor, pk=pk)
    found = sending.studied(request.actor, row)
    mine = set(access.hold_session.rows(request.actor).filter(study=row).values_list("pk", flat=True))
    context = {"study": row, "found": found, "mine": mine, "may": access.chase_study.allows(request.actor, row), "today": today(), "tab": "studies"}  # fmt: skip
    return render(request, "office/study.html", context)


@login_required
@require_POST
def remind_study(request: Request, pk: int) -> HttpResponse:
    """Remind the units that have not held their session."""
    row = access.chase_study.find(request.actor, pk=pk)
    told(request, lambda: actions.remind_sessions(row, by=request.actor), _reminded)
    return redirect("office:study", pk)


@login_required
def session(request: Request, pk: int) -> HttpResponse:
    """A unit reports its session."""
    row = access.hold_session.find(request.actor, pk=pk)
    first = {"held_on": row.held_on or today(), "required": row.required, "present": row.present, "note": row.note}
    form = forms.SessionForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_session(row, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết quả quán triệt."))
            return redirect("office:study", row.study_id)
    return _form(request, form, f"{row.unit.name}: {row.study.name}", row.study.document, study=row.study)


def _form(request: Request, form: Any, title: str, document: Document, button: str = "", **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "document": document, "back": "paper", "button": button} | more
    return render(request, "office/form.html", context, status=422 if form.errors else 200)
