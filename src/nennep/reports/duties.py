"""What reports make fall due."""

from datetime import date

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.reports.models import Owed


def owed(actor: Actor, until: date) -> QuerySet[Owed]:
    """Reports the actor's own units have not sent."""
    keys = [post.unit_key for post in actor.posts]
    return (
        Owed.objects.filter(within(actor, "reports.draft"), sent_on=None, round__due_on__lt=until, unit_key__in=keys)
        .order_by("round__due_on")
        .annotate(source=Value(""))
        .values_list("round__due_on", "unit_id", "unit__name", "round_id", "round__name", "source")
    )


PROVIDERS = (Provider("report", _("Báo cáo phải gửi"), owed, lambda pk: reverse("reports:index")),)
