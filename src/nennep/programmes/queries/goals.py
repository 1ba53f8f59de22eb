"""The goals of a figure by unit, for rooms below."""

from collections.abc import Iterable
from datetime import date

from nennep.programmes.models import Share, Target


def goals_of(code: str, units: Iterable[int], day: date) -> dict[int, float]:
    """The year's goal of each unit: its own target of the figure, else the share it was given of one from above."""
    ids = list(units)
    alive = {"mode": "count", "figure": code, "since__lte": day, "until__gt": day}
    shares = Share.objects.filter(unit_id__in=ids, **{f"target__{name}": value for name, value in alive.items()})
    own = Target.objects.filter(unit_id__in=ids, **alive).exclude(value=None)
    given = {unit: float(value) for unit, value in shares.exclude(value=None).values_list("unit_id", "value")}
    return given | {unit: float(value) for unit, value in own.values_list("unit_id", "value") if value is not None}
