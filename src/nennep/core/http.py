"""The typed request: after the roof's middleware every request knows its actor."""

from typing import Any

from django.http import HttpRequest

from nennep.core.actor import Actor, Post
from nennep.core.asked import number


class Request(HttpRequest):
    """A request of a signed-in person."""

    actor: Actor
    all_posts: tuple[Post, ...]  # of every seat, and an operator's outside his sessions
    htmx: Any
    shell: Any


def unit_asked(request: Request) -> int:
    """The number of the unit an address asks for (``don-vi``), else of the actor's own; 0, which no unit has, where there
    is neither."""
    asked, home = number(request.GET.get("don-vi", "")), request.actor.home
    return asked if asked is not None else home.unit_id if home else 0
