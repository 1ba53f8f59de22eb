"""Who may do what with persons, memberships and decisions."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.gate import Rule, within
from nennep.members.models import (
    Admission,
    Badge,
    Departure,
    Draft,
    Import,
    Leaving,
    Membership,
    Person,
    Recognition,
    Tenure,
    Transfer,
)
from nennep.org.models import Unit


def _person_within(right: str) -> Callable[[Actor], Q]:
    """A person with a membership where the actor holds the right, or the actor's own person."""

    def also(actor: Actor) -> Q:
        held = Membership.objects.filter(within(actor, right), person=OuterRef("pk"))
        return Q(Exists(held)) | Q(pk=actor.person_id or 0)

    return also


lists = Rule(Membership, "members.list")
read_file = Rule(Person, "members.nobody", key="full_name", also=_person_within("members.read_file"))
edit = Rule(Person, "members.nobody", key="full_name", also=_person_within("members.edit"))
admit_into = Rule(Unit, "members.record_admission", key="key")
load_into = Rule(Unit, "members.import", key="key")
recognise = Rule(Membership, "members.record_admission", Q(status="probationary") & Q(until=FOREVER))
count = Rule(Unit, "members.list", key="key")
see_admissions = Rule(Admission, "members.list")
annul = Rule(Admission, "members.record_admission", Q(annulled_on=None))
see_recognitions = Rule(Recognition, "members.list")
change_membership = Rule(Membership, "members.edit")
see_import = Rule(Import, "members.import")
take_import = Rule(Import, "members.import", Q(state="read"))
leave_post = Rule(Tenure, "members.edit", Q(until=FOREVER))


def _own(actor: Actor) -> Q:
    """Rows about the actor's own person."""
    return Q(person_id=actor.person_id or 0)


def _own_or(right: str, key: str) -> Callable[[Actor], Q]:
    """My own rows, and those whose other key lies where I hold the right."""
    return lambda actor: _own(actor) | within(actor, right, key)


counted = Q(association="party", placement="counted", until=FOREVER)
ask_transfer = Rule(Membership, "members.transfer", counted, also=_own)
see_transfer = Rule(Transfer, "members.transfer", also=_own_or("members.transfer", "to_key"))
agree_transfer = Rule(Transfer, "members.transfer")
release = Rule(Transfer, "members.release")
receive = Rule(Transfer, "members.release", key="to_key")
withdraw = Rule(Transfer, "members.transfer", also=_own)
release_from = Rule(Unit, "members.release", key="key")
note_departure = Rule(Membership, "members.transfer", counted)
see_departure = Rule(Departure, "members.transfer", also=_own_or("members.youth", "youth_key"))
follow_departure = Rule(Departure, "members.transfer", Q(closed_on=None))
decide_departure = Rule(Departure, "members.release", Q(closed_on=None))
ask_stay = Rule(Departure, "members.nobody", Q(closed_on=None), also=_own)
youth_comment = Rule(Departure, "members.youth", Q(closed_on=None), key="youth_key")
propose_leaving = Rule(Membership, "members.leave", counted)
see_leaving = Rule(Leaving, "members.leave", also=_own)
decide_leaving = Rule(Leaving, "members.edit")
readmit_into = Rule(Unit, "members.edit", key="key")
see_badge = Rule(Badge, "members.leave", also=_own)
propose_badges = Rule(Unit, "members.edit", key="key")
decide_badge = Rule(Badge, "members.edit")
draft_in = Rule(Unit, "members.edit", key="key")
see_draft = Rule(Draft, "members.edit")
edit_draft = Rule(Draft, "members.edit", Q(state="draft"))
