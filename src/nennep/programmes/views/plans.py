"""Pages of programmes: the list, one programme, confirming a paper, approval."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.gate import may
from nennep.core.http import Request
from nennep.core.recall import rows_ahead
from nennep.core.refused import NotYours
from nennep.core.together import together
from nennep.documents import access as papers
from nennep.documents.models import Document, Proposal
from nennep.figures.hand import hand_ahead
from nennep.journal.queries import lines_about, tell
from nennep.org.queries import tree_ahead
from nennep.programmes import access, actions, asking, forms, guesses, listings, queries, rules
from nennep.programmes.models import Population, Programme, Target, Task, Theme
from nennep.programmes.views.sheets import back_to, saving, seen, sheet, status_of, without


@login_required
def index(request: Request) -> HttpResponse:
    """Programmes the actor sees, and what the actor's own units have to do."""
    actor = request.actor
    keys = [post.unit_key for post in actor.posts if "programmes.work" in post.rights]
    programmes = access.see.rows(actor).select_related("unit").order_by("-since", "-id")
    if taken := listings.PROGRAMMES.taken(request, programmes):
        return taken
    day = today()
    works = list(queries.my_works(keys))
    own = [post.unit_key for post in actor.posts]
    return render(
        request,
        "programmes/index.html",
        {
            "programmes": programmes[:50], "shares": list(queries.my_shares(keys)), "works": works, "today": day,
            "to_judge": access.judge.rows(actor).count(), "own": own,
            "waivers": access.settle_waiver.rows(actor).count(), "theme": _theme(request, day.year),
        },
    )  # fmt: skip


@login_required
def programme(request: Request, pk: int) -> HttpResponse:
    """One programme: score lines, targets with their bars, tasks with their state; key tasks and breakthroughs apart."""
    day, actor = today(), request.actor
    row = _found(request, pk)
    carried, carrying = _beside(request, row)
    asked = [(target, row.unit, None) for target in row.targets.select_related("unit", "area")]
    targets = queries.measure_all(asked, day)
    lines = queries.lines_over([row, *carrying], day)
    tasks = [one for one in lines if one.task.programme_id == row.pk]
    whole = [one for one in targets if one.target.parent_id is None]
    shown = request.GET.get("xem", "")
    shown_targets = [one for one in queries.with_parts(targets) if _shows(shown, one.target)]
    shown_tasks = [one for one in tasks if _shows(shown, one.task)]
    if taken := listings.LINES.taken(request, listings.lines(shown_targets, shown_tasks)):
        return taken
    context = {
        "programme": row, "today": day, "shown": shown, "targets": shown_targets, "tasks": shown_tasks,
        "score": rules.score(one.state for one in whole), "work": queries.task_score(tasks),
        "areas": queries.by_area(targets, tasks),
        "endangered": [one for one in whole if one.endangered],
        "counts": {
            "key": sum(one.task.key_task for one in tasks), "key_done": sum(one.task.key_task and one.state == "done" for one in tasks),
            "breakthrough": _breakthroughs(whole, tasks)[0], "breakthrough_done": _breakthroughs(whole, tasks)[1],
        },
        "papers": row.documents.defer("text"), "carried_by": carried, "together": queries.over_plans(lines) if carrying else None,
        "told": tell(lines_about(row)[:20]), **{f"may_{name}": yes for name, yes in may(actor, row, {"plan": access.plan, "approve": access.approve}).items()},
    }  # fmt: skip
    return render(request, "programmes/programme.html", context)


def _found(request: Request, pk: int) -> Programme:
    row = access.see.rows(request.actor).select_related("unit", "carries").filter(pk=pk).first()
    if row is None:
        raise NotYours
    return row


def _beside(request: Request, row: Programme) -> list[list[Programme]]:
    """Programmes that carry this one out, as far as they are seen, and all of them."""
    rows_ahead({**tree_ahead(row.unit), **hand_ahead(row.unit_id)})
    return together(access.see.rows(request.actor).filter(carries=row), row.carried_by.all())


def _theme(request: Request, year: int) -> Theme | None:
    """The theme that holds for the actor's unit: its own, else that of the nearest unit above."""
    home = request.actor.home
    keys = [home.unit_key[:end] for end in range(3, len(home.unit_key) + 1, 3)] if home else []
    return access.see_theme.rows(request.actor).filter(year=year, unit_key__in=keys).order_by("-unit_key").first()


def _shows(shown: str, row: Target | Task) -> bool:
    if shown.startswith("linh-vuc-"):
        return (row.area_id or "") == shown.removeprefix("linh-vuc-")
    return {
        "trong-tam": getattr(row, "key_task", False),
        "dot-pha": row.breakthrough,
        "dinh-tinh": isinstance(row, Target) and row.value is None,
    }.get(shown, True)


def _breakthroughs(targets: list[queries.Measured], tasks: list[queries.TaskLine]) -> tuple[int, int]:
    """(how many breakthroughs there are, how many are through)."""
    states = [one.state in {"met", "exceeded"} for one in targets if one.target.breakthrough]
    states += [one.state == "done" for one in tasks if one.task.breakthrough]
    return len(states), sum(states)


