"""Who may do what with persons, memberships and decisions."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.gate import Rule, within
from nennep.members.models import Admission, Import, Membership, Person, Recognition, Tenure
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
recognise = Rule(Membership, "members.record_admission", Q(status="probationary", placement="counted", until=FOREVER))
count = Rule(Unit, "members.list", key="key")
see_admissions = Rule(Admission, "members.list")
hold_ceremony = Rule(Admission, "members.record_admission", Q(annulled_on=None) & Q(ceremony_on=None))
annul = Rule(Admission, "members.record_admission", Q(annulled_on=None))
see_recognitions = Rule(Recognition, "members.list")
change_membership = Rule(Membership, "members.edit", Q(placement="counted"))
see_import = Rule(Import, "members.import")
take_import = Rule(Import, "members.import", Q(state="read"))
leave_post = Rule(Tenure, "members.edit", Q(until=FOREVER))
