"""What plans grow from: the fixed day, timetables, topics, and two agendas that say the same."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions, overlaps, rules, timetable
from nennep.meetings.actions.habits import PlannedAlready, TopicThere
from nennep.meetings.models import Lesson, Meeting, MeetingKind, Topic
from nennep.meetings.queries import habits, months
from nennep.meetings.tests.story import planned

Sign = Callable[[str], Client]
TODAY = date(2023, 7, 3)
FEED = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Thoi khoa bieu//VI
BEGIN:VEVENT
UID:lop-1
DTSTART:20230605T130000
DTEND:20230605T153000
RRULE:FREQ=WEEKLY;UNTIL=20230801T000000Z
EXDATE:20230710T130000
SUMMARY:Thực hành vi sinh
LOCATION:phong 201
END:VEVENT
BEGIN:VEVENT
UID:lop-1
RECURRENCE-ID:20230717T130000
DTSTART:20230718T130000
DTEND:20230718T153000
SUMMARY:Thực hành vi sinh (học bù)
END:VEVENT
BEGIN:VEVENT
UID:lop-2
DTSTART:20230704T010000Z
DURATION:PT1H
SUMMARY:Họp khoa
DESCRIPTION:Sơ kết học kỳ\\nPhân công coi thi
END:VEVENT
BEGIN:VEVENT
UID:lop-3
DTSTART;VALUE=DATE:20230705
SUMMARY:Nghỉ cả ngày
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of July."""
    return timezone.make_aware(datetime(2023, 7, day, hour, minute))


@pytest.mark.parametrize(
    ("week", "weekday", "day"), [(1, 4, 4), (2, 0, 14), (5, 4, 25), (5, 3, 31), (4, 3, 24), (1, 1, 1)]
)
def test_a_weekday_of_a_month(week: int, weekday: int, day: int) -> None:
    assert rules.weekday_of(date(2023, 8, 1), week, weekday) == date(2023, 8, day)


def test_a_timetable_repeats_in_vietnams_time_with_what_was_moved_and_left_out() -> None:
    found = timetable.read(FEED, TODAY)
    assert [(one.name, one.starts_at, one.ends_at) for one in found] == [
        ("Thực hành vi sinh", at(3, 13), at(3, 15, 30)),
        ("Họp khoa", at(4, 8), at(4, 9)),
        ("Nghỉ cả ngày", at(5, 0), at(6, 0)),
        ("Thực hành vi sinh (học bù)", at(18, 13), at(18, 15, 30)),
        ("Thực hành vi sinh", at(24, 13), at(24, 15, 30)),
        ("Thực hành vi sinh", at(31, 13), at(31, 15, 30)),
    ]
    assert found[1].words == "Sơ kết học kỳ\nPhân công coi thi"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00\xff\xfe", b"PK\x03\x04", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", FEED[:200], b"x" * 2_000_001,
        FEED.replace(b"20230605T130000", b"2023-06-05"), FEED.replace(b"FREQ=WEEKLY", b"FREQ=SECONDLY"),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_told_in_a_sentence(data: bytes) -> None:
    with pytest.raises(timetable.BadCalendar) as refusal:
        timetable.read(data, TODAY)
    assert refusal.value.sentence.endswith(".")


def test_two_agendas_that_say_the_same_are_paired_by_their_words() -> None:
    ours = ["Kiểm điểm tiến độ đề tài nghiên cứu khoa học", "Phổ biến Nghị quyết số 12", "Phân công coi thi học kỳ II"]
    theirs = ["Phân công coi thi", "Tiến độ đề tài nghiên cứu khoa học cấp trường", "Liên hoan"]
    found = overlaps.pairs(ours, theirs)
    assert [(one.ours, one.theirs) for one in found] == [(ours[0], theirs[1]), (ours[2], theirs[0])]
    assert found[1].shared == ["Phân", "coi", "thi"]
    assert overlaps.pairs(ours, []) == overlaps.pairs([], theirs) == []


def test_a_fixed_day_plans_the_next_month_once_with_what_was_added_by_hand(cast: Cast, signed_in: Sign) -> None:
    hoa, cell = cast.actor("hoa"), cast.units["BV-S1"]
    planned(cast)
    client = signed_in("hoa")
    asked = {"way": "week", "week": 1, "weekday": 4, "hour": "15h30", "minutes": 120, "place": "Phòng 305"}
    assert client.post("/hop/lich-co-dinh/", asked | {"way": "day"}).status_code == 422
    lacking = client.post("/hop/lich-co-dinh/", asked | {"hour": "", "place": ""}).content.decode()
    assert "Đề nghị ghi giờ họp" in lacking and "Đề nghị ghi địa điểm họp" in lacking
    assert client.post("/hop/lich-co-dinh/", {"way": "none", "day": "40"}).status_code == 302
    assert client.post("/hop/lich-co-dinh/", asked | {"hour": "15 giờ 30"}).status_code == 302
    with acting_as(hoa), transaction.atomic():
        last = Meeting.objects.get(unit=cell, stage="planned")
        actions.add_item(last, by=hoa, title="Điểm tin trong tháng", section="2information", minutes=7)
    page = client.get("/hop/").content.decode()
    assert "Lên kế hoạch như vậy" in page and "04/08/2023" in page
    for _press in range(2):
        assert client.post("/hop/lap/tiep/", {"thang": "2023-08"}).status_code == 302
    with acting_as(hoa), transaction.atomic():
        row = Meeting.objects.get(unit=cell, starts_at__month=8)
        assert timezone.localtime(row.starts_at) == timezone.make_aware(datetime(2023, 8, 4, 15, 30))
        assert (row.place, row.minutes, row.keeper) == ("Phòng 305", 120, last.keeper)
        assert row.items.get(title="Điểm tin trong tháng").minutes == 7
        with pytest.raises(PlannedAlready):
            actions.plan_next(cell, by=hoa, kind=habits.kind_of(cell), month=date(2023, 8, 1))
        actions.fix_day(cell, by=hoa, kind=habits.kind_of(cell), hour=time(14), place="Phòng 305", day=2)
        found = habits.next_of(cell, habits.kind_of(cell), TODAY)
        assert found and timezone.localtime(found.starts_at).date() == date(2023, 9, 4)  # the 2nd is a Saturday


