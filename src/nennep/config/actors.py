"""Building the actor: from an account's grants of today, by the one definer function that may be asked without scope."""

from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpRequest

from nennep.core.actor import Actor, Post
from nennep.core.clock import today
from nennep.core.scope import MOST_RANGES
from nennep.org.rights import rights_of

SEAT = "seat"  # the session's chosen grant, for people with many posts


def actor_of(account: Any, seat: int | None = None) -> Actor:
    """The actor behind an account: all posts together, or one seat where the posts lie too far apart."""
    posts = tuple(_posts(account.pk, today()))
    actor = Actor(account.pk, account.full_name, account.person_id, posts)
    if seat is not None and any(post.grant_id == seat for post in posts):
        return Actor(account.pk, account.full_name, account.person_id, tuple(p for p in posts if p.grant_id == seat))
    if len(actor.scope) > MOST_RANGES:
        return Actor(account.pk, account.full_name, account.person_id, posts[:1])
    return actor


def of_request(request: HttpRequest) -> Actor:
    """The actor of a signed-in request, in the seat the person picked."""
    return actor_of(request.user, request.session.get(SEAT))


def _posts(account_id: int, day: date) -> list[Post]:
    with connection.cursor() as cursor:
        cursor.execute("select * from nn_grants_of(%s, %s)", [account_id, day])
        return [
            Post(unit_id, key, name, role, below, rights_of(role), until, grant_id)
            for grant_id, unit_id, key, name, role, below, until in cursor.fetchall()
        ]


def actor_of_account(account_id: int) -> Actor:
    """The actor behind an account's number, with the grants it has now; for jobs."""
    from nennep.accounts.models import Account

    return actor_of(Account.objects.get(pk=account_id, is_active=True))
