"""What meetings make fall due."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.meetings import access
from nennep.meetings.models import Attendance, Meeting, Minutes, Slip, StudyEntry
from nennep.meetings.queries.selfstudy import switched
from nennep.meetings.rules import NATIONAL_DAY, next_month
from nennep.org.models import Unit

SIGN_WITHIN = 2  # days after the meeting (Guidance 42-HD/BTCTW: the result is posted within two days)


def _own(actor: Actor) -> Q:
    return Q(unit_key__in=[post.unit_key for post in actor.posts])


def mine(actor: Actor, until: date) -> QuerySet[Attendance]:
    """Meetings the actor is invited to that are still to come."""
    rows = Attendance.objects.filter(
        Q(account_id=actor.account_id) | Q(person_id=actor.person_id or 0), meeting__stage__in=["invited", "open"]
    )
    return (
        rows.annotate(on=TruncDate("meeting__starts_at"))
        .filter(on__lt=until, on__gte=today())
        .order_by("on")
        .values_list("on", "meeting__unit_id", "meeting__unit__name", "meeting_id", "meeting__title", "meeting__place")
    )


def unplanned(actor: Actor, until: date) -> QuerySet[Unit]:
    """The actor's own cells without a regular meeting in the running month; due on the national day."""
    day = today()
    keys = [post.unit_key for post in actor.posts]
    there = Meeting.objects.filter(
        unit=OuterRef("pk"), kind__regular=True, starts_at__year=day.year, starts_at__month=day.month
    ).exclude(stage="cancelled")
    return (
        Unit.objects.filter(
            within(actor, "meetings.keep", "key"), key__in=keys, kind__is_cell=True, kind__association="party"
        )
        .filter(~Exists(there))
        .order_by("id")
        .annotate(
            due=Value(day.replace(day=NATIONAL_DAY), DateField()),
            words=Value(str(_("Sinh hoạt tháng {month}")).format(month=f"{day:%m/%Y}")),
            source=Value(""),
        )
        .values_list("due", "id", "name", "id", "words", "source")
    )


def unsigned(actor: Actor, until: date) -> QuerySet[Minutes]:
    """Minutes of the actor's own units that are not signed by both."""
    due = ExpressionWrapper(F("meeting__held_on") + timedelta(days=SIGN_WITHIN), output_field=DateField())
    return (
        Minutes.objects.filter(within(actor, "meetings.keep"), _own(actor), file_sha="", meeting__stage="closed")
        .annotate(due=due, source=Value(""))
        .order_by("due")
        .values_list("due", "meeting__unit_id", "meeting__unit__name", "meeting_id", "meeting__title", "source")
    )


def slips(actor: Actor, until: date) -> QuerySet[Slip]:
    """Slips the actor has not answered."""
    rows = Slip.objects.filter(
        account_id=actor.account_id, choice="", question__closed_on=None, question__due_on__lt=until
    )
    return (
        rows.annotate(source=Value(""))
        .order_by("question__due_on")
        .values_list(
            "question__due_on",
            "question__unit_id",
            "question__unit__name",
            "question_id",
            "question__words",
            "source",
        )
    )


def study(actor: Actor, until: date) -> QuerySet[Any, Any]:
    """The cell where the actor has not entered what he studied in the running month; due on its last day."""
    month = today().replace(day=1)
    there = StudyEntry.objects.filter(person_id=actor.person_id or 0, month=month)
    last = next_month(month) - timedelta(days=1)
    rows = switched(access.study_in.rows(actor)).filter(~Exists(there))
    if last >= until or actor.person_id is None:
        rows = rows.none()
    return rows.order_by("id").annotate(
        due=Value(last, DateField()), words=Value(str(_("Tháng {month}")).format(month=f"{month:%m/%Y}")), source=Value("")
    ).values_list("due", "id", "name", "id", "words", "source")  # fmt: skip


PROVIDERS = (
    Provider("meeting", _("Sinh hoạt, họp sắp tới"), mine, lambda pk: reverse("meetings:meeting", args=[pk]), "met"),
    Provider("slip", _("Phiếu xin ý kiến"), slips, lambda pk: reverse("meetings:question", args=[pk]), "decided"),
    Provider("study", _("Ghi kết quả tự học"), study, lambda pk: f"{reverse('meetings:study')}?don-vi={pk}"),
    Provider(
        "unplanned",
        _("Chưa lên kế hoạch sinh hoạt tháng"),
        unplanned,
        lambda pk: reverse("meetings:plan"),
        right="meetings.keep",
    ),
    Provider(
        "unsigned",
        _("Biên bản chờ ký"),
        unsigned,
        lambda pk: reverse("meetings:minutes", args=[pk]),
        right="meetings.keep",
    ),
)
