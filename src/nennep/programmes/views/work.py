"""Pages of units' work on tasks: reporting, judging, exceptions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.documents.queries import register as paper_register
from nennep.files import respond
from nennep.journal.queries import lines_about, tell
from nennep.programmes import access, actions, forms, listings
from nennep.programmes.models import Work
from nennep.programmes.views.sheets import saving, sheet, status_of


@login_required
def work(request: Request, pk: int) -> HttpResponse:
    """A unit's part of a task: report progress with evidence."""
    row = access.see_work.find(request.actor, pk=pk)
    may_work = access.work_on.allows(request.actor, row) and not row.watching
    papers = [(one.pk, str(one)) for one in paper_register(request.actor)[:30]] if may_work else []
    form = forms.ReportForm(papers, request.POST or None, request.FILES or None, initial=_now(row))
    saved = saving(form, lambda given: _reported(request, row, given), _now)
    if saved.done:
        messages.success(request, _("Đã gửi báo cáo tiến độ."))
        return redirect("programmes:work", pk)
    context = {
        "work": row, "form": form, "saving": saved, "may_work": may_work, "may_judge": access.judge.allows(request.actor, row),
        "evidence": row.evidence.select_related("document"), "takes_back": set(access.take_back.rows(request.actor).filter(work=row).values_list("pk", flat=True)), "told": tell(lines_about(row)[:20]), "today": today(),
        "judge": forms.JudgeForm(), "waivers": row.task.waivers.filter(unit=row.unit), "rechecks": row.rechecks.all(),
    }  # fmt: skip
    return render(request, "programmes/work.html", context, status=status_of(form, saved))


def _now(row: Work) -> dict[str, Any]:
    return {"percent": row.percent, "note": row.note, "version": row.version}


def _reported(request: Request, row: Work, given: dict[str, Any]) -> None:
    if file := given["file"]:
        actions.give_evidence(row, by=request.actor, name=file.name, data=file.read())
    if given["document"]:
        paper = paper_register(request.actor).get(pk=given["document"])
        actions.give_evidence(row, by=request.actor, document=paper)
    actions.report_work(row, by=request.actor, percent=given["percent"], note=given["note"], seen=given["version"])


@login_required
def waive(request: Request, pk: int) -> HttpResponse:
    """Ask to be left out of a task."""
    row = access.work_on.find(request.actor, pk=pk)
    form = forms.WaiverForm(request.POST or None)
    saved = saving(form, lambda given: actions.ask_waiver(row, by=request.actor, reason=given["reason"]))
    if saved.done:
        messages.success(request, _("Đã gửi đề nghị ngoại lệ. Nhiệm vụ vẫn được tính cho đến khi có quyết định."))
        return redirect("programmes:work", pk)
    back = (reverse("programmes:work", args=[pk]), _("Việc của đơn vị"))
    return sheet(request, form, saved, title=_("Đề nghị ngoại lệ"), back=back, quote=row.task.name)


@login_required
@require_POST
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """Acknowledge one's part of a task."""
    row = access.work_on.find(request.actor, pk=pk)
    actions.acknowledge_work(row, by=request.actor)
    messages.success(request, _("Đã tiếp nhận nhiệm vụ."))
    return redirect("programmes:work", pk)


@login_required
@require_POST
def judge(request: Request, pk: int) -> HttpResponse:
    """Accept evidence, or ask for more."""
    row = access.judge.find(request.actor, pk=pk)
    accepted = request.POST.get("act") == "accept"
    actions.judge_work(row, by=request.actor, accepted=accepted, answer=request.POST.get("answer", ""))
    messages.success(request, _("Đã xác nhận hoàn thành.") if accepted else _("Đã đề nghị đơn vị bổ sung minh chứng."))
    return redirect("programmes:waiting")


@login_required
def waiting(request: Request) -> HttpResponse:
    """Reported work that waits for a word: key tasks one by one, the others in a batch."""
    rows = list(access.judge.rows(request.actor).select_related("task", "unit").prefetch_related("evidence"))
    if request.method == "POST":
        chosen = [row for row in rows if request.POST.get(f"use-{row.pk}")]
        count = actions.note_works(chosen, by=request.actor)
        messages.success(request, _("Đã ghi nhận {count} kết quả.").format(count=count))
        return redirect("programmes:waiting")
    if taken := listings.WAITING.taken(request, rows):
        return taken
    context = {
        "key": [row for row in rows if row.task.key_task],
        "others": [row for row in rows if not row.task.key_task],
    }
    return render(request, "programmes/waiting.html", context)


@login_required
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take back a piece of evidence given by mistake."""
    work = actions.take_back_evidence(access.take_back.find(request.actor, pk=pk), by=request.actor)
    messages.success(request, _("Đã rút minh chứng. Nhật ký vẫn ghi lần gửi này."))
    return redirect("programmes:work", work.pk)


@login_required
def evidence(request: Request, pk: int) -> HttpResponse:
    """The file of a piece of evidence."""
    row = access.see_evidence.find(request.actor, pk=pk)
    return respond.kept(row.file_sha, row.file_name)
