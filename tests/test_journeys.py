"""The main path in a real browser at desktop and phone width, with accessibility, overflow and foreign requests watched."""

import os
import re
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from nennep.config.cast import Cast, files
from nennep.config.cast.build import PASSWORD
from nennep.core.scope import acting_as
from nennep.members.models import Supplement
from nennep.members.tests import story as case_story
from tests import story
from tests.conftest import CHROMIUM

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("NENNEP_CI"), reason="Chromium is not installed"),
]
expect.set_options(timeout=20_000)  # ends when the page is there; two busy cores may take long
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


class Visitor:
    """A person before a screen; remembers what a good page must not do. Workers of the pages run only where asked for."""

    def __init__(self, browser: Browser, base: str, width: int, *, workers: bool = False) -> None:
        self.base, self.wrong = base, []  # type: ignore[var-annotated]
        context = browser.new_context(
            viewport={"width": width, "height": 860}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh",
            service_workers="allow" if workers else "block",
        )  # fmt: skip
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.wrong.append(message.text) if message.type == "error" else None)
        self.page.on(
            "request",
            lambda request: None if request.url.startswith((base, "data:")) else self.wrong.append(request.url),
        )

    def sign_in(self, name: str) -> "Visitor":
        self.page.goto(f"{self.base}/dang-nhap/")
        self.page.fill("#id_login", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", name="Tổng quan", level=1)).to_be_visible()
        return self

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def look(self) -> None:
        """No overflow, no accessibility finding, no error, no foreign request on the page as it stands."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.wait_for_load_state()
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, self.page.url
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        assert self.wrong == []


@pytest.fixture(params=[1360, 390], ids=["desktop", "phone"])
def visitor(request: Any, browser: Browser, live_server: Any, live_cast: Cast) -> Visitor:
    return Visitor(browser, live_server.url, request.param)


@pytest.fixture
def told(live_cast: Cast) -> story.Story:
    return story.tell(live_cast)


def test_a_clerk_takes_a_plan_in_and_confirms_it(visitor: Visitor) -> None:
    page = visitor.sign_in("lan").open("/van-ban/tiep-nhan/")
    visitor.look()
    page.fill("#id_text", story.plan_text())
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", name="Rà soát văn bản")).to_be_visible()
    visitor.look()
    if (cards := page.get_by_role("button", name=re.compile("^Đề xuất"))).is_visible():  # a phone shows one at a time
        cards.click()
    page.get_by_role("button", name="Nhận tất cả: Chỉ tiêu").click()
    first = page.locator(".prop").filter(has=page.get_by_text("trước ngày 28/02/2023")).first
    first.get_by_role("button", name="Nhận").click()
    expect(page.locator(".prop.taken").filter(has=page.get_by_text("trước ngày 28/02/2023")).first).to_be_visible()
    page.get_by_role("button", name="Nhận tất cả: Nhiệm vụ").click()
    page.get_by_role("link", name="Xác nhận và vào sổ").first.click()
    expect(page.get_by_role("heading", name="Xác nhận và vào sổ")).to_be_visible()
    visitor.look()
    page.get_by_role("button", name="Xác nhận, vào sổ").click()
    expect(page.get_by_text("4 chỉ tiêu, 6 nhiệm vụ").first).to_be_visible()
    visitor.look()


def test_the_keyboard_alone_reviews_a_paper(browser: Browser, live_server: Any, live_cast: Cast) -> None:
    visitor = Visitor(browser, live_server.url, 1360).sign_in("lan")
    page = visitor.open("/van-ban/tiep-nhan/")
    page.fill(
        "#id_text",
        "KẾ HOẠCH\n\nII. MỤC TIÊU\n\n- Năm 2023, phấn đấu kết nạp từ 12 đảng viên trở lên.\n\n- Hoàn thành rà soát trước ngày 30/6/2023.",
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", name="Rà soát văn bản")).to_be_visible()
    page.wait_for_load_state()  # keys are heard from then on
    for _step in range(page.locator(".prop").count()):
        page.keyboard.press("j")
        chosen = page.locator(".prop.on")
        expect(chosen).to_have_count(1)
        if "12 đảng viên" in (chosen.text_content() or ""):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".prop.taken")).to_have_count(1)
    assert visitor.wrong == []


def test_a_secretary_answers_and_reports_on_a_phone(visitor: Visitor, told: story.Story) -> None:
    page = visitor.sign_in("hoa").page
    visitor.look()
    visitor.open("/theo-doi/")
    visitor.look()
    page.get_by_role("link", name=told.target.name).first.click()
    page.get_by_role("button", name="Tiếp nhận chỉ tiêu").click()
    expect(page.get_by_text("Đã tiếp nhận chỉ tiêu.")).to_be_visible()
    visitor.look()
    visitor.open(f"/theo-doi/viec/{told.work.pk}/")
    visitor.look()
    page.fill("#id_percent", "100")
    page.fill("#id_note", "Đã hoàn thành rà soát.")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.get_by_text("Đã gửi báo cáo tiến độ.")).to_be_visible()
    assert re.search("chờ xác nhận", page.content())


def test_a_stranger_reads_what_the_clerk_put_out(visitor: Visitor, told: story.Story) -> None:
    page = visitor.sign_in("van").open(f"/van-thu/gui/{told.document.pk}/gui-di/")
    page.locator("[name=purpose]").select_option("web")
    page.get_by_role("button", name="Gửi", exact=True).click()
    visitor.look()
    page.get_by_role("button", name="Công bố", exact=True).click()
    expect(page.get_by_text("Đã công bố.")).to_be_visible()
    page.locator("summary", has_text="Rút").click()
    visitor.look()
    page.context.clear_cookies()
    visitor.open("/dang-nhap/")
    page.get_by_role("link", name="Đọc văn bản công bố").click()
    expect(page.get_by_role("heading", name="Văn bản công bố", level=1)).to_be_visible()
    visitor.look()
    page.fill("#tu", "khong co van ban nay")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_text("Không thấy văn bản nào.")).to_be_visible()
    visitor.open("/cong-bo/")
    page.get_by_role("link", name=told.document.number).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(told.document.number)
    visitor.look()


def test_the_office_freezes_a_report_and_opens_a_number(visitor: Visitor, told: story.Story) -> None:
    page = visitor.sign_in("lan").open(f"/bao-cao/{told.report.pk}/")
    visitor.look()
    page.get_by_role("button", name="Chốt số liệu đến ngày 30/06/2023").click()
    expect(page.get_by_text("Đã chốt số liệu đến ngày 30/06/2023.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Kết nạp đảng viên mới").first
    shown = row.locator("a.open-number").first
    count = (shown.text_content() or "").strip()
    shown.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(count)
    assert page.locator("tbody tr").count() == int(count)
    visitor.look()


PLACES = {
    "lan": [
        "/van-ban/", "/dang-vien/", "/dang-vien/ket-nap/", "/dang-vien/nhap/", "/to-chuc/", "/to-chuc/?so-do=1&co=1", "/tim-kiem/?q=luat", "/bao-cao/", "/tai-khoan/",
        "/thong-bao/", "/dang-vien/co-cau/", "/dang-vien/thong-ke/?theo=age", "/dang-vien/dot/{sheet.round_id}/", "/to-chuc/danh-muc/", "/theo-doi/", "/theo-doi/{programme}/", "/theo-doi/{programme}/bao-quat/",
        "/theo-doi/{programme}/phan-cong/", "/theo-doi/{programme}/so-ket/", "/theo-doi/chu-de/", "/theo-doi/so-lieu-ngoai/", "/theo-doi/kiem-dinh/",
        "/theo-doi/nhiem-vu/{task}/", "/theo-doi/nhiem-vu/{task}/sua/", "/theo-doi/chi-tieu/{target}/", "/theo-doi/chi-tieu/{target}/giao/", "/theo-doi/chi-tieu/{target}/cach-tinh/", "/theo-doi/nhiem-vu/{task}/giao/",
    ],
    "chanh": ["/to-chuc/chi-bo-don-vi/", "/dang-vien/cap-uy/", "/to-chuc/phan-quyen/", "/to-chuc/phan-quyen/tai-khoan/", "/nhat-ky/", "/tai-khoan/buoc-hai/"],
    "dung": [
        "/dang-vien/{person}/", "/dang-vien/{person}/giay-to/", "/dang-vien/{person}/lich-su/", "/dang-vien/{person}/qua-trinh/", "/dang-vien/{person}/ho-so/contact/",
        "/dang-vien/{person}/tai-lieu/", "/dang-vien/so-hoa/", "/dang-vien/de-nghi/", "/dang-vien/ghi-trung/",
    ],
    "an": ["/dang-vien/phieu-bo-sung/{sheet.pk}/", "/dang-vien/cua-toi/", "/dang-vien/cua-toi/ai-da-xem/"],
    "khoi": ["/bang-chi-tieu/", "/bao-cao/dot/{round}/", "/bao-cao/dot/lap/"],
}  # fmt: skip


@pytest.mark.parametrize("who", sorted(PLACES))
def test_pages_are_fit_for_every_eye(browser: Browser, live_server: Any, live_cast: Cast, who: str) -> None:
    told = story.tell(live_cast)
    files.fill(live_cast)
    person = live_cast.accounts["an"].person_id
    with acting_as(live_cast.actor("an")), transaction.atomic():
        sheet = Supplement.objects.get(person=person)
    visitor = Visitor(browser, live_server.url, 1360).sign_in(who)
    for path in PLACES[who]:
        page = visitor.open(
            path.format(
                programme=told.programme.pk,
                target=told.target.pk,
                task=told.task.pk,
                round=told.round.pk,
                person=person,
                sheet=sheet,
            )
        )
        for width in (1360, 390):
            page.set_viewport_size({"width": width, "height": 860})
            visitor.look()


def test_a_form_keeps_its_words_when_the_session_ends(browser: Browser, live_server: Any, told: story.Story) -> None:
    visitor = Visitor(browser, live_server.url, 390).sign_in("hoa")
    page = visitor.open(f"/theo-doi/viec/{told.work.pk}/")
    page.fill("#id_note", "Nội dung đang nhập dở")
    page.context.clear_cookies()
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.goto(f"{visitor.base}/dang-nhap/?next=/theo-doi/viec/{told.work.pk}/")
    expect(page.get_by_text("Mời đồng chí đăng nhập lại để tiếp tục.")).to_be_visible()
    page.fill("#id_login", "hoa")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("#id_note")).to_have_value("Nội dung đang nhập dở")


def test_a_passkey_is_added_and_then_opens_the_door_alone(visitor: Visitor) -> None:
    """With the browser's own virtual authenticator; passkeys need a name, so the address is localhost."""
    page = visitor.sign_in("hoa").page
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**key, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    visitor.open("/tai-khoan/buoc-hai/khoa/them/")
    visitor.look()
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    visitor.look()
    page.fill("#id_name", "Máy ở văn phòng")
    page.get_by_role("button", name="Tạo khóa trên máy này").click()
    expect(page.get_by_role("heading", name="Mã dự phòng", level=1)).to_be_visible()
    visitor.look()
    for path in ("khoa/", "", "ung-dung/"):
        visitor.open(f"/tai-khoan/buoc-hai/{path}")
        visitor.look()
    visitor.open("/tai-khoan/")
    visitor.look()
    visitor.open("/dang-xuat/")
    visitor.look()
    page.locator("main").get_by_role("button", name="Đăng xuất").click()
    visitor.open("/dang-nhap/?next=/bao-cao/")
    visitor.look()
    page.get_by_role("button", name="Dùng khóa truy cập (passkey)").click()
    expect(page).to_have_url(f"{visitor.base}/bao-cao/")
    assert visitor.wrong == []


def test_the_office_looks_after_accounts(visitor: Visitor, live_cast: Cast) -> None:
    page = visitor.sign_in("chanh").open("/to-chuc/phan-quyen/")
    visitor.look()
    visitor.open(f"/to-chuc/phan-quyen/tai-khoan/{live_cast.accounts['hoa'].pk}/")
    visitor.look()
    page.get_by_role("button", name="In mã đặt lại mật khẩu").click()
    expect(page.get_by_role("heading", name="Mã dùng một lần", level=1)).to_be_visible()
    visitor.look()
    visitor.open(f"/to-chuc/phan-quyen/{live_cast.units['BV'].pk}/giao/")
    visitor.look()


def test_a_cell_secretary_brings_a_candidate_to_the_vote(visitor: Visitor, live_cast: Cast) -> None:
    by = live_cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = case_story.told(live_cast, by, "cell")
    page = visitor.sign_in("hoa").open("/dang-vien/phat-trien/?loc=files")
    visitor.look()
    page.get_by_role("link", name=case.full_name).click()
    visitor.look()
    page.get_by_role("link", name="Nghị quyết chi bộ").first.click()
    visitor.look()
    page.get_by_label("Ngày họp").fill("01/06/2022")
    page.get_by_label("Tổng số đảng viên chính thức").fill("25")
    page.get_by_label("Số có mặt, biểu quyết").fill("25")
    page.get_by_label("Tán thành", exact=True).fill("17")
    page.get_by_label("Không tán thành").fill("8")
    page.get_by_role("button", name="Ghi").click()
    expect(page.get_by_text("cần ít nhất 17/25 phiếu").first).to_be_visible()
    for there in ("tien-do/", "giay-chung-nhan/", "du-bi/"):
        visitor.open(f"/dang-vien/phat-trien/{there}")
        visitor.look()
    for there in ("/dang-vien/tham-tra/", "/dang-vien/dot/", "/to-chuc/quy-dinh/"):
        visitor.open(there)
        visitor.look()


def test_an_incoming_paper_and_a_conclusion_go_their_way(
    visitor: Visitor, live_cast: Cast, browser: Browser, request: Any
) -> None:
    page = visitor.sign_in("van").open("/van-thu/den/vao-so/")
    visitor.look()
    page.fill("#id_sender", "Đảng ủy Khối")
    page.fill("#id_number", "45-CV/ĐUK")
    page.fill("#id_title", "về việc tổng kết năm học")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", name="Văn bản đến số 1")).to_be_visible()
    visitor.look()
    page.get_by_label("Ý kiến đề xuất của Văn phòng").fill("Đề nghị giao Văn phòng tham mưu.")
    page.get_by_role("button", name="Trình lãnh đạo").click()
    expect(page.get_by_text("Đã ghi.")).to_be_visible()
    for path in (
        "/van-thu/",
        "/van-thu/so/?so=incoming",
        "/van-thu/tra-cuu/?kind=ke-hoach",
        "/van-thu/co-quan/",
        "/van-thu/quan-triet/",
    ):
        visitor.open(path)
        visitor.look()
    width = visitor.page.viewport_size["width"]  # type: ignore[index]
    other = Visitor(browser, visitor.base, width)
    page = other.sign_in("lan").open("/van-thu/soan/moi/")
    other.look()
    page.get_by_label("Loại văn bản").select_option("ket-luan")
    page.get_by_label("Trích yếu").fill("hội nghị Ban Thường vụ tháng 7")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", name="Các điểm kết luận")).to_be_visible()
    other.look()
    page.get_by_label("Nội dung", exact=True).fill("Ban Thường vụ kết luận như sau:")
    page.get_by_label("Nội dung kết luận").first.fill("Rà soát hồ sơ đảng viên dự bị")
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_text("Rà soát hồ sơ đảng viên dự bị")).to_be_visible()
    other.look()
    other.open("/van-thu/nhan/")
    other.look()
