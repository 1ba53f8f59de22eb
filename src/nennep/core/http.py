"""The typed request: after the roof's middleware every request knows its actor."""

from typing import Any

from django.http import HttpRequest

from nennep.core.actor import Actor


class Request(HttpRequest):
    """A request of a signed-in person."""

    actor: Actor
    htmx: Any
    shell: Any
