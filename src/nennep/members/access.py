"""Who may do what with persons, memberships and decisions."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.gate import Rule, within
from nennep.members.models import (
    LIVING,
    Admission,
    Case,
    Contact,
    Import,
    Letter,
    MemberRound,
    Membership,
    Person,
    Recognition,
    RoundCell,
    Screened,
    Sheet,
    Tenure,
)
from nennep.org.models import Unit


def _person_within(right: str) -> Callable[[Actor], Q]:
    """A person with a membership or a case where the actor holds the right, or the actor's own person."""

    def also(actor: Actor) -> Q:
        held = Membership.objects.filter(within(actor, right), person=OuterRef("pk"))
        followed = Case.objects.filter(within(actor, right), person=OuterRef("pk"))
        return Q(Exists(held)) | Q(Exists(followed)) | Q(pk=actor.person_id or 0)

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


def _own_case(actor: Actor) -> Q:
    """The case of the actor's own person."""
    return Q(person=actor.person_id or 0)


see_case = Rule(Case, "members.see_cases", also=_own_case)
list_cases = Rule(Case, "members.see_cases")
notice_in = Rule(Unit, "members.keep_cases", key="key")
keep_case = Rule(Case, "members.keep_cases", Q(state="open"))
appraise_case = Rule(Case, "members.appraise_cases", Q(state="open"))
decide_case = Rule(Case, "members.record_admission", Q(state="open"))
close_case = Rule(Case, "members.keep_cases", Q(state__in=LIVING))
resume_case = Rule(Case, "members.keep_cases", Q(state="interrupted"))
follow_probation = Rule(Membership, "members.keep_cases", Q(status="probationary") & Q(until=FOREVER))
see_letters = Rule(Letter, "members.see_cases")
answer_letter = Rule(Letter, "members.record_admission", Q(returned_on=None))
answer_for = Rule(Unit, "members.record_admission", key="key")
STEP_RULES = {"keep": keep_case, "appraise": appraise_case, "decide": decide_case}


def _from_above(actor: Actor) -> Q:
    """Rounds opened by the units above the actor's own."""
    keys = {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}
    return Q(unit_key__in=keys) if actor.may("members.see_cases") else Q(pk__in=[])


open_round_in = Rule(Unit, "members.open_rounds", key="key")
see_round = Rule(MemberRound, "members.see_cases", also=_from_above)
lead_round = Rule(MemberRound, "members.open_rounds", Q(closed_on=None))
see_round_cell = Rule(RoundCell, "members.see_cases")
answer_round = Rule(RoundCell, "members.keep_cases", Q(round__closed_on=None))
see_screened = Rule(Screened, "members.see_cases")
screen = Rule(Screened, "members.keep_cases", Q(round__closed_on=None))
see_contact = Rule(Contact, "members.see_cases")
introduce_home = Rule(Membership, "members.keep_cases", Q(until=FOREVER))
see_sheet = Rule(Sheet, "members.see_cases")
take_sheet = Rule(Sheet, "members.keep_cases", Q(round__closed_on=None))
