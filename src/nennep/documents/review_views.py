"""The review screen: every address answers a page without scripts, and to htmx only the part that changed."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.http import Request
from nennep.core.refused import Refused, Stale
from nennep.documents import access, actions, forms, reading, reviewing
from nennep.documents.models import Document, Proposal


@login_required
def review(request: Request, pk: int) -> HttpResponse:
    """The text with what was found marked in it, beside the proposals; ``v`` asks whether anything changed since."""
    document = access.review.find(request.actor, pk=pk)
    if request.htmx and request.GET.get("v") == str(document.version):
        return HttpResponse(status=204)
    template = "documents/_review.html" if request.htmx else "documents/review.html"
    return render(request, template, _context(request, document))


def _context(request: Request, document: Document, **more: Any) -> dict[str, Any]:
    return reviewing.context(request.actor, document, reviewing.cards(document)) | {"add": forms.AddForm()} | more


def _address(pk: int, row: int | None = None) -> str:
    return reverse("documents:review", args=[pk]) + (f"#p{row}" if row else "")


def _whole(request: Request, document: Document, chosen: int | None = None, **more: Any) -> HttpResponse:
    """The whole screen again, with one card chosen; a redirect where there are no scripts."""
    if not request.htmx:
        return redirect(_address(document.pk, chosen))
    document.refresh_from_db()
    return render(request, "documents/_review.html", _context(request, document, chosen=chosen, **more))


def _card(request: Request, row: Proposal, *, status: int = 200, fresh: bool = False, **more: Any) -> HttpResponse:
    """One card; ``fresh`` brings the bar with it, since something was decided."""
    context: dict[str, Any] = {"row": row, "document": row.document, **more}
    if fresh:
        row.document.refresh_from_db(fields=["version"])
        context["bar"] = reviewing.bar_of(request.actor, row.document)
    template = "documents/_card.html" if request.htmx else "documents/correct.html"
    response = render(request, template, context, status=status)
    if status != 200:  # merging and splitting ask for the whole screen; what is wrong stays in its card
        response["HX-Retarget"] = f"#p{row.pk}"
    return response


def _seen(request: Request, name: str = "seen") -> int | None:
    seen = request.POST.get(name, "")
    return int(seen) if is_number(seen) else None


@login_required
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Take, refuse, put back or correct one proposal."""
    proposal = access.decide.find(request.actor, pk=pk)
    act, form = request.POST.get("act", "taken"), None
    if act == "correct":
        form = forms.form_for(proposal, request.POST)
        if not form.is_valid():
            return _card(request, proposal, status=422, form=form)
    values = form.cleaned_data if form else None
    try:
        row = actions.decide_proposal(
            proposal, by=request.actor, state="taken" if form else act, values=values, seen=_seen(request)
        )
    except Stale:
        return _stale(request, proposal, form, act)
    return _card(request, row, fresh=True) if request.htmx else redirect(_address(row.document_id, row.pk))


def _stale(request: Request, proposal: Proposal, form: django_forms.Form | None, wish: str) -> HttpResponse:
    """Somebody decided first: what stands now, by whom, and one press to decide as one wished. Nothing typed is lost."""
    proposal.refresh_from_db()
    if form is not None:
        form = forms.form_for(proposal, request.POST)
    who = reviewing.decided_by(proposal)
    return _card(request, proposal, status=409, form=form, stale=who or _("Người khác"), wish=wish)


@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    """The form that corrects one proposal; ``close`` gives the card without it."""
    proposal = access.decide.find(request.actor, pk=pk)
    return _card(request, proposal, form=None if "close" in request.GET else forms.form_for(proposal))


@login_required
@require_POST
def decide_all(request: Request, pk: int) -> HttpResponse:
    """Take every open proposal of a kind."""
    document = access.review.find(request.actor, pk=pk)
    count = actions.decide_all(document, by=request.actor, kind=request.POST.get("kind", ""))
    words = _("Đã nhận {count} mục.").format(count=count) if count else _("Không còn mục nào chờ quyết định.")
    if not request.htmx:
        messages.success(request, words)
    return _whole(request, document, said=words, all_of=request.POST.get("kind", ""))


