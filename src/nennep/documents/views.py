"""Pages of the register and of its papers; taking in and reviewing have modules of their own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.documents import access, listings, queries
from nennep.documents.models import HIDDEN, Direction, Kind
from nennep.files import respond
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell


@login_required
def register(request: Request) -> HttpResponse:
    """The register of papers, newest first."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "direction", "year")}
    words = request.GET.get("words", "")
    found = queries.register(request.actor, words=words, **asked)
    if taken := listings.REGISTER.taken(request, found):
        return taken
    rows = found[:101]
    return render(
        request,
        "documents/list.html",
        {
            "rows": rows[:100], "more": len(rows) > 100, "asked": asked, "words": words, "kinds": Kind.choices,
            "directions": Direction.choices, "may_take_in": request.actor.may("documents.take_in"),
        },
    )  # fmt: skip


@login_required
def paper(request: Request, pk: int) -> HttpResponse:
    """A registered paper: head, text, what it cites and what cites it, whom it goes to, its history."""
    document = access.see.find(request.actor, pk=pk)
    if document.status == "reading" and access.review.allows(request.actor, document):
        return redirect("documents:review", pk)
    context = {
        "document": document, "cites": queries.cites(document), "cited_by": queries.cited_by(request.actor, document),
        "recipients": list(document.recipients.all()), "told": tell(lines_about(document)[:30]),
        "pieces": queries.pieces(document, document.proposals.exclude(state__in=["refused", *HIDDEN])),
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


@login_required
def page(request: Request, pk: int, number: int) -> HttpResponse:
    """The picture of a page, as it was kept when the paper was read."""
    document = access.see.find(request.actor, pk=pk)
    found = next((one for one in document.pages if one["number"] == number), None)
    if found is None:
        raise NotYours
    response = respond.kept(found["sha"], f"trang-{number}.{found['kind'].rpartition('/')[2]}")
    response["Cache-Control"] = "private, max-age=3600"
    return response
