"""Telling people, and telling how far long work is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import psycopg
from django.db import connection

from nennep.core.clock import now
from nennep.notify.models import Mailing, Progress

NOTICE = "insert into notify_notice (account_id, at, words, link) values (%s, %s, %s, %s)"


def tell(accounts: Iterable[int], words: str, link: str = "") -> int:
    """Put a notice before each account, in the verb's own transaction; returns how many."""
    rows = [(account, now(), words[:500], link) for account in dict.fromkeys(accounts)]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(NOTICE, rows)
    return len(rows)


def begin(account_id: int, label: str, total: int, link: str = "") -> Progress:
    """A new piece of long work."""
    return Progress.objects.create(account_id=account_id, label=label[:200], total=total, link=link)


def advance(work: Progress, **values: Any) -> None:
    """Write done, state or message at once, over a connection of its own, so that it is seen before the work commits."""
    names = [name for name in values if name in {"done", "total", "state", "message"}]
    sets = ", ".join(f"{name} = %s" for name in names)
    with psycopg.connect(
        **connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}, autocommit=True
    ) as beside:
        beside.execute(
            f"update notify_progress set {sets}, at = now() where id = %s", [*(values[name] for name in names), work.pk]
        )


def choose_letters(account_id: int, *, address: str, rhythm: str, **times: Any) -> Mailing:
    """Keep where, how often and when an account wants letters (``hour``, ``quiet_from``, ``quiet_until``, ``weekends``)."""
    row, _made = Mailing.objects.update_or_create(
        account_id=account_id, defaults={"address": address, "rhythm": rhythm, **times}
    )
    return row


def letters_sent(account_id: int, day: date) -> None:
    """Remember the day of the last letter."""
    Mailing.objects.filter(account_id=account_id).update(sent_on=day)
