"""A secretary's month for a cell of about thirty, in a real browser on a phone's width, counted in clicks and keys."""

import os
import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Error, Locator, expect

from nennep.config.cast import Cast
from nennep.config.cast.build import PASSWORD
from nennep.core.scope import acting_as
from nennep.meetings import actions as meetings
from nennep.meetings.models import Attendance, MeetingKind, Minutes, Outcome, Vote
from nennep.meetings.tests.story import opened
from nennep.members import actions as members
from nennep.members.models import Case, CaseVote
from nennep.members.tests import story as cases
from nennep.programmes.models import Work
from tests.conftest import CHROMIUM
from tests.test_journeys import Visitor

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("NENNEP_CI"), reason="Chromium is not installed"),
]
MOST_CLICKS, MOST_KEYS = 40, 600


class Hands:
    """Counts what a person does."""

    def __init__(self) -> None:
        self.clicks = self.keys = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def type(self, where: Locator, text: str) -> None:
        """A click into the box, then the letters."""
        self.clicks += 1
        self.keys += len(text)
        where.click()
        where.press_sequentially(text)

    def next(self, where: Locator, text: str) -> None:
        """On with the tabulator, then the letters."""
        self.keys += 1 + len(text)
        where.press_sequentially(text)

    def choose(self, where: Locator, value: str) -> None:
        self.clicks += 2
        where.select_option(value)


@pytest.fixture
def cell(live_cast: Cast) -> list[Case]:
    """The cell of a student secretary with some thirty members, a June meeting in the book, two candidates to vote on."""
    dung, lan, unit = live_cast.actor("dung"), live_cast.actor("lan"), live_cast.units["BV-S1"]
    with acting_as(dung), transaction.atomic():
        for n in range(12):
            members.enrol_person(
                unit, by=dung, full_name=f"Nguyễn Thị Mẫu {'ABCDEGHKLMNP'[n]}", sex="f", status="official", since=date(2022, 5, 19),
                born_on=date(2001, 2, 3), category="student",
            )  # fmt: skip
        found = [cases.told(live_cast, dung, "cell", name=name) for name in ("Lương Thị Hà My", "Phí Minh Quân")]
        for case in found:
            for step in ("file", "verified", "opinions"):
                cases.lay(case, dung, step, date(2023, 6, 20))
            members.file_paper(case, "introduction", by=dung, done=members.Done(date(2023, 6, 20)))
    with acting_as(lan), transaction.atomic():
        meetings.record_past_meeting(
            unit, by=lan, kind=MeetingKind.objects.get(pk="regular"), title="Sinh hoạt chi bộ thường kỳ tháng 6/2023", held_on=date(2023, 6, 5),
            place="Phòng 201, nhà A1", keeper="Lê Ngọc Khánh",
        )  # fmt: skip
    return found


