"""The anonymous pulse of a meeting: asked, answered, counted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions
from nennep.meetings.models.pulse import FEWEST, STEPS, Pulse
from nennep.meetings.queries import pulse as queries


def _of(request: Request, pk: int) -> Pulse:
    row = queries.of(access.see.find(request.actor, pk=pk))
    if row is None:
        raise NotYours
    return row


@login_required
def pulse(request: Request, pk: int) -> HttpResponse:
    """The two questions for who was present; opening and counting for the keeper; the means afterwards."""
    meeting = access.see.find(request.actor, pk=pk)
    row = queries.of(meeting)
    if row is None and not queries.is_there(meeting):
        raise NotYours
    context = {
        "meeting": meeting, "pulse": row, "may_keep": access.follow.allows(request.actor, meeting), "steps": STEPS, "fewest": FEWEST,
        "may_answer": bool(row and not row.closed) and queries.was_there(meeting, request.actor),
        "questions": (("prepared", _("Cuộc họp được chuẩn bị thế nào?")), ("spoken", _("Mọi người có được phát biểu không?"))),
    }  # fmt: skip
    return render(request, "meetings/pulse.html", context)


@login_required
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Ask the two questions."""
    actions.open_pulse(access.follow.find(request.actor, pk=pk), by=request.actor)
    messages.success(request, _("Đã mở phiếu hỏi. Người có mặt và có tài khoản nhận được thông báo."))
    return redirect("meetings:pulse", pk)


@login_required
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer. Nothing of this request is written down but the answers and the mark."""
    given = [request.POST.get(name, "") for name in ("prepared", "spoken")]
    prepared, spoken = (int(text) if is_number(text) and len(text) == 1 else 0 for text in given)
    actions.answer_pulse(_of(request, pk), by=request.actor, prepared=prepared, spoken=spoken)
    messages.success(request, _("Đã ghi câu trả lời của đồng chí, không kèm tên."))
    return redirect("meetings:meeting", pk)  # the questions would stand there as if nothing had been said


@login_required
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Count, once."""
    actions.close_pulse(access.close_pulse.find(request.actor, meeting_id=pk), by=request.actor)
    return redirect("meetings:pulse", pk)
