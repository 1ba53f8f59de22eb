"""Who may do what with meetings."""

from django.db.models import Exists, OuterRef, Q

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.gate import Rule
from nennep.meetings.models import (
    Attendance,
    CertifiedCopy,
    Direction,
    Engagement,
    Idea,
    IssuedLine,
    Item,
    ItemPaper,
    Lesson,
    Meeting,
    Minutes,
    Outcome,
    Phrase,
    Published,
    Pulse,
    Question,
    Slip,
    Speech,
    StudyEntry,
    StudyTheme,
    Switch,
    Teller,
    Topic,
    Vote,
)
from nennep.members.models import Membership
from nennep.org.models import Unit
from nennep.org.queries import on, own_organisation

LIVING = ("planned", "invited", "open")


def _mine(actor: Actor) -> Q:
    """Meetings the actor is summoned or invited to; cancelled ones too."""
    held = Attendance.objects.filter(meeting=OuterRef("pk"))
    return Q(Exists(held.filter(Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0))))


def _on_list(actor: Actor) -> Q:
    """What hangs on a meeting whose list the actor stands on."""
    held = Attendance.objects.filter(meeting=OuterRef("meeting_id"))
    return Q(Exists(held.filter(_own(actor))))


def _own(actor: Actor) -> Q:
    """The actor's own place on a list."""
    return Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0)


def _given(actor: Actor) -> Q:
    """What the actor proposed himself."""
    return Q(account_id=actor.account_id)


def _asked(actor: Actor) -> Q:
    """Questions the actor was asked."""
    return Q(Exists(Slip.objects.filter(question=OuterRef("pk"), account_id=actor.account_id)))


def _counts(actor: Actor) -> Q:
    """Votes whose paper ballots the actor was appointed to count."""
    return Q(Exists(Teller.objects.filter(vote=OuterRef("pk"), account_id=actor.account_id)))


def _meets_in(actor: Actor) -> Q:
    """Units where the actor meets as a Party member."""
    held = Membership.objects.filter(on(today()), person_id=actor.person_id or 0, association="party")
    return Q(Exists(held.filter(unit=OuterRef("pk"), placement__in=["counted", "meets"])))


def _belongs(actor: Actor) -> Q:
    """Units where the actor meets or holds a post, not those his post reaches down to."""
    return Q(key__in=[post.unit_key for post in actor.posts if "meetings.see" in post.rights]) | _meets_in(actor)


def _himself(actor: Actor) -> Q:
    """What the actor wrote as a member."""
    return Q(person_id=actor.person_id or 0)


def _keys_above(actor: Actor) -> set[str]:
    return {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}


def keys_of(actor: Actor) -> set[str]:
    """Keys of the actor's own units and of those above."""
    return _keys_above(actor) | {post.unit_key for post in actor.posts if post.unit_key}


def _above(actor: Actor) -> Q:
    """Rows of the units above mine."""
    return Q(unit_key__in=_keys_above(actor))


def _shown_below(actor: Actor) -> Q:
    """Lines of the issued weeks of units above mine that concern units below."""
    return _above(actor) & Q(below=True)


def _over(actor: Actor) -> Q:
    """The units above mine."""
    return Q(key__in=_keys_above(actor))


