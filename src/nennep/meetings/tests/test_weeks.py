"""The weekly schedule: typed, copied, given out, changed with a mark."""

import io
from collections.abc import Callable
from datetime import date, time

import docx
import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours, Stale
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.actions.weeks import IssuedAlready, NothingToCopy, WhyCancelled
from nennep.meetings.models import Engagement, MeetingKind
from nennep.meetings.queries.weeks import week
from nennep.notify.models import Notice

NEXT = date(2023, 7, 10)
ENTRIES = (
    (0, time(8), "Giao ban Văn phòng"),
    (1, time(14), "Làm việc với Đoàn Thanh niên"),
    (3, None, "Kiểm tra hồ sơ"),
)


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
