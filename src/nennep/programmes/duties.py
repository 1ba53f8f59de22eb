"""What programmes make fall due."""

from datetime import date, timedelta

from django.db.models import DateField, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.org.queries import own_organisation
from nennep.programmes.models import OPEN_WORK, Programme, Share, Work

ANSWER_WITHIN = timedelta(days=7)


def _own(actor: Actor) -> Q:
    """Rows of the units the actor's posts are in; those below answer for themselves."""
    return Q(unit_key__in=[post.unit_key for post in actor.posts])


def work_due(actor: Actor, until: date) -> QuerySet[Work]:
    """Open parts of unfinished tasks of the actor's own units; who only watches has nothing to report."""
    return (
        Work.objects.filter(within(actor, "programmes.work"), _own(actor), status__in=OPEN_WORK, task__due_on__lt=until)
        .filter(watching=False, task__done_on=None)
        .order_by("task__due_on")
        .values_list("task__due_on", "unit_id", "unit__name", "id", "task__name", "task__document__number")
    )


def shares_to_answer(actor: Actor, until: date) -> QuerySet[Share]:
    """Assigned shares of the actor's own units that wait for an acknowledgement, within a week of the assignment."""
    due = Cast(ExpressionWrapper(F("assigned_on") + ANSWER_WITHIN, output_field=DateTimeField()), DateField())
    return (
        Share.objects.filter(within(actor, "programmes.answer"), _own(actor), status="assigned")
        .annotate(due=due)
        .filter(due__lt=until)
        .order_by("due")
        .values_list("due", "unit_id", "unit__name", "id", "target__name", "target__document__number")
    )


def shares_to_register(actor: Actor, until: date) -> QuerySet[Share]:
    """Targets of which the actor's own units are asked to register their share; due at once."""
    return (
        Share.objects.filter(within(actor, "programmes.answer"), _own(actor), status="asked")
        .order_by("id")
        .annotate(due=Value(today(), DateField()))
        .values_list("due", "unit_id", "unit__name", "id", "target__name", "target__document__number")
    )


def programmes_to_approve(actor: Actor, until: date) -> QuerySet[Programme]:
    """Programmes of the actor's own units that wait for the standing committee."""
    return (
        Programme.objects.filter(within(actor, "programmes.approve"), _own(actor), approved_on=None)
        .order_by("id")
        .annotate(due=Value(today(), DateField()), source=Value(""))
        .values_list("due", "unit_id", "unit__name", "id", "name", "source")
    )


def adjustments_to_decide(actor: Actor, until: date) -> QuerySet[Share]:
    """Adjustments that units proposed."""
    return (
        Share.objects.filter(
            own_organisation(actor, "programmes.assign", "giver_key"), status="adjusting", assigned_on__lt=until
        )
        .order_by("assigned_on")
        .values_list("assigned_on", "unit_id", "unit__name", "target_id", "target__name", "target__document__number")
    )


PROVIDERS = (
    Provider(
        "approve",
        _("Bộ chỉ tiêu, nhiệm vụ chờ Ban Thường vụ duyệt"),
        programmes_to_approve,
        lambda pk: reverse("programmes:programme", args=[pk]),
        "decided",
        "programmes.approve",
    ),
    Provider(
        "register",
        _("Chỉ tiêu chờ đơn vị đăng ký"),
        shares_to_register,
        lambda pk: reverse("programmes:share", args=[pk]),
    ),
    Provider("work", _("Nhiệm vụ đến hạn"), work_due, lambda pk: reverse("programmes:work", args=[pk])),
    Provider(
        "share",
        _("Chỉ tiêu được giao, chờ tiếp nhận"),
        shares_to_answer,
        lambda pk: reverse("programmes:share", args=[pk]),
    ),
    Provider(
        "adjust",
        _("Đề nghị điều chỉnh chờ quyết định"),
        adjustments_to_decide,
        lambda pk: reverse("programmes:target", args=[pk]),
        "decided",
    ),
)