@login_required
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Add what the reader missed, by a piece of the text; its card opens to be checked."""
    document = access.review.find(request.actor, pk=pk)
    form = forms.AddForm(request.POST)
    if form.is_valid():
        try:
            row = _added(request, document, form.cleaned_data)
        except Refused as refusal:
            form.add_error("quote", refusal.sentence)
        else:
            more = {"form_of": row.pk, "form": forms.form_for(row)}
            return _whole(request, document, row.pk, **more) if request.htmx else redirect("documents:correct", row.pk)
    template = "documents/_review.html" if request.htmx else "documents/review.html"
    return render(request, template, _context(request, document, add=form), status=422)


def _added(request: Request, document: Document, given: dict[str, Any]) -> Proposal:
    values = reading.guess(given["kind"], given["quote"])
    kind = given["kind"].partition(":")[0]
    return actions.add_proposal(
        document, by=request.actor, kind=kind, quote=given["quote"], start=given["start"], values=values
    )


@login_required
def merge(request: Request, pk: int) -> HttpResponse:
    """Make one of two proposals; the card opens to be checked."""
    proposal = access.decide.find(request.actor, pk=pk)
    form = forms.MergeForm(proposal, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.merge_proposals(
                proposal, by=request.actor, other=form.cleaned_data["other"], seen=_seen(request)
            )
        except Stale:
            return _stale(request, proposal, None, "taken")
        except Refused as refusal:
            form.add_error("other", refusal.sentence)
        else:
            more = {"form_of": row.pk, "form": forms.form_for(row)}
            return _whole(request, row.document, row.pk, **more)
    return _card(request, proposal, status=422 if form.errors else 200, merge=form)


@login_required
def split(request: Request, pk: int) -> HttpResponse:
    """Make several proposals of one."""
    proposal = access.decide.find(request.actor, pk=pk)
    form = forms.SplitForm(proposal, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = actions.split_proposal(
                proposal, by=request.actor, parts=form.cleaned_data["parts"], seen=_seen(request)
            )
        except Stale:
            return _stale(request, proposal, None, "taken")
        except Refused as refusal:
            form.add_error("parts", refusal.sentence)
        else:
            return _whole(request, rows[0].document, rows[0].pk)
    return _card(request, proposal, status=422 if form.errors else 200, split=form)


@login_required
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Take back one's last step, or do it again."""
    document = access.review.find(request.actor, pk=pk)
    again = request.POST.get("act") == "redo"
    act, meant = (actions.redo_step, "redo") if again else (actions.undo_step, "undo")
    try:
        done = act(document, by=request.actor, meant=_seen(request, meant))
    except Refused as refusal:
        return _told(request, document, refusal.sentence)
    words = (_("Đã làm lại: {step}.") if again else _("Đã hoàn tác: {step}.")).format(
        step=reviewing.step_words(done.step)
    )
    if done.left:
        words += " " + _("Giữ nguyên {count} mục mà người khác đã quyết định sau đó.").format(count=done.left)
    shown = [one["id"] for one in done.step.rows]
    chosen = next((row.pk for row in reviewing.cards(document) if row.pk in shown), None)
    return _told(request, document, words, chosen)


def _told(request: Request, document: Document, words: str, chosen: int | None = None) -> HttpResponse:
    if not request.htmx:
        messages.info(request, words)
    return _whole(request, document, chosen, said=words)


@login_required
@require_POST
def twin(request: Request, pk: int) -> HttpResponse:
    """Say what a paper of a known number is: a paper of its own, or the same one, put aside."""
    document = access.review.find(request.actor, pk=pk)
    if request.POST.get("act") == "drop":
        other = document.twin_id or document.pk
        actions.drop_paper(document, by=request.actor)
        messages.success(request, _("Đã bỏ bản vừa tiếp nhận; bản gốc của bản ấy còn giữ. Dưới đây là bản đang có."))
        return redirect("documents:paper", other)
    actions.settle_twin(document, by=request.actor)
    return redirect("documents:review", pk)


@login_required
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    """Take the second paper of the text in as one of its own; the review of the first goes on."""
    document = access.review.find(request.actor, pk=pk)
    taken = actions.part_paper(document, by=request.actor, seen=_seen(request))
    words = _("Đã tách văn bản thứ hai: {paper}. Văn bản ấy đang chờ rà soát trong sổ; bản gốc của tệp giữ nguyên.")
    messages.success(request, words.format(paper=reviewing.title(reviewing.cards(taken.document))))
    return redirect("documents:review", pk)


@login_required
@require_POST
def enter(request: Request, pk: int) -> HttpResponse:
    """Enter a reviewed paper into the register without anything to follow."""
    document = access.register.find(request.actor, pk=pk)
    actions.register_paper(document, by=request.actor, seen=_seen(request))
    messages.success(request, _("Đã vào sổ văn bản."))
    return redirect("documents:paper", pk)
