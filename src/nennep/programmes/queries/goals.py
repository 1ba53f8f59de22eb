"""The goals of a figure by unit, for rooms below."""

from collections.abc import Iterable
from datetime import date

from nennep.programmes.models import Share, Target, YearGoal


def within_a_year(target: Target) -> bool:
    """Whether a target is set for one year, or anew for every year."""
    return target.yearly or target.since.year == target.last_day.year


def year_goals(targets: Iterable[Target], day: date) -> dict[int, float]:
    """What each target is to bring in the year of a day, by target id: its goal, or of a term the goal set for that year;
    a term that is not split by year has none."""
    listed = [target for target in targets if target.value is not None]
    terms = {target.pk for target in listed if not within_a_year(target)}
    found = {target.pk: float(target.value or 0) for target in listed if target.pk not in terms}
    if terms:
        rows = YearGoal.objects.filter(target__in=terms, year=day.year).values_list("target_id", "value")
        found |= {target: float(value) for target, value in rows}
    return found


def goals_of(code: str, units: Iterable[int], day: date) -> dict[int, float]:
    """The year's goal of each unit: its own target of the figure, else the share it was given of one from above."""
    ids = list(units)
    alive = {"mode": "count", "figure": code, "since__lte": day, "until__gt": day}
    shares = Share.objects.filter(unit_id__in=ids, **{f"target__{name}": value for name, value in alive.items()})
    given = {
        share.unit_id: float(share.value)
        for share in shares.exclude(value=None).select_related("target")
        if share.value is not None and within_a_year(share.target)
    }
    own = list(Target.objects.filter(unit_id__in=ids, parent=None, **alive).exclude(value=None))
    goals = year_goals(own, day)
    own.sort(key=within_a_year)  # a target of the year itself wins over a year of a term
    return given | {target.unit_id: goals[target.pk] for target in own if target.pk in goals}
