"""The weekly schedule: typed, copied, given out, changed with a mark."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import docx
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.refused import NotYours, Stale
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.actions.weeks import IssuedAlready, NothingToCopy, WhyCancelled
from nennep.meetings.models import Engagement, MeetingKind
from nennep.meetings.queries.weeks import as_issued, week
from nennep.meetings.tests.story import planned
from nennep.notify.models import Notice

NEXT = date(2023, 7, 10)
ENTRIES = (
    (0, time(8), "Giao ban Văn phòng"),
    (1, time(14), "Làm việc với Đoàn Thanh niên"),
    (3, None, "Kiểm tra hồ sơ"),
)


def moment(day: int, hour: int) -> datetime:
    """An hour of a day in July."""
    return timezone.make_aware(datetime(2023, 7, day, hour))


def filled(cast: Cast) -> None:
    """Three entries in the week of 3 July."""
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        for after, at, words in ENTRIES:
            actions.add_engagement(cast.units["BV"], by=lan, day=date(2023, 7, 3 + after), at=at, words=words)


def test_a_week_draws_its_meetings_and_marks_what_changes_after_it_was_given_out(cast: Cast) -> None:
    lan, unit = cast.actor("lan"), cast.units["BV"]
    filled(cast)
    with acting_as(lan), transaction.atomic():
        actions.record_past_meeting(
            unit,
            by=lan,
            kind=MeetingKind.objects.get(code="standing"),
            title="Hội nghị Ban Thường vụ",
            held_on=date(2023, 7, 3),
            place="Phòng họp 305",
        )
        told = [line.words for day in week(lan, unit, date(2023, 7, 3)) for line in day.lines]
        assert "Hội nghị Ban Thường vụ" in told and "Giao ban Văn phòng" in told
        assert actions.copy_week(unit, by=lan, monday=NEXT) == 3
        with pytest.raises(NothingToCopy):
            actions.copy_week(unit, by=lan, monday=NEXT)
        copied = list(Engagement.objects.filter(unit=unit, day__gte=NEXT))
        assert {(row.day.weekday(), row.mark) for row in copied} == {(0, ""), (1, ""), (3, "")}
        actions.cancel_engagement(copied[0], by=lan)
        assert Engagement.objects.filter(unit=unit, day__gte=NEXT).count() == 2
        actions.issue_week(unit, by=lan, monday=NEXT)
        with pytest.raises(IssuedAlready):
            actions.issue_week(unit, by=lan, monday=NEXT)
        late = actions.add_engagement(unit, by=lan, day=NEXT, at=time(9), words="Tiếp đoàn công tác")
        moved = actions.change_engagement(copied[1], by=lan, seen=copied[1].version, at=time(15, 30))
        assert (late.mark, moved.mark) == ("added", "changed")
        with pytest.raises(Stale):
            actions.change_engagement(moved, by=lan, seen=1, at=time(16))
        with pytest.raises(WhyCancelled):
            actions.cancel_engagement(late, by=lan)
        actions.cancel_engagement(late, by=lan, why="Đoàn hoãn")
        late.refresh_from_db()
        assert (late.mark, late.words) == ("cancelled", "Tiếp đoàn công tác (Đoàn hoãn)")
    with acting_as(cast.actor("chanh")):
        assert Notice.objects.filter(words__contains="lịch công tác tuần từ ngày 10/07/2023").exists()


def test_the_week_of_a_committee_is_read_below_and_kept_by_its_office_alone(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    unit, address = cast.units["BV"], "/hop/lich-tuan/"
    filled(cast)
    page = signed_in("hoa").get(address, {"don-vi": unit.pk}).content.decode()
    assert "Giao ban Văn phòng" in page and "Ghi vào lịch" not in page
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic(), pytest.raises(NotYours):
        actions.issue_week(unit, by=hoa, monday=NEXT)
    lan = signed_in("lan")
    wrong = lan.post(address, {"day": "31/02/2023", "at": "25:00", "words": ""})
    assert wrong.status_code == 422 and "tháng 2 năm 2023 có 28 ngày" in wrong.content.decode()
    done = lan.post(
        address,
        {"day": "12/07/2023", "at": "8h30", "words": "Họp tổ biên tập", "chair": "Lê Thị Minh Chánh"},
        follow=True,
    )
    assert "Họp tổ biên tập" in done.content.decode() and "08:30" in done.content.decode()
    assert lan.post(f"{address}ban-hanh/?tuan=2023-07-12", follow=True).status_code == 200
    file = lan.get(f"{address}in.docx?tuan=2023-07-12")
    rows = [
        [cell.text for cell in row.cells] for one in docx.Document(io.BytesIO(file.content)).tables for row in one.rows
    ]
    assert ["Thứ Tư, 12/07", "08:30", "Họp tổ biên tập", "Lê Thị Minh Chánh", "", "", ""] in rows


def told(cast: Cast, who: str, monday: date = NEXT) -> dict[str, tuple[str, bool]]:
    """The lines of the committee's week as somebody reads them: what is said of each, and whether it is struck."""
    by = cast.actor(who)
    with acting_as(by):
        lines = [line for day in week(by, cast.units["BV"], monday) for line in day.lines]
    return {line.words: (line.note, line.struck) for line in lines}


