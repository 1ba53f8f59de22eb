"""Pages of the register, of taking in and of reviewing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.documents import access, actions, forms, queries
from nennep.documents.models import Direction, Document, Kind, Proposal
from nennep.files import respond
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell

GROUPS = (
    ("header", gettext_lazy("Thông tin văn bản")),
    ("target", gettext_lazy("Chỉ tiêu")),
    ("task", gettext_lazy("Nhiệm vụ")),
    ("citation", gettext_lazy("Văn bản viện dẫn")),
    ("recipient", gettext_lazy("Nơi nhận")),
)


@login_required
def register(request: Request) -> HttpResponse:
    """The register of papers, newest first."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "direction", "year")}
    words = request.GET.get("words", "")
    rows = queries.register(request.actor, words=words, **asked)[:101]
    return render(
        request,
        "documents/list.html",
        {
            "rows": rows[:100], "more": len(rows) > 100, "asked": asked, "words": words, "kinds": Kind.choices,
            "directions": Direction.choices, "may_take_in": request.actor.may("documents.take_in"),
        },
    )  # fmt: skip


@login_required
def intake(request: Request) -> HttpResponse:
    """Take a paper in: a file or pasted text."""
    form = forms.IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken = _take_in(request, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            if taken.again:
                messages.warning(request, _("Văn bản này đã được tiếp nhận trước đây; dưới đây là bản đang có."))
            if taken.document.status == "reading":
                return redirect("documents:review", taken.document.pk)
            return redirect("documents:paper", taken.document.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "documents/intake.html", {"form": form}, status=status)


def _take_in(request: Request, form: forms.IntakeForm) -> actions.TakenIn:
    file = form.cleaned_data["file"]
    data = file.read() if file else b""
    text = actions.text_of(file.name, data) if file else form.cleaned_data["text"]
    home = access.take_in.rows(request.actor).order_by("level").first()
    unit = home if home is not None else access.take_in.find(request.actor, pk=0)
    return actions.take_in_paper(
        unit,
        by=request.actor,
        text=text,
        direction=form.cleaned_data["direction"],
        name=file.name if file else "",
        data=data,
    )


@login_required
def review(request: Request, pk: int) -> HttpResponse:
    """The text with what was found marked in it, beside the proposals."""
    document = access.review.find(request.actor, pk=pk)
    return render(request, "documents/review.html", _review_context(document))


def _review_context(document: Document) -> dict[str, object]:
    rows = list(document.proposals.all())
    groups = [(kind, label, [row for row in rows if row.kind == kind]) for kind, label in GROUPS]
    return {
        "document": document, "pieces": queries.pieces(document, rows), "groups": groups,
        "findings": queries.told_findings(document), "add": forms.AddForm(), "title": _title(rows),
        "open": sum(1 for row in rows if row.state == "open" and row.kind in {"target", "task"}),
    }  # fmt: skip


def _title(rows: list[Proposal]) -> str:
    read = {row.values["name"]: row.values["value"] for row in rows if row.kind == "header"}
    return " ".join(part for part in (read.get("number"), " ".join(read.get("title", "").split())) if part)


@login_required
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Take, refuse, put back or correct one proposal; answers with that proposal alone to htmx."""
    proposal = access.decide.find(request.actor, pk=pk)
    act = request.POST.get("act", "taken")
    values = None
    if act == "correct":
        form = forms.form_for(proposal, request.POST)
        if not form.is_valid():
            return render(request, "documents/_proposal.html", {"row": proposal, "form": form}, status=422)
        act, values = "taken", form.cleaned_data
    row = actions.decide_proposal(proposal, by=request.actor, state=act, values=values)
    if request.htmx:
        return render(request, "documents/_proposal.html", {"row": row})
    return redirect(f"{_review_address(row.document_id)}#p{row.pk}")


def _review_address(pk: int) -> str:
    from django.urls import reverse

    return reverse("documents:review", args=[pk])


@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    """The form that corrects one proposal."""
    proposal = access.decide.find(request.actor, pk=pk)
    context = {"row": proposal, "form": forms.form_for(proposal), "document": proposal.document}
    return render(request, "documents/_proposal.html" if request.htmx else "documents/correct.html", context)


@login_required
@require_POST
def decide_all(request: Request, pk: int) -> HttpResponse:
    """Take every open proposal of a kind."""
    document = access.review.find(request.actor, pk=pk)
    count = actions.decide_all(document, by=request.actor, kind=request.POST.get("kind", ""))
    messages.success(request, _("Đã nhận {count} mục.").format(count=count))
    return redirect("documents:review", pk)


@login_required
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Add what the reader missed, by a piece of the text."""
    document = access.review.find(request.actor, pk=pk)
    form = forms.AddForm(request.POST)
    if not form.is_valid():
        return render(request, "documents/review.html", _review_context(document) | {"add": form}, status=422)
    given = form.cleaned_data
    try:
        row = actions.add_proposal(
            document, by=request.actor, kind=given["kind"], quote=given["quote"].strip("\r\n"), start=given["start"],
            values=forms.added_values(given["kind"], given["quote"]),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("quote", refusal.sentence)
        return render(request, "documents/review.html", _review_context(document) | {"add": form}, status=422)
    return redirect("documents:correct", row.pk)


@login_required
def paper(request: Request, pk: int) -> HttpResponse:
    """A registered paper: head, text, what it cites and what cites it, whom it goes to, its history."""
    document = access.see.find(request.actor, pk=pk)
    if document.status == "reading" and access.review.allows(request.actor, document):
        return redirect("documents:review", pk)
    context = {
        "document": document, "cites": queries.cites(document), "cited_by": queries.cited_by(request.actor, document),
        "recipients": list(document.recipients.all()), "told": tell(lines_about(document)[:30]),
        "pieces": queries.pieces(document, document.proposals.exclude(state="refused")),
        "findings": queries.told_findings(document),
    }  # fmt: skip
    return render(request, "documents/paper.html", context)


@login_required
def original(request: Request, pk: int) -> HttpResponse:
    """The original bytes, journaled."""
    document = access.see.find(request.actor, pk=pk)
    record("documents.download", document, by=request.actor, says={"name": document.file_name or document.number})
    if document.file_sha:
        return respond.kept(document.file_sha, document.file_name)
    return respond.attachment(document.text.encode(), f"van-ban-{document.pk}.txt")
