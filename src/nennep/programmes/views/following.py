"""Pages that follow a plan: coverage, matrix, reviews, re-checks, logs, exceptions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.recall import rows_ahead
from nennep.core.refused import NotYours
from nennep.documents.queries import register as paper_register
from nennep.figures.hand import hand_ahead
from nennep.files import respond
from nennep.journal.queries import lines_about, tell
from nennep.org.queries import tree_ahead
from nennep.programmes import access, actions, forms, listings, queries
from nennep.programmes.models import Programme, Recheck, Review
from nennep.programmes.views.sheets import back_to, saving, seen, sheet, status_of


@login_required
def coverage(request: Request, pk: int) -> HttpResponse:
    """Which point of which paper is served by which target or task."""
    row = access.see.find(request.actor, pk=pk)
    covers = queries.coverage(row)
    targets, tasks = queries.unserving(row)
    points = [{"cover": cover, "line": line} for cover in covers for line in cover.lines]
    if taken := listings.COVERAGE.taken(request, points):
        return taken
    context = {
        "programme": row, "covers": covers, "loose_targets": targets, "loose_tasks": tasks,
        "served": sum(one.served for one in covers), "open": sum(one.open for one in covers),
        "left_out": sum(len(one.lines) - one.served - one.open for one in covers), "unlisted": any(not one.lines for one in covers),
        "total": sum(len(one.lines) for one in covers), "may_plan": access.plan.allows(request.actor, row),
    }  # fmt: skip
    return render(request, "programmes/coverage.html", context)


@login_required
def add_paper(request: Request, pk: int) -> HttpResponse:
    """Put one more paper behind a programme."""
    row = access.plan.find(request.actor, pk=pk)
    papers = paper_register(request.actor).filter(status="registered").exclude(programmes=row)
    form = forms.PaperForm(papers, request.POST or None)
    saved = saving(form, lambda given: actions.add_paper(row, by=request.actor, document=given["document"]))
    if saved.done:
        return redirect("programmes:coverage", pk)
    return sheet(request, form, saved, title=_("Thêm văn bản làm căn cứ"), back=back_to(row))


@login_required
@require_POST
def list_points(request: Request, pk: int) -> HttpResponse:
    """Make the rows of the coverage table from the papers' points."""
    row = access.plan.find(request.actor, pk=pk)
    count = sum(actions.list_points(row, by=request.actor, document=document) for document in row.documents.all())
    messages.success(request, _("Đã lập bảng: thêm {count} nội dung.").format(count=count))
    return redirect("programmes:coverage", pk)


@login_required
def serve(request: Request, pk: int) -> HttpResponse:
    """Say what serves a point, or why nothing has to."""
    point = access.plan_point.find(request.actor, pk=pk)
    start = {
        "targets": point.served_by.exclude(target=None).values_list("target", flat=True),
        "tasks": point.served_by.exclude(task=None).values_list("task", flat=True), "left_out": point.left_out,
    }  # fmt: skip
    programme = point.programme
    choices = [queries.near(rule.rows(request.actor), programme) for rule in (access.see_target, access.see_task)]
    form = forms.ServeForm(programme.pk, *choices, request.POST or None, initial=start)
    saved = saving(form, lambda given: _served(request, point, given))
    if saved.done:
        return redirect(reverse("programmes:coverage", args=[programme.pk]) + f"#p{pk}")
    back = (reverse("programmes:coverage", args=[programme.pk]), _("Bảng bao quát"))
    return sheet(request, form, saved, title=_("Nội dung được thực hiện bằng"), back=back, quote=point.words)


def _served(request: Request, point: Any, given: dict[str, Any]) -> None:
    if given["targets"] or given["tasks"] or not given["left_out"]:
        actions.serve_point(point, by=request.actor, targets=given["targets"], tasks=given["tasks"])
    else:
        actions.serve_point(point, by=request.actor, targets=[], tasks=[])
        actions.leave_point(point, by=request.actor, reason=given["left_out"])


@login_required
def matrix(request: Request, pk: int) -> HttpResponse:
    """Who leads, helps and watches; which offices and associations nobody answers for."""
    row = access.see.find(request.actor, pk=pk)
    units, rows = queries.matrix(row)
    if taken := listings.matrix(units).taken(request, rows):
        return taken
    day = today()
    others = [one for kind in ("associations", "offices") for one in queries.population(kind, row.unit, day)]
    held = {unit.pk for unit in units}
    context = {
        "programme": row, "units": units, "rows": rows, "missing": [unit for unit in others if unit.pk not in held],
        "owned": row.targets.exclude(owner=""), "unowned": row.targets.filter(owner="", value=None),
    }  # fmt: skip
    return render(request, "programmes/matrix.html", context)


