"""The members room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "nennep.members"
    label = "members"

    def ready(self) -> None:
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.members.figures import FIGURES
        from nennep.members.models import Admission, Membership, Recognition

        figures.offer(*FIGURES)
        journal.sealed(
            Membership, ["id", "person_id", "unit_id", "association", "placement", "status", "since", "until"]
        )
        journal.sealed(
            Admission, ["id", "person_id", "unit_id", "decision_no", "decided_on", "ceremony_on", "annulled_on"]
        )
        journal.sealed(
            Recognition, ["id", "person_id", "unit_id", "decision_no", "decided_on", "official_from", "annulled_on"]
        )
        journal.sentences(
            members__enrol=_("{who} entered {person} on the roll of {unit}"),
            members__record_admission=_(
                "{who} recorded the admission of {person} into {unit}, decision {number} of {on}"
            ),
            members__recognise=_("{who} recorded that {person} of {unit} became official, decision {number} of {on}"),
            members__annul=_("{who} annulled the admission of {person}"),
            members__move=_("{who} moved {person} from {from} to {unit} on {on}"),
            members__end=_("{who} ended the membership of {person} in {unit} on {on}"),
        )
