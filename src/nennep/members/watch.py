"""What should be empty: members whose time has run out, as lists that the board, the figures and the duties share."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from nennep.core.actor import Range
from nennep.core.gate import inside
from nennep.members import limits
from nennep.members.models import Departure, Leaving, Membership, Transfer, begun_early, probation_due
from nennep.members.rules import months_later

Ranges = tuple[Range, ...]


def over_probation(day: date) -> str:
    """What the list is called: so many months as the rule of the day says."""
    return _("dự bị quá {n} tháng chưa xét").format(n=limits.probation_months(day))


def probation_late(ranges: Ranges, day: date) -> QuerySet[Membership]:
    """Probationary members past the months of the rule, each by that of the day the probation began."""
    return Membership.objects.filter(
        inside(ranges), association="party", placement="counted", status="probationary", since__lte=day, until__gt=day
    ).alias(due=probation_due()).filter(begun_early(day), due__lte=day).order_by("since", "sort_key")  # fmt: skip


def running(ranges: Ranges, day: date) -> QuerySet[Any]:
    """Departures that ran on a day, with the day their time ends (``ends_on``)."""
    rows = Departure.objects.filter(inside(ranges), Q(closed_on=None) | Q(closed_on__gt=day), left_on__lte=day)
    return rows.annotate(ends_on=Coalesce("extended_to", "due_on")).order_by("ends_on", "sort_key")


def graduates(ranges: Ranges, day: date) -> QuerySet[Any]:
    """Graduates who were still on the roll on a day."""
    return running(ranges, day).filter(cause="graduate")


def graduates_late(ranges: Ranges, day: date) -> QuerySet[Any]:
    """Of these, those past their time: that of the rule, or the day up to which they may stay on."""
    return graduates(ranges, day).filter(ends_on__lt=day)


def graduates_over(ranges: Ranges, day: date) -> QuerySet[Any]:
    """Of these, those past the months of the rule from graduation, whether they may stay on or not."""
    return graduates(ranges, day).filter(left_on__lte=months_later(day, -limits.procedure(day, "graduate").count))


def left_behind(ranges: Ranges, day: date) -> QuerySet[Any]:
    """Members who retired or moved jobs and whose time to transfer is over."""
    return running(ranges, day).exclude(cause="graduate").filter(ends_on__lt=day)


def unanswered(ranges: Ranges, day: date) -> QuerySet[Transfer]:
    """Transfers whose letter was out on a day without an answer."""
    return Transfer.objects.filter(
        inside(ranges), Q(closed_on=None) | Q(closed_on__gt=day), letter_on__lte=day
    ).exclude(Q(state="withdrawn") | Q(state="turned_back") | Q(unit=None)).order_by("answer_by", "sort_key")  # fmt: skip


def unanswered_late(ranges: Ranges, day: date) -> QuerySet[Transfer]:
    """Of these, those past the last day of the letter."""
    return unanswered(ranges, day).filter(answer_by__lt=day)


def exempted(ranges: Ranges, day: date) -> QuerySet[Leaving]:
    """Exemptions in force on a day, of members on the roll."""
    on_roll = Membership.objects.filter(
        inside(ranges),
        person=OuterRef("person"),
        association="party",
        placement="counted",
        since__lte=day,
        until__gt=day,
    )
    rows = Leaving.objects.filter(
        inside(ranges), Exists(on_roll), kind="exempted", effective_on__lte=day, until__gt=day
    ).exclude(state__in=("proposed", "dropped"))  # fmt: skip
    return rows.order_by("sort_key")
