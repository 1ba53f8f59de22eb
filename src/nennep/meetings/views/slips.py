"""Phiếu xin ý kiến between meetings: the list, one question with its answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.meetings import access, actions
from nennep.meetings.forms_slips import LinkForm, QuestionForm
from nennep.meetings.models import Question
from nennep.meetings.queries.slips import at_its_item, counted, items_ahead, pickable
from nennep.meetings.views import act
from nennep.meetings.views.meetings import own_unit
from nennep.office.forms.drafting import OpinionForm
from nennep.ui.acts import attempt

SHOWN = 40


def _page(pk: int) -> str:
    return reverse("meetings:question", args=[pk])


@login_required
def index(request: Request) -> HttpResponse:
    """Questions of a unit; ask another, for an item of an agenda where the address names one."""
    asked = number(request.GET.get("muc", ""))
    item = access.keep_item.find(request.actor, pk=asked) if asked is not None else None
    unit = item.meeting.unit if item else own_unit(request)
    start = {"words": item.title if item else "", "body": "members" if unit.kind.is_cell else "committee"}
    form = QuestionForm(pickable(unit, today()), request.POST or None, initial=start)

    def verb(given: dict[str, Any]) -> Question:
        return actions.ask_body(unit, by=request.actor, item=item, **given)

    was_done, made = attempt(request, form, verb, _("Đã gửi phiếu xin ý kiến."))
    if was_done:
        return redirect(_page(made.pk))
    rows = Question.objects.filter(unit=unit)[:SHOWN]
    context = {"unit": unit, "form": form, "rows": rows, "item": item}
    return render(request, "meetings/slips.html", context, status=422 if form.errors else 200)


@login_required
def question(request: Request, pk: int) -> HttpResponse:
    """One question: my slip, and for the keeper who answered what."""
    row = access.see_question.find(request.actor, pk=pk)
    mine = row.slips.filter(account_id=request.actor.account_id).first() if row.closed_on is None else None
    start = {"choice": mine.choice, "words": mine.words} if mine else {}
    form = OpinionForm(request.POST or None, initial=start)

    def verb(given: dict[str, Any]) -> Any:
        return actions.answer_slip(access.answer_slip.find(request.actor, question=row), by=request.actor, **given)

    was_done, _made = attempt(request, form, verb, _("Đã ghi ý kiến. Có thể sửa đến khi kiểm phiếu."))
    if was_done:
        return redirect(_page(pk))
    keeps = access.keep_question.allows(request.actor, row)
    context = {
        "row": row, "mine": mine, "form": form, "keeps": keeps, "count": counted(row) if keeps else None,
        "may_count": access.count_slips.allows(request.actor, row), "at": at_its_item(row) if keeps else None,
    }  # fmt: skip
    return render(request, "meetings/slip.html", context, status=422 if form.errors else 200)


@login_required
def link(request: Request, pk: int) -> HttpResponse:
    """Say for which item of an agenda a question is asked."""
    row = access.count_slips.find(request.actor, pk=pk)
    form = LinkForm(items_ahead(row.unit), request.POST or None, initial={"item": row.item_id})
    return act(
        request, form, _("Gắn phiếu vào chương trình"), lambda given: actions.link_question(row, by=request.actor, **given),
        lambda _made: _page(pk), _("Đã gắn. Khi kiểm phiếu, kết quả ghi vào nội dung này."), note=row.words, back=_page(pk),
    )  # fmt: skip


@login_required
def enter(request: Request, pk: int) -> HttpResponse:
    """Enter the paper slip of a person without an account."""
    row = access.enter_slip.find(request.actor, pk=pk)
    form = OpinionForm(request.POST or None, initial={"choice": row.choice, "words": row.words})
    there = _page(row.question_id)
    return act(
        request, form, _("Phiếu giấy của đồng chí {name}").format(name=row.name), lambda given: actions.enter_slip(row, by=request.actor, **given),
        lambda _made: there, _("Đã ghi phiếu giấy."), note=row.question.words, back=there,
    )  # fmt: skip


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind those who have not answered."""
    row = access.count_slips.find(request.actor, pk=pk)
    count = actions.remind_asked(row, by=request.actor)
    messages.success(request, _("Đã nhắc {count} người chưa trả lời.").format(count=count))
    return redirect(_page(pk))


@login_required
@require_POST
def count(request: Request, pk: int) -> HttpResponse:
    """Count the slips and close the asking."""
    row = access.count_slips.find(request.actor, pk=pk)
    try:
        actions.count_slips(row, by=request.actor)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Đã kiểm phiếu. Kết quả vào chương trình cuộc họp."))
    return redirect(_page(pk))
