"""What happens to members."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class MemberAdmitted:
    """A person was admitted by a decision of a day."""

    admission_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class MemberRecognised:
    """A probationary member became official by a decision of a day."""

    recognition_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class AdmissionAnnulled:
    """An admission was annulled by a decision of a day."""

    admission_id: int
    person_id: int
    on: date


@dataclass(frozen=True)
class MembershipEnded:
    """A membership ended in a unit on a day."""

    membership_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class MemberMoved:
    """A member goes on in another cell of the organisation from a day; the membership is the new one."""

    membership_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class CeremonyHeld:
    """The ceremony of an admission was held on a day, recorded outside a case's own steps."""

    admission_id: int
    unit_id: int
    on: date


@dataclass(frozen=True)
class Side:
    """One of two entries of a person, told by value: an entry without memberships cannot be read."""

    pk: int
    full_name: str


@dataclass(frozen=True)
class PersonsMerged:
    """A double entry was joined into the one that stays.

    ``carried`` is kept with the merge: a listener writes under its own table's name what it moved, for the undoing.
    """

    kept: Side
    gone: Side
    carried: dict[str, Any]


@dataclass(frozen=True)
class MergeUndone:
    """A merge is taken apart while both entries can be seen; ``carried`` is what listeners wrote down at the merge."""

    kept: Side
    gone: Side
    carried: dict[str, Any]