@login_required
def reviews(request: Request, pk: int) -> HttpResponse:
    """Planned reviews and inspections of a programme, and re-checks by lot."""
    row = access.see.find(request.actor, pk=pk)
    may_draw = access.draw.allows(request.actor, row)
    context = {
        "programme": row, "reviews": row.reviews.all(), "today": today(), "may_plan": access.plan.allows(request.actor, row),
        "may_draw": may_draw, "draw": forms.DrawForm(),
        "rechecks": Recheck.objects.filter(work__task__programme=row).select_related("work__task", "work__unit").order_by("-drawn_on", "-id")[:50] if may_draw else (),
    }  # fmt: skip
    return render(request, "programmes/reviews.html", context)


@login_required
def plan_review(request: Request, pk: int) -> HttpResponse:
    """Plan a review or an inspection."""
    row = access.plan.find(request.actor, pk=pk)
    form = forms.ReviewForm(request.POST or None, initial={"kind": request.GET.get("loai", "review"), "version": 0})
    saved = saving(
        form,
        lambda given: actions.plan_review(row, by=request.actor, **{k: v for k, v in given.items() if k != "version"}),
    )
    if saved.done:
        return redirect("programmes:reviews", pk)
    back = (reverse("programmes:reviews", args=[pk]), _("Sơ kết, kiểm tra"))
    return sheet(request, form, saved, title=_("Thêm cuộc sơ kết, kiểm tra"), back=back)


@login_required
def review(request: Request, pk: int) -> HttpResponse:
    """One review: where everything stands, and what was found; closed, it shows what stood then."""
    row = access.see_review.rows(request.actor).select_related("programme__unit").filter(pk=pk).first()
    if row is None:
        raise NotYours
    rows_ahead({**tree_ahead(row.programme.unit), **hand_ahead(row.programme.unit_id)})
    form = forms.CloseReviewForm(request.POST or None, initial={"result": row.result, "version": row.version})
    lines = row.lines if row.done_on else queries.review_lines(row.programme, today())
    may_hold = access.hold_review.allows(request.actor, row)
    saved = saving(form, lambda given: _closed(request, row, given), _review_now)
    if saved.done:
        messages.success(request, _("Đã ghi kết quả; số liệu của ngày hôm nay được giữ lại cùng kết luận."))
        return redirect("programmes:review", pk)
    context = {
        "review": row, "form": form, "saving": saved, "may_hold": may_hold, "told": tell(lines_about(row)[:20]),
        "targets": [line for line in lines if line["what"] == "target"], "today": today(),
        "tasks": [line for line in lines if line["what"] == "task"], "score": queries.lines_score(lines),
    }  # fmt: skip
    return render(request, "programmes/review.html", context, status=status_of(form, saved))


def _closed(request: Request, row: Review, given: dict[str, Any]) -> None:
    actions.close_review(
        row, by=request.actor, result=given["result"], seen=given["version"],
        lines=lambda: queries.review_lines(row.programme, today()),
    )  # fmt: skip


def _review_now(row: Review) -> dict[str, Any]:
    return {"result": row.result, "version": row.version}


@login_required
def edit_review(request: Request, pk: int) -> HttpResponse:
    """Change what is planned of a review."""
    row = access.hold_review.find(request.actor, pk=pk)
    form = forms.ReviewForm(request.POST or None, initial=_planned(row))
    saved = saving(form, lambda given: actions.edit_review(row, by=request.actor, **seen(given)), _planned)
    if saved.done:
        return redirect("programmes:review", pk)
    back = (reverse("programmes:review", args=[pk]), row.name)
    return sheet(request, form, saved, title=_("Sửa kế hoạch sơ kết, kiểm tra"), back=back)


def _planned(row: Review) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("kind", "name", "scope_words", "who", "due_on", "version")}


