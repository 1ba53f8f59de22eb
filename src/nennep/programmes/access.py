"""Who may do what with programmes, targets, shares and tasks."""

from django.db.models import F, Q

from nennep.core.actor import Actor
from nennep.core.gate import Rule
from nennep.org.models import Unit
from nennep.org.queries import own_organisation
from nennep.programmes.models import (
    OPEN_WORK,
    Course,
    Entry,
    Evidence,
    Indicator,
    OwnPlan,
    Point,
    Programme,
    Recheck,
    Review,
    Share,
    Target,
    Task,
    Theme,
    Waiver,
    Work,
)


def _above(actor: Actor) -> Q:
    """Rows of the units above mine."""
    keys = {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}
    return Q(unit_key__in=keys)


def _given(actor: Actor, right: str, key: str) -> Q:
    """What the actor gave himself in a unit he works for."""
    return own_organisation(actor, right, key) & Q(given_by=actor.account_id)


UNJUDGED = ("assigned", "acknowledged", "doing", "reported")

see = Rule(Programme, "programmes.see", also=_above)
see_target = Rule(Target, "programmes.see", also=_above)
see_task = Rule(Task, "programmes.see", also=_above)
see_share = Rule(Share, "programmes.see")
see_work = Rule(Work, "programmes.see")
see_evidence = Rule(Evidence, "programmes.see", ~Q(file_sha=""))

plan_in = Rule(Unit, "programmes.plan", key="key", reach=own_organisation)
plan = Rule(Programme, "programmes.plan", reach=own_organisation)
bind = Rule(Target, "programmes.plan", reach=own_organisation)
edit_task = Rule(Task, "programmes.plan", reach=own_organisation)
approve = Rule(Programme, "programmes.approve", Q(approved_on=None), reach=own_organisation)
assign_target = Rule(Target, "programmes.assign", Q(programme__approved_on__isnull=False), reach=own_organisation)
collect = Rule(Target, "programmes.assign", reach=own_organisation)
remind_task = Rule(Task, "programmes.assign", reach=own_organisation)
assign_task = Rule(Task, "programmes.assign", Q(programme__approved_on__isnull=False), reach=own_organisation)
register_share = Rule(Share, "programmes.answer", Q(status__in=["asked", "registered"]), reach=own_organisation)
answer_share = Rule(Share, "programmes.answer", Q(status__in=["assigned", "adjusting"]), reach=own_organisation)
settle_share = Rule(Share, "programmes.assign", Q(status="adjusting"), key="giver_key", reach=own_organisation)
work_on = Rule(Work, "programmes.work", Q(status__in=OPEN_WORK) | Q(status="reported"), reach=own_organisation)
judge = Rule(Work, "programmes.judge", Q(status="reported"), key="giver_key", reach=own_organisation)

take_back = Rule(Evidence, "programmes.work", Q(work__status__in=UNJUDGED), reach=_given)
see_entry = Rule(Entry, "programmes.see", ~Q(file_sha=""), also=_above)
plan_point = Rule(Point, "programmes.plan", reach=own_organisation)
see_review = Rule(Review, "programmes.see", also=_above)
hold_review = Rule(Review, "programmes.plan", Q(done_on=None), reach=own_organisation)
draw = Rule(Programme, "programmes.judge", reach=own_organisation)
settle_recheck = Rule(Recheck, "programmes.judge", Q(checked_on=None), key="giver_key", reach=own_organisation)
answer_own = Rule(
    Share, "programmes.answer", Q(status__in=["assigned", "acknowledged", "adjusting"]), reach=own_organisation
)
see_waiver = Rule(Waiver, "programmes.see")
settle_waiver = Rule(Waiver, "programmes.approve", Q(status="asked"), key="giver_key", reach=own_organisation)
see_theme = Rule(Theme, "programmes.see", also=_above)
plan_theme = Rule(Theme, "programmes.plan", reach=own_organisation)
hand_in = Rule(Unit, "programmes.answer", key="key", reach=own_organisation)
see_own_plan = Rule(OwnPlan, "programmes.see")
hand_in_again = Rule(OwnPlan, "programmes.answer", reach=own_organisation)
see_indicator = Rule(Indicator, "programmes.see", also=_above)
keep_indicator = Rule(Indicator, "programmes.plan", reach=own_organisation)
see_course = Rule(Course, "programmes.see", also=_above)
keep_course = Rule(Course, "programmes.plan", reach=own_organisation)
conclude_in = Rule(Unit, "programmes.conclude", key="key", reach=own_organisation)
settle_own = Rule(Work, "programmes.conclude", Q(giver_key=F("unit_key")), reach=own_organisation)
