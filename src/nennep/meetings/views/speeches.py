"""The list of speakers in the room."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions
from nennep.meetings.models import Item
from nennep.meetings.views.presses import once, pressed_at
from nennep.meetings.views.room import room_page

ACTS = {"bat-dau": actions.begin_speech, "ket-thuc": actions.end_speech, "bo": actions.withdraw_speaker}


def _back(item: Item) -> HttpResponse:
    return redirect(f"{room_page(item.meeting)}#muc-{item.pk}")


@login_required
@require_POST
@once(access.speak)
def register(request: Request, pk: int) -> HttpResponse:
    """Put somebody on the list of an item."""
    item = access.speak.find(request.actor, pk=pk)
    actions.register_speaker(item, by=request.actor, name=request.POST.get("name", ""))
    return _back(item)


@login_required
@require_POST
@once(access.time_speech)
def timed(request: Request, pk: int) -> HttpResponse:
    """Begin, end or withdraw a speech."""
    row = access.time_speech.find(request.actor, pk=pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise NotYours
    act(row, by=request.actor, at=pressed_at(request))
    return _back(row.item)