@login_required
@require_POST
def draw(request: Request, pk: int) -> HttpResponse:
    """Draw closed results for a second look."""
    row: Programme = access.draw.find(request.actor, pk=pk)
    form = forms.DrawForm(request.POST)
    if form.is_valid():
        count = len(actions.draw_rechecks(row, by=request.actor, count=form.cleaned_data["count"]))
        messages.success(request, _("Đã rút ngẫu nhiên {count} kết quả để kiểm tra lại.").format(count=count))
    return redirect("programmes:reviews", pk)


@login_required
def recheck(request: Request, pk: int) -> HttpResponse:
    """Say what the second look found."""
    row = access.settle_recheck.find(request.actor, pk=pk)
    form = forms.RecheckForm(request.POST or None)
    sound = request.POST.get("act") == "sound"
    saved = saving(form, lambda given: actions.settle_recheck(row, by=request.actor, sound=sound, words=given["words"]))
    if saved.done:
        return redirect("programmes:reviews", row.work.task.programme_id)
    context = {"recheck": row, "work": row.work, "form": form, "evidence": row.work.evidence.select_related("document")}
    return render(request, "programmes/recheck.html", context, status=status_of(form, saved))


@login_required
def log(request: Request, pk: int) -> HttpResponse:
    """Add a piece of evidence to a target's log."""
    row = access.bind.find(request.actor, pk=pk)
    papers = paper_register(request.actor).filter(status="registered")
    form = forms.EvidenceForm(papers, request.POST or None, request.FILES or None, initial={"day": today()})
    saved = saving(form, lambda given: _logged(request, row, given))
    if saved.done:
        return redirect("programmes:target", pk)
    back = (reverse("programmes:target", args=[pk]), row.name)
    return sheet(request, form, saved, title=_("Ghi minh chứng"), back=back, quote=row.quote)


def _logged(request: Request, row: Any, given: dict[str, Any]) -> None:
    file = given["file"]
    actions.log_evidence(
        row, by=request.actor, day=given["day"], words=given["words"], document=given["document"],
        name=file.name if file else "", data=file.read() if file else b"",
    )  # fmt: skip


@login_required
def narrative(request: Request, pk: int) -> HttpResponse:
    """Write the narrative of a year."""
    row = access.bind.find(request.actor, pk=pk)
    year = int(request.GET["nam"]) if is_number(request.GET.get("nam", "")) else today().year
    form = forms.NarrativeForm(request.POST or None, initial=_narrative(row, year))
    saved = saving(
        form,
        lambda given: actions.write_narrative(row, by=request.actor, **seen(given)),
        lambda held: _narrative(held, form.cleaned_data["year"]),
    )
    if saved.done:
        return redirect("programmes:target", pk)
    back = (reverse("programmes:target", args=[pk]), row.name)
    return sheet(request, form, saved, title=_("Nhận xét hằng năm"), back=back, quote=row.quote)


def _narrative(row: Any, year: int) -> dict[str, Any]:
    held = row.entries.filter(narrative=True, year=year).first()
    return {
        "year": year,
        "words": held.words if held else "",
        "judged": held.judged if held else "",
        "version": row.version,
    }


@login_required
def logged_file(request: Request, pk: int) -> HttpResponse:
    """The file of a log entry."""
    row = access.see_entry.find(request.actor, pk=pk)
    return respond.kept(row.file_sha, row.file_name)


@login_required
def settle_waiver(request: Request, pk: int) -> HttpResponse:
    """The committee's decision on an exception."""
    row = access.settle_waiver.find(request.actor, pk=pk)
    form = forms.SettleWaiverForm(request.POST or None)
    agreed = request.POST.get("act") == "agree"
    saved = saving(form, lambda given: actions.settle_waiver(row, by=request.actor, agreed=agreed, **given))
    if saved.done:
        messages.success(request, _("Đã quyết định đề nghị ngoại lệ và báo cho đơn vị."))
        return redirect("programmes:waivers")
    return render(request, "programmes/waiver.html", {"waiver": row, "form": form}, status=status_of(form, saved))


@login_required
def waivers(request: Request) -> HttpResponse:
    """Exceptions that were asked for and agreed."""
    rows = list(access.see_waiver.rows(request.actor).select_related("unit", "task", "target").order_by("-id")[:200])
    if taken := listings.WAIVERS.taken(request, rows):
        return taken
    settle = set(access.settle_waiver.rows(request.actor).values_list("pk", flat=True))
    return render(request, "programmes/waivers.html", {"rows": rows, "settle": settle, "today": today()})
