"""The typed request: after the roof's middleware every request knows its actor."""

from typing import Any

from django.http import HttpRequest

from nennep.core.actor import Actor, Post


class Request(HttpRequest):
    """A request of a signed-in person."""

    actor: Actor
    all_posts: tuple[Post, ...]  # of every seat, and an operator's outside his sessions
    htmx: Any
    shell: Any
