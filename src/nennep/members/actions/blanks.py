"""Measuring an organisation's pre-printed blank."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from nennep.core.actor import Actor
from nennep.journal.actions import record
from nennep.members import access
from nennep.members.models import LetterBlank
from nennep.org.models import Unit


@transaction.atomic
def measure_blank(
    unit: Unit, *, by: Actor, size: Sequence[float], places: Mapping[str, Sequence[float] | None]
) -> LetterBlank:
    """Keep the size of a blank and where each word stands on it, in millimetres; a word without a place is not printed."""
    unit = access.release_from.claim(by, unit)
    values = {"width": size[0], "height": size[1], "places": {name: list(at) for name, at in places.items() if at}}
    row, _made = LetterBlank.objects.update_or_create(unit=unit, defaults={"unit_key": unit.key, **values})
    record("members.measure_blank", row, by=by, unit_id=unit.pk, says={"unit": unit.name})
    return row
