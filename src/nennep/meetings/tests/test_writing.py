"""Papers written from the books of a cell: its month, what a meeting adopted, the programme of its committee."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.actions.writing import DraftedAlready, NothingAdopted
from nennep.meetings.models import Outcome
from nennep.meetings.queries import writing
from nennep.meetings.tests.story import concluded
from nennep.office import actions as office
from nennep.office.models import Draft
from tests import story

JULY = date(2023, 7, 1)


def test_the_report_of_a_month_says_what_the_books_hold_and_asks_for_the_rest(cast: Cast) -> None:
    meeting, hoa = concluded(cast, absent=2), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        outcome = actions.conclude(
            meeting,
            by=hoa,
            kind="resolution",
            words="Rà soát nguồn kết nạp",
            owner="Bí thư chi bộ",
            due_on=date(2023, 8, 20),
        )
        text = writing.month_report(cast.units["BV-S1"], JULY)
        came = meeting.attendance.filter(presence="present").exclude(status="guest").count()
        assert f"Ngày 03/7/2023: sinh hoạt chi bộ tháng 7/2023; có mặt {came}/{came + 2} đồng chí." in text
        assert "Chi bộ Sinh viên 1 báo cáo kết quả hoạt động tháng 7/2023 như sau:" in text
        assert "III. NHIỆM VỤ TRỌNG TÂM THÁNG 8/2023\n- Rà soát nguồn kết nạp, hạn 20/8/2023." in text
        assert text.endswith("IV. KIẾN NGHỊ, ĐỀ XUẤT\n…")
        actions.settle_outcome(outcome, by=hoa, done=True, words="Đã rà soát 12 đồng chí")
        assert "- Đã thực hiện: rà soát nguồn kết nạp." in writing.month_report(cast.units["BV-S1"], JULY)


def test_what_was_adopted_becomes_a_paper_and_gets_its_number_back(cast: Cast) -> None:
    meeting, hoa, van = concluded(cast), cast.actor("hoa"), cast.actor("van")
    with acting_as(hoa), transaction.atomic():
        with pytest.raises(NothingAdopted):
            actions.draft_resolution(meeting, by=hoa)
        actions.conclude(meeting, by=hoa, kind="conclusion", words="Nhắc nhở nền nếp")
        row = actions.conclude(
            meeting,
            by=hoa,
            kind="resolution",
            words="Mỗi đảng viên giúp một sinh viên",
            owner="Chi ủy",
            due_on=date(2023, 9, 30),
        )
        draft = actions.draft_resolution(meeting, by=hoa)
        assert (
            "1. Mỗi đảng viên giúp một sinh viên. Giao chi ủy thực hiện, hoàn thành trước ngày 30/9/2023." in draft.body
        )
        assert "Nhắc nhở" not in draft.body
        with pytest.raises(DraftedAlready):
            actions.draft_resolution(meeting, by=hoa)
        draft = office.write_draft(draft, by=hoa, seen=draft.version, body=draft.body.replace("…", "Tốt."))
        draft = office.sign_draft(office.check_draft(draft, by=hoa), by=hoa)
    with acting_as(van), transaction.atomic():
        office.issue_draft(office.number_draft(draft, by=van), by=van)
        number = Draft.objects.get(pk=draft.pk).number
        assert number is not None and number.words == "01-NQ/CB"  # a cell's own symbol, not its committee's
    with acting_as(hoa), transaction.atomic():
        later = actions.plan_meeting(
            meeting.unit, by=hoa, kind=meeting.kind, title="Sinh hoạt tháng 8", starts_at=meeting.starts_at + timedelta(days=31), place="Phòng 201"
        )  # fmt: skip
        (followed,) = later.items.filter(source="follow", source_id=row.pk)
        assert followed.title.startswith("Kiểm điểm việc thực hiện nghị quyết 01-NQ/CB: Mỗi đảng viên")
        office.recall_draft(Draft.objects.get(pk=draft.pk), by=hoa, reason="Sai thể thức")
        assert actions.draft_resolution(meeting, by=hoa).pk != draft.pk
        assert number is not None and Outcome.objects.get(pk=row.pk).number == number.words != ""


def test_a_committee_writes_its_programme_from_targets_and_tasks(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    story.tell(cast)
    lan = signed_in("lan")
    page = lan.get("/hop/soan/chuong-trinh/").content.decode()
    assert "Quý 3/2023" in page and "Năm 2024" in page
    wrong = lan.post("/hop/soan/chuong-trinh/", {"span": "zzz"})
    assert wrong.status_code == 422 and "Đề nghị chọn lại" in wrong.content.decode()
    made = lan.post("/hop/soan/chuong-trinh/", {"span": "2023-01-01:2024-01-01"})
    assert made.status_code == 302 and made["Location"].startswith("/van-thu/soan/")
    body = lan.get(made["Location"]).content.decode()
    assert "chương trình công tác năm 2023 như sau" in body and "100 %" not in body
    assert "CHỈ TIÊU TẬP TRUNG LÃNH ĐẠO" in body and "hoàn thành trước ngày" in body
