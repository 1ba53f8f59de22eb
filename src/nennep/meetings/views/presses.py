"""Presses of the room: kept by the browser while there is no network, sent later in order, counted once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect

from nennep.core.asked import is_number
from nennep.core.clock import now
from nennep.core.gate import Rule
from nennep.core.http import Request
from nennep.meetings.actions.presses import count_press

LONGEST = timedelta(days=1)
View = Callable[[Request, int], HttpResponse]


def _key(request: Request) -> UUID | None:
    try:
        return UUID(request.headers.get("X-Key", ""))
    except ValueError:
        return None


def pressed_at(request: Request) -> datetime | None:
    """When a press that waited was made: so many seconds ago (header ``X-Ago``); a phone's clock is never asked."""
    ago = request.headers.get("X-Ago", "")
    return now() - min(LONGEST, timedelta(seconds=int(ago))) if is_number(ago) and len(ago) < 7 else None


def once(rule: Rule[Any], again: Callable[[Request, Any], HttpResponse] | None = None) -> Callable[[View], View]:
    """Count a press with a key (header ``X-Key``) once; without one the view answers as ever.

    ``rule`` finds the row that is pressed on, ``again`` answers a repeated press. A script cannot read where a redirect
    leads, so it gets 204 and the address in ``X-Location``. What is refused leaves its key free.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: Request, pk: int) -> HttpResponse:
            key = _key(request)
            if key is None:
                return view(request, pk)
            row = rule.find(request.actor, pk=pk)
            with transaction.atomic():
                if not count_press(row.unit_key, by=request.actor, key=key):
                    return again(request, row) if again else HttpResponse(status=204)
                said = view(request, pk)
                if said.status_code >= 400:
                    transaction.set_rollback(True)
            if isinstance(said, HttpResponseRedirect):
                return HttpResponse(status=204, headers={"X-Location": said.url})
            return said

        return answer

    return wrap
