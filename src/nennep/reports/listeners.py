"""A report hears when the number it bears is cancelled in the book."""

from nennep.core.scope import needed
from nennep.office.events import NumberCancelled
from nennep.office.models import Number
from nennep.reports import actions


def number_cancelled(event: NumberCancelled) -> None:
    """The report that bore the number bears it no longer."""
    actions.lose_number(Number.objects.get(pk=event.number_id), by=needed())
