"""Building the actor: from an account's grants of today, by the one definer function that may be asked without scope."""

from datetime import date
from typing import Any

from django.db import connection

from nennep.core.actor import Actor, Post
from nennep.core.clock import today
from nennep.core.scope import MOST_RANGES
from nennep.org.queries import operator_session
from nennep.org.rights import Role, rights_of

SEAT = "seat"  # the session's chosen grant, for people with many posts


def actor_of(account: Any, seat: int | None = None) -> Actor:
    """The actor behind an account: all posts together, or one seat where the posts lie too far apart."""
    return seated(account, posts_of(account), seat)


def seated(account: Any, held: tuple[Post, ...], seat: int | None) -> Actor:
    """The actor in a seat; without one all posts together, or the highest where they lie too far apart.

    An operator's post counts only during an operator session.
    """
    posts = held
    if any(post.role == Role.OPERATOR for post in held) and operator_session(account.pk) is None:
        posts = tuple(post for post in held if post.role != Role.OPERATOR)
    chosen = tuple(post for post in posts if post.grant_id == seat)
    actor = Actor(account.pk, account.full_name, account.person_id, chosen or posts)
    if len(actor.scope) > MOST_RANGES:
        return Actor(account.pk, account.full_name, account.person_id, posts[:1])
    return actor


def posts_of(account: Any) -> tuple[Post, ...]:
    """Every post of an account today."""
    return tuple(_posts(account.pk, today()))


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
