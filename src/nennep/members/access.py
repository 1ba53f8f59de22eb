"""Who may do what with persons, memberships and decisions."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.gate import Rule, inside, within
from nennep.members.models import (
    LIVING,
    Admission,
    Badge,
    Case,
    Departure,
    Draft,
    Import,
    Leaving,
    Letter,
    MemberRound,
    Membership,
    Person,
    Planned,
    Recognition,
    RoundCell,
    Screened,
    Sheet,
    Supplement,
    Tenure,
    Transfer,
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
edit = Rule(Person, "members.nobody", key="full_name", also=_person_within("members.edit"))
admit_into = Rule(Unit, "members.record_admission", key="key")
load_into = Rule(Unit, "members.import", key="key")
recognise = Rule(Membership, "members.record_admission", Q(status="probationary", placement="counted", until=FOREVER))
count = Rule(Unit, "members.list", key="key")
figures_of = Rule(Unit, "members.count", key="key")
see_admissions = Rule(Admission, "members.list")
hold_ceremony = Rule(Admission, "members.record_admission", Q(annulled_on=None) & Q(ceremony_on=None))
annul = Rule(Admission, "members.record_admission", Q(annulled_on=None))
see_recognitions = Rule(Recognition, "members.list")
change_membership = Rule(Membership, "members.edit", Q(placement="counted"))
see_import = Rule(Import, "members.import")
open_import = Rule(Import, "members.import", Q(state="kept"))
match_import = Rule(Import, "members.import", Q(state__in=("kept", "match", "new", "read")))
check_import = Rule(Import, "members.import", Q(state="new"))
take_import = Rule(Import, "members.import", Q(state="read"))
approve_post = Rule(
    Tenure, "members.edit", Q(until=FOREVER) & Q(manner__in=("elected", "coopted")) & Q(approved_on=None)
)
see_roster = Rule(Unit, "members.roster", key="key")
see_planned = Rule(Planned, "members.roster")
decide_plan = Rule(Planned, "members.roster", Q(state__in=("proposed", "approved")))
drop_import = Rule(Import, "members.import", Q(state__in=("kept", "match", "new", "read")))
seat_in = Rule(Unit, "members.edit", key="key")
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
list_in_round = Rule(Membership, "members.keep_cases", Q(until=FOREVER))
see_sheet = Rule(Sheet, "members.see_cases")
take_sheet = Rule(Sheet, "members.keep_cases", Q(round__closed_on=None))
see_supplement = Rule(Supplement, "members.see_cases", also=_own)


def _own_here(actor: Actor) -> Q:
    """Rows about the actor's own person that lie in the actor's scope, where they can be written."""
    return _own(actor) & inside(actor.scope)


confirm_supplement = Rule(Supplement, "members.nobody", Q(member_on=None, round__closed_on=None), also=_own_here)
accept_supplement = Rule(Supplement, "members.keep_cases", Q(cell_on=None, round__closed_on=None))
