"""What an office asked of the units below by rounds of reports."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.duties.asked import Asked
from nennep.org.queries import accounts_in
from nennep.reports import access, actions
from nennep.reports.models import Owed


def rounds(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Rounds of the actor's own units whose day fell in a time: how many have not sent, how many have."""
    rows = access.chase.rows(actor).filter(
        unit_key__in=[post.unit_key for post in actor.posts], due_on__gte=since, due_on__lt=until
    )
    return (
        rows.annotate(owing=Count("owed", Q(owed__sent_on=None)), done=Count("owed", Q(owed__sent_on__isnull=False)))
        .order_by("due_on")
        .values_list("due_on", "id", "name", "owing", "done")
    )


def remind(actor: Actor, pk: int) -> object:
    """Remind the units that have not sent."""
    return actions.remind_units(access.chase.find(actor, pk=pk), by=actor)


def doers(actor: Actor, pk: int) -> list[int]:
    """Who drafts the reports of the units that have sent theirs."""
    keys = Owed.objects.filter(round_id=pk, sent_on__isnull=False).values_list("unit_key", flat=True)
    return accounts_in(keys, "reports.draft")


ASKED = (
    Asked("round", _("Báo cáo đã yêu cầu"), rounds, lambda pk: reverse("reports:round", args=[pk]), remind, doers),
)
