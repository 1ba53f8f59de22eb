"""Which administrative units have a cell: served, excepted by decision, or left; and the cells that serve several."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from nennep.org.models import CoverException, Service, Unit, UnitSpell
from nennep.org.queries import on, tree


@dataclass(frozen=True)
class Covered:
    """An administrative unit with what covers it on the day."""

    unit: Unit
    services: list[Service]
    exceptions: list[CoverException]

    @property
    def open(self) -> bool:
        """Neither served nor excepted."""
        return not self.services and not self.exceptions

    @property
    def joint(self) -> bool:
        """Served by a merged cell."""
        return any(one.unit.is_joint for one in self.services)


@dataclass(frozen=True)
class Board:
    """The state on a day: what is left to do comes first."""

    units: list[Covered]
    joint: list[tuple[UnitSpell, list[Service]]]

    @property
    def left(self) -> int:
        """Administrative units without a cell and without a decision."""
        return sum(one.open for one in self.units)


def board(unit: Unit, day: date) -> Board:
    """Administrative units and merged cells below a unit on a day."""
    spells = tree(unit, day).select_related("unit", "kind")
    departments = [one.unit for one in spells if one.kind_id == "department"]
    services: dict[int, list[Service]] = defaultdict(list)
    serving: dict[int, list[Service]] = defaultdict(list)
    for one in Service.objects.filter(on(day), served__in=departments).select_related("unit", "served"):
        services[one.served_id].append(one)
        serving[one.unit_id].append(one)
    exceptions: dict[int, list[CoverException]] = defaultdict(list)
    for found in CoverException.objects.filter(on(day), unit__in=departments):
        exceptions[found.unit_id].append(found)
    rows = [Covered(one, services[one.pk], exceptions[one.pk]) for one in departments]
    rows.sort(key=lambda one: (not one.open, not one.joint, one.unit.title_key))
    return Board(rows, [(one, serving[one.unit_id]) for one in spells if one.is_joint])
