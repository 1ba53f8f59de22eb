"""Pages of one report: its table, text, stages and downloads."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.figures.hand import HAND, enter
from nennep.files import respond
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell
from nennep.reports import access, actions, checking, forms, listings, outline, papers, queries, wording
from nennep.reports.models import Report, Stage
from nennep.ui.acts import at_its_field, attempt


@login_required
def index(request: Request) -> HttpResponse:
    """Reports the actor sees, newest first, and the rounds the actor asks or owes."""
    rows = access.see.rows(request.actor).select_related("unit").order_by("-until", "unit__title_key")
    if taken := listings.REPORTS.taken(request, rows):
        return taken
    context = {
        "reports": rows[:100], "may_draft": request.actor.may("reports.draft"),
        "rounds": access.see_round.rows(request.actor).select_related("unit").order_by("-due_on")[:20],
        "may_chase": request.actor.may("reports.chase"), "today": today(),
    }  # fmt: skip
    return render(request, "reports/index.html", context)


@login_required
def draft(request: Request) -> HttpResponse:
    """Begin a report."""
    day = today()
    half = date(day.year, 6, 30) if day.month <= 9 else date(day.year, 12, 31)
    name = _("kết quả công tác xây dựng Đảng 6 tháng đầu năm {year}, nhiệm vụ trọng tâm 6 tháng cuối năm").format(
        year=day.year
    )
    form = forms.DraftForm(
        request.POST or None, initial={"name": name, "since": date(day.year, 1, 1), "last_day": half}
    )
    unit = access.draft_in.rows(request.actor).order_by("level").first()
    if unit is None:
        raise NotYours
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.draft_report(unit, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            return redirect("reports:report", row.pk)
    return render(request, "reports/draft.html", {"form": form, "unit": unit}, status=422 if form.errors else 200)


@login_required
def report(request: Request, pk: int) -> HttpResponse:
    """A report: stage, table of figures, checks, targets, tasks, units, text, who has not sent."""
    return _page(request, pk)


def _page(request: Request, pk: int, **wrong: Any) -> HttpResponse:
    """The page; ``wrong`` are forms that were refused, with what was typed in them."""
    buttons = {f"may_{name}": rule.column(request.actor) for name, rule in ACT_RULES.items()}
    row = access.see.rows(request.actor).select_related("unit").annotate(**buttons).filter(pk=pk).first()
    if row is None:
        raise NotYours
    queries.page_ahead(row)
    lines = queries.lines(row)
    by_code = {line.row.code: line for line in lines}
    goals, units = queries.goals(row), queries.by_unit(row)
    context = {
        "report": row, "groups": [(title, [by_code[one.code] for one in group if one.code in by_code]) for title, group in outline.TABLE],
        "checks": [*checking.checks(lines), *checking.further_checks(row)], "goals": goals, "tasks": queries.tasks(row), "score": queries.score(goals),
        "units": [(one, list(zip(outline.BY_UNIT, one.values, strict=True))) for one in units], "totals": queries.totals(units), "unit_heads": [queries.label_of(code)[0] for code in outline.BY_UNIT],
        "sections": [(code, title, wording.written(row, code)) for code, title in outline.SECTIONS],
        "last_year": queries.period_of(row).a_year_before(), "kept": {line.row.code: line.line_id for line in lines},
        "rounds": queries.rounds_of(row), "unwritten": [code for code, _title in outline.SECTIONS if wording.unwritten(wording.written(row, code))],
        "missing": queries.not_sent(row), "may": {name: getattr(row, f"may_{name}") for name in ACT_RULES}, "told": tell(lines_about(row)[:30]),
        "stages": [str(stage.label) for stage in Stage], "stage_now": _stage_place(row), "opinion": forms.OpinionForm(), "back": forms.BackForm(),
        "lost": row.lost, "returned": row.returned[-1] if row.returned and row.stage == Stage.DRAFT else None,
    }  # fmt: skip
    return render(request, "reports/report.html", context | wrong, status=422 if wrong else 200)


def _stage_place(row: Report) -> int:
    place = list(Stage.values).index(row.stage)
    return place + 1 if row.stage == Stage.SENT else place


ACT_RULES = {
    "edit": access.edit, "freeze": access.freeze, "thaw": access.thaw, "check": access.check, "opine": access.opine,
    "sign": access.sign, "number": access.number, "send": access.send,
    "give_back": access.give_back, "return_signed": access.return_signed,
}  # fmt: skip


@login_required
def changed(request: Request, pk: int) -> HttpResponse:
    """What has changed in the data since the numbers were frozen."""
    row = access.see.find(request.actor, pk=pk)
    return render(request, "reports/_changed.html", {"report": row, "changed": queries.changed_since(row)})


ACTS: dict[str, tuple[Any, Callable[..., Report]]] = {
    "chot": (access.freeze, actions.freeze_report),
    "bo-chot": (access.thaw, actions.thaw_report),
    "kiem-tra": (access.check, actions.check_report),
    "ky": (access.sign, actions.sign_report),
    "cap-so": (access.number, actions.number_report),
    "gui": (access.send, actions.send_report),
    "dung-lai": (access.edit, actions.rewrite_sections),
}


@login_required
@require_POST
def act(request: Request, pk: int, name: str) -> HttpResponse:
    """One of the acts on a report, each by its role."""
    if name not in ACTS:
        raise NotYours
    rule, verb = ACTS[name]
    row = verb(rule.find(request.actor, pk=pk), by=request.actor)
    done = {
        "chot": _("Đã chốt số liệu đến ngày {day}.").format(day=f"{row.last_day:%d/%m/%Y}"),
        "bo-chot": _("Đã bỏ chốt số liệu."),
        "kiem-tra": _("Đã ghi nhận kiểm tra."),
        "ky": _("Đã ký báo cáo."),
        "cap-so": _("Đã cấp số {number}.").format(number=row.number),
        "gui": _("Đã gửi báo cáo lên cấp trên."),
        "dung-lai": _("Đã dựng lại lời văn theo số liệu."),
    }
    messages.success(request, done[name])
    return redirect("reports:report", pk)


@login_required
@require_POST
def opine(request: Request, pk: int) -> HttpResponse:
    """Record the standing committee's opinion."""
    row = access.opine.find(request.actor, pk=pk)
    form = forms.OpinionForm(request.POST)
    done, _made = attempt(
        request,
        form,
        lambda given: actions.record_opinion(row, by=request.actor, **given),
        _("Đã ghi ý kiến Ban Thường vụ."),
    )
    return redirect("reports:report", pk) if done else _page(request, pk, opinion=form)


