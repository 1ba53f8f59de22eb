"""Reading notices."""

from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.notify.models import Notice


def mine(actor: Actor) -> QuerySet[Notice]:
    """The account's notices, newest first."""
    return Notice.objects.filter(account_id=actor.account_id).order_by("-id")


def unread(actor: Actor) -> int:
    """How many of them were not read."""
    return mine(actor).filter(read_at=None).count()
