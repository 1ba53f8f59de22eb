"""What people have done with their own lists: put off, handed over, reminded, thanked; one meeting's anonymous pulse."""

from datetime import date, timedelta

from django.db import transaction

from nennep.config.cast.build import Cast
from nennep.core.actor import Actor
from nennep.core.scope import acting_as
from nennep.duties import actions, asked, queries
from nennep.meetings import actions as meetings
from nennep.meetings.models import Meeting

DAY = date(2023, 7, 3)
ANSWERS = ((5, 4), (4, 4), (4, 5), (5, 5), (3, 4), (4, 3))


def fill(cast: Cast) -> None:
    """The university's office puts one duty off, is given another by its chief, and chases one of its tasks."""
    lan, chanh = cast.actor("lan"), cast.actor("chanh")
    with acting_as(lan), transaction.atomic():
        mine = queries.own(lan, DAY, DAY + timedelta(days=45)).done
        actions.put_off(mine[-1], by=lan, until=min(mine[-1].due_on, DAY + timedelta(days=7)))
        thing = next(one for one in asked.behind(lan, DAY) if one.owing)
        actions.chase(thing.kind, thing.row_id, by=lan)
    with acting_as(chanh), transaction.atomic():
        names = {one.name for one in mine}
        duty = next(one for one in queries.own(chanh, DAY, DAY + timedelta(days=45)).done if one.name in names)
        actions.hand_over(duty, by=chanh, to=lan.account_id, note="Đồng chí theo dõi giúp, báo lại trong tuần.")
    _pulse(cast)


def _pulse(cast: Cast) -> None:
    hoa, chanh = cast.actor("hoa"), cast.actor("chanh")
    with acting_as(chanh), transaction.atomic():
        for thing in ("pulse", "timing"):
            meetings.set_switch(cast.units["BV"], by=chanh, thing=thing, on=True)
    with acting_as(hoa), transaction.atomic():
        meeting = Meeting.objects.get(unit=cast.units["BV-S1"], held_on=date(2023, 6, 5))
        row = meetings.open_pulse(meeting, by=hoa)
        there = list(meeting.attendance.filter(presence="present").exclude(person=None).order_by("pk"))
    for one, (prepared, spoken) in zip(there, ANSWERS, strict=False):
        person = Actor(0, one.name, one.person_id)
        with acting_as(person):
            meetings.answer_pulse(row, by=person, prepared=prepared, spoken=spoken)
    with acting_as(hoa), transaction.atomic():
        meetings.close_pulse(row, by=hoa)
