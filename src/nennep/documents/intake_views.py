"""Pages of taking in: a file or pasted text, and how far the reading of a heavy file is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.http import Request
from nennep.core.jobs import defer
from nennep.core.refused import Refused
from nennep.documents import access, actions, forms, reviewing, taking
from nennep.documents.models import Document, Intake
from nennep.documents.reading import is_large
from nennep.files import respond
from nennep.journal.actions import record
from nennep.notify import actions as notify
from nennep.notify.models import Progress
from nennep.org.models import Unit
from nennep.ui.acts import at_its_field


@login_required
def intake(request: Request) -> HttpResponse:
    """Take a paper in: a file or pasted text."""
    form = forms.IntakeForm(request.POST or None, request.FILES or None)
    failed = None
    if request.method == "POST" and form.is_valid():
        try:
            answer, failed = _taken_in(request, form)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            if answer is not None:
                return answer
            form.add_error("file", taking.trouble_words(failed.trouble if failed else ""))
    context = {"form": form, "failed": failed, "waiting": _waiting(request)}
    return render(request, "documents/intake.html", context, status=422 if form.errors else 200)


def _waiting(request: Request) -> list[Intake]:
    """The person's own files that are still being read, or could not be."""
    rows = access.see_intake.rows(request.actor).filter(entered_by=request.actor.account_id)
    return list(rows.filter(state__in=["waiting", "reading", "failed"]).order_by("-id")[:5])


def _taken_in(request: Request, form: forms.IntakeForm) -> tuple[HttpResponse | None, Intake | None]:
    """The answer; or none and the file that could not be read."""
    unit, direction, file = _home(request), form.cleaned_data["direction"], form.cleaned_data["file"]
    if file is None:
        taken = actions.take_in_paper(unit, by=request.actor, text=form.cleaned_data["text"], direction=direction)
        return _open(request, taken.document, again=taken.again), None
    data = file.chunks() if is_large(file.size) else file.read()
    row = actions.begin_intake(unit, by=request.actor, name=file.name, data=data, direction=direction)
    if row.document is not None and not row.left_out and len(_inside(request, row)) < 2:
        return _open(request, row.document, again=row.document.entered_at < row.entered_at), None
    if row.document is not None:
        return redirect("documents:reading", row.pk), None
    if row.state == "failed":
        return None, row
    link = reverse("documents:reading", args=[row.pk])
    work = notify.begin(request.actor.account_id, _("Đọc {name}").format(name=row.file_name), 0, link)
    actions.follow_intake(row, progress=work.pk)
    defer("documents.read_file", intake_id=row.pk)
    return redirect(link), None


def _home(request: Request) -> Unit:
    home = access.take_in.rows(request.actor).order_by("level").first()
    return home if home is not None else access.take_in.find(request.actor, pk=0)


def _open(request: Request, document: Document, *, again: bool) -> HttpResponse:
    if again:
        messages.warning(request, _("Văn bản này đã được tiếp nhận trước đây; dưới đây là bản đang có."))
    return redirect("documents:review" if document.status == "reading" else "documents:paper", document.pk)


@login_required
def reading(request: Request, pk: int) -> HttpResponse:
    """How far the reading of a heavy file is; leads on to the review when it is done."""
    row = access.see_intake.find(request.actor, pk=pk)
    if row.document is not None:
        return _read(request, row, row.document)
    work = Progress.objects.filter(pk=str(row.progress)).first() if row.progress else None
    trouble = taking.trouble_words(row.trouble) if row.state == "failed" else ""
    if not trouble and work is not None and work.state == "failed":
        trouble = work.message
    template = "documents/_reading.html" if request.htmx else "documents/reading.html"
    return render(request, template, {"row": row, "work": work, "trouble": trouble})


@login_required
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """Stop reading a heavy file; its original stays."""
    row = access.see_intake.find(request.actor, pk=pk)
    actions.stop_intake(row, by=request.actor)
    return redirect("documents:reading", pk)


def _inside(request: Request, row: Intake) -> list[Document]:
    """The papers that came out of a file."""
    return list(access.see.rows(request.actor).filter(unit_id=row.unit_id, file_sha=row.file_sha).order_by("pk"))


def _read(request: Request, row: Intake, document: Document) -> HttpResponse:
    """On to the paper; or the list of papers, where the file held several or something was left out."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": reverse("documents:reading", args=[row.pk])})
    inside = _inside(request, row)
    if len(inside) < 2 and not row.left_out:
        return redirect("documents:paper", document.pk)
    left_out = [(name, taking.trouble_words(kind)) for name, kind in row.left_out]
    return render(
        request, "documents/inside.html", {"row": row, "inside": reviewing.titled(inside), "left_out": left_out}
    )


@login_required
def kept(request: Request, pk: int) -> HttpResponse:
    """The original of a file that is being read or could not be, journaled."""
    row = access.see_intake.find(request.actor, pk=pk)
    record("documents.download", row, by=request.actor, says={"name": row.file_name})
    return respond.kept(row.file_sha, row.file_name)