@login_required
@require_POST
def give_back(request: Request, pk: int) -> HttpResponse:
    """Give a report back to the office, with the reason."""
    may = access.return_signed.rows(request.actor) | access.give_back.rows(request.actor)
    row = may.filter(pk=pk).first()
    if row is None:
        raise NotYours
    form = forms.BackForm(request.POST)
    done, _made = attempt(
        request,
        form,
        lambda given: actions.give_back_report(row, by=request.actor, **given),
        _("Đã trả lại báo cáo để sửa."),
    )
    return redirect("reports:report", pk) if done else _page(request, pk, back=form)


@login_required
def section(request: Request, pk: int, code: str) -> HttpResponse:
    """Edit one section of the text."""
    row = access.edit.find(request.actor, pk=pk)
    titles = dict(outline.SECTIONS)
    if code not in titles:
        raise NotYours
    form = forms.SectionForm(request.POST or None, initial={"text": row.sections.get(code, ""), "version": row.version})
    if request.method == "POST" and form.is_valid():
        actions.edit_section(
            row, by=request.actor, section=code, text=form.cleaned_data["text"], seen=form.cleaned_data["version"]
        )
        messages.success(request, _("Đã lưu nội dung."))
        return redirect("reports:report", pk)
    return render(request, "reports/section.html", {"report": row, "form": form, "title": titles[code], "code": code})


@login_required
def expect(request: Request, pk: int) -> HttpResponse:
    """Say what is expected of the rest of the year; the first proposal is how last year's rest went."""
    row = access.edit.find(request.actor, pk=pk)
    labels = {code: queries.label_of(code)[0] for code in outline.EXPECTED}
    start = {**queries.proposed_rest(row), **row.expected, "version": row.version}
    form = forms.ExpectedForm(labels, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.expect_rest(
            row, by=request.actor, values={code: given[code] for code in outline.EXPECTED}, seen=given["version"]
        )
        messages.success(request, _("Đã ghi ước thực hiện phần còn lại của năm."))
        return redirect("reports:report", pk)
    title = _("Ước thực hiện phần còn lại của năm")
    return render(
        request,
        "reports/section.html",
        {"report": row, "form": form, "title": title},
        status=422 if form.errors else 200,
    )


@login_required
def hand(request: Request, pk: int, code: str) -> HttpResponse:
    """Enter by hand a figure that no record can count yet."""
    row = access.freeze.find(request.actor, pk=pk)
    unit = access.enter_in.find(request.actor, pk=row.unit_id)
    if code not in HAND:
        raise NotYours
    form = forms.HandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        saved = enter(
            unit.pk,
            unit.key,
            code,
            queries.period_of(row),
            by=request.actor,
            part=given["part"],
            whole=given["whole"],
            source=given["source"],
        )
        says = {"figure": str(HAND[code].label), "unit": unit.name, "value": str(given["part"])}
        record("reports.enter", saved, by=request.actor, unit_id=unit.pk, says=says)
        messages.success(request, _("Đã ghi số liệu nhập tay."))
        return redirect("reports:report", pk)
    return render(
        request,
        "reports/section.html",
        {"report": row, "form": form, "title": HAND[code].label},
        status=422 if form.errors else 200,
    )


@login_required
def download(request: Request, pk: int, form: str) -> HttpResponse:
    """The report as Word, PDF or Excel."""
    row = access.see.find(request.actor, pk=pk)
    if form not in papers.FORMS:
        raise NotYours
    queries.page_ahead(row)
    data = papers.FORMS[form](row)
    record("reports.download", row, by=request.actor, says={"name": row.name, "form": form})
    return respond.attachment(data, f"bao-cao-{row.unit.code or row.unit_id}-{row.last_day:%Y-%m-%d}.{form}")