@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm a reviewed paper: it enters the register and becomes a programme, or joins one that stands."""
    document = papers.register.find(request.actor, pk=pk)
    rows = list(document.proposals.all())
    standing = access.plan.rows(request.actor).filter(unit=document.unit).order_by("-since")
    start = _suggestion(document, rows)
    taken = [row for row in rows if row.state == "taken" and row.kind in {"target", "task"}]
    asked = asking.asked(document, taken, today())
    form = forms.ConfirmForm(standing, request.POST or None, initial=start, asked=asked)
    made: list[Programme] = []
    saved = saving(form, lambda given: made.append(_confirmed(request, document, given, form.populations())))
    if saved.done:
        words = _("Đã vào sổ và lập bộ chỉ tiêu, nhiệm vụ: {targets} chỉ tiêu, {tasks} nhiệm vụ.")
        counts = {"targets": made[0].targets.count(), "tasks": made[0].tasks.count()}
        messages.success(request, words.format(**counts))
        return redirect("programmes:programme", made[0].pk)
    context = {
        "document": document, "form": form, "saving": saved, "carriers": _carriers(document, start["carriers"]),
        "asked": [(one, form[one.field] if one.choices else None) for one in asked],
        "open": [row for row in rows if row.state == "open" and row.kind in {"target", "task"}],
    }  # fmt: skip
    return render(request, "programmes/confirm.html", context, status=status_of(form, saved))


def _confirmed(request: Request, document: Document, given: dict[str, Any], populations: dict[int, str]) -> Programme:
    units = {unit.pk: unit for kind in given["carriers"] for unit in queries.population(kind, document.unit, today())}
    return actions.confirm_plan(
        document, by=request.actor, name=given["name"], since=given["since"], until=given["until"],
        programme=given["programme"], seen=given["version"], assign_to=list(units.values()), populations=populations,
    )  # fmt: skip


def _carriers(document: Document, kinds: list[str]) -> list[tuple[str, int]]:
    """(population, number of units) that the recipients stand for."""
    labels = dict(Population.choices)
    return [(str(labels[kind]), len(queries.population(kind, document.unit, today()))) for kind in kinds]


def _suggestion(document: Document, rows: list[Proposal]) -> dict[str, Any]:
    kept = [row for row in rows if row.state in {"open", "taken"}]
    read = {row.values["name"]: row.values["value"] for row in kept if row.kind == "header"}
    recipients = [
        (str(row.values.get("name", "")), str(row.values.get("purpose", ""))) for row in kept if row.kind == "recipient"
    ]
    title = " ".join(read.get("title", "").split()) or document.file_name
    try:
        dated = date.fromisoformat(read.get("date", ""))
    except ValueError:
        dated = today()
    since = date(dated.year + 1, 1, 1) if dated.month == 12 else dated
    return {"name": title[:400], "since": since, "until": date(since.year, 12, 31), "version": document.version,
            "carriers": guesses.carriers(recipients)}  # fmt: skip


@login_required
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Record the standing committee's approval."""
    row = access.approve.find(request.actor, pk=pk)
    actions.approve_programme(row, by=request.actor)
    messages.success(request, _("Đã ghi nhận Ban Thường vụ duyệt. Có thể giao chỉ tiêu, nhiệm vụ cho các đơn vị."))
    return redirect("programmes:programme", pk)


@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a programme's name, time, or the plan it helps to carry out."""
    row = access.plan.find(request.actor, pk=pk)
    others = access.see.rows(request.actor).exclude(pk=row.pk).order_by("-since")
    form = forms.ProgrammeForm(others, request.POST or None, initial=_now(row))
    saved = saving(form, lambda given: actions.edit_programme(row, by=request.actor, **seen(given)), _now)
    if saved.done:
        return redirect("programmes:programme", pk)
    return sheet(request, form, saved, title=_("Sửa bộ chỉ tiêu, nhiệm vụ"), back=back_to(row))


def _now(row: Programme) -> dict[str, Any]:
    return {
        "name": row.name, "since": row.since, "until": row.last_day, "carries": row.carries_id, "version": row.version,
    }  # fmt: skip


@login_required
def add_task(request: Request, pk: int) -> HttpResponse:
    """Add a task by hand."""
    row = access.plan.find(request.actor, pk=pk)
    form = forms.TaskForm(row.unit.themes.all(), request.POST or None, initial={"version": 0})
    saved = saving(form, lambda given: actions.add_task(row, by=request.actor, **without(given, "version")))
    if saved.done:
        return redirect("programmes:programme", pk)
    return sheet(request, form, saved, title=_("Thêm nhiệm vụ"), back=back_to(row))


@login_required
def add_target(request: Request, pk: int) -> HttpResponse:
    """Add a target by hand, numeric or qualitative, whole or a part of another."""
    row = access.plan.find(request.actor, pk=pk)
    start = {
        "since": row.since, "until": row.last_day, "version": 1, "mode": "hand", "comparator": ">=",
        "parent": request.GET.get("phan-cua", ""),
    }  # fmt: skip
    indicators = access.see_indicator.rows(request.actor)
    form = forms.BindForm(indicators, row.targets.filter(parent=None), request.POST or None, initial=start)
    made: list[Target] = []
    saved = saving(
        form, lambda given: made.append(actions.add_target(row, by=request.actor, **without(given, "version")))
    )
    if saved.done:
        return redirect("programmes:target", made[0].pk)
    return sheet(request, form, saved, title=_("Thêm chỉ tiêu"), back=back_to(row))
