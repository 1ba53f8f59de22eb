"""The agenda: built anew, added to, arranged."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import number
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions, forms
from nennep.meetings.actions.agenda import MOST_ITEMS
from nennep.meetings.models import ItemState, Stage
from nennep.meetings.views import act
from nennep.meetings.views.meetings import page
from nennep.meetings.views.room import room_page

LENGTHS = range(1, 601)
ACTS = {"bo", "lay-lai", "chuyen", "len", "xuong", "gio"}


@login_required
@require_POST
def rebuild(request: Request, pk: int) -> HttpResponse:
    """Look again at what belongs on the agenda."""
    row = access.keep.find(request.actor, pk=pk)
    added = actions.rebuild_agenda(row, by=request.actor)
    messages.success(request, _("Đã thêm {count} nội dung mới từ dữ liệu.").format(count=len(added)))
    if row.items.exclude(state=ItemState.DROPPED).count() >= MOST_ITEMS:
        full = _(
            "Chương trình đã đủ {n} nội dung. Đề nghị ghép hoặc bỏ bớt rồi cập nhật lại để không sót nội dung mới."
        )
        messages.warning(request, full.format(n=MOST_ITEMS))
    return redirect(page(row))


@login_required
def add(request: Request, pk: int) -> HttpResponse:
    """Add an item by hand."""
    row = access.keep.find(request.actor, pk=pk)
    form = forms.ItemForm(request.POST or None)
    title = _("Thêm nội dung: {title}").format(title=row.title)
    return act(
        request,
        form,
        title,
        lambda given: actions.add_item(row, by=request.actor, **given),
        lambda _made: page(row),
        _("Đã thêm."),
        back=page(row),
    )


@login_required
@require_POST
def arrange(request: Request, pk: int, act: str) -> HttpResponse:
    """Drop, take back, carry over, move, time."""
    row = access.keep_item.find(request.actor, pk=pk)
    if act not in ACTS:
        raise NotYours
    minutes = number(request.POST.get("minutes", "").strip())
    if act == "gio" and minutes not in LENGTHS:
        messages.error(request, _("Số phút của một nội dung là số nguyên từ 1 đến 600. Đề nghị ghi lại."))
    else:
        actions.arrange_item(row, by=request.actor, act=act, minutes=minutes if act == "gio" else None)
    back = (
        room_page(row.meeting) if request.POST.get("phong") and row.meeting.stage == Stage.OPEN else page(row.meeting)
    )
    return redirect(f"{back}#muc-{row.pk}")