def test_a_plan_says_what_the_timetable_holds_at_its_hour(cast: Cast, signed_in: Sign) -> None:
    hoa, cell, client = cast.actor("hoa"), cast.units["BV-S1"], signed_in("hoa")
    row = planned(cast)
    bad = client.post("/hop/thoi-khoa-bieu/", {"file": SimpleUploadedFile("a.ics", b"khong phai")})
    assert bad.status_code == 422 and "không phải lịch" in bad.content.decode()
    for _again in range(2):
        assert client.post("/hop/thoi-khoa-bieu/", {"file": SimpleUploadedFile("a.ics", FEED)}).status_code == 302
    assert "Họp khoa" in client.get("/hop/thoi-khoa-bieu/").content.decode()
    assert "Trùng thời khóa biểu: Thực hành vi sinh, 13:00–15:30" in client.get(f"/hop/{row.pk}/").content.decode()
    with acting_as(hoa):
        assert Lesson.objects.filter(unit=cell).count() == 6
        assert habits.other_agenda(row) == "Sơ kết học kỳ\nPhân công coi thi"
    with acting_as(cast.actor("lan")):
        line = next(one for one in months.board(cast.units["BV"], date(2023, 7, 1), TODAY) if one.unit.pk == cell.pk)
        assert [one.name for one in line.lessons] == ["Thực hành vi sinh"]
    assert "Trùng thời khóa biểu" in signed_in("lan").get("/hop/thang/").content.decode()
    answer = client.post(f"/hop/{row.pk}/trung-lap/", {"theirs": "1. Nhiệm vụ trọng tâm tháng tới\n- Liên hoan"})
    assert "nội dung giống nhau" in answer.content.decode()
    client.post("/hop/thoi-khoa-bieu/bo/")
    with acting_as(hoa):
        assert not Lesson.objects.filter(unit=cell).exists()


def test_a_thematic_meeting_takes_the_next_topic_and_keeps_its_words(cast: Cast, signed_in: Sign) -> None:
    hoa, lan, cell = cast.actor("hoa"), cast.actor("lan"), cast.units["BV-S1"]
    with acting_as(lan), transaction.atomic():
        above = actions.add_topic(cast.units["BV"], by=lan, year=2023, words="Nêu gương trong nghiên cứu")
    client = signed_in("hoa")
    assert "Nêu gương trong nghiên cứu" in client.get("/hop/chuyen-de/").content.decode()
    assert client.post(f"/hop/chuyen-de/{above.pk}/chon/").status_code == 302
    assert client.post("/hop/chuyen-de/", {"words": "Nêu gương trong nghiên cứu"}).status_code == 422
    with acting_as(hoa), transaction.atomic():
        row = Topic.objects.get(unit=cell, words="Nêu gương trong nghiên cứu")
        with pytest.raises(TopicThere):
            actions.add_topic(cell, by=hoa, year=2023, words=row.words)
        for other in Topic.objects.filter(unit=cell, meeting=None).exclude(pk=row.pk):
            actions.drop_topic(other, by=hoa)
        meeting = actions.plan_meeting(
            cell, by=hoa, kind=MeetingKind.objects.get(pk="thematic"), title="Sinh hoạt chuyên đề quý III", starts_at=at(20, 14), place="Phòng 201",
        )  # fmt: skip
        row.refresh_from_db()
        assert meeting.topic == row.words and row.meeting == meeting and row.origin == "upper"
        assert meeting.items.filter(title="Chuyên đề: Nêu gương trong nghiên cứu").exists()
        actions.cancel_meeting(meeting, by=hoa, why="bão")
        row.refresh_from_db()
        assert row.meeting is None
        year = habits.topics_of(hoa, cell, 2023)
        assert year.least == 4 and year.held == Meeting.objects.filter(unit=cell, thematic=True, stage="closed").count()
    assert client.post(f"/hop/chuyen-de/{row.pk}/bo/").status_code == 302
    with acting_as(hoa):
        meeting.refresh_from_db()
        assert meeting.topic == "Nêu gương trong nghiên cứu"
