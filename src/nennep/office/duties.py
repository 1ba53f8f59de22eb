"""What the clerks' office makes fall due."""

from datetime import date

from django.db.models import Case, Q, QuerySet, TextField, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.office.models import Incoming


def incoming(actor: Actor, until: date) -> QuerySet[Incoming]:
    """Incoming papers of the actor's own units that wait for the actor: to submit, to note, to assign, to handle."""
    waits = (
        Q(stage="entered") & within(actor, "office.submit")
        | Q(stage="submitted") & within(actor, "office.note")
        | Q(stage="noted") & within(actor, "office.assign")
    )
    mine = Q(stage="assigned", handler_id=actor.account_id)
    own = Q(unit_key__in=[post.unit_key for post in actor.posts])
    return (
        Incoming.objects.filter(waits & own | mine)
        .annotate(
            day=Coalesce("due_on", "received_on"),
            abstract=Case(When(title="", then="sender"), default="title", output_field=TextField()),
        )
        .filter(day__lt=until)
        .order_by("day")
        .values_list("day", "unit_id", "unit__name", "id", "abstract", "number")
    )


PROVIDERS = (
    Provider("incoming", _("Văn bản đến chưa xử lý"), incoming, lambda pk: reverse("office:incoming", args=[pk])),
)
