"""Kinds of meetings: the list, and the form of one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import actions
from nennep.meetings.actions.kinds import RIGHT
from nennep.meetings.forms_kinds import MeetingKindForm
from nennep.meetings.models import MeetingKind
from nennep.meetings.queries import months
from nennep.meetings.views import act
from nennep.org.queries import holds_root


@login_required
def index(request: Request) -> HttpResponse:
    """Every kind, and what always stands on its agenda."""
    if not request.actor.may(RIGHT):
        raise NotYours
    context = {"kinds": months.kinds(), "root": holds_root(request.actor, RIGHT)}
    return render(request, "meetings/kinds.html", context)


@login_required
def change(request: Request, code: str = "") -> HttpResponse:
    """Change a kind, or add one; the whole tree's, so by the office of its root."""
    row = next((one for one in months.kinds() if one.pk == code), None)
    if not holds_root(request.actor, RIGHT) or (code and row is None):
        raise NotYours
    form = MeetingKindForm(request.POST or None, initial=model_to_dict(row) if row else None)

    def verb(given: dict[str, Any]) -> MeetingKind:
        return actions.set_kind(row, by=request.actor, **given)

    back = reverse("meetings:kinds")
    note = _("Chương trình đã dựng của các cuộc họp không thay đổi.") if row else ""
    title = row.name if row else _("Thêm loại cuộc họp")
    return act(request, form, title, verb, lambda _made: back, _("Đã lưu loại cuộc họp."), back=back, note=note)
