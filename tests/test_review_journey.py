"""Reviewing in a real browser: by keys alone, by touch, with somebody else at the same paper, over an ended session."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, Route, expect

from nennep.config.cast import Cast
from nennep.config.cast.build import PASSWORD
from tests import story
from tests.conftest import CHROMIUM
from tests.shared import shared
from tests.test_journeys import Visitor

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("NENNEP_CI"), reason="Chromium is not installed"),
]
COUNT = """(() => { const up = (e) => { if (e.isTrusted && e.key !== "Shift") sessionStorage.setItem("presses", Number(sessionStorage.getItem("presses") || 0) + 1); };
addEventListener("keydown", up, true); addEventListener("pointerdown", up, true); })()"""


@pytest.fixture
def lan(browser: Browser, live_server: Any, live_cast: Cast) -> Iterator[Visitor]:
    visitor = Visitor(browser, live_server.url, 1360)
    visitor.page.add_init_script(COUNT)
    yield visitor.sign_in("lan")
    visitor.page.context.close()


def take_in(visitor: Visitor, text: str) -> Page:
    page = visitor.open("/van-ban/tiep-nhan/")
    page.fill("#id_text", text)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("heading", name="Rà soát văn bản")).to_be_visible()
    return page


def presses(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('presses') || 0"))


def by_keys(page: Page) -> int:
    """Review and confirm by keys, every target and task looked at; how many presses it took."""
    page.evaluate("sessionStorage.removeItem('presses')")
    mine = page.locator(".prop[data-kind=target], .prop[data-kind=task]")
    page.keyboard.press("Enter")
    for done in range(mine.count()):
        expect(page.locator(".prop.on")).to_have_attribute("data-state", "open")
        page.keyboard.press("Enter")
        expect(page.locator(".prop[data-state=taken]")).to_have_count(done + 1)
    for kind in ("header", "citation", "recipient"):
        expect(page.locator(".prop.on")).to_have_attribute("data-kind", kind)
        page.keyboard.press("a")
        expect(page.locator(f".prop[data-kind={kind}][data-state=open]")).to_have_count(0)
    page.keyboard.press("c")
    expect(page.get_by_role("heading", name="Xác nhận và vào sổ")).to_be_visible()
    asked = page.locator("select[name^=population_]")
    for place in range(asked.count()):
        expect(asked.nth(place)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "INPUT":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã vào sổ và lập bộ chỉ tiêu").first).to_be_visible()
    return presses(page)


def test_a_plan_of_three_pages_takes_a_practised_clerk_few_presses(lan: Visitor) -> None:
    page = take_in(lan, (shared("seeds") / "002_84260d7eaa02ab15.txt").read_text(encoding="utf-8"))
    lan.look()
    assert by_keys(page) <= 21
    expect(page.get_by_text("4 chỉ tiêu, 4 nhiệm vụ").first).to_be_visible()
    assert lan.wrong == []


def test_keys_alone_correct_merge_split_add_and_undo(lan: Visitor) -> None:
    page = take_in(lan, story.plan_text())
    tasks = page.locator(".prop[data-kind=task]")
    count = tasks.count()
    while page.locator(".prop.on[data-kind=task]").count() == 0:
        page.keyboard.press("j")
    first = page.locator(".prop.on")
    marked = page.locator("#paper .mark.on")
    expect(marked.first).to_be_in_viewport()
    page.keyboard.press("e")
    expect(first.locator("textarea")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" cho kịp")
    first.get_by_label("Thời hạn").fill("quý II/2023")
    page.keyboard.press("Enter")
    expect(page.locator(".prop.taken[data-kind=task]")).to_contain_text("cho kịp")
    page.keyboard.press("m")
    expect(first.get_by_role("combobox")).to_be_focused()
    first.get_by_role("button", name="Gộp thành một").press("Enter")
    expect(tasks).to_have_count(count - 1)
    expect(first.locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(first.locator("form[data-draft]")).to_have_count(0)
    page.keyboard.press("s")
    expect(first.locator("textarea")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("phần một")
    page.keyboard.press("Enter")
    page.keyboard.type("phần hai")
    first.get_by_role("button", name="Tách").press("Enter")
    expect(tasks).to_have_count(count)
    page.keyboard.press("n")
    expect(page.locator("#picked")).not_to_be_empty()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("2")
    expect(tasks).to_have_count(count + 1)
    expect(page.locator(".prop.on form[data-draft]")).to_be_visible()
    lan.look()
    page.reload()
    for left in (count, count - 1, count):
        page.keyboard.press("z")
        expect(tasks).to_have_count(left)
    page.keyboard.press("z")
    expect(page.locator(".prop.taken, .prop.refused")).to_have_count(0)
    page.keyboard.press("Shift+Z")
    expect(page.locator(".prop.taken")).to_have_count(1)
    assert lan.wrong == []


def points_both_ways(visitor: Visitor, width: int) -> None:
    """A mark shows its card, a card shows its mark, a number no rule explained offers its sentence."""
    page = take_in(visitor, story.plan_text() + "\n\nĐảng viên được tiếp tục sinh hoạt trong 12 tháng.\n")
    page.locator("#paper .m-task").first.click()
    card = page.locator(".prop.on")
    expect(card).to_have_attribute("data-kind", "task")
    expect(card).to_be_in_viewport()
    visitor.look()
    if width < 760:
        page.get_by_role("button", name=re.compile("^Đề xuất")).click()
        expect(page.locator("#paper")).to_be_hidden()
    other = page.locator(".prop[data-kind=recipient]").first
    other.locator("summary").click()
    other.get_by_text("Xem trong văn bản").click()
    expect(page.locator("#paper .m-recipient.on").first).to_be_in_viewport()
    page.locator("#paper .m-number").last.click()
    expect(page.locator("#picked")).to_have_text("Đảng viên được tiếp tục sinh hoạt trong 12 tháng.")
    assert visitor.wrong == []


def thumbs(visitor: Visitor) -> None:
    """One card at a time at the foot of the screen; the next comes by itself; a touched sentence is added."""
    page = take_in(visitor, story.plan_text())
    tasks = page.locator(".prop[data-kind=task]").count()
    for wanted in ("Nhận", "Bỏ"):
        sheet = page.locator(".prop.on")
        here = sheet.get_attribute("id")
        sheet.get_by_role("button", name=wanted, exact=True).tap()
        expect(page.locator(".prop.on")).not_to_have_attribute("id", str(here))
    expect(page.locator("#bar")).to_contain_text("Đã quyết định 2/")
    spot = (
        page.locator("#paper > span")
        .filter(has_text=re.compile(r"\w{4,}"))
        .first.evaluate(
            "el => { el.scrollIntoView({ block: 'center' }); const box = el.getClientRects()[0]; return [box.left + 9, box.top + 9]; }"
        )
    )
    page.touchscreen.tap(*spot)
    page.locator("[data-add=task]").tap()
    expect(page.locator(".prop[data-kind=task]")).to_have_count(tasks + 1)
    expect(page.locator(".prop.on form[data-draft]")).to_be_visible()
    visitor.look()
    page.locator("#undo").tap()
    expect(page.locator(".prop[data-kind=task]")).to_have_count(tasks)


def test_by_mouse_and_by_thumb(browser: Browser, live_server: Any, lan: Visitor) -> None:
    points_both_ways(lan, 1360)
    phone = Visitor(browser, live_server.url, 390)
    context = browser.new_context(
        viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True, locale="vi-VN"
    )
    phone.page = context.new_page()
    thumbs(phone.sign_in("lan"))
    points_both_ways(phone, 390)
    context.close()


def test_two_reviewers_and_an_ended_session_lose_nothing(browser: Browser, live_server: Any, lan: Visitor) -> None:
    page = take_in(lan, story.plan_text())
    chief = Visitor(browser, live_server.url, 1360).sign_in("chanh")
    other = chief.open(page.url.removeprefix(live_server.url))
    target, task = page.locator(".prop[data-kind=target]").first, page.locator(".prop[data-kind=task]").first
    target.locator("[data-do=correct]").click()
    target.get_by_label("Đối tượng").fill("chi bộ của tôi")
    for kind in ("target", "task"):
        other.locator(f".prop[data-kind={kind}]").first.get_by_role("button", name="Nhận").click()
    expect(other.locator(".prop.taken")).to_have_count(2)
    target.get_by_role("button", name="Lưu và nhận").click()
    expect(target).to_contain_text("Lê Thị Minh Chánh vừa quyết định")
    expect(target.get_by_label("Đối tượng")).to_have_value("chi bộ của tôi")
    target.get_by_role("button", name="Lưu và nhận").click()
    expect(target).to_contain_text("chi bộ của tôi")
    task.get_by_role("button", name="Bỏ").click()
    expect(task).to_contain_text("vừa quyết định")
    expect(page.locator(".prop.taken")).to_have_count(2)
    other.locator(".prop[data-kind=task]").nth(1).get_by_role("button", name="Bỏ").click()
    expect(other.locator(".prop.refused")).to_have_count(1)
    expect(page.locator(".prop.refused")).to_have_count(1, timeout=25000)
    lan.wrong[:] = [one for one in lan.wrong if "409" not in one]
    assert lan.wrong == []
    cut_off(page)
    ended(page)


def cut_off(page: Page) -> None:
    """A decision made without a connection, or whose answer was lost, is sent again by itself and recorded once."""
    page.reload()
    steps = page.locator("#steps li")
    before = steps.count()
    card = page.locator(".prop[data-kind=citation][data-state=open]").first
    named = page.locator(f"#{card.get_attribute('id')}")
    page.context.set_offline(True)
    named.get_by_role("button", name="Nhận", exact=True).click()
    expect(page.get_by_text("Mất kết nối. Quyết định được giữ trên máy này và tự gửi lại.")).to_be_visible()
    page.context.set_offline(False)
    expect(named).to_have_attribute("data-state", "taken")
    card = page.locator(".prop[data-kind=citation][data-state=open]").first
    named = page.locator(f"#{card.get_attribute('id')}")
    lost_answer(page, "**/de-xuat/*/", lambda: named.get_by_role("button", name="Bỏ", exact=True).click())
    expect(named).to_have_attribute("data-state", "refused")
    lost_answer(page, "**/hoan-tac/", lambda: page.locator("#undo").click())
    expect(named).to_have_attribute("data-state", "open")
    page.reload()
    expect(steps).to_have_count(before + 2)
    expect(steps.get_by_text("đã hoàn tác")).to_have_count(1)


def lost_answer(page: Page, path: str, press: Callable[[], None]) -> None:
    """Press; the server does it, but its answer never comes, so that the same is sent again."""
    sent: list[str] = []

    def handle(route: Route) -> None:
        sent.append(str(route.request.post_data))
        if len(sent) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(path, handle)
    press()
    expect(page.get_by_text("Mất kết nối.")).to_be_visible()
    with page.expect_response(lambda one: one.request.method == "POST"):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.unroute(path)
    assert len(sent) == 2


def ended(page: Page) -> None:
    """A correction sent after the session ended is saved once its person has signed in again."""
    card = page.locator(".prop[data-kind=task]").last
    card.locator("[data-do=correct]").click()
    card.locator("textarea").fill("Rà soát hồ sơ của chi bộ")
    Session.objects.all().delete()
    card.get_by_role("button", name="Lưu và nhận").click()
    expect(page.get_by_text("Nội dung đang nhập đã được lưu")).to_be_visible()
    page.fill("#id_login", "lan")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator(".prop.taken").filter(has_text="Rà soát hồ sơ của chi bộ")).to_have_count(1)
