"""What an office asked of others by papers: to carry out, to disseminate, to handle."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, TextField, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.duties.asked import Asked
from nennep.office import access, actions
from nennep.office.models import Delivery, Incoming, Session
from nennep.org.queries import accounts_in


def _own(actor: Actor) -> Q:
    return Q(unit_key__in=[post.unit_key for post in actor.posts])


def papers(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Papers sent to be carried out by a day in a time: how many units owe the result, how many have told it."""
    keys = [post.unit_key for post in actor.posts]
    given = Q(
        deliveries__purpose="act", deliveries__giver_key__in=keys, deliveries__unit__isnull=False,
        deliveries__due_on__gte=since, deliveries__due_on__lt=until,
    )  # fmt: skip
    return (
        access.send.rows(actor)
        .filter(given)
        .annotate(
            day=Min("deliveries__due_on"),
            owing=Count("deliveries", Q(deliveries__done_on=None)),
            done=Count("deliveries", Q(deliveries__done_on__isnull=False)),
        )
        .order_by("day")
        .values_list("day", "id", "title", "owing", "done")
    )


def studies(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Disseminations planned for a day in a time: how many units have not held theirs, how many have."""
    rows = access.chase_study.rows(actor).filter(_own(actor), due_on__gte=since, due_on__lt=until)
    return (
        rows.annotate(
            owing=Count("sessions", Q(sessions__held_on=None)),
            done=Count("sessions", Q(sessions__held_on__isnull=False)),
        )
        .order_by("due_on")
        .values_list("due_on", "id", "name", "owing", "done")
    )


def handled(actor: Actor, since: date, until: date) -> QuerySet[Any]:
    """Incoming papers given to a colleague to handle by a day in a time."""
    rows = Incoming.objects.filter(access.assign.q(actor) | access.reopen.q(actor), _own(actor))
    rows = rows.filter(due_on__gte=since, due_on__lt=until, stage__in=["assigned", "done"])
    rows = rows.exclude(handler_id=actor.account_id)
    return (
        rows.annotate(
            words=Case(When(title="", then="sender"), default="title", output_field=TextField()),
            owing=Case(When(stage="assigned", then=Value(1)), default=Value(0), output_field=IntegerField()),
            finished=Case(When(stage="done", then=Value(1)), default=Value(0), output_field=IntegerField()),
        )
        .order_by("due_on")
        .values_list("due_on", "id", "words", "owing", "finished")
    )


def remind_paper(actor: Actor, pk: int) -> object:
    """Remind the units that owe a paper's result."""
    return actions.remind_recipients(access.send.find(actor, pk=pk), by=actor)


def remind_study(actor: Actor, pk: int) -> object:
    """Remind the units that have not held their session."""
    return actions.remind_sessions(access.chase_study.find(actor, pk=pk), by=actor)


def remind_handler(actor: Actor, pk: int) -> object:
    """Remind who handles an incoming paper."""
    return actions.remind_handler(access.finish.find(actor, pk=pk), by=actor)


def paper_doers(actor: Actor, pk: int) -> list[int]:
    """Who receives papers in the units that have told the result."""
    rows = Delivery.objects.filter(document_id=pk, purpose="act", done_on__isnull=False)
    return accounts_in(rows.values_list("unit_key", flat=True), "office.receive")


def study_doers(actor: Actor, pk: int) -> list[int]:
    """Who receives papers in the units that have held their session."""
    rows = Session.objects.filter(study_id=pk, held_on__isnull=False)
    return accounts_in(rows.values_list("unit_key", flat=True), "office.receive")


def handlers(actor: Actor, pk: int) -> list[int]:
    """Who has handled an incoming paper."""
    return list(Incoming.objects.filter(pk=pk, stage="done").values_list("handler_id", flat=True))


ASKED = (
    Asked("paper", _("Văn bản gửi để thực hiện"), papers, lambda pk: reverse("office:coverage", args=[pk]), remind_paper, paper_doers),
    Asked("study", _("Quán triệt đã yêu cầu"), studies, lambda pk: reverse("office:study", args=[pk]), remind_study, study_doers),
    Asked("handled", _("Văn bản đến đã giao xử lý"), handled, lambda pk: reverse("office:incoming", args=[pk]), remind_handler, handlers),
)  # fmt: skip
