"""Pages of cases: lists, one case with its timeline, the funnel, and the acts on a case."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.files import respond
from nennep.journal.actions import record
from nennep.members import access, actions, caseforms, caselists, casepage, casepapers, listings, unionpapers
from nennep.members.models import Case
from nennep.members.steps import BY_CODE
from nennep.org.access import see as see_unit
from nennep.ui.acts import at_its_field


def _unit(request: Request) -> Any:
    """The unit that a list is asked about: the named one, else the highest of the actor's own."""
    wanted, home = request.GET.get("don-vi", ""), request.actor.home
    if home is None or not request.actor.may("members.see_cases"):
        raise NotYours
    return see_unit.find(request.actor, pk=int(wanted) if is_number(wanted) else home.unit_id)


@login_required
def index(request: Request) -> HttpResponse:
    """The lists of cases: candidates, files in work, decided, on probation, ended; filtered by name and cell."""
    unit = _unit(request)
    which = request.GET.get("loc", "")
    asked = caselists.Asked(
        unit, which if which in caselists.LISTS else "candidates", request.GET.get("q", "").strip(), today()
    )
    context = {
        "unit": unit, "asked": asked, "rows": caselists.rows(request.actor, asked)[:500], "lists": caselists.counts(request.actor, unit, today()),
        "today": today(), "may_notice": request.actor.may("members.keep_cases"), "may_import": request.actor.may("members.import"),
    }  # fmt: skip
    return render(request, "members/cases.html", context)


@login_required
def export(request: Request) -> HttpResponse:
    """A list of cases as Excel, as it is filtered; the purpose is asked and journaled."""
    unit = _unit(request)
    which = request.GET.get("loc", "")
    asked = caselists.Asked(
        unit, which if which in caselists.LISTS else "candidates", request.GET.get("q", "").strip(), today()
    )
    data = caselists.excel_of(caselists.rows(request.actor, asked), asked)
    says = {"unit": unit.name}
    record("members.export_cases", unit, by=request.actor, unit_id=unit.pk, unit_key=unit.key, says=says)
    return respond.attachment(data, f"phat-trien-dang-{asked.which}.xlsx")


@login_required
def funnel(request: Request) -> HttpResponse:
    """How far candidates have come, and how each unit stands."""
    unit = _unit(request)
    context = {"unit": unit, "today": today(), **caselists.funnel_of(request.actor, unit, today())}
    if taken := listings.PACES.taken(request, context["paces"]):
        return taken
    return render(request, "members/funnel.html", context)


@login_required
def certificates(request: Request) -> HttpResponse:
    """Certificates of the awareness class, the ones that end first at the top."""
    unit = _unit(request)
    rows = caselists.certificates(request.actor, unit)
    if taken := listings.CERTIFICATES.taken(request, rows):
        return taken
    context = {
        "unit": unit,
        "today": today(),
        "rows": rows[:500],
        "rules": rulebook.on(today()).says("certificate.months"),
    }
    return render(request, "members/certificates.html", context)


@login_required
def probation(request: Request) -> HttpResponse:
    """Probationary members by the day their twelve months end; those past it at the top."""
    unit, everyone = _unit(request), "tat-ca" in request.GET
    rows = caselists.probations(request.actor, unit, today(), everyone=everyone)
    if taken := listings.PROBATION.taken(request, rows):
        return taken
    context = {
        "unit": unit, "today": today(), "rows": rows[:500], "everyone": everyone, "rules": rulebook.on(today()).says("probation.months", "recognition.cell", "recognition.decided"),
        "may_follow": request.actor.may("members.keep_cases"),
    }  # fmt: skip
    return render(request, "members/probation.html", context)


@login_required
def case(request: Request, pk: int) -> HttpResponse:
    """One case: who holds it now, what is late, every step, the file, letters and votes. The person sees the steps alone."""
    row = casepage.opened(request.actor, pk)
    if row.person_id != request.actor.person_id:
        says = {"person": row.full_name}
        record("members.read_file", row, by=request.actor, person_id=row.person_id, says=says)
    return render(request, "members/case.html", casepage.told(row, today()))


