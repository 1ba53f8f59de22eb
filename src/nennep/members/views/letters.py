"""Pages of letters of verification: ours and others'."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.files import respond
from nennep.members import access, actions, caseforms, casepapers, listings, unionpapers
from nennep.ui.acts import at_its_field
from nennep.viet.write import day as written


@login_required
def index(request: Request) -> HttpResponse:
    """Letters out without a reply and requests without an answer, the earliest deadline first; then those done."""
    if not request.actor.may("members.see_cases"):
        raise NotYours
    rows = access.see_letters.rows(request.actor).select_related("unit", "case")
    if taken := listings.LETTERS.taken(request, rows.order_by("-sent_on", "-id")):
        return taken
    context = {
        "rules": rulebook.on(today()).says("verify.inland", "verify.abroad"),
        "out": rows.filter(incoming=False, returned_on=None)[:300], "asked": rows.filter(incoming=True, returned_on=None)[:300],
        "done": rows.exclude(returned_on=None).order_by("-returned_on")[:100], "today": today(),
        "may": request.actor.may("members.record_admission"),
    }  # fmt: skip
    return render(request, "members/letters.html", context)


@login_required
def send(request: Request, pk: int) -> HttpResponse:
    """Send a letter about the candidate or a relative."""
    row = access.decide_case.find(request.actor, pk=pk)
    form = caseforms.LetterForm(request.POST or None, initial={"on": today(), "about": row.full_name})
    title = _("Gửi công văn thẩm tra lý lịch")
    return _tried(request, form, title, row, lambda given: actions.send_letter(row, by=request.actor, **given))


@login_required
def take(request: Request) -> HttpResponse:
    """Take in another's request."""
    home = request.actor.home
    if home is None:
        raise NotYours
    unit = access.answer_for.find(request.actor, pk=home.unit_id)
    form = caseforms.RequestForm(request.POST or None, initial={"on": today()})
    title = _("Tiếp nhận đề nghị thẩm tra")
    return _tried(request, form, title, None, lambda given: actions.take_request(unit, by=request.actor, **given))


@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """The reply that came, or our answer that went."""
    row = access.answer_letter.find(request.actor, pk=pk)
    form = caseforms.ReplyForm(row.incoming, request.POST or None, initial={"on": today()})
    title = _("Trả lời đề nghị thẩm tra") if row.incoming else _("Kết quả thẩm tra đã về")
    asked = _("{about}: công văn số {number} ngày {on}, {place}.")
    notes = [asked.format(about=row.about, number=row.number, on=written(row.sent_on), place=row.place)]
    return _tried(
        request, form, title, row.case, lambda given: actions.answer_letter(row, by=request.actor, **given), notes
    )


def _tried(request: Request, form: Any, title: str, case: Any, verb: Any, notes: Any = ()) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("members:case", case.pk) if case else redirect("members:letters")
    context = {"form": form, "title": title, "case": case, "notes": notes, "about": True}
    return render(request, "members/case_form.html", context, status=422 if form.errors else 200)


@login_required
def remind(request: Request, pk: int, form: str) -> HttpResponse:
    """The letter that asks for a reply past its time, as a paper."""
    row = access.see_letters.find(request.actor, pk=pk)
    if form not in casepapers.FORMS or row.incoming or row.returned_on or row.due_on >= today():
        raise NotYours
    return respond.attachment(casepapers.FORMS[form](unionpapers.reminder(row)), f"de-nghi-tra-loi-{row.pk}.{form}")


@login_required
def document(request: Request, pk: int, form: str) -> HttpResponse:
    """The letter as a paper."""
    row = access.see_letters.find(request.actor, pk=pk)
    if form not in casepapers.FORMS:
        raise NotYours
    return respond.attachment(casepapers.FORMS[form](unionpapers.verification(row)), f"tham-tra-{row.pk}.{form}")
