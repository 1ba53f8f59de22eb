"""Pages of programmes: the list, one programme, confirming a paper, approval."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.documents import access as papers
from nennep.documents.models import Document
from nennep.journal.queries import lines_about, tell
from nennep.programmes import access, actions, forms, queries


@login_required
def index(request: Request) -> HttpResponse:
    """Programmes the actor sees, and what the actor's own units have to do."""
    actor = request.actor
    keys = [post.unit_key for post in actor.posts if "programmes.work" in post.rights]
    programmes = access.see.rows(actor).select_related("unit").order_by("-since", "-id")
    day = today()
    works = list(queries.my_works(keys))
    return render(
        request,
        "programmes/index.html",
        {
            "programmes": programmes[:50], "shares": list(queries.my_shares(keys)), "works": works, "today": day,
            "to_judge": access.judge.rows(actor).count(),
        },
    )  # fmt: skip


@login_required
def programme(request: Request, pk: int) -> HttpResponse:
    """One programme: targets with their bars, tasks with their state, the papers behind it."""
    row = access.see.find(request.actor, pk=pk)
    day = today()
    unit = row.unit
    targets = [queries.measure(target, unit, day) for target in row.targets.select_related("unit")]
    tasks = queries.task_lines(row.tasks.all(), day)
    context = {
        "programme": row, "targets": targets, "tasks": tasks, "today": day, "papers": row.documents.defer("text"),
        "may_plan": access.plan.allows(request.actor, row), "may_approve": access.approve.allows(request.actor, row),
        "met": sum(1 for one in targets if one.state in {"met", "exceeded"}), "told": tell(lines_about(row)[:20]),
        "done": sum(1 for one in tasks if one.state == "done"),
    }  # fmt: skip
    return render(request, "programmes/programme.html", context)


@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm a reviewed paper: it enters the register and becomes a programme."""
    document = papers.review.find(request.actor, pk=pk)
    form = forms.ConfirmForm(request.POST or None, initial=_suggestion(document))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = actions.confirm_plan(
                document,
                by=request.actor,
                name=given["name"],
                since=given["since"],
                until=given["until"],
                seen=given["version"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request,
                _("Đã vào sổ và lập bộ chỉ tiêu, nhiệm vụ: {targets} chỉ tiêu, {tasks} nhiệm vụ.").format(
                    targets=row.targets.count(), tasks=row.tasks.count()
                ),
            )
            return redirect("programmes:programme", row.pk)
    rows = list(document.proposals.all())
    context = {
        "document": document, "form": form,
        "taken": [row for row in rows if row.state == "taken" and row.kind in {"target", "task"}],
        "open": [row for row in rows if row.state == "open" and row.kind in {"target", "task"}],
    }  # fmt: skip
    return render(request, "programmes/confirm.html", context, status=422 if form.errors else 200)


def _suggestion(document: Document) -> dict[str, object]:
    read = {
        row.values["name"]: row.values["value"]
        for row in document.proposals.filter(kind="header").exclude(state="refused")
    }
    title = " ".join(read.get("title", "").split()) or document.file_name
    try:
        dated = date.fromisoformat(read.get("date", ""))
    except ValueError:
        dated = today()
    since = date(dated.year + 1, 1, 1) if dated.month == 12 else dated
    return {"name": title[:400], "since": since, "until": date(since.year, 12, 31), "version": document.version}


@login_required
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Record the standing committee's approval."""
    row = access.approve.find(request.actor, pk=pk)
    actions.approve_programme(row, by=request.actor)
    messages.success(request, _("Đã ghi nhận Ban Thường vụ duyệt. Có thể giao chỉ tiêu, nhiệm vụ cho các đơn vị."))
    return redirect("programmes:programme", pk)


@login_required
def add_task(request: Request, pk: int) -> HttpResponse:
    """Add a task by hand."""
    row = access.plan.find(request.actor, pk=pk)
    form = forms.TaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_task(row, by=request.actor, **form.cleaned_data)
        return redirect("programmes:programme", pk)
    return render(request, "programmes/form.html", {"form": form, "title": _("Thêm nhiệm vụ"), "programme": row})


@login_required
def add_target(request: Request, pk: int) -> HttpResponse:
    """Add a target by hand, numeric or qualitative."""
    row = access.plan.find(request.actor, pk=pk)
    start = {
        "since": row.since,
        "until": row.until - timedelta(days=1),
        "version": 1,
        "mode": "hand",
        "comparator": ">=",
    }
    form = forms.BindForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        target = actions.add_target(row, by=request.actor, **given)
        return redirect("programmes:target", target.pk)
    return render(request, "programmes/form.html", {"form": form, "title": _("Thêm chỉ tiêu"), "programme": row})
