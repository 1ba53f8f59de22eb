"""What reports make fall due."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import DateField, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.reports.models import Owed, Report


def owed(actor: Actor, until: date) -> QuerySet[Owed]:
    """Reports the actor's own units have not sent."""
    keys = [post.unit_key for post in actor.posts]
    return (
        Owed.objects.filter(within(actor, "reports.draft"), sent_on=None, round__due_on__lt=until, unit_key__in=keys)
        .order_by("round__due_on")
        .annotate(source=Value(""))
        .values_list("round__due_on", "unit_id", "unit__name", "round_id", "round__name", "source")
    )


STAGES = (
    ("reports.check", Q(stage="draft", frozen_at__isnull=False)),
    ("reports.opine", Q(stage="checked")),
    ("reports.sign", Q(stage="opinion")),
    ("reports.number", Q(stage__in=["signed", "numbered"]) | Q(stage="sent", number="")),
)


def waiting(actor: Actor, until: date) -> QuerySet[Report]:
    """Reports of the actor's own units that wait for an act of the actor's role; due at once."""
    keys = [post.unit_key for post in actor.posts]
    mine = reduce(or_, (within(actor, right) & state for right, state in STAGES))
    return (
        Report.objects.filter(mine, unit_key__in=keys)
        .order_by("id")
        .annotate(due=Value(today(), DateField()), source=Value(""))
        .values_list("due", "unit_id", "unit__name", "id", "name", "source")
    )


PROVIDERS = (
    Provider(
        "stage",
        _("Báo cáo chờ kiểm tra, cho ý kiến, ký hoặc cấp số"),
        waiting,
        lambda pk: reverse("reports:report", args=[pk]),
        "decided",
    ),
    Provider("report", _("Báo cáo phải gửi"), owed, lambda pk: reverse("reports:index")),
)
