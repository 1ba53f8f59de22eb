"""The word of the day before: who is invited and has not excused himself hears of tomorrow's meeting once."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.journal.actions import record
from nennep.meetings.models import Attendance, Meeting, Stage
from nennep.meetings.queries.months import moment as midnight
from nennep.notify.actions import tell
from nennep.notify.queries import awake
from nennep.viet.write import short, weekday


@transaction.atomic
def remind_tomorrow(moment: datetime, *, by: Actor) -> int:
    """Remind those invited to meetings of the day after a local moment, outside their quiet hours; returns how many.

    Each hears of a day once: a meeting that was moved is told anew. ``by`` is the house's own job.
    """
    day = moment.date() + timedelta(days=1)
    rows = Attendance.objects.filter(
        ~Q(answer="no"), Q(reminded_on=None) | ~Q(reminded_on=day), meeting__stage=Stage.INVITED, meeting__starts_at__gte=midnight(day),
        meeting__starts_at__lt=midnight(day + timedelta(days=1)), account_id__isnull=False,
    ).select_for_update(of=("self",), skip_locked=True)  # fmt: skip
    waiting = list(rows.values_list("pk", "meeting_id", "account_id"))
    heard = awake({account for _pk, _meeting, account in waiting}, moment)
    found: dict[int, list[int]] = defaultdict(list)
    for _pk, meeting, account in waiting:
        if account in heard:
            found[meeting].append(account)
    for row in Meeting.objects.filter(pk__in=found).select_related("unit").order_by("pk"):
        tell(found[row.pk], _words(row), f"/hop/{row.pk}/")
        record("meetings.remind_day", row, by=by, says={"title": short(row.title, 120), "count": len(found[row.pk])})
    told = [pk for pk, _meeting, account in waiting if account in heard]
    Attendance.objects.filter(pk__in=told).update(reminded_on=day)
    return len(told)


def _words(meeting: Meeting) -> str:
    start = timezone.localtime(meeting.starts_at)
    return _("Ngày mai, {weekday} {day}, lúc {hour}: “{title}”, tại {place}.").format(
        weekday=weekday(start), day=f"{start:%d/%m}", hour=f"{start:%H:%M}", title=short(meeting.title, 160), place=short(meeting.place, 120)
    )  # fmt: skip