def test_an_issued_week_keeps_what_was_given_out_and_says_what_became_of_it(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    lan, unit = cast.actor("lan"), cast.units["BV"]
    kinds = {kind: MeetingKind.objects.get(pk=kind) for kind in ("briefing", "standing")}
    plans = [
        ("Giao ban bí thư", "briefing", 10),
        ("Hội ý thường trực", "standing", 11),
        ("Giao ban chuyên đề", "briefing", 12),
        ("Giao ban quý", "briefing", 13),
    ]
    with acting_as(lan), transaction.atomic():
        made = [
            actions.plan_meeting(unit, by=lan, kind=kinds[kind], title=title, starts_at=moment(day, 14), place="Phòng 305")
            for title, kind, day in plans
        ]  # fmt: skip
        entry = actions.add_engagement(unit, by=lan, day=NEXT, at=time(9), words="Tiếp đoàn công tác")
        given = actions.issue_week(unit, by=lan, monday=NEXT)
        actions.move_meeting(made[0], by=lan, starts_at=moment(11, 8))
        actions.move_meeting(made[2], by=lan, starts_at=moment(19, 8))
        actions.cancel_meeting(made[3], by=lan, why="Lý do riêng của cấp ủy")
        actions.change_engagement(entry, by=lan, seen=entry.version, at=time(15))
        late = actions.plan_meeting(
            unit, by=lan, kind=kinds["briefing"], title="Giao ban đột xuất", starts_at=moment(14, 8), place="Phòng 305"
        )
    below, own = told(cast, "hoa"), told(cast, "lan")
    assert below == {
        "Giao ban bí thư": ("dời từ 14:00 thứ Hai, 10/07", False), "Giao ban chuyên đề": ("dời sang 08:00 thứ Tư, 19/07", True),
        "Giao ban quý": ("hoãn", True), "Giao ban đột xuất": ("bổ sung", False), "Tiếp đoàn công tác": ("dời từ 09:00 thứ Hai, 10/07", False),
    }  # fmt: skip
    assert own == below | {"Hội ý thường trực": ("", False)}
    with acting_as(lan), transaction.atomic():
        first = [(line.words, line.at) for day in as_issued(lan, given) for line in day.lines]
        assert ("Giao ban bí thư", time(14)) in first and late.title not in {words for words, _at in first}
        actions.issue_week(unit, by=lan, monday=date(2023, 7, 17))
        actions.move_meeting(made[0], by=lan, starts_at=moment(18, 8))
    assert told(cast, "hoa", date(2023, 7, 17))["Giao ban bí thư"] == ("dời từ 08:00 thứ Ba, 11/07", False)
    page = signed_in("hoa").get(f"/hop/lich-tuan/?don-vi={unit.pk}&tuan=2023-07-10").content.decode()
    assert f"/hop/{made[0].pk}/" not in page and "dời sang 08:00 thứ Ba, 18/07" in page and "Lý do riêng" not in page
    token = signed_in("lan").post("/hop/lich/dia-chi/").content.decode().split("/hop/lich/")[-1].split(".ics")[0]
    assert "Tiếp đoàn công tác" in Client().get(f"/hop/lich/{token}.ics").content.decode()
    file = signed_in("lan").get("/hop/lich-tuan/in.docx?tuan=2023-07-10")
    section = docx.Document(io.BytesIO(file.content)).sections[0]
    assert section.page_width > section.page_height


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2023-13-45", "²"])
def test_a_day_outside_the_calendar_shows_the_running_one(
    cast: Cast, signed_in: Callable[[str], Client], day: str
) -> None:
    page, unit = signed_in("lan"), cast.units["BV"].pk
    week = page.get("/hop/lich-tuan/", {"don-vi": str(unit), "tuan": day})
    assert week.status_code == 200 and week.context["monday"] == date(2023, 7, 3)
    for address in ("/hop/lich/", "/hop/thang/", "/hop/lich-cong-khai/"):
        asked = page.get(address, {"thang": day[:7]})
        assert asked.status_code == 200 and asked.context["month"] == date(2023, 7, 1)
    assert page.get("/hop/lich-tuan/", {"don-vi": "²"}).status_code == 200


def test_a_plan_whose_keeper_is_busy_in_the_weekly_schedule_says_so(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    lan, page = cast.actor("lan"), signed_in("lan")
    entry: dict[str, Any] = {"day": date(2023, 7, 3), "at": time(16, 30), "place": "Nhà A"}
    with acting_as(lan), transaction.atomic():
        actions.add_engagement(
            cast.units["BV"], by=lan, words="Tiếp đoàn công tác", people="đ/c Lê Thị Bận, Ban Thường vụ", prepares="Trần Văn Chuẩn", **entry
        )  # fmt: skip
    there = "/hop/lap/trung-lich/"
    given = {"kind": "committee", "day": "03/07/2023", "hour": "17:00", "minutes": "60", "place": "Nhà B"}
    for who, found in (
        ({"keeper": "Lê Thị Bận"}, True),
        ({"chair": "trần văn chuẩn"}, True),
        ({"keeper": "Lê Thị Rỗi"}, False),
    ):
        told = page.get(there, given | who).content.decode()
        assert ("Trùng lịch công tác của" in told) is found
        assert ("thành phần đ/c Lê Thị Bận" in told) is found


def test_the_board_of_the_month_says_what_stands_in_a_weekly_schedule(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    lan, page = cast.actor("lan"), signed_in("lan")
    planned(cast)  # 14:00, Phòng 201, minutes kept by Nguyễn Văn Ghi
    entry: dict[str, Any] = {"day": date(2023, 7, 3), "chair": "", "people": "", "prepares": ""}
    for hour, place, words in ((14, "phòng 201", "Tiếp đoàn"), (14, "Nhà A", "Việc khác"), (19, "Phòng 201", "Tối")):
        with acting_as(lan), transaction.atomic():
            actions.add_engagement(cast.units["BV"], by=lan, words=words, at=time(hour), place=place, **entry)
    shown = page.get("/hop/thang/", {"thang": "2023-07"})
    (line,) = [one for one in shown.context["lines"] if one.meeting]
    assert [one.words for one in line.engaged] == ["Tiếp đoàn"]
    assert "Trùng lịch công tác của" in shown.content.decode()
