"""What happens to members."""

from dataclasses import dataclass
from datetime import date


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
