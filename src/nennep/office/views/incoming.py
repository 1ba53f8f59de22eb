"""Pages of incoming papers: the desk, entering, one paper and the acts on it."""

from collections.abc import Callable
from typing import Any

from django import forms as plain_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.gate import Rule
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.documents.models import Document
from nennep.journal.queries import lines_about, tell
from nennep.office import access, actions, forms, listings, rules
from nennep.office.models import Incoming, Stage
from nennep.office.queries import books, people
from nennep.office.views import home_of
from nennep.ui.acts import at_its_field


@login_required
def desk(request: Request) -> HttpResponse:
    """Incoming papers of the unit by what they wait for."""
    unit, stage = home_of(request.actor), request.GET.get("buoc", "")
    found = books.incoming_desk(request.actor, unit, today(), stage)
    if taken := listings.INCOMING.taken(request, found.rows):
        return taken
    waiting = access.enter_document.rows(request.actor).filter(unit=unit).only("id", "number", "title")[:20]
    context = {
        "unit": unit, "desk": found, "stage": stage, "stages": [(value, label, found.counts.get(value, 0)) for value, label in Stage.choices],
        "today": today(), "may_enter": access.enter.allows(request.actor, unit), "not_entered": waiting, "tab": "desk",
    }  # fmt: skip
    return render(request, "office/desk.html", context)


@login_required
def enter(request: Request) -> HttpResponse:
    """A line of the book of incoming papers, by hand or for a paper already read."""
    unit = home_of(request.actor)
    unit = access.enter.find(request.actor, pk=unit.pk)
    document = _document(request)
    form = forms.EnterForm(request.POST or None, initial=_first(document))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.enter_incoming(unit, by=request.actor, document=document, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã vào sổ đến số {order}.").format(order=row.order.value))
            return redirect("office:incoming", row.pk)
    form.ask_again()
    context = {"form": form, "unit": unit, "document": document, "title": _("Vào sổ văn bản đến")}
    return render(request, "office/form.html", context, status=422 if form.errors else 200)


def _document(request: Request) -> Document | None:
    asked = request.GET.get("van-ban", "")
    return access.enter_document.find(request.actor, pk=int(asked)) if is_number(asked) else None


def _first(document: Document | None) -> dict[str, Any]:
    if document is None:
        return {"received_on": today()}
    return {
        "received_on": document.received_on or today(), "sender": document.issuer, "number": document.number, "dated": document.dated,
        "kind": document.kind, "title": document.title,
    }  # fmt: skip


@login_required
def incoming(request: Request, pk: int) -> HttpResponse:
    """One incoming paper: its line, its way, and the act that is next for the person who looks."""
    row = access.see_incoming.find(request.actor, pk=pk)
    return render(request, "office/incoming.html", _context(request, row))


def _context(request: Request, row: Incoming, wrong: tuple[str, plain_forms.Form] | None = None) -> dict[str, Any]:
    shown = [
        (name, label, wrong[1] if wrong and wrong[0] == name else make(row, None))
        for name, (rule, _verb, make, label) in ACTS.items()
        if rule.allows(request.actor, row)
    ]
    return {
        "row": row, "acts": shown, "stages": [str(label) for label in Stage.labels], "place": _place(row), "today": today(),
        "told": tell(lines_about(row)[:30]), "tab": "desk",
    }  # fmt: skip


def _place(row: Incoming) -> int:
    return len(Stage.values) if row.stage == Stage.DONE else list(Stage.values).index(row.stage)


def _assign(row: Incoming, data: Any) -> plain_forms.Form:
    first = {
        "account_id": row.handler_id,
        "helpers": row.helpers,
        "due_on": row.due_on or rules.deadline_in(row.note, today()) or forms.in_working_days(today()),
    }
    return forms.AssignForm(people.handlers(row.unit), data, initial=first)


def _assigned(row: Incoming, request: Request, given: dict[str, Any]) -> Incoming:
    handler = dict(people.handlers(row.unit))[given["account_id"]].partition(" · ")[0]
    return actions.assign_incoming(row, by=request.actor, handler=handler, **given)


def _finished(row: Incoming, request: Request, given: dict[str, Any]) -> Incoming:
    answer = None
    if typed := given["answer"].replace(" ", ""):
        answer = access.see_number.rows(request.actor).filter(unit=row.unit, words=typed).first()
        if answer is None:
            raise Refused(_("Không thấy số {number} trong sổ đi.").format(number=typed), field="answer")
    return actions.finish_incoming(row, by=request.actor, result=given["result"], answer=answer)


ACTS: dict[str, tuple[Rule[Incoming], Callable[[Incoming, Request, dict[str, Any]], Incoming], Callable[[Incoming, Any], plain_forms.Form], Any]] = {
    "trinh": (access.submit, lambda row, request, given: actions.submit_incoming(row, by=request.actor, **given), lambda row, data: forms.SubmitForm(data), _("Trình lãnh đạo")),
    "but-phe": (access.note, lambda row, request, given: actions.note_incoming(row, by=request.actor, **given), lambda row, data: forms.NoteForm(data, initial={"note": row.note, "seen": row.version}), _("Ghi bút phê")),
    "giao": (access.assign, _assigned, _assign, _("Giao xử lý")),
    "xong": (access.finish, _finished, lambda row, data: forms.FinishForm(data), _("Ghi kết quả xử lý")),
    "mo-lai": (access.reopen, lambda row, request, given: actions.reopen_incoming(row, by=request.actor), lambda row, data: plain_forms.Form(data), _("Mở lại")),
}  # fmt: skip


@login_required
@require_POST
def act(request: Request, pk: int, name: str) -> HttpResponse:
    """One step of the way, each by its role."""
    if name not in ACTS:
        raise NotYours
    rule, verb, make, _label = ACTS[name]
    row = rule.find(request.actor, pk=pk)
    form = make(row, request.POST)
    if form.is_valid():
        try:
            verb(row, request, form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("office:incoming", pk)
    return render(request, "office/incoming.html", _context(request, row, (name, form)), status=422)
