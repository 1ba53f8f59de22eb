"""What the members' life makes fall due."""

from datetime import date

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.members.models import Membership, probation_due


def probation_ends(actor: Actor, until: date) -> QuerySet[Membership]:
    """Probationary members whose twelve months end before a day."""
    return (
        Membership.objects.filter(
            within(actor, "members.read_file"),
            association="party",
            placement="counted",
            status="probationary",
            until=FOREVER,
        )
        .annotate(due_on=probation_due(), source=Value(""))
        .filter(due_on__lt=until)
        .order_by("due_on")
        .values_list("due_on", "unit_id", "unit__name", "person_id", "full_name", "source")
    )


PROVIDERS = (
    Provider(
        "probation",
        _("Đến hạn xét công nhận đảng viên chính thức"),
        probation_ends,
        lambda pk: reverse("members:person", args=[pk]),
    ),
)
