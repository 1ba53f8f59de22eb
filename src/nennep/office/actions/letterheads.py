"""Who issues a unit's papers in State layout."""

from django.db import transaction

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.journal.actions import record
from nennep.office import access
from nennep.office.models import Letterhead
from nennep.org.models import Unit


@transaction.atomic
def set_letterhead(unit: Unit, *, by: Actor, body: str, symbol: str, post: str, **more: str) -> Letterhead:
    """Say whose name, symbol and signature stand on the unit's State papers. Numbers given before keep what was printed.

    ``more``: upper, drafter, acting_for.
    """
    unit = access.number.claim(by, unit)
    row, _made = Letterhead.objects.get_or_create(
        unit=unit, defaults={"unit_key": unit.key, "body": body, "symbol": symbol, "post": post}
    )
    values = {"body": body, "symbol": symbol, "post": post.upper()} | more
    changes = change(row, **{name: " ".join(value.split()) for name, value in values.items()})
    record(
        "office.letterhead", row, by=by, unit_id=unit.pk, says={"name": row.body, "symbol": row.symbol}, changes=changes
    )
    return row
