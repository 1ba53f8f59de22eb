"""Congresses of a term: which units below have held theirs, which are late, which come next."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from nennep.duties import rulebook
from nennep.org.models import Term, Unit
from nennep.org.queries import tree


@dataclass(frozen=True)
class Line:
    """A unit with its last term: held (in force), soon (ends within the days of the rule), late (over), none (no term)."""

    unit: Unit
    term: Term | None
    state: str
    days: int = 0


@dataclass(frozen=True)
class Board:
    """Held of all, by level of unit too; what is to be done comes first."""

    lines: list[Line]
    by_kind: list[tuple[str, int, int]]
    soon_days: int
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def held(self) -> int:
        """Units whose congress of the term was held."""
        return self.counts["held"] + self.counts["soon"]

    @property
    def to_do(self) -> list[Line]:
        """Units that are late, then those without a term, then those that come next."""
        return [one for one in self.lines if one.state != "held"]

    @property
    def done(self) -> list[Line]:
        """Units in order."""
        return [one for one in self.lines if one.state == "held"]


ORDER = {"late": 0, "none": 1, "soon": 2, "held": 3}


def board(unit: Unit, day: date) -> Board:
    """Units of the same association below a unit on a day, with the congress of their present term."""
    spells = tree(unit, day).filter(kind__association=unit.kind.association).exclude(unit=unit)
    units = [one.unit for one in spells.select_related("unit__kind", "unit__parent", "kind")]
    soon = rulebook.on(day).number("congress.soon")
    last: dict[int, Term] = {}
    for term in Term.objects.filter(unit__in=units, since__lte=day).order_by("since"):
        last[term.unit_id] = term
    lines = [_line(one, last.get(one.pk), day, soon) for one in units]
    lines.sort(key=lambda one: (ORDER[one.state], -one.days, one.unit.kind.rank, one.unit.title_key))
    whole: Counter[str] = Counter(one.unit.kind.name for one in lines)
    held: Counter[str] = Counter(one.unit.kind.name for one in lines if one.state in ("held", "soon"))
    return Board(lines, [(name, held[name], n) for name, n in whole.items()], soon, Counter(one.state for one in lines))


def _line(unit: Unit, term: Term | None, day: date, soon: int) -> Line:
    if term is None:
        return Line(unit, None, "none")
    if term.until <= day:
        return Line(unit, term, "late", (day - term.until).days + 1)
    return Line(unit, term, "soon" if term.until <= day + timedelta(days=soon) else "held")
