"""A person's calendar address: made, made anew, dropped. Only the digest of its token is kept."""

import secrets

from django.db import transaction

from nennep.core.actor import Actor
from nennep.core.clock import now
from nennep.meetings.models import Feed
from nennep.meetings.rules import digest_of


@transaction.atomic
def make_feed(*, by: Actor) -> str:
    """A new address for the actor's calendar; the one before stops answering. The token is shown this once."""
    token = secrets.token_urlsafe(24)
    Feed.objects.update_or_create(account_id=by.account_id, defaults={"digest": digest_of(token), "made_at": now()})
    return token


@transaction.atomic
def drop_feed(*, by: Actor) -> None:
    """Revoke the address."""
    Feed.objects.filter(account_id=by.account_id).delete()
