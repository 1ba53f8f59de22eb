"""What an office gave to the units below: tasks to carry out, shares to answer."""

from datetime import date
from typing import Any

from django.db.models import Count, DateField, Min, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.duties.asked import Asked
from nennep.org.queries import accounts_in
from nennep.programmes import access, actions
from nennep.programmes.duties import ANSWER_WITHIN
from nennep.programmes.models import CLOSED_WORK, OPEN_WORK, Share, Work, WorkStatus

FINISHED = (WorkStatus.REPORTED, *CLOSED_WORK)


def _own(actor: Actor) -> Q:
    return Q(unit_key__in=[post.unit_key for post in actor.posts])


def tasks(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Tasks of the actor's own units whose day fell in a time: how many units owe them, how many have reported."""
    rows = access.remind_task.rows(actor).filter(_own(actor), due_on__gte=since, due_on__lt=until)
    parts = Q(works__watching=False)
    return (
        rows.annotate(
            owing=Count("works", parts & Q(works__status__in=OPEN_WORK)),
            finished=Count("works", parts & Q(works__status__in=FINISHED)),
        )
        .exclude(owing=0, finished=0)
        .order_by("due_on")
        .values_list("due_on", "id", "name", "owing", "finished")
    )


def shares(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Targets whose shares were to be answered in a time: how many units have not, how many have."""
    given = Q(shares__assigned_on__gte=since - ANSWER_WITHIN, shares__assigned_on__lt=until - ANSWER_WITHIN)
    return (
        access.collect.rows(actor)
        .filter(_own(actor))
        .annotate(
            first=Min("shares__assigned_on", filter=given),
            owing=Count("shares", given & Q(shares__status="assigned")),
            answered=Count("shares", given & Q(shares__status="acknowledged")),
        )
        .filter(owing__gt=0)
        .order_by("first")
        .values_list(Cast(Min("shares__assigned_on", filter=given) + ANSWER_WITHIN, DateField()), "id", "name", "owing", "answered")
    )  # fmt: skip


def remind_task(actor: Actor, pk: int) -> object:
    """Remind the units that owe a task."""
    return actions.remind_task(access.remind_task.find(actor, pk=pk), by=actor)


def remind_shares(actor: Actor, pk: int) -> object:
    """Remind the units that have not answered their share."""
    return actions.remind_shares(access.collect.find(actor, pk=pk), by=actor)


def task_doers(actor: Actor, pk: int) -> list[int]:
    """Who works on a task in the units that have reported it."""
    rows = Work.objects.filter(task_id=pk, watching=False, status__in=FINISHED)
    return accounts_in(rows.values_list("unit_key", flat=True), "programmes.work")


def share_doers(actor: Actor, pk: int) -> list[int]:
    """Who answers for the units that have taken their share on."""
    rows = Share.objects.filter(target_id=pk, status="acknowledged")
    return accounts_in(rows.values_list("unit_key", flat=True), "programmes.answer")


ASKED = (
    Asked(
        "task",
        _("Nhiệm vụ đã giao"),
        tasks,
        lambda pk: reverse("programmes:task", args=[pk]),
        remind_task,
        task_doers,
    ),
    Asked(
        "shares",
        _("Chỉ tiêu đã giao, chờ tiếp nhận"),
        shares,
        lambda pk: reverse("programmes:target", args=[pk]),
        remind_shares,
        share_doers,
    ),
)
