"""Meetings of a cell at each stage, for tests."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.models import Meeting, MeetingKind, Minutes

TODAY = date(2023, 7, 3)


def planned(
    cast: Cast, who: str = "hoa", code: str = "BV-S1", kind: str = "regular", *, invited: bool = False, hour: int = 14
) -> Meeting:
    """A meeting of the working day."""
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        row = actions.plan_meeting(
            cast.units[code], by=by, kind=MeetingKind.objects.get(pk=kind), title="Sinh hoạt chi bộ tháng 7/2023",
            starts_at=timezone.make_aware(datetime(2023, 7, 3, hour)), place="Phòng 201", keeper="Nguyễn Văn Ghi",
        )  # fmt: skip
        return actions.invite_people(row, by=by) if invited else row


def opened(cast: Cast, who: str = "hoa", code: str = "BV-S1", *, absent: int = 0) -> Meeting:
    """One that goes on, with so many official members away for a reason."""
    by = cast.actor(who)
    row = planned(cast, who, code, invited=True)
    with acting_as(by), transaction.atomic():
        row = actions.open_meeting(row, by=by)
        gone = list(row.attendance.filter(status="official").order_by("pk")[:absent])
        return actions.call_roll(row, by=by, absent={one.pk: ("excused", "đi công tác") for one in gone})


def concluded(cast: Cast, who: str = "hoa", code: str = "BV-S1", *, absent: int = 0) -> Meeting:
    """One that is over; its minutes are there."""
    row, by = opened(cast, who, code, absent=absent), cast.actor(who)
    with acting_as(by), transaction.atomic():
        return actions.close_meeting(row, by=by)


def signed(cast: Cast, who: str = "hoa", code: str = "BV-S1") -> Meeting:
    """One whose minutes are frozen: signed by the chair, the keeper signed on paper."""
    row, by = concluded(cast, who, code), cast.actor(who)
    with acting_as(by), transaction.atomic():
        minutes = actions.sign_minutes(Minutes.objects.get(meeting=row), by=by, side="chair")
        actions.sign_minutes(minutes, by=by, side="keeper", on_paper=True)
    return row
