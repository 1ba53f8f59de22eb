"""Pages of tasks and of units' work on them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.documents.queries import register as paper_register
from nennep.files import respond
from nennep.journal.queries import lines_about, tell
from nennep.programmes import access, actions, forms, queries
from nennep.programmes.models import Population, Work


@login_required
def task(request: Request, pk: int) -> HttpResponse:
    """A task: what the paper says, who works on it, how far."""
    row = access.see_task.find(request.actor, pk=pk)
    works = (
        row.works.select_related("unit", "unit__kind")
        .prefetch_related("evidence")
        .order_by("-leading", "unit__title_key")
    )
    context = {
        "task": row, "works": works, "today": today(), "may_assign": access.assign_task.allows(request.actor, row),
        "told": tell(lines_about(row)[:20]), "line": queries.task_lines([row], today())[0],
    }  # fmt: skip
    return render(request, "programmes/task.html", context)


@login_required
def assign(request: Request, pk: int) -> HttpResponse:
    """Assign a task to all cells, to cells of a kind, or to chosen units."""
    row = access.assign_task.find(request.actor, pk=pk)
    kind = request.GET.get("doi-tuong", "cells")
    units = queries.population(kind, row.unit, today())
    form = forms.ChooseUnits(
        [(unit.pk, unit.name) for unit in units], request.POST or None, initial={"units": [unit.pk for unit in units]}
    )
    detail = forms.TaskForm(
        request.POST or None, initial={"name": row.name, "due_on": row.due_on, "key_task": row.key_task}
    )
    if request.method == "POST" and form.is_valid() and detail.is_valid():
        chosen = [unit for unit in units if str(unit.pk) in form.cleaned_data["units"]]
        given = detail.cleaned_data
        actions.assign_task(row, by=request.actor, units=chosen, due_on=given["due_on"], key_task=given["key_task"])
        messages.success(request, _("Đã giao nhiệm vụ cho {count} đơn vị.").format(count=len(chosen)))
        return redirect("programmes:task", pk)
    populations = [choice for choice in Population.choices if choice[0] in {"cells", "student_cells", "subordinates"}]
    context = {"task": row, "form": form, "detail": detail, "kind": kind, "populations": populations}
    return render(request, "programmes/assign_task.html", context, status=422 if form.errors or detail.errors else 200)


@login_required
def work(request: Request, pk: int) -> HttpResponse:
    """A unit's part of a task: report progress with evidence."""
    row = access.see_work.find(request.actor, pk=pk)
    may_work = access.work_on.allows(request.actor, row)
    papers = [(one.pk, str(one)) for one in paper_register(request.actor)[:30]] if may_work else []
    start = {"percent": row.percent, "note": row.note, "version": row.version}
    form = forms.ReportForm(papers, request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid() and _reported(request, row, form):
        return redirect("programmes:work", pk)
    context = {
        "work": row, "form": form, "may_work": may_work, "may_judge": access.judge.allows(request.actor, row),
        "evidence": row.evidence.select_related("document"), "told": tell(lines_about(row)[:20]), "today": today(),
        "judge": forms.JudgeForm(),
    }  # fmt: skip
    return render(request, "programmes/work.html", context, status=422 if form.errors else 200)


def _reported(request: Request, row: Work, form: forms.ReportForm) -> bool:
    given = form.cleaned_data
    try:
        if file := given["file"]:
            actions.give_evidence(row, by=request.actor, name=file.name, data=file.read())
        if given["document"]:
            paper = paper_register(request.actor).get(pk=given["document"])
            actions.give_evidence(row, by=request.actor, document=paper)
        actions.report_work(row, by=request.actor, percent=given["percent"], note=given["note"], seen=given["version"])
    except Refused as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return False
    messages.success(request, _("Đã gửi báo cáo tiến độ."))
    return True


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
    context = {
        "key": [row for row in rows if row.task.key_task],
        "others": [row for row in rows if not row.task.key_task],
    }
    return render(request, "programmes/waiting.html", context)


@login_required
def evidence(request: Request, pk: int) -> HttpResponse:
    """The file of a piece of evidence."""
    row = access.see_evidence.find(request.actor, pk=pk)
    return respond.kept(row.file_sha, row.file_name)
