"""The collecting screen of a month, who is in arrears, checks against the roll, one's own dues."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.dues import access, rates, rules
from nennep.dues.models import Basis, Charge, Kind, Purse, Receipt
from nennep.dues.rates import NoRate, Reckoned
from nennep.duties.rulebook import InForce
from nennep.members.models import Membership
from nennep.org.models import Unit


@dataclass(frozen=True)
class Payer:
    """One member on the collecting screen of a month."""

    person_id: int
    name: str
    sort_key: str
    category: str
    basis: Basis | None
    charge: Charge | None
    reckoned: Reckoned | None
    problem: str = ""
    owed: int = 0
    owed_months: int = 0

    @property
    def due(self) -> int:
        """Owed for the month, đồng."""
        return self.charge.due if self.charge else self.reckoned.due if self.reckoned else 0

    @property
    def paid(self) -> int:
        """Paid of it."""
        return self.charge.paid if self.charge else 0

    @property
    def rest(self) -> int:
        """Still to be paid of it."""
        return self.due - self.paid

    @property
    def said(self) -> str:
        """How it was reckoned."""
        return self.charge.said if self.charge else self.reckoned.said if self.reckoned else ""

    @property
    def known(self) -> bool:
        """Whether it can be said what the member owes."""
        return self.charge is not None or self.reckoned is not None


@dataclass(frozen=True)
class Screen:
    """A unit's month: who pays there, who pays elsewhere, who comes in from next month on."""

    unit: Unit
    month: date
    deadline: date
    payers: list[Payer]
    elsewhere: list[tuple[str, str]] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    @property
    def due(self) -> int:
        """To be collected, đồng."""
        return sum(one.due for one in self.payers)

    @property
    def paid(self) -> int:
        """Collected of it, đồng."""
        return sum(one.paid for one in self.payers)

    @property
    def waiting(self) -> list[Payer]:
        """Who has still to pay."""
        return [one for one in self.payers if one.known and one.rest > 0]

    @property
    def waiting_sum(self) -> int:
        """What they have still to pay, đồng."""
        return sum(one.rest for one in self.waiting)

    @property
    def done(self) -> list[Payer]:
        """Who has paid, or owes nothing."""
        return [one for one in self.payers if one.known and one.rest == 0]

    @property
    def missing(self) -> list[Payer]:
        """Of whom it is not known what they pay."""
        return [one for one in self.payers if not one.known]

    @property
    def opened(self) -> bool:
        """Whether the month has been collected."""
        return any(one.charge for one in self.payers)


def roll(unit: Unit, month: date) -> QuerySet[Membership]:
    """Who is on a unit's roll on the first day of a month, counted or meeting there for a time."""
    rows = Membership.objects.filter(unit=unit, association=unit.kind.association, placement__in=["counted", "meets"])
    return rows.filter(since__lte=month, until__gt=month).order_by("sort_key", "id")


def elsewhere(unit: Unit, month: date) -> dict[int, str]:
    """Members of the roll whose month another unit takes: they meet there (294-QĐ/TW §6.3), or it was paid there."""
    with connection.cursor() as cursor:
        cursor.execute("select * from nn_dues_elsewhere(%s, %s, %s)", [unit.pk, unit.kind.association, month])
        return dict(cursor.fetchall())


def elsewhere_all(units: Sequence[Unit], months: Iterable[date]) -> set[tuple[int, int, date]]:
    """(unit, member, month) of every month that another unit takes, asked for many at once."""
    asked: list[Any] = [[one.pk for one in units], sorted(months), units[0].kind.association]
    with connection.cursor() as cursor:
        cursor.execute(
            "select u, e.person_id, m from unnest(%s::bigint[]) u, unnest(%s::date[]) m, nn_dues_elsewhere(u, %s, m) e",
            asked,
        )
        return set(cursor.fetchall())


def _owed_before(unit: Unit, month: date) -> dict[int, tuple[int, int]]:
    rows = unpaid(unit, month).order_by().values("person_id").annotate(n=Count("pk"), left=Sum(F("due") - F("paid")))
    return {row["person_id"]: (row["n"], row["left"]) for row in rows}


def unpaid(unit: Unit, before: date) -> QuerySet[Charge]:
    """Charges of a unit for months before one that are not paid in full."""
    return Charge.objects.filter(unit=unit, month__lt=before, paid__lt=F("due")).order_by("sort_key", "month")


def screen(unit: Unit, month: date) -> Screen:
    """The collecting screen: six questions whatever the number of members."""
    given = rates.book(month)
    rows = {row.person_id: row for row in roll(unit, month)}
    other = elsewhere(unit, month)
    bases = {row.person_id: row for row in Basis.objects.filter(unit=unit, since__lte=month, until__gt=month)}
    charges = {row.person_id: row for row in Charge.objects.filter(unit=unit, month=month)}
    owed = _owed_before(unit, month)
    payers = [
        _payer(row, bases.get(pk), charges.get(pk), given, owed.get(pk, (0, 0)))
        for pk, row in rows.items()
        if pk not in other or pk in charges
    ]
    late = roll(unit, rules.later(month, 1)).filter(since__gt=month).exclude(person_id__in=rows)
    words = {"meets": _("đóng ở nơi sinh hoạt tạm thời"), "paid": _("đã đóng ở đơn vị khác")}
    away = [(row.full_name, words[other[pk]]) for pk, row in rows.items() if pk in other and pk not in charges]
    joined = list(late.values_list("full_name", flat=True))
    return Screen(unit, month, rates.deadline(month, given), payers, away, joined)


