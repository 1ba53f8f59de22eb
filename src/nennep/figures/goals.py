"""What units are to reach: rooms above that know goals offer them here, so that rooms below can show them beside a count."""

from collections.abc import Callable, Iterable
from datetime import date

Goals = Callable[[str, Iterable[int], date], dict[int, float]]
"""(figure's code, unit ids, day) → the goal of the running period by unit; units without one are left out."""

PROVIDERS: list[Goals] = []


def offer(provider: Goals) -> None:
    """Register a provider; called in ``AppConfig.ready()``, once however often it is asked."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def goals(code: str, units: Iterable[int], day: date) -> dict[int, float]:
    """The goals of a figure by unit on a day; what an earlier provider says stands."""
    ids, found = list(units), dict[int, float]()
    for provider in PROVIDERS:
        found = provider(code, ids, day) | found
    return found
