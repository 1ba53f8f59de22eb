"""A network that is gone while the browser believes itself online: the house says so, what was typed comes back; pages that
leave the browser by the clipboard or on paper."""

import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from nennep.config.cast import Cast
from nennep.config.commands import push
from tests.conftest import CHROMIUM
from tests.test_journeys import Visitor

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("NENNEP_CI"), reason="Chromium is not installed"),
]


class Line:
    """A line between the browser and the server that can be cut."""

    def __init__(self, url: str) -> None:
        host, port = re.findall(r"//(.+):(\d+)", url)[0]
        self.there, self.cut, self.asked = (host, int(port)), False, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _who = self.door.accept()
                if self.cut:
                    near.close()
                    continue
                far = socket.create_connection(self.there)
                for one, other, toward in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._carry, args=(one, other, toward), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, toward: bool) -> None:
        with suppress(OSError):
            while (part := one.recv(65536)) and not self.cut:
                self.asked += part if toward else b""
                other.sendall(part)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    made = Line(live_server.url)
    yield made
    made.door.close()


def test_a_form_sent_into_nothing_is_told_in_words_and_keeps_its_text(
    browser: Browser, line: Line, live_cast: Cast
) -> None:
    page = Visitor(browser, line.url, 390, workers=True).sign_in("hoa").open("/hop/de-xuat/")
    page.wait_for_function("navigator.serviceWorker.controller")
    page.evaluate("""document.querySelector('main').insertAdjacentHTML('beforeend', '<form id=hoi onsubmit="return false"><p>' +
        '<input type=radio name=a value=1 required><input type=radio name=a value=2 required></p><button>Gửi</button></form>')""")
    page.locator("#hoi button").click()  # nothing chosen: said at every button, taken back from all by one choice
    page.locator("#hoi [value='2']").check()
    assert page.evaluate("document.getElementById('hoi').checkValidity()")
    page.locator("[name=words]").fill("Bàn việc nhà xe")
    line.cut = True
    page.locator("main form .btn").first.click()
    expect(page.get_by_role("heading")).to_have_text("Chưa nhận được trả lời của hệ thống")
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text("Vẫn chưa có mạng.")
    line.cut = False
    page.get_by_role("button").click()
    expect(page.locator("[name=words]")).to_have_value("Bàn việc nhà xe")


def test_a_page_is_asked_for_once_and_not_after_the_worker_woke(browser: Browser, line: Line, live_cast: Cast) -> None:
    visitor = Visitor(browser, line.url, 390, workers=True).sign_in("hoa")
    visitor.open("/hop/").wait_for_function("navigator.serviceWorker.controller")
    line.asked = b""
    page = visitor.open("/hop/de-xuat/")
    assert line.asked.count(b"GET /hop/de-xuat/ ") == 1
    assert b"service-worker-navigation-preload: true" in line.asked.lower()
    page.locator("[name=words]").fill("Bàn việc nhà xe")
    page.locator("main form .btn").first.click()
    expect(page.get_by_text("Bàn việc nhà xe")).to_be_visible()
    assert line.asked.count(b"POST /hop/de-xuat/ ") == 1


def test_the_text_for_another_application_is_copied_by_a_press(
    browser: Browser, live_server: Any, live_cast: Cast
) -> None:
    visitor = Visitor(browser, live_server.url, 390).sign_in("hoa")
    page = visitor.open("/hop/lich/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.get_by_role("button", name="Tạo địa chỉ lịch").click()
    page.get_by_role("button", name="Chép Lịch họp").click()
    expect(page.get_by_text("Đã chép.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#dia-chi").input_value()
    visitor.look()


def test_a_printed_week_holds_the_week_and_no_empty_form(browser: Browser, live_server: Any, live_cast: Cast) -> None:
    page = Visitor(browser, live_server.url, 1360).sign_in("lan").open("/hop/lich-tuan/")
    expect(page.get_by_label("Chuẩn bị")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_label("Chuẩn bị")).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()
    page = Visitor(browser, live_server.url, 1360).sign_in("lan").open("/lich-cua-toi/")
    widths = page.locator("thead th").evaluate_all("cells => cells.map(one => one.offsetWidth)")
    assert len(widths) == 7 and max(widths) - min(widths) < 40


def test_a_push_service_that_never_answers_is_told_after_a_while(
    browser: Browser, live_server: Any, live_cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.PUSH_KEY = tmp_path / "push-key.pem"
    push.make(settings.PUSH_KEY)
    visitor = Visitor(browser, live_server.url, 390, workers=True).sign_in("hoa")
    page = visitor.page
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    page.clock.install()
    page.add_init_script(
        "window.PushManager.prototype.subscribe = () => { document.documentElement.dataset.asked = 1; return new Promise(() => 0); };"
    )
    press = visitor.open("/thong-bao/").get_by_role("button", name="Bật trên thiết bị này")
    press.click()
    expect(page.locator("html[data-asked]")).to_have_count(1)
    expect(press).to_be_disabled()
    page.clock.fast_forward(31_000)
    expect(page.get_by_text("Chưa liên lạc được với dịch vụ thông báo")).to_be_visible()
    expect(press).to_be_enabled()


def test_a_word_without_end_stays_inside_the_page(browser: Browser, live_server: Any, live_cast: Cast) -> None:
    for width in (390, 1360):
        visitor = Visitor(browser, live_server.url, width).sign_in("lan")
        page = visitor.open("/hop/lich-tuan/")
        page.get_by_label("Nội dung").fill("https://hop.vidu.edu.vn/" + "x" * 200)
        page.get_by_label("Địa điểm").fill("y" * 150)
        page.get_by_role("button", name="Ghi vào lịch").click()
        expect(page.get_by_text("Đã ghi vào lịch tuần.")).to_be_visible()
        visitor.look()