def _payer(row: Membership, basis: Basis | None, charge: Charge | None, given: InForce, owed: tuple[int, int]) -> Payer:
    reckoned, problem = None, ""
    if charge is None and basis is None:
        problem = _("Chưa có mức đóng")
    elif charge is None and basis is not None:
        try:
            reckoned = rates.reckon(basis, given)
        except NoRate:
            problem = _("Chưa có quy định cho đối tượng này vào tháng này")
    return Payer(
        row.person_id, row.full_name, row.sort_key, row.category, basis, charge, reckoned, problem, owed[1], owed[0]
    )


@dataclass(frozen=True)
class Debtor:
    """A member with months unpaid."""

    person_id: int
    name: str
    months: list[date]
    rest: int
    on_roll: bool
    serious: bool

    @property
    def words(self) -> str:
        """4–6/2023."""
        return rules.told(self.months)


def debtors(unit: Unit, day: date) -> list[Debtor]:
    """Who owes a unit for months whose last day in time has passed, those with most months first."""
    given = rates.book(day)
    limit = given.number("dues.party.unpaid")
    rows: dict[int, list[Charge]] = {}
    for row in unpaid(unit, rules.later(rules.month_of(day), 1)).filter(deadline__lt=day):
        rows.setdefault(row.person_id, []).append(row)
    here = set(roll(unit, day).values_list("person_id", flat=True)) if rows else set()
    found = [
        Debtor(
            pk, some[0].full_name, [row.month for row in some], sum(row.rest for row in some), pk in here,
            sum(row.month.year == day.year for row in some) >= limit,
        )
        for pk, some in rows.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: -len(one.months))


@dataclass(frozen=True)
class Check:
    """What does not fit between the roll and the dues of a unit."""

    missing: list[Payer]
    gone: list[Basis]
    joined: list[str]
    left: list[str]
    elsewhere: list[tuple[str, str]]
    unpriced: list[Payer]

    @property
    def good(self) -> bool:
        """Whether everything fits."""
        return not (self.missing or self.gone or self.unpriced)


def check(shown: Screen) -> Check:
    """The roll against what is paid: no basis, payers who are no longer members, who came or went within the month."""
    unit, month = shown.unit, shown.month
    on_roll = {one.person_id for one in shown.payers}
    bases = Basis.objects.filter(unit=unit, since__lte=month, until__gt=month).order_by("full_name")
    known = set(roll(unit, month).values_list("person_id", flat=True)) | on_roll
    gone = [row for row in bases if row.person_id not in known]
    after = rules.later(month, 1)
    left = Membership.objects.filter(unit=unit, association=unit.kind.association, until__gt=month, until__lte=after)
    still = set(roll(unit, after).values_list("person_id", flat=True))
    names = [row.full_name for row in left.order_by("sort_key") if row.person_id not in still]
    missing = [one for one in shown.missing if one.basis is None]
    unpriced = [one for one in shown.missing if one.basis is not None]
    return Check(missing, gone, shown.joined, names, shown.elsewhere, unpriced)


def purse_of(unit: Unit) -> Purse | None:
    """The account that members of a unit pay to."""
    return Purse.objects.filter(unit=unit).exclude(account_no="").first()


def own_unit(actor: Actor) -> Unit | None:
    """The unit the actor's own person pays to: Party dues first."""
    rows = Basis.objects.filter(person_id=actor.person_id or 0).select_related("unit__kind")
    row = rows.order_by("-since").filter(association="party").first() or rows.order_by("-since").first()
    return row.unit if row else None


def own_charges(actor: Actor) -> list[Charge]:
    """The charges of the actor's own person, the newest first."""
    rows = Charge.objects.filter(person_id=actor.person_id or 0).select_related("unit")
    return list(rows.order_by("-month")[:60])


def own_receipts(actor: Actor) -> list[Receipt]:
    """The receipts of the actor's own person."""
    return list(Receipt.objects.filter(person_id=actor.person_id or 0).select_related("book", "unit")[:60])


def units_for(actor: Actor) -> list[Unit]:
    """The units whose dues the actor keeps himself: where he collects, and committees he works for."""
    rows = access.send_from.rows(actor).filter(kind__association__in=[*rates.OF, "students", "veterans", "teachers"])
    return list(rows.select_related("kind").order_by("key")[:20])


def kinds_for(unit: Unit) -> tuple[Kind, ...]:
    """The kinds of members of a unit's association."""
    return rates.kinds_of(unit.kind.association)


def names_of(rows: Iterable[Payer]) -> str:
    """A few names, and how many more."""
    names = [one.name for one in rows]
    more = _(" và {n} đồng chí khác").format(n=len(names) - 3) if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
