"""Papers of an item: laid on it, taken off, handed out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.http import Request
from nennep.files import respond
from nennep.meetings import access, actions
from nennep.meetings.forms_papers import LayForm
from nennep.meetings.models import Meeting
from nennep.meetings.views import act
from nennep.meetings.views.meetings import page


def _agenda(meeting: Meeting) -> str:
    return f"{page(meeting)}#chuong-trinh"


@login_required
def lay(request: Request, pk: int) -> HttpResponse:
    """Lay a paper on an item."""
    row = access.keep_item.find(request.actor, pk=pk)
    form = LayForm(request.actor, request.POST or None, request.FILES or None)
    back = _agenda(row.meeting)
    return act(
        request, form, _("Thêm tài liệu"), lambda _given: actions.lay_paper(row, by=request.actor, **form.values()), lambda _made: back,
        _("Đã thêm tài liệu."), note=row.title, button=_("Thêm tài liệu"), back=back, files=True,
    )  # fmt: skip


@login_required
@require_POST
def take_off(request: Request, pk: int) -> HttpResponse:
    """Take a paper off its item."""
    row = access.keep_paper.find(request.actor, pk=pk)
    actions.take_paper_off(row, by=request.actor)
    messages.success(request, _("Đã bỏ tài liệu khỏi nội dung."))
    return redirect(_agenda(row.meeting))


@login_required
def hand_out(request: Request, pk: int) -> HttpResponse:
    """A file that lies on an item."""
    row = access.read_paper.find(request.actor, pk=pk)
    return respond.kept(row.file_sha, row.file_name)
