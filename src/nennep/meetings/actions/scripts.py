"""The sentences of the running script, worded by a unit for itself and those below."""

from collections.abc import Mapping

from django.db import transaction

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Moment, Phrase
from nennep.meetings.queries.scripts import inherited
from nennep.org.models import Unit


@transaction.atomic
def word_script(unit: Unit, *, by: Actor, words: Mapping[str, str]) -> Unit:
    """Set the unit's sentences by moment. One left empty, or the same as the level above has it, is not the unit's own."""
    unit = access.plan_in.claim(by, unit)
    above, there = inherited(unit), {row.moment: row for row in Phrase.objects.filter(unit=unit)}
    for moment in Moment.values:
        said, row = words.get(moment, "").strip(), there.get(moment)
        if not said or said == above[moment]:
            if row:
                row.delete()
        elif row:
            change(row, words=said)
        else:
            Phrase.objects.create(unit=unit, unit_key=unit.key, moment=moment, words=said)
    record("meetings.word_script", unit, by=by, says={"unit": unit.name})
    return unit
