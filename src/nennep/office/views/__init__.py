"""Pages of the clerks' office."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages

from nennep.core.actor import Actor
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.org import access as org
from nennep.org.models import Unit

R = TypeVar("R")


def told(request: Request, verb: Callable[[], R], done: Callable[[R], str]) -> None:
    """Do what a button asks for, and say on the next page that it was done, or why it was refused."""
    try:
        messages.success(request, done(verb()))
    except Refused as refusal:
        messages.warning(request, refusal.sentence)


def home_of(actor: Actor) -> Unit:
    """The unit in whose office the person works; NotYours for one who reads no papers."""
    home = actor.home
    unit = org.see.rows(actor).filter(pk=home.unit_id).first() if home and actor.may("documents.see") else None
    if unit is None:
        raise NotYours
    return unit
