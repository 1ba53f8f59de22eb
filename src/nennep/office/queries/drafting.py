"""Drafts by what they wait for, and opinions counted."""

from dataclasses import dataclass

from django.db.models import QuerySet

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.office import access, rules
from nennep.office.models import Draft, Opinion
from nennep.org.models import Unit


def drafts(actor: Actor, *, done: bool = False) -> QuerySet[Draft]:
    """Papers being written, the latest first; ``done`` those issued or recalled."""
    rows = access.see_draft.rows(actor).select_related("unit", "number")
    over = ["issued", "recalled"]
    return (rows.filter(step__in=over) if done else rows.exclude(step__in=over)).order_by("-id")


@dataclass(frozen=True)
class Count:
    """The opinions of a round: how many agree, disagree, say otherwise, have not answered; how many must agree."""

    rows: list[Opinion]
    agree: int
    disagree: int
    other: int
    open: int
    needed: int

    @property
    def enough(self) -> bool:
        """Whether enough agree."""
        return self.agree >= self.needed


def counted(draft: Draft) -> Count | None:
    """The present round's count; None where nobody was asked."""
    rows = list(draft.asked)
    if not rows:
        return None
    by = {choice: sum(1 for row in rows if row.choice == choice) for choice in ("agree", "disagree", "other", "")}
    return Count(rows, by["agree"], by["disagree"], by["other"], by[""], rules.needed(len(rows)))


def leads(draft: Draft) -> QuerySet[Unit]:
    """The units that may lead a point of a conclusion: those below and the unit itself."""
    return Unit.objects.filter(key__startswith=draft.unit_key, kind__association="party", until=FOREVER).order_by("key")