see = Rule(Meeting, "meetings.see", also=_mine)
plan_in = Rule(Unit, "meetings.keep", key="key", reach=own_organisation)
keep = Rule(Meeting, "meetings.keep", Q(stage__in=LIVING), reach=own_organisation)
manage = Rule(Meeting, "meetings.keep", reach=own_organisation)
invite = Rule(Meeting, "meetings.keep", Q(stage__in=["planned", "invited"]), reach=own_organisation)
remind = Rule(Meeting, "meetings.keep", Q(stage="invited"), reach=own_organisation)
start = Rule(Meeting, "meetings.keep", Q(stage__in=["planned", "invited"]), reach=own_organisation)
hold = Rule(Meeting, "meetings.keep", Q(stage="open"), reach=own_organisation)
follow = Rule(Meeting, "meetings.keep", Q(stage__in=["open", "closed"]), reach=own_organisation)
correct = Rule(Meeting, "meetings.keep", Q(stage="closed"), reach=own_organisation)
keep_item = Rule(Item, "meetings.keep", Q(meeting__stage__in=LIVING), reach=own_organisation)
keep_paper = Rule(ItemPaper, "meetings.keep", Q(meeting__stage__in=LIVING), reach=own_organisation)
read_paper = Rule(ItemPaper, "meetings.see", ~Q(file_sha=""), also=_on_list)
note_item = Rule(Item, "meetings.keep", Q(meeting__stage__in=["open", "closed"]), reach=own_organisation)
speak = Rule(Item, "meetings.keep", Q(meeting__stage="open"), reach=own_organisation)
time_speech = Rule(Speech, "meetings.keep", Q(item__meeting__stage="open"), reach=own_organisation)
answer = Rule(Attendance, "members.nobody", Q(meeting__stage__in=["planned", "invited"]), key="unit_key", also=_own)
check_in = Rule(Attendance, "members.nobody", Q(meeting__stage="open"), key="unit_key", also=_own)
call = Rule(Attendance, "meetings.keep", Q(meeting__stage="open"), reach=own_organisation)
see_vote = Rule(Vote, "meetings.see")
count_vote = Rule(Vote, "meetings.keep", Q(closed=False, meeting__stage="open"), reach=own_organisation)
tell = Rule(Vote, "members.nobody", Q(closed=False, ballot="paper", meeting__stage="open"), also=_counts)
pass_on = Rule(Vote, "meetings.keep", Q(closed=True, passed=True) & ~Q(note=""), reach=own_organisation)
cast = Rule(Vote, "meetings.see", Q(closed=False, ballot="screen"))
write = Rule(Minutes, "meetings.keep", Q(file_sha="", keeper_at=None, chair_at=None), reach=own_organisation)
see_minutes = Rule(Minutes, "meetings.see")
sign_keeper = Rule(Minutes, "meetings.keep", Q(file_sha="", keeper_at=None), reach=own_organisation)
sign_chair = Rule(Minutes, "meetings.sign", Q(file_sha="", chair_at=None), reach=own_organisation)
amend = Rule(Minutes, "meetings.keep", ~Q(file_sha=""), reach=own_organisation)
certify = Rule(Minutes, "meetings.keep", ~Q(file_sha=""), reach=own_organisation)
see_certified = Rule(CertifiedCopy, "meetings.see")
settle = Rule(Outcome, "meetings.keep", reach=own_organisation)
score_self = Rule(Meeting, "meetings.keep", Q(stage="closed"), reach=own_organisation)
score_upper = Rule(Meeting, "meetings.oversee", Q(stage="closed"), reach=own_organisation)
oversee = Rule(Unit, "meetings.oversee", key="key", reach=own_organisation)
propose_in = Rule(Unit, "meetings.propose", key="key")
see_idea = Rule(Idea, "meetings.keep", also=_given, reach=own_organisation)
answer_idea = Rule(Idea, "meetings.keep", reach=own_organisation)
keep_question = Rule(Question, "meetings.keep", reach=own_organisation)
see_question = Rule(Question, "meetings.keep", also=_asked, reach=own_organisation)
count_slips = Rule(Question, "meetings.keep", Q(closed_on=None), reach=own_organisation)
answer_slip = Rule(Slip, "members.nobody", Q(question__closed_on=None), also=_given)
enter_slip = Rule(Slip, "meetings.keep", Q(question__closed_on=None, account_id=None), reach=own_organisation)
close_pulse = Rule(Pulse, "meetings.keep", Q(closed=False), reach=own_organisation)
switch_in = Rule(Unit, "meetings.switch", key="key", reach=own_organisation)
see_switch = Rule(Switch, "meetings.see", also=_above)
see_quality = Rule(Unit, "meetings.see", Q(kind__is_cell=True), key="key")
read_week = Rule(Unit, "meetings.see", key="key", also=_over)
see_engagement = Rule(Engagement, "meetings.see", also=_above)
keep_engagement = Rule(Engagement, "meetings.keep", ~Q(mark="cancelled"), reach=own_organisation)
see_issued = Rule(IssuedLine, "meetings.see", also=_shown_below)
see_published = Rule(Published, "meetings.see", also=_above)
see_phrase = Rule(Phrase, "meetings.see", also=_above)
see_topic = Rule(Topic, "meetings.see", also=_above)
keep_topic = Rule(Topic, "meetings.keep", reach=own_organisation)
see_study = Rule(Unit, "members.nobody", Q(kind__is_cell=True), key="key", also=_belongs)
study_in = Rule(Unit, "members.nobody", Q(kind__is_cell=True), key="key", also=_meets_in)
correct_study = Rule(StudyEntry, "members.nobody", Q(seen_on=None), also=_himself)
review_study = Rule(Unit, "meetings.study", Q(kind__is_cell=True), key="key")
keep_study_theme = Rule(StudyTheme, "meetings.keep", reach=own_organisation)
see_lesson = Rule(Lesson, "meetings.see", also=_above)
see_direction = Rule(Direction, "meetings.see", also=_above)
unsign = Rule(
    Minutes, "meetings.keep", Q(file_sha="") & (~Q(keeper_at=None) | ~Q(chair_at=None)), reach=own_organisation
)
