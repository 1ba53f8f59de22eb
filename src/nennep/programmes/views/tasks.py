"""Pages of tasks: one task, changing it, assigning it, joining it with the same task of another plan."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.journal.queries import lines_about, tell
from nennep.org.models import Unit
from nennep.programmes import access, actions, forms, queries
from nennep.programmes.models import Population, Task
from nennep.programmes.views.sheets import saving, seen, sheet

ASSIGNABLE = {"cells", "student_cells", "subordinates", "grassroots", "associations", "offices"}


@login_required
def task(request: Request, pk: int) -> HttpResponse:
    """A task: what the paper says, who works on it, how far."""
    row = access.see_task.find(request.actor, pk=pk)
    works = (
        (row.same_as or row)
        .works.select_related("unit", "unit__kind")
        .prefetch_related("evidence")
        .order_by("watching", "-leading", "unit__title_key")
    )
    context = {
        "task": row, "works": works, "today": today(), "may_assign": access.assign_task.allows(request.actor, row) and not row.same_as_id,
        "told": tell(lines_about(row)[:20]), "line": queries.task_lines([row], today())[0],
        "may_edit": access.edit_task.allows(request.actor, row), "serves": row.serves.select_related("point__document"),
        "waivers": row.waivers.select_related("unit"), "twins": row.twins.select_related("programme"),
        "times": Task.objects.filter(Q(pk=row.repeat_of_id or row.pk) | Q(repeat_of=row.repeat_of_id or row.pk)).exclude(pk=row.pk).order_by("due_on") if row.repeats else (),
        "settle": set(access.settle_waiver.rows(request.actor).filter(task=row).values_list("pk", flat=True)),
    }  # fmt: skip
    return render(request, "programmes/task.html", context)


@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a task."""
    row = access.edit_task.find(request.actor, pk=pk)
    form = forms.TaskForm(row.unit.themes.all(), request.POST or None, initial=_now(row))
    saved = saving(form, lambda given: actions.edit_task(row, by=request.actor, **seen(given)), _now)
    if saved.done:
        messages.success(request, _("Đã lưu nhiệm vụ."))
        return redirect("programmes:task", pk)
    return sheet(request, form, saved, title=_("Sửa nhiệm vụ"), back=_back(row), quote=row.quote)


def _now(row: Task) -> dict[str, Any]:
    names = ("name", "due_on", "repeats", "product", "key_task", "breakthrough", "version")
    return {name: getattr(row, name) for name in names} | {"theme": row.theme_id, "area": row.area_id}


def _back(row: Task) -> tuple[str, str]:
    return reverse("programmes:task", args=[row.pk]), row.name


@login_required
def join(request: Request, pk: int) -> HttpResponse:
    """Say that a task is the same as one of another plan, so that it counts once."""
    row = access.edit_task.find(request.actor, pk=pk)
    form = forms.JoinForm(
        queries.same_words(row, request.actor), request.POST or None, initial={"same_as": row.same_as_id}
    )
    saved = saving(form, lambda given: actions.join_task(row, by=request.actor, same_as=given["same_as"]))
    if saved.done:
        return redirect("programmes:task", pk)
    words = _("Việc chung của hai kế hoạch được làm và báo cáo một lần, tổng hợp cũng chỉ tính một lần.")
    return sheet(request, form, saved, title=_("Ghép nhiệm vụ trùng"), back=_back(row), quote=row.name, words=words)


@login_required
def assign(request: Request, pk: int) -> HttpResponse:
    """Assign a task: who leads, helps, watches among all units of a kind, and who answers for it in each."""
    row = access.assign_task.find(request.actor, pk=pk)
    kind = request.GET.get("doi-tuong", "cells")
    units = queries.population(kind, row.unit, today()) if kind in ASSIGNABLE else []
    detail = forms.AssignTaskForm(request.POST or None, initial={"due_on": row.due_on, "key_task": row.key_task})
    saved = saving(detail, lambda given: _assigned(request, row, units, given))
    if saved.done:
        messages.success(
            request, _("Nhiệm vụ đang giao cho {count} đơn vị.").format(count=row.works.filter(watching=False).count())
        )
        return redirect("programmes:task", pk)
    held = {work.unit_id: work for work in row.works.select_related("unit")}
    others = [work.unit.name for key, work in held.items() if key not in {unit.pk for unit in units}]
    context = {
        "task": row, "lines": [(unit, _role(request, unit, held), _post(request, unit, held)) for unit in units], "detail": detail, "kind": kind,
        "populations": [choice for choice in Population.choices if choice[0] in ASSIGNABLE],
        "others": others,
    }  # fmt: skip
    return render(request, "programmes/assign_task.html", context, status=422 if request.method == "POST" else 200)


def _role(request: Request, unit: Unit, held: dict[int, Any]) -> str:
    if request.method == "POST":
        return request.POST.get(f"role-{unit.pk}", "")
    work = held.get(unit.pk)
    if work is None:
        return "" if held else "lead"
    return "watch" if work.watching else "lead" if work.leading else "help"


def _post(request: Request, unit: Unit, held: dict[int, Any]) -> str:
    work = held.get(unit.pk)
    return request.POST.get(f"post-{unit.pk}", work.post if work else "")


def _chosen(request: Request, units: list[Unit]) -> dict[Unit, str]:
    roles = {unit: request.POST.get(f"role-{unit.pk}", "") for unit in units}
    return {unit: role for unit, role in roles.items() if role in {"lead", "help", "watch"}}


def _assigned(request: Request, row: Task, units: list[Unit], given: dict[str, Any]) -> None:
    roles = _chosen(request, units)
    held = {work.unit for work in row.works.select_related("unit")}
    given_up = held - set(roles) if request.POST.get("only") else (held & set(units)) - set(roles)
    by_role = {role: [unit for unit, one in roles.items() if one == role] for role in ("lead", "help", "watch")}
    posts = {unit.pk: request.POST.get(f"post-{unit.pk}", "").strip() for unit in roles}
    actions.assign_task(
        row, by=request.actor, units=by_role["lead"], helpers=by_role["help"], watchers=by_role["watch"], posts=posts, released=given_up,
        due_on=given["due_on"], key_task=given["key_task"],
    )  # fmt: skip
