"""What the clerks' office makes fall due."""

from datetime import date, timedelta

from django.db.models import Case, DateField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.office.models import Delivery, Draft, Incoming, Opinion, Session

SOON = timedelta(days=3)
"""How long a paper may wait for a step that has no day of its own, before it is told as late; an office's habit [P]."""


def _soon_after(name: str) -> Cast:
    return Cast(F(name) + SOON, DateField())


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
            day=Coalesce("due_on", _soon_after("received_on")),
            abstract=Case(When(title="", then="sender"), default="title", output_field=TextField()),
        )
        .filter(day__lt=until)
        .order_by("day")
        .values_list("day", "unit_id", "unit__name", "id", "abstract", "number")
    )


def deliveries(actor: Actor, until: date) -> QuerySet[Delivery]:
    """Papers sent to the actor's own units: a receipt is owed, or carrying out."""
    owed = (Q(receipt_on=None, purpose="know") | Q(purpose="act", done_on=None)) & ~Q(document__status="recalled")
    own = Q(unit_key__in=[post.unit_key for post in actor.posts], unit__isnull=False)
    return (
        Delivery.objects.filter(owed & own & within(actor, "office.receive"))
        .annotate(day=Coalesce("due_on", _soon_after("sent_on")))
        .filter(day__lt=until)
        .order_by("day")
        .values_list("day", "unit_id", "unit__name", "id", "document__title", "document__number")
    )


def sessions(actor: Actor, until: date) -> QuerySet[Session]:
    """Sessions of dissemination that the actor's own units have not held."""
    own = Q(unit_key__in=[post.unit_key for post in actor.posts], held_on=None)
    return (
        Session.objects.filter(own & within(actor, "office.receive"), study__due_on__lt=until)
        .exclude(study__document__status="recalled")
        .order_by("study__due_on")
        .values_list("study__due_on", "unit_id", "unit__name", "id", "study__name", "study__document__number")
    )


def opinions(actor: Actor, until: date) -> QuerySet[Opinion]:
    """Opinions asked of the actor and not given."""
    return (
        Opinion.objects.filter(
            account_id=actor.account_id, choice="", draft__step="opinion", round=F("draft__round"), due_on__lt=until
        )
        .annotate(source=Value(""))
        .order_by("due_on")
        .values_list("due_on", "draft__unit_id", "draft__unit__name", "draft_id", "draft__title", "source")
    )


def drafts(actor: Actor, until: date) -> QuerySet[Draft]:
    """Papers that wait for the actor: to sign, to number, to issue."""
    waits = Q(step__in=["checked", "agreed"], authority__startswith="T/M") & within(actor, "office.sign") | Q(
        step__in=["signed", "numbered"]
    ) & within(actor, "office.number")
    own = Q(unit_key__in=[post.unit_key for post in actor.posts])
    return (
        Draft.objects.filter(waits & own)
        .annotate(day=_soon_after("drafted_on"), source=Value(""))
        .filter(day__lt=until)
        .order_by("day")
        .values_list("day", "unit_id", "unit__name", "id", "title", "source")
    )


PROVIDERS = (
    Provider("incoming", _("Văn bản đến chưa xử lý"), incoming, lambda pk: reverse("office:incoming", args=[pk])),
    Provider(
        "delivery",
        _("Văn bản gửi đến, chờ xác nhận hoặc thực hiện"),
        deliveries,
        lambda pk: reverse("office:delivery", args=[pk]),
        right="office.receive",
    ),
    Provider(
        "session",
        _("Quán triệt văn bản"),
        sessions,
        lambda pk: reverse("office:session", args=[pk]),
        right="office.receive",
    ),
    Provider("opinion", _("Phiếu xin ý kiến"), opinions, lambda pk: reverse("office:draft", args=[pk]), "decided"),
    Provider(
        "draft", _("Văn bản chờ ký, cấp số, ban hành"), drafts, lambda pk: reverse("office:draft", args=[pk]), "decided"
    ),
)
