"""Party age: from the decision to admit, less what does not count; and who reaches the years of a badge in a round."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from nennep.core.gate import inside
from nennep.members import limits, rules
from nennep.members.models import Admission, Badge, FileEntry, Interruption, Membership
from nennep.org.models import Unit


@dataclass(frozen=True)
class Age:
    """From when Party age counts, how many days are lost, and whether the first day is only reckoned."""

    joined_on: date
    lost: int
    surmised: bool

    def years(self, day: date) -> int:
        """Full years on a day."""
        return rules.party_age(self.joined_on, day, self.lost)

    def reached(self, years: int) -> date:
        """The day so many years are full."""
        return rules.reached_on(self.joined_on, years, self.lost)


@dataclass(frozen=True)
class Due:
    """A member who reaches the years of a badge."""

    membership: Membership
    age: Age
    years: int
    reached_on: date


def _with_beginnings(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """The first decision to admit, and the first day known of the person's official membership."""
    of_person = {"person": OuterRef("person"), "association": "party"}
    admitted = Admission.objects.filter(annulled_on=None, **of_person).order_by()
    official = Membership.objects.filter(status="official", **of_person).order_by()
    return rows.annotate(
        admitted_on=Subquery(admitted.values("person").annotate(first=Min("decided_on")).values("first")),
        official_on=Subquery(official.values("person").annotate(first=Min("since")).values("first")),
    )


def _lost(people: Iterable[int], until: date) -> dict[int, int]:
    stretches: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for row in Interruption.objects.filter(person__in=list(people), struck_on=None).order_by("since"):
        stretches[row.person_id].append((row.since, row.until))
    return {person: rules.lost_days(found, until) for person, found in stretches.items()}


def lost_in(gaps: Iterable[Interruption], until: date) -> int:
    """Days of a person's interruptions that do not count, up to a day."""
    return rules.lost_days([(row.since, row.until) for row in gaps if row.struck_on is None], until)


def _age(row: Membership, lost: int, months: int) -> Age | None:
    admitted, official = row.admitted_on, row.official_on  # type: ignore[attr-defined]
    if admitted is not None and (official is None or admitted < official):
        return Age(admitted, lost, surmised=False)
    return Age(rules.months_later(official, -months), lost, surmised=True) if official else None


def beginnings(person_id: int) -> QuerySet[Membership]:
    """The person's last membership with the days that Party age is reckoned from; one row or none."""
    return _with_beginnings(Membership.objects.filter(person=person_id, association="party")).order_by("-since")[:1]


def age_by(rows: Iterable[Membership], lost: int, months: int) -> Age | None:
    """Party age by ``beginnings``, less the days lost; ``months`` of probation are reckoned where only the day of becoming
    official is known. None for one who is not official yet or of whom no day is known."""
    row = next(iter(rows), None)
    return _age(row, lost, months) if row is not None and row.status == "official" else None


def counted_to(rows: Iterable[Membership], day: date) -> date:
    """The day up to which Party age counts: a day, or that on which the person left."""
    row = next(iter(rows), None)
    return day if row is None else min(day, row.until)


def age_of(person_id: int, day: date) -> Age | None:
    """A person's Party age; None for one who is not official yet (06-HD/TW §5.3) or of whom no day is known."""
    lost = _lost([person_id], day).get(person_id, 0)
    return age_by(beginnings(person_id), lost, limits.probation_months(day))


def due_in(unit: Unit, batch: limits.Round) -> list[Due]:
    """Official members of a unit who reach the years of a badge within a round and have it neither proposed nor given."""
    oldest = batch.last.year - min(limits.badge_years(batch.award_on)) - limits.admission_age(batch.award_on)
    roll = Membership.objects.filter(
        inside(((unit.key, unit.key + "~"),)), Q(birth_year__lte=oldest) | Q(birth_year=None), association="party", placement="counted",
        status="official", since__lte=batch.last, until__gt=batch.award_on,
    )  # fmt: skip
    rows = list(_with_beginnings(roll).select_related("unit").order_by("sort_key", "id"))
    lost = _lost((row.person_id for row in rows), batch.last)
    had = set(
        Badge.objects.filter(person__in=[row.person_id for row in rows])
        .exclude(state="dropped")
        .values_list("person_id", "years")
    )
    months = limits.probation_months(batch.award_on)
    found = (_reaches(row, _age(row, lost.get(row.person_id, 0), months), batch) for row in rows)
    return [one for one in found if one and (one.membership.person_id, one.years) not in had]


def waits(people: Iterable[int], award_on: date) -> dict[int, date]:
    """The day up to which a badge waits after a discipline, for those whose wait is not over by the award (294-QĐ/TW §28.3)."""
    months, found = limits.badge_waits(award_on), dict[int, date]()
    rows = FileEntry.objects.filter(person__in=list(people), kind="discipline", dropped_on=None, since__lte=award_on)
    for row in rows:
        if row.since and (n := months.get(row.values.get("form", ""))):
            last = rules.months_later(row.since, n)
            if last > award_on:
                found[row.person_id] = max(last, found.get(row.person_id, last))
    return found


def _reaches(row: Membership, age: Age | None, batch: limits.Round) -> Due | None:
    if age is None:
        return None
    for years in limits.badge_years(batch.award_on):
        if batch.first <= (full := age.reached(years)) <= batch.last:
            return Due(row, age, years, full)
    return None
