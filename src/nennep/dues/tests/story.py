"""What the tests of dues share: a cell whose students have their amounts."""

from datetime import date

from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.dues import actions, queries
from nennep.dues.models import Receipt
from nennep.org.models import Unit

MONTH = date(2023, 7, 1)
MONEY = actions.Money(date(2023, 7, 3))


def priced(cast: Cast, code: str = "BV-S1", who: str = "hoa") -> Unit:
    """The cell with the amount of students for everybody, its lecturer too, from the start of the year."""
    by, unit = cast.actor(who), Unit.objects.select_related("kind").get(pk=cast.units[code].pk)
    for month in (date(2023, 1, 1), MONTH):
        actions.set_common(unit, by=by, since=month)
        for one in queries.screen(unit, month).missing:
            actions.set_basis(unit, one.person_id, by=by, terms=actions.Terms("student"), since=month)
    return unit


def collected(cast: Cast, month: date = MONTH, but: set[int] | None = None) -> tuple[Unit, list[Receipt]]:
    """A month of the students' cell collected."""
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        unit = priced(cast)
        return unit, actions.collect_month(unit, by=by, month=month, but=but or set(), money=MONEY)