@login_required
def notice(request: Request) -> HttpResponse:
    """Put a candidate on the list."""
    if not request.actor.may("members.keep_cases"):
        raise NotYours
    form = caseforms.NoticeForm(caselists.cells(request.actor), request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        unit = access.notice_in.find(request.actor, pk=given.pop("unit"))
        done = _tried(form, lambda: actions.notice_candidate(unit, by=request.actor, **given))
        if done is not None:
            messages.success(request, _("Đã đưa {name} vào danh sách quần chúng ưu tú.").format(name=done.full_name))
            return redirect("members:case", done.pk)
    return _form(request, form, _("Đưa vào danh sách quần chúng ưu tú"))


@login_required
def follow(request: Request, pk: int) -> HttpResponse:
    """Take on the probation of a member admitted before."""
    held = access.follow_probation.find(request.actor, pk=pk)
    if request.method != "POST":
        return redirect("members:probation")
    try:
        row = actions.follow_probation(held, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("members:probation")
    return redirect("members:case", row.pk)


def _tried(form: Any, verb: Any) -> Any:
    """The verb's answer; None after a refusal, which the form then shows at its field."""
    try:
        return verb()
    except Refused as refusal:
        if isinstance(refusal, actions.MaybeTheSame):
            form.ask_who(refusal.people)
        at_its_field(form, refusal)
        return None


def _form(
    request: Request, form: Any, title: Any, row: Case | None = None, notes: Any = (), about: bool = False
) -> HttpResponse:
    context = {"form": form, "title": title, "case": row, "notes": notes, "about": about, "wide": len(form.fields) > 8}
    return render(request, "members/case_form.html", context, status=422 if form.errors else 200)


@login_required
def step(request: Request, pk: int, code: str) -> HttpResponse:
    """Record a step."""
    known = BY_CODE.get(code)
    if known is None:
        raise NotYours
    row = access.STEP_RULES[known.act].find(request.actor, pk=pk)
    work = casepage.work_of(row, known, request.POST or None, today())
    if request.method == "POST" and work.form.is_valid():
        done = _tried(work.form, lambda: work.do(request.actor))
        if done is not None:
            good, words = casepage.outcome(done)
            (messages.success if good else messages.warning)(request, words)
            return redirect("members:case", pk)
    return _form(request, work.form, known.label, row, work.notes)


@login_required
def reopen(request: Request, pk: int, code: str) -> HttpResponse:
    """Take back a step that was recorded wrongly."""
    known = BY_CODE.get(code)
    if known is None:
        raise NotYours
    row = access.STEP_RULES[known.act].find(request.actor, pk=pk)
    title = _("Ghi lại bước: {step}").format(step=known.label)
    notes = [_("Nội dung đã ghi của bước này, cả kết quả biểu quyết, được bỏ để ghi lại; nhật ký giữ nội dung cũ.")]
    return _act(
        request,
        row,
        caseforms.AgainForm(request.POST or None),
        title,
        lambda given: actions.reopen_step(row, code, by=request.actor, **given),
        notes,
        about=True,
    )


def _act(
    request: Request, row: Case, form: Any, title: Any, verb: Any, notes: Any = (), about: bool = False
) -> HttpResponse:
    """Form, verb, back to the case."""
    if request.method == "POST" and form.is_valid() and _tried(form, lambda: verb(form.cleaned_data)) is not None:
        messages.success(request, _("Đã ghi."))
        return redirect("members:case", row.pk)
    return _form(request, form, title, row, notes, about)


@login_required
def paper(request: Request, pk: int) -> HttpResponse:
    """Lay a paper into the file."""
    row = access.keep_case.find(request.actor, pk=pk)
    form = caseforms.PaperForm(request.POST or None, initial={"kind": request.GET.get("loai", ""), "on": today()})

    def verb(given: dict[str, Any]) -> object:
        done = actions.Done(given.pop("on"), given.pop("number"), given.pop("words"))
        return actions.file_paper(row, given.pop("kind"), by=request.actor, done=done, **given)

    return _act(request, row, form, _("Đưa giấy tờ vào hồ sơ"), verb)


@login_required
def helper(request: Request, pk: int) -> HttpResponse:
    """Let another member help."""
    row = access.keep_case.find(request.actor, pk=pk)
    form = caseforms.HelperForm(caselists.officials(row), request.POST or None, initial={"on": today()})

    def verb(given: dict[str, Any]) -> object:
        return actions.assign_helper(
            row, by=request.actor, on=given["on"], number=given["number"],
            helpers=caselists.chosen(row, given["helper"], given["second"]),
        )  # fmt: skip

    return _act(request, row, form, _("Phân công đảng viên giúp đỡ"), verb)


@login_required
def standard(request: Request, pk: int) -> HttpResponse:
    """Set the status of the political standard."""
    row = access.decide_case.find(request.actor, pk=pk)
    start = {"standard": row.standard, "paper": row.standard_paper}
    form = caseforms.StandardForm(request.POST or None, initial=start)
    return _act(
        request,
        row,
        form,
        _("Tiêu chuẩn chính trị"),
        lambda given: actions.set_standard(row, by=request.actor, **given),
    )


@login_required
def month(request: Request, pk: int) -> HttpResponse:
    """Note a month."""
    row = access.keep_case.find(request.actor, pk=pk)
    form = caseforms.MonthForm(request.POST or None, initial={"month": today()})
    return _act(
        request, row, form, _("Nhận xét tháng"), lambda given: actions.note_month(row, by=request.actor, **given)
    )


@login_required
def extend(request: Request, pk: int) -> HttpResponse:
    """Put off the deadline of a decision."""
    row = access.decide_case.find(request.actor, pk=pk)
    rule = casepage.EXTENSIONS.get(row.stage)
    form = caseforms.WhyForm(request.POST or None)
    return _act(
        request,
        row,
        form,
        _("Gia hạn bước hiện tại"),
        lambda given: actions.extend_step(row, by=request.actor, **given),
        rulebook.on(today()).says(rule) if rule else (),
    )


@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """End or interrupt a case."""
    row = access.close_case.find(request.actor, pk=pk)
    form = caseforms.EndForm(request.POST or None, initial={"on": today()})
    return _act(
        request,
        row,
        form,
        _("Kết thúc hoặc tạm dừng hồ sơ"),
        lambda given: actions.end_case(row, by=request.actor, **given),
    )


@login_required
def carry(request: Request, pk: int) -> HttpResponse:
    """Go on in another cell: forward an open case, or resume an interrupted one."""
    row = access.close_case.find(request.actor, pk=pk)
    start = {"on": today(), "unit": row.unit_id}
    form = caseforms.CarryForm(caselists.cells(request.actor), request.POST or None, initial=start)

    def verb(given: dict[str, Any]) -> object:
        unit = access.notice_in.find(request.actor, pk=given["unit"])
        if row.state == "interrupted":
            return actions.resume_case(row, by=request.actor, on=given["on"], unit=unit, why=given["why"])
        return actions.forward_case(row, unit, by=request.actor, on=given["on"], why=given["why"])

    return _act(request, row, form, _("Tiếp tục hồ sơ tại chi bộ"), verb)


@login_required
def object_case(request: Request, pk: int) -> HttpResponse:
    """The new place objects to a case that came to it, or the objection was reviewed."""
    row = access.keep_case.find(request.actor, pk=pk)
    asked = row.casemoves.filter(reviewed_on=None).exclude(objected_on=None).exists()
    title = _("Ghi kết quả xem xét ý kiến của nơi mới") if asked else _("Nơi mới có ý kiến khác về hồ sơ")
    verb = actions.review_case if asked else actions.object_case
    form = caseforms.ObjectForm(request.POST or None, initial={"on": today()})
    return _act(request, row, form, title, lambda given: verb(row, by=request.actor, **given))


@login_required
def document(request: Request, pk: int, code: str, form: str) -> HttpResponse:
    """The paper of a step, for the signature."""
    row = access.list_cases.find(request.actor, pk=pk)
    paper = unionpapers.of_code(row, code)
    if form not in casepapers.FORMS or paper is None:
        raise NotYours
    return respond.attachment(casepapers.FORMS[form](paper), f"{code}-{row.pk}.{form}")