def test_a_secretarys_month_is_ten_minutes_of_typing(
    browser: Browser, live_server: Any, live_cast: Cast, cell: list[Case]
) -> None:
    visitor, hands = Visitor(browser, live_server.url, 390).sign_in("hoa"), Hands()
    page = visitor.page
    hands.click(page.locator("nav.tabs").get_by_role("link", name="Sinh hoạt, họp"))
    hands.click(page.get_by_role("link", name="Lên kế hoạch").first)
    visitor.look()
    expect(page.locator("#id_place")).to_have_value("Phòng 201, nhà A1")
    hands.click(page.get_by_role("button", name="Lưu kế hoạch"))
    expect(
        page.locator("#chuong-trinh li").filter(has_text="Xét đề nghị kết nạp quần chúng Phí Minh Quân")
    ).to_be_visible()
    hands.click(page.get_by_role("button", name="Gửi giấy mời"))
    visitor.look()
    hands.click(page.get_by_role("button", name="Khai mạc"))
    rows = page.locator("#diem-danh tbody tr")
    assert 28 <= rows.count() <= 36
    for place, why in ((2, "ốm"), (5, "đi thực tập")):
        hands.click(rows.nth(place).get_by_role("checkbox"))
        hands.next(rows.nth(place).locator("input[name^=ly-do]"), why)
    hands.click(page.get_by_role("button", name="Có mặt đủ"))
    expect(page.get_by_text("Đã điểm danh")).to_be_visible()
    visitor.look()
    for name in ("Lương Thị Hà My", "Phí Minh Quân"):
        card = page.locator("section.card").filter(has=page.get_by_role("heading", name=name))
        hands.type(card.locator("[name=agreed]"), str(most(page)))
        hands.click(card.get_by_role("button", name="Ghi biểu quyết"))
        expect(
            page.locator("section.card")
            .filter(has=page.get_by_role("heading", name=name))
            .get_by_text("đủ tỷ lệ theo quy định")
        ).to_be_visible()
    for title, text in (
        ("Tình hình tư tưởng", "Đảng viên yên tâm học tập, tin tưởng; sinh viên năm cuối lo việc làm."),
        ("Nhiệm vụ trọng tâm", "Tập trung hồ sơ chuyển sinh hoạt cho sinh viên tốt nghiệp."),
        ("Tự phê bình", "Hai đồng chí chậm nộp nhận xét nơi cư trú, đã nhận khuyết điểm."),
    ):
        card = page.locator("section.card").filter(has=page.get_by_role("heading", name=title))
        hands.type(card.locator("[name=result]"), text)
        expect(card.get_by_text("Đã lưu")).to_be_visible()
    for kind, words, owner, due in (
        ("resolution", "Hoàn thành hồ sơ chuyển sinh hoạt của sinh viên tốt nghiệp", "Phó bí thư", "31/07/2023"),
        ("conclusion", "Thu nhận xét nơi cư trú còn thiếu", "Chi ủy", "20/07/2023"),
    ):
        form = page.locator("#ket-luan form")
        if kind != "conclusion":
            hands.choose(form.locator("[name=kind]"), kind)
        hands.type(form.locator("[name=words]"), words)
        hands.next(form.locator("[name=owner]"), owner)
        hands.next(form.locator("[name=due_on]"), due)
        hands.click(form.get_by_role("button", name="Ghi kết luận"))
        expect(page.locator("#ket-luan").get_by_text(words)).to_be_visible()
    hands.click(page.get_by_role("button", name="Kết thúc cuộc họp"))
    expect(page.get_by_text("Biên bản đã tự dựng")).to_be_visible()
    visitor.look()
    for link in ("Ký: chủ trì", "Thư ký đã ký bản giấy"):
        hands.click(page.get_by_role("link", name=link))
        hands.type(page.locator("#id_password"), PASSWORD)
        hands.click(page.get_by_role("button", name="Ký", exact=True))
    expect(page.get_by_text("Mã kiểm chứng")).to_be_visible()
    hands.click(page.locator(".crumbs a"))
    hands.click(page.get_by_role("link", name="Chấm điểm"))
    visitor.look()
    hands.click(page.get_by_role("button", name="Ghi điểm"))
    expect(page.get_by_text("Chi bộ tự chấm")).to_be_visible()
    visitor.look()
    print(f"a month: {hands.clicks} clicks, {hands.keys} keys")
    assert hands.clicks <= MOST_CLICKS and hands.keys <= MOST_KEYS
    came_of_it(live_cast, cell)


def most(page: Any) -> int:
    """Votes for: as many as the page says are needed."""
    found = re.search(r"kết nạp, công nhận cần ít nhất (\d+)/", page.locator("#diem-danh").inner_text())
    assert found
    return int(found[1])


def came_of_it(cast: Cast, cell: list[Case]) -> None:
    """The file of each candidate has its vote, the tasks are in the plan, the minutes are frozen; nothing was typed twice."""
    with acting_as(cast.actor("lan")), transaction.atomic():
        for case in cell:
            assert Case.objects.get(pk=case.pk).stage != "cell" and CaseVote.objects.get(case=case, step="cell").passed
        works = Work.objects.filter(unit=cast.units["BV-S1"], task__programme__unit=cast.units["BV-S1"])
        assert sorted(works.values_list("post", flat=True)) == ["Chi ủy", "Phó bí thư"]
        assert Minutes.objects.get(meeting__unit=cast.units["BV-S1"], meeting__starts_at__month=7).frozen


