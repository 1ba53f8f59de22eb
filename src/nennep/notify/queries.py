"""Reading notices."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.recall import recall
from nennep.notify.models import Device, Mailing, Notice, Rhythm

UNREAD = "notices unread"
"""The key under which a page keeps how many there are."""


def mine(actor: Actor) -> QuerySet[Notice]:
    """The account's notices, newest first."""
    return Notice.objects.filter(account_id=actor.account_id).order_by("-id")


def fresh(actor: Actor) -> QuerySet[Notice]:
    """Those that were not read."""
    return mine(actor).filter(read_at=None)


def unread(actor: Actor) -> int:
    """How many of them were not read."""
    return recall(UNREAD, fresh(actor).count)


def mailing(account_id: int, address: str = "") -> Mailing:
    """What the account chose; weekly to the address the office knows where nothing was chosen."""
    return Mailing.objects.filter(account_id=account_id).first() or Mailing(account_id=account_id, address=address)


def awake(accounts: Iterable[int], moment: datetime) -> set[int]:
    """Those accounts that are not in their quiet hours at a local moment; the hours of the house where none were chosen."""
    asked = set(accounts)
    chosen = {row.account_id: row for row in Mailing.objects.filter(account_id__in=asked)}
    return {one for one in asked if not chosen.get(one, Mailing()).is_quiet(moment)}


def wanting(moment: datetime) -> list[Mailing]:
    """Who wants a letter on the day of a local moment, has not had one for it, and may hear it now; weekly ones go out
    on Mondays."""
    day = moment.date()
    rows = Mailing.objects.exclude(address="").exclude(rhythm=Rhythm.NEVER).exclude(sent_on__gte=day)
    return [one for one in (rows if day.weekday() == 0 else rows.filter(rhythm=Rhythm.DAILY)) if one.hears(moment)]


def devices(actor: Actor) -> QuerySet[Device]:
    """The account's own devices, newest first."""
    return Device.objects.filter(account_id=actor.account_id)


def waiting(moment: datetime) -> list[tuple[Device, int, int]]:
    """(device, how many unread notices it was not told of, the newest of them) for all that may be tried; for the system's
    job alone, which is told how many and never what."""
    with connection.cursor() as cursor:
        cursor.execute("select device_id, waiting, newest from notify_waiting(%s)", [moment])
        found = {pk: (count, newest) for pk, count, newest in cursor.fetchall()}
    return [(row, *found[row.pk]) for row in Device.objects.filter(pk__in=found).order_by("pk")]
