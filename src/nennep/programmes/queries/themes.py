"""Plans handed in for a year's theme, with how much of each stands in another."""

from dataclasses import dataclass
from datetime import date

from nennep.org.models import Unit
from nennep.programmes import rules
from nennep.programmes.models import OwnPlan, Theme
from nennep.programmes.queries.counting import population


@dataclass(frozen=True)
class Read:
    """A plan with the plan it looks most like and how much of it stands there (0 to 1)."""

    plan: OwnPlan
    like: OwnPlan | None
    share: float

    @property
    def copied(self) -> bool:
        """Whether most of it stands in another plan."""
        return self.share >= rules.COPIED


def plans_read(theme: Theme, plans: list[OwnPlan]) -> list[Read]:
    """Plans compared pair by pair; the words of the theme do not count. Copies first."""
    found = []
    for plan in plans:
        others = [(rules.alike(plan.text, other.text, theme.words), other) for other in plans if other.pk != plan.pk]
        share, like = max(others, key=lambda pair: pair[0], default=(0.0, None))
        found.append(Read(plan, like if share else None, share))
    return sorted(found, key=lambda read: -read.share)


def without_plan(theme: Theme, plans: list[OwnPlan], day: date) -> list[Unit]:
    """Cells that have not handed in a plan of their own."""
    handed_in = {plan.unit_id for plan in plans if not plan.person}
    return [unit for unit in population("cells", theme.unit, day) if unit.pk not in handed_in]
