"""Branches of the youth union, a section of the trade union and the veterans, with members and a month of dues."""

from datetime import date

from django.db import transaction

from nennep.config.cast.build import Cast, founder
from nennep.config.cast.dues import PAY
from nennep.core.actor import Actor
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.dues import actions as dues
from nennep.dues import queries
from nennep.dues.models import Kind
from nennep.members import access
from nennep.members import actions as members
from nennep.members.models import Membership
from nennep.org import actions as org
from nennep.org.models import Unit, UnitKind

# code of the unit above, kind and name of the unit to found ("" where the unit above has members itself), cell its members come from, how many
ROLLS = (
    ("BV-TN", "youth_cell", "Chi đoàn Luật K66", "BV-S1", 3),
    ("BV-TN", "youth_cell", "Chi đoàn Kinh tế K66", "BV-S2", 2),
    ("BV-CD", "union_section", "Công đoàn bộ phận Khoa Luật", "BV-LU", 3),
    ("BV-CC", "", "", "BV-HC", 3),
)
SINCE, MONTH = date(2022, 9, 5), date(2023, 6, 1)
PAPER, VETERAN = "Nghị quyết 02-NQ/CCB năm 2023 của Hội", 10_000


def fill(cast: Cast) -> None:
    """As the heads of the associations did it; one member of each has not paid yet."""
    by = founder()
    with acting_as(by), transaction.atomic():
        for above, kind, name, source, many in ROLLS:
            unit = cast.units[above]
            if kind:
                unit = org.found_unit(unit, by=by, kind=UnitKind.objects.get(code=kind), name=name, since=SINCE)
            _enrol(unit, cast.units[source], by, many)
            _collect(unit, by)


def _enrol(unit: Unit, source: Unit, by: Actor, many: int) -> None:
    held = Membership.objects.filter(access.counted, unit=source, status="official", since__lt=SINCE).order_by("-id")
    for one in held.select_related("person")[:many]:
        members.join_association(one.person, unit, by=by, association=unit.kind.association, since=SINCE)


def _collect(unit: Unit, by: Actor) -> None:
    day = MONTH.replace(day=8)
    with on_day(day):
        if unit.kind.association == "youth":
            dues.set_common(unit, by=by, since=MONTH)
        waiting = queries.screen(unit, MONTH).missing
        dues.set_bases(unit, by=by, rows=[(one.person_id, _terms(unit, one.person_id)) for one in waiting], since=MONTH)
        people = [one.person_id for one in queries.screen(unit, MONTH).waiting]
        dues.collect_month(unit, by=by, month=MONTH, but=set(people[1:2]), money=dues.Money(day, "cash"))


def _terms(unit: Unit, person_id: int) -> dues.Terms:
    """Of the trade union by the pay, of the youth union as one who earns, of the veterans what they agreed on."""
    if unit.kind.association == "union":
        return dues.Terms(Kind.UNION, base=PAY[person_id % len(PAY)])
    if unit.kind.association == "youth":
        return dues.Terms(Kind.YOUTH_PAID)
    return dues.Terms(Kind.AGREED, base=VETERAN, paper=PAPER)
