"""What the members' life makes fall due."""

from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import FOREVER, today
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.members import access
from nennep.members.models import Membership, begun_early, probation_due
from nennep.org.models import Unit


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
        .filter(begun_early(until), due_on__lt=until)
        .order_by("due_on")
        .values_list("due_on", "unit_id", "unit__name", "person_id", "full_name", "source")
    )


def departures(actor: Actor, until: date) -> QuerySet[Any]:
    """Graduates and others whose time to transfer ends before a day: for the cell, the youth union and the member."""
    rows = access.see_departure.rows(actor).filter(closed_on=None).annotate(
        ends_on=Coalesce("extended_to", "due_on"), source=F("decision"), unit_name=_unit_name()
    )  # fmt: skip
    return (
        rows.filter(ends_on__lt=until)
        .order_by("ends_on")
        .values_list("ends_on", "unit_id", "unit_name", "pk", "full_name", "source")
    )


def letters(actor: Actor, until: date) -> QuerySet[Any]:
    """Letters of introduction that run out before a day without an answer, of both sides and the member."""
    return (
        access.see_transfer.rows(actor)
        .filter(state="released", answer_by__lt=until)
        .annotate(source=F("letter_no"))
        .order_by("answer_by")
        .values_list("answer_by", "unit_id", "from_name", "pk", "full_name", "source")
    )


def exemptions(actor: Actor, until: date) -> QuerySet[Any]:
    """Exemptions that end before a day, and may be asked for anew."""
    return (
        access.see_leaving.rows(actor)
        .filter(kind="exempted", state="decided", until__lt=until, until__gt=today() - timedelta(days=30))
        .annotate(source=F("decision_no"), unit_name=_unit_name())
        .order_by("until")
        .values_list("until", "unit_id", "unit_name", "pk", "full_name", "source")
    )


def appeals(actor: Actor, until: date) -> QuerySet[Any]:
    """Appeals whose answer falls due before a day."""
    return (
        access.see_leaving.rows(actor)
        .filter(state="appealed", answer_by__lt=until)
        .annotate(source=F("decision_no"), unit_name=_unit_name())
        .order_by("answer_by")
        .values_list("answer_by", "unit_id", "unit_name", "pk", "full_name", "source")
    )


def _unit_name() -> Coalesce:
    """The unit's name where it may be seen; the youth union does not see cells."""
    name = Unit.objects.filter(pk=OuterRef("unit_id")).values("name")
    return Coalesce(Subquery(name), Value(""), output_field=CharField())


PROVIDERS = (
    Provider(
        "probation",
        _("Đến hạn xét công nhận đảng viên chính thức"),
        probation_ends,
        lambda pk: reverse("members:person", args=[pk]),
        right="members.read_file",
    ),
    Provider(
        "departure", _("Đến hạn chuyển sinh hoạt đảng"), departures, lambda pk: reverse("members:departure", args=[pk])
    ),
    Provider(
        "letter", _("Giấy giới thiệu chưa có báo nhận"), letters, lambda pk: reverse("members:transfer", args=[pk])
    ),
    Provider(
        "exemption", _("Hết thời hạn miễn sinh hoạt"), exemptions, lambda pk: reverse("members:leaving", args=[pk])
    ),
    Provider("appeal", _("Đến hạn trả lời khiếu nại"), appeals, lambda pk: reverse("members:leaving", args=[pk])),
)
