"""What the dues of units come to: a committee's table, a year in months, what would go up now, what a year should bring."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q, Sum

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.dues import rates, rules
from nennep.dues.models import Basis, Charge, Plan, Receipt, Statement
from nennep.dues.rates import NoRate
from nennep.duties.rulebook import InForce
from nennep.org.models import Unit
from nennep.org.queries import chain
from nennep.org.rights import ROLE_RIGHTS


@dataclass(frozen=True)
class UnitLine:
    """A unit in the table of its committee: a month, the year so far, its last statement."""

    unit: Unit
    payers: int
    settled: int
    due: int
    paid: int
    year_due: int
    year_paid: int
    plan: int | None
    statement: Statement | None

    @property
    def rest(self) -> int:
        """Not collected of the month, đồng."""
        return self.due - self.paid


def collecting_units(unit: Unit) -> list[Unit]:
    """The units of the same association below that collect from members."""
    below = inside(((unit.key, unit.key + "~"),), "key")
    rows = Unit.objects.filter(below, kind__association=unit.kind.association, kind__is_cell=True, until__gt=today())
    return list(rows.exclude(pk=unit.pk).select_related("kind", "parent").order_by("key"))


def cells_of(unit: Unit) -> list[Unit]:
    """The collecting units whose dues come up to a unit itself, not to another treasury between."""
    below = Unit.objects.filter(inside(((unit.key, unit.key + "~"),), "key"), until__gt=today())
    others = below.filter(kind__association=unit.kind.association, kind__is_cell=False)
    keys = list(others.exclude(pk=unit.pk).exclude(kind_id="sectional").values_list("key", flat=True))
    return [one for one in collecting_units(unit) if not any(one.key.startswith(key) for key in keys)]


def table(unit: Unit, month: date) -> list[UnitLine]:
    """Every collecting unit below with its month and its year; four questions whatever the number of units."""
    start, until = date(month.year, 1, 1), rules.later(month, 1)
    in_month = Q(month=month)
    below = inside(((unit.key, unit.key + "~"),))
    sums = (
        Charge.objects.filter(below, month__gte=start, month__lt=until)
        .order_by()
        .values("unit_id")
        .annotate(
            n=Count("pk", filter=in_month),
            done=Count("pk", filter=in_month & Q(paid=F("due"))),
            month_due=Sum("due", filter=in_month, default=0),
            month_paid=Sum("paid", filter=in_month, default=0),
            year_due=Sum("due"),
            year_paid=Sum("paid"),
        )
    )
    rows = {row["unit_id"]: row for row in sums}
    plans = dict(Plan.objects.filter(below, year=month.year).values_list("unit_id", "amount"))
    last: dict[int, Statement] = {}
    for one in Statement.objects.filter(below).exclude(state="withdrawn").order_by("pk"):
        last[one.unit_id] = one
    none = dict.fromkeys(("n", "done", "month_due", "month_paid", "year_due", "year_paid"), 0)
    found = []
    for one in collecting_units(unit):
        row = rows.get(one.pk, none)
        n, done, due, paid, year_due, year_paid = (int(row[name]) for name in none)
        found.append(UnitLine(one, n, done, due, paid, year_due, year_paid, plans.get(one.pk), last.get(one.pk)))
    return found


@dataclass(frozen=True)
class MonthLine:
    """One month of a unit's year."""

    month: date
    due: int
    paid: int
    in_time: int
    payers: int

    @property
    def rest(self) -> int:
        """Not collected, đồng."""
        return self.due - self.paid


def year_of(unit: Unit, year: int) -> list[MonthLine]:
    """The months of a year in a unit with all below it, by where the member pays."""
    rows = (
        Charge.objects.filter(inside(((unit.key, unit.key + "~"),)), association=unit.kind.association)
        .filter(month__gte=date(year, 1, 1), month__lt=date(year + 1, 1, 1))
        .order_by("month")
        .values("month")
        .annotate(
            all_due=Sum("due"), all_paid=Sum("paid"), n=Count("pk"), good=Count("pk", filter=Q(settled_on__lte=F("deadline")))
        )
    )  # fmt: skip
    return [MonthLine(row["month"], int(row["all_due"]), int(row["all_paid"]), row["good"], row["n"]) for row in rows]


def above(unit: Unit) -> Unit | None:
    """The unit that a unit's dues are passed up to: the nearest above of its own association that keeps a treasury; a
    sectional committee has no seal and keeps none."""
    for one in reversed(chain(unit)[:-1]):
        if one.kind.association == unit.kind.association and one.kind_id != "sectional":
            return one
    return None


def treasurers_above(unit: Unit) -> list[int]:
    """Accounts that take in dues at the nearest level above a unit; they lie outside the scope."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if "dues.receive" in rights]
    with connection.cursor() as cursor:
        cursor.execute("select nn_holders_above(%s, %s, %s)", [unit.key, roles, today()])
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True)
class Pending:
    """What a unit would pass up now."""

    receipts: list[Receipt]
    lower: list[Statement]

    @property
    def collected(self) -> int:
        """From own receipts, đồng."""
        return sum(row.amount for row in self.receipts)

    @property
    def received(self) -> int:
        """From units below, as counted, đồng."""
        return sum(row.counted or 0 for row in self.lower)

    @property
    def total(self) -> int:
        """All of it."""
        return self.collected + self.received


def pending(unit: Unit, last_day: date) -> Pending:
    """Money of a unit up to and with a day that no statement holds yet."""
    receipts = Receipt.objects.filter(unit=unit, state="used", statement=None, paid_on__lte=last_day)
    lower = Statement.objects.filter(up=unit, state="acknowledged", into=None, acked_on__lte=last_day)
    return Pending(list(receipts.order_by("book", "number")), list(lower.order_by("pk")))


def expected(unit: Unit, year: int) -> int:
    """What the bases of a unit come to in a year, đồng; months without a rate count nothing."""
    bases, total = list(Basis.objects.filter(unit=unit)), 0
    for month in rules.months(date(year, 1, 1), date(year, 12, 1)):
        given = rates.book(month)
        for row in bases:
            if row.since <= month < row.until:
                total += _due(row, given)
    return total


def _due(row: Basis, given: InForce) -> int:
    try:
        return rates.reckon(row, given).due
    except NoRate:
        return 0
