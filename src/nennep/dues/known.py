"""What a list of payments is compared with: who a unit has or had, its receipts, the columns of its earlier lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nennep.dues.models import Headings, Receipt
from nennep.members.models import Membership, Person
from nennep.org.models import Unit


@dataclass(frozen=True)
class Known:
    """A member a unit has or had, as a list may name him."""

    person_id: int
    name: str
    born_on: date | None = None
    card_no: str = ""


def known(units: Sequence[Unit]) -> dict[int, list[Known]]:
    """Everybody who is or was on the roll of units, once each; birth date and card of those whose file is theirs to see."""
    association = units[0].kind.association
    rows = Membership.objects.filter(unit__in=units, association=association, placement__in=["counted", "meets"])
    names = {
        (unit, pk): name for unit, pk, name in rows.order_by("since").values_list("unit_id", "person_id", "full_name")
    }
    people = Person.objects.filter(pk__in={pk for _unit, pk in names}).only("born_on", "card_no")
    seen = {one.pk: one for one in people}
    found: dict[int, list[Known]] = {one.pk: [] for one in units}
    for (unit, pk), name in names.items():
        one = seen.get(pk)
        found[unit].append(Known(pk, name, one.born_on, one.card_no) if one else Known(pk, name))
    return found


def receipts_of(units: Sequence[Unit]) -> dict[int, dict[tuple[int, int], Receipt]]:
    """The receipts of units by year and number."""
    found: dict[int, dict[tuple[int, int], Receipt]] = {one.pk: {} for one in units}
    for row in Receipt.objects.filter(unit__in=units).select_related("book"):
        found[row.unit_id][row.book.year, row.number] = row
    return found


def columns_of(unit: Unit) -> dict[str, str]:
    """{our column: their heading} as people of a unit matched them in earlier lists."""
    row = Headings.objects.filter(unit=unit).first()
    return dict(row.columns) if row else {}
