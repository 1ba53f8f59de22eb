"""Pages of the papers of files: enter, scan, download, cancel, certify; the queue and the scores of cells."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.files import respond
from nennep.members import actions, file_forms, filepage, listings, sight
from nennep.members.models import FilePaper, PaperKind
from nennep.members.views.acting import act_on


@login_required
def index(request: Request, pk: int) -> HttpResponse:
    """The index of a file: what there is, what is missing, scans; a read like the file's page."""
    file = sight.opened(request.actor, pk=pk)
    if not file.eyes.office:
        raise NotYours
    now = file.now
    actions.read("members.read_file", file.person, by=request.actor, place=now)
    kinds, official = list(PaperKind.objects.all()), bool(now and now.status == "official")
    context = {
        "person": file.person, "sheet": file.sheet, "eyes": file.eyes, "write": file.write, "today": today(),
        "score": filepage.score(file.sheet, kinds, official), "index": filepage.index(file.person, kinds, file.eyes, official),
    }  # fmt: skip
    return render(request, "members/papers.html", context)


@login_required
def enter(request: Request, pk: int) -> HttpResponse:
    """Enter a paper into the index."""
    row = sight.write.find(request.actor, pk=pk)
    eyes, kinds = sight.sight(request.actor, row), {kind.code: kind for kind in PaperKind.objects.all()}
    choices = [(kind.code, str(kind)) for kind in kinds.values() if eyes.restricted or not kind.restricted]
    form = file_forms.PaperForm(
        choices, request.POST or None, request.FILES or None, initial={"kind": request.GET.get("loai", "")}
    )

    def act(given: dict[str, Any]) -> object:
        file = request.FILES.get("file")
        values = {name: value for name, value in given.items() if name not in {"file", "kind"}}
        data, name = (file.read(), str(file.name)) if file else (b"", "")
        return actions.enter_paper(
            row, by=request.actor, kind=kinds[str(given["kind"])], name=name, data=data, **values
        )

    done = _("Đã ghi vào mục lục hồ sơ.")
    return act_on(request, row, form, _("Ghi tài liệu vào hồ sơ"), act, done, back=_index(row.pk))


def _index(person: int) -> str:
    return reverse("members:papers", args=[person])


@login_required
def scan(request: Request, pk: int) -> HttpResponse:
    """Put the scan to a paper that waits; then back to the queue it was taken from, or to the index."""
    paper, queue = sight.scan.find(request.actor, pk=pk), request.GET.get("don-vi", "")
    back = f"{reverse('members:scanning')}?don-vi={queue}" if is_number(queue) else _index(paper.person_id)
    form = file_forms.ScanForm(request.POST or None, request.FILES or None)
    return act_on(
        request, paper.person, form, _("Gắn bản quét: {paper}").format(paper=paper.kind.name),
        lambda given: actions.scan_paper(paper, by=request.actor, name=given["file"].name, data=given["file"].read(), pages=given["pages"]),
        _("Đã gắn bản quét."), back=back,
    )  # fmt: skip


@login_required
def read(request: Request, pk: int) -> HttpResponse:
    """A scanned paper as a download; a read like any other."""
    paper = FilePaper.objects.select_related("person", "kind").filter(pk=pk).exclude(file_sha="").first()
    if paper is None:
        raise NotYours
    file = sight.opened(request.actor, pk=paper.person_id)
    if not file.eyes.office or (paper.kind.restricted and not file.eyes.restricted):
        raise NotYours
    actions.read("members.read_paper", file.person, by=request.actor, place=file.now, says={"paper": paper.kind.name})
    return respond.kept(paper.file_sha, paper.file_name)


@login_required
def cancel(request: Request, pk: int) -> HttpResponse:
    """Take a paper out of the index."""
    paper = sight.change_paper.find(request.actor, pk=pk)
    return act_on(
        request, paper.person, file_forms.WhyForm(request.POST or None), _("Rút khỏi mục lục: {paper}").format(paper=paper.kind.name),
        lambda given: actions.cancel_paper(paper, by=request.actor, why=given["why"]), _("Đã rút; tài liệu vẫn xem được trong mục lục."), back=_index(paper.person_id),
    )  # fmt: skip


@login_required
def certify(request: Request, pk: int) -> HttpResponse:
    """Record the certified index of an old file."""
    row = sight.write.find(request.actor, pk=pk)
    form = file_forms.CertifyForm(request.POST or None, initial={"on": today()})
    return act_on(
        request, row, form, _("Mục lục hồ sơ được chứng nhận"), lambda given: actions.certify_index(row, by=request.actor, **given), _("Đã ghi."),
        back=_index(row.pk),
    )  # fmt: skip


@login_required
def queue(request: Request) -> HttpResponse:
    """How far the files of each cell are, and which papers wait to be scanned."""
    given = request.GET.get("don-vi", "")
    units = sight.count_files.rows(request.actor)
    unit = units.filter(pk=int(given)).first() if is_number(given) else units.order_by("level", "title_key").first()
    if unit is None:
        raise NotYours
    rows = filepage.scores(unit)
    if taken := listings.SCORES.taken(request, rows):
        return taken
    context = {
        "unit": unit, "scores": rows, "queue": filepage.queue(request.actor, unit), "files": filepage.files(unit) if unit.kind.is_cell else [], "may_decide": sight.decide_full.allows(request.actor, unit),
        "total": [sum(getattr(one, name) for one in rows) for name in ("members", "complete", "scanned", "waiting")],
    }  # fmt: skip
    return render(request, "members/scanning.html", context)
