"""Who may do what with reports."""

from django.db.models import Q

from nennep.core.actor import Actor
from nennep.core.gate import Rule, within
from nennep.org.models import Unit
from nennep.org.queries import own_organisation
from nennep.reports.models import Owed, Report, Round


def _above(actor: Actor) -> Q:
    keys = {post.unit_key[:end] for post in actor.posts for end in range(3, len(post.unit_key), 3)}
    return Q(unit_key__in=keys)


def _sent(actor: Actor) -> Q:
    """Reports of other organisations below, once they were sent."""
    return within(actor, "reports.see") & Q(stage="sent")


see = Rule(Report, "reports.see", also=_sent, reach=own_organisation)
draft_in = Rule(Unit, "reports.draft", key="key")
edit = Rule(Report, "reports.draft", Q(stage__in=["draft", "checked"]), reach=own_organisation)
freeze = Rule(Report, "reports.draft", Q(stage="draft", frozen_at=None), reach=own_organisation)
thaw = Rule(Report, "reports.draft", Q(stage="draft", frozen_at__isnull=False), reach=own_organisation)
check = Rule(Report, "reports.check", Q(stage="draft", frozen_at__isnull=False), reach=own_organisation)
opine = Rule(Report, "reports.opine", Q(stage="checked"), reach=own_organisation)
sign = Rule(Report, "reports.sign", Q(stage="opinion"), reach=own_organisation)
number = Rule(Report, "reports.number", Q(stage="signed") | Q(stage="sent", number=""), reach=own_organisation)
give_back = Rule(Report, "reports.check", Q(stage__in=["checked", "opinion", "signed"]), reach=own_organisation)
return_signed = Rule(
    Report,
    "reports.number",
    Q(stage="signed"),
    reach=own_organisation,
    also=lambda actor: Q(signed_by=actor.account_id),
)
send = Rule(Report, "reports.number", Q(stage="numbered"), reach=own_organisation)
rounds_in = Rule(Unit, "reports.chase", key="key")
see_round = Rule(Round, "reports.see", also=_above)
chase = Rule(Round, "reports.chase")
judge = Rule(Owed, "reports.chase", Q(sent_on__isnull=False, verdict=""), key="giver_key")
see_owed = Rule(Owed, "reports.see")
count_in = Rule(Unit, "members.count", key="key")
enter_in = Rule(Unit, "figures.enter", key="key")
