"""What happens to units and authority."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class UnitMoved:
    """A unit and all below it got new keys; rooms with more keyed tables than ``org`` knows rewrite theirs."""

    unit_id: int
    old_key: str
    new_key: str
    on: date


@dataclass(frozen=True)
class UnitEnded:
    """A unit ended on a day."""

    unit_id: int
    on: date


@dataclass(frozen=True)
class GrantGiven:
    """An account got authority."""

    account_id: int
    grant_id: int
