"""What people have done with their own lists: put off, handed over, reminded, thanked; one meeting's anonymous pulse; a
cell's self-study."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from nennep.config.cast.build import Cast
from nennep.core.actor import Actor
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.duties import actions, asked, queries
from nennep.meetings import actions as meetings
from nennep.meetings.models import Meeting
from nennep.members.models import Membership

DAY = date(2023, 7, 3)
THEMES = ("Quy trình chuẩn bị và ghi biên bản một buổi sinh hoạt", "Liêm chính trong học tập và nghiên cứu khoa học")
STUDIED = (
    ("Đọc tài liệu hướng dẫn ghi biên bản; tập ghi biên bản buổi sinh hoạt tổ.", 3),
    ("Học khóa trực tuyến về trích dẫn tài liệu tham khảo, đã hoàn thành bài kiểm tra.", 6),
    ("Đọc quy định của trường về liêm chính học thuật, tóm tắt thành một trang.", 4),
    ("Ôn các bước chuẩn bị một buổi sinh hoạt chuyên đề.", None),
)
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
    _study(cast)


def _study(cast: Cast) -> None:
    """Self-study in one student cell: its themes, June written by four members and not looked at yet, July still empty."""
    chanh, hoa, an = cast.actor("chanh"), cast.actor("hoa"), cast.actor("an")
    cell, month = cast.units["BV-S1"], date(2023, 6, 1)
    with on_day(date(2023, 6, 1)):
        with acting_as(chanh), transaction.atomic():
            meetings.set_switch(cell, by=chanh, thing="study", on=True, paper="Chi bộ đề nghị ngày 01/6/2023")
        with acting_as(hoa), transaction.atomic():
            for words in THEMES:
                meetings.add_study_theme(cell, by=hoa, year=2023, words=words)
            rows = Membership.objects.filter(unit=cell, association="party", until__year=9999).select_related("person")
            found = list(rows.exclude(person__in=[hoa.person_id, an.person_id]).order_by("id")[: len(STUDIED)])
    people = [replace(an, account_id=0, name=row.full_name, person_id=row.person_id) for row in found]
    with on_day(date(2023, 6, 28)):
        for one, (words, hours) in zip(people, STUDIED, strict=True):
            with acting_as(one), transaction.atomic():
                meetings.enter_study(cell, by=one, month=month, words=words, hours=hours)


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
