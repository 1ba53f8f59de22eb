"""A press of the room counts once, however often the browser sends it."""

from uuid import UUID

from django.db import IntegrityError, transaction

from nennep.core.actor import Actor
from nennep.meetings.models import Press


def count_press(unit_key: str, *, by: Actor, key: UUID) -> bool:
    """Whether a press comes for the first time; a second one waits until the first is settled.

    It belongs to the transaction of the verb it leads to: what is refused leaves nothing behind. The verb passes the
    gate and writes the journal.
    """
    try:
        with transaction.atomic():
            Press.objects.create(unit_key=unit_key, account_id=by.account_id, key=key)
    except IntegrityError:
        return False
    return True