def test_the_room_goes_on_without_network(browser: Browser, live_server: Any, live_cast: Cast) -> None:
    meeting = opened(live_cast)
    page = Visitor(browser, live_server.url, 390).sign_in("hoa").open(f"/hop/{meeting.pk}/phong-hop/")
    waits = page.locator("#cho-gui")
    page.context.set_offline(True)
    page.locator("#noi-dung [name=result]").first.fill("Đã bàn")
    expect(waits).to_contain_text("Đang chờ gửi: 1 mục")
    page.locator("#diem-danh summary").click()
    page.locator("#diem-danh tbody tr").first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Có mặt đủ").click()
    expect(waits).to_contain_text("Đang chờ gửi: 2 mục")
    page.locator("#noi-dung [name=result]").first.fill("Đã bàn kỹ")
    expect(waits).to_contain_text("Đang chờ gửi: 3 mục")
    votes = page.locator("#muc-khac form")
    votes.locator("[name=title]").fill("Thông qua kế hoạch")
    votes.locator("[name=ballot]").select_option("paper")
    votes.get_by_role("button").click()
    expect(waits).to_contain_text("Còn 3 mục chờ gửi")
    votes.locator("[name=ballot]").select_option("card")
    votes.locator("[name=agreed]").fill("500")
    votes.get_by_role("button").click()
    for words in ("Rà soát hồ sơ", "Thu nhận xét nơi cư trú"):
        page.locator("#ket-luan [name=words]").fill(words)
        page.get_by_role("button", name="Ghi kết luận").click()
    expect(waits).to_contain_text("Đang chờ gửi: 6 mục")
    page.context.set_offline(False)
    expect(page.locator("#ket-luan").get_by_text("Thu nhận xét nơi cư trú")).to_be_visible()
    expect(page.locator("#noi-dung [name=result]").first).to_have_value("Đã bàn kỹ")
    expect(waits).to_contain_text("Tổng số phiếu nhiều hơn")
    expect(waits).to_contain_text("Tán thành: 500")
    expect(waits).not_to_contain_text("Đang chờ gửi")
    with acting_as(live_cast.actor("hoa")), transaction.atomic():
        assert Attendance.objects.filter(meeting=meeting, presence="absent").count() == 1
        assert (
            Outcome.objects.filter(meeting=meeting).count() == 2 and not Vote.objects.filter(meeting=meeting).exists()
        )


COPIES = """many => new Promise(done => {
  const look = async () => {
    const kept = (await caches.keys()).filter(name => name.startsWith("room:")).map(name => name.split(":")[2]);
    kept.length === many ? done(kept) : setTimeout(look, 50);
  };
  look();
})"""
"""Waits until the browser keeps so many copies; their addresses."""


def test_the_room_opens_again_without_network_for_its_keeper_alone(
    browser: Browser, live_server: Any, live_cast: Cast
) -> None:
    there = f"/hop/{opened(live_cast).pk}/phong-hop/"
    visitor = Visitor(browser, live_server.url, 390, workers=True)
    page = visitor.sign_in("hoa").open(there)
    assert page.evaluate(COPIES, 1) == [there]
    expect(page.locator("#ban-luu")).to_be_hidden()
    page.close()
    page = page.context.new_page()
    page.context.set_offline(True)
    page.goto(live_server.url + there)
    expect(page.locator("#ban-luu")).to_contain_text("chưa nối mạng")
    note = page.locator("#noi-dung [name=result]").first
    note.fill("Ghi khi chưa có mạng")
    expect(page.locator("#cho-gui")).to_contain_text("Đang chờ gửi: 1 mục")
    page.reload()
    expect(note).to_have_value("Ghi khi chưa có mạng")
    page.context.set_offline(False)
    expect(page.locator("#ban-luu")).to_be_hidden()
    expect(note).to_have_value("Ghi khi chưa có mạng")
    page.goto(f"{live_server.url}/tai-khoan/")
    page.locator("header details.menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(re.compile("dang-nhap"))
    assert page.evaluate(COPIES, 0) == []
    visitor.page = page
    visitor.sign_in("hoa").open(there)
    assert page.evaluate(COPIES, 1) == [there]
    page.context.clear_cookies()
    visitor.sign_in("minh")
    assert page.evaluate(COPIES, 0) == []
    page.context.set_offline(True)
    with pytest.raises(Error, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        page.goto(live_server.url + there)
