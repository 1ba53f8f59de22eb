"""Pushes to devices: off until switched on, sealed, without personal data, only to listed services, tried again, revocable."""

import argparse
import json
import os
import socket
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings as now_set
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from py_vapid import Vapid02

from nennep.config.cast import Cast
from nennep.config.commands import push as command
from nennep.core.scope import acting_as
from nennep.notify import actions, push, rules
from nennep.notify.delivering import deliver
from nennep.notify.models import Device

pytestmark = pytest.mark.django_db
HOST = "updates.push.services.mozilla.com"
NOON = timezone.make_aware(datetime(2023, 7, 5, 12))


class Service:
    """A push service on this machine, and the browser behind it."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        self.answers: list[int] = []
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.got.append((self.path, {name.lower(): text for name, text in self.headers.items()}, body))
                self.send_response(service.answers.pop(0) if service.answers else 201)
                self.send_header("Location", "http://169.254.169.254/")
                self.send_header("Retry-After", "600")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                """Quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def dial(self, _host: str, _seconds: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.server_port))

    def subscription(self, name: str = "/push/mot") -> dict[str, str]:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        words = [urlsafe_b64encode(one).decode().rstrip("=") for one in (point, self.secret)]
        return {"endpoint": f"https://{HOST}{name}", "p256dh": words[0], "auth": words[1]}

    def opened(self, body: bytes) -> dict[str, str]:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret))


@pytest.fixture
def service(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    settings.PUSH_KEY = tmp_path / "push-key.pem"
    command.make(settings.PUSH_KEY)
    one = Service()
    monkeypatch.setattr(push, "dial", one.dial)
    yield one
    one.server.shutdown()
    one.server.server_close()


def tell(cast: Cast, name: str, words: str = "Đồng chí Lưu Thị Hảo đến hạn xét công nhận") -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        actions.tell([cast.accounts[name].pk], words)


def of(cast: Cast, name: str) -> list[Device]:
    with acting_as(cast.actor(name)):
        return list(Device.objects.all())


def test_a_person_switches_a_device_on_is_told_sealed_words_and_takes_it_away(
    cast: Cast, signed_in: Callable[[str], Client], service: Service
) -> None:
    hoa, minh = signed_in("hoa"), signed_in("minh")
    tell(cast, "hoa", "trước khi bật")
    assert 'data-push-key="' in hoa.get("/thong-bao/").content.decode()
    assert hoa.get("/thong-bao/nghe.js").headers["Content-Type"].startswith("text/javascript")
    agent = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}
    assert hoa.post("/thong-bao/thiet-bi/", service.subscription(), **agent).status_code == 302  # type: ignore[arg-type]
    assert deliver(NOON) == 0 and not service.got  # what was there before is not told
    tell(cast, "hoa")
    tell(cast, "hoa")
    assert deliver(NOON) == 1 and deliver(NOON) == 0
    ((path, heads, body),) = service.got
    assert path == "/push/mot" and heads["host"] == HOST and heads["content-encoding"] == "aes128gcm"
    assert service.opened(body) == {"words": "Đồng chí có 2 việc mới trên Nền Nếp.", "path": "/thong-bao/"}
    assert int(heads["ttl"]) > 0
    assert Vapid02.verify(heads["authorization"]) and f"k={push.public_key()}" in heads["authorization"]
    (row,) = of(cast, "hoa")
    page = hoa.get("/thong-bao/").content.decode()
    assert row.label in page and "Firefox" in row.label and "Gửi gần nhất" in page and row.mark in page
    assert not of(cast, "minh") and row.label not in minh.get("/thong-bao/").content.decode()
    assert minh.post(f"/thong-bao/thiet-bi/{row.pk}/tat/").status_code == 404
    assert hoa.post(f"/thong-bao/thiet-bi/{row.pk}/tat/").status_code == 302
    tell(cast, "hoa")
    assert deliver(NOON) == 0 and not of(cast, "hoa")


def test_quiet_hours_hold_and_a_read_notice_is_not_told(
    cast: Cast, signed_in: Callable[[str], Client], service: Service
) -> None:
    number = cast.accounts["hoa"].pk
    page = signed_in("hoa")
    page.post("/thong-bao/thiet-bi/", service.subscription())
    actions.choose_letters(number, address="", rhythm="never", quiet_from=time(11), quiet_until=time(13))
    tell(cast, "hoa")
    assert deliver(NOON) == 0 and not service.got
    assert deliver(NOON + timedelta(hours=2)) == 1
    tell(cast, "hoa")
    page.get("/thong-bao/")
    assert deliver(NOON + timedelta(hours=2)) == 0


def test_what_fails_is_tried_again_later_and_a_browser_that_is_gone_is_forgotten(
    cast: Cast, signed_in: Callable[[str], Client], service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = signed_in("hoa")
    page.post("/thong-bao/thiet-bi/", service.subscription("/push/mot"))
    page.post("/thong-bao/thiet-bi/", service.subscription("/push/hai"))
    tell(cast, "hoa")
    service.answers = [503, 307]  # a redirect is not followed
    assert deliver(NOON) == 0 and len(service.got) == 2 and [row.tries for row in of(cast, "hoa")] == [1, 1]
    assert deliver(NOON + timedelta(minutes=9)) == 0 and len(service.got) == 2  # Retry-After: 600
    service.answers = [410, 201]
    assert deliver(NOON + timedelta(minutes=11)) == 1
    (left,) = of(cast, "hoa")
    assert left.endpoint.endswith("/push/hai") and left.tries == 0
    tell(cast, "hoa")

    def dead(_host: str, _seconds: float) -> socket.socket:
        raise TimeoutError

    monkeypatch.setattr(push, "dial", dead)
    assert deliver(NOON + timedelta(minutes=20)) == 0 and of(cast, "hoa")[0].tries == 1
    assert "tự gửi lại" in page.get("/thong-bao/").content.decode()


def test_a_browser_belongs_to_whoever_switched_it_on_last(
    cast: Cast, signed_in: Callable[[str], Client], service: Service
) -> None:
    signed_in("hoa").post("/thong-bao/thiet-bi/", service.subscription())
    signed_in("minh").post("/thong-bao/thiet-bi/", service.subscription())
    signed_in("minh").post("/thong-bao/thiet-bi/", service.subscription())
    assert not of(cast, "hoa") and len(of(cast, "minh")) == 1
    with acting_as(cast.actor("hoa")), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select count(*) from notify_waiting(now())")  # nobody but the system's job learns who waits
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://updates.push.services.mozilla.com/x", "https://localhost/x", "https://10.0.0.1/x", "https://evil.example/x", "ftp://fcm.googleapis.com/",
        "https://updates.push.services.mozilla.com:8443/x", "https://fcm.googleapis.com@evil.example/x", "https://evil.example/?fcm.googleapis.com",
        "https://me:secret@fcm.googleapis.com/x", "https://fcm.googleapis.com.evil.example/x", "https://notify.windows.com.evil.example/", "https://[::1]/x",
        "https://fcm.googleapis.com:bad/x", "https://fcm.googleapis.com/a b", "https://fcm.googleapis.com/\r\nX: y", "", f"https://fcm.googleapis.com/{'x' * 700}",
    ],
)  # fmt: skip
def test_only_listed_services_are_ever_called(endpoint: str) -> None:
    assert rules.service(endpoint, now_set.PUSH_HOSTS) == ""
    with pytest.raises(push.Unreachable):
        push.Courier().post(endpoint, data=b"x", headers={}, timeout=1)


def test_a_listed_name_that_leads_inside_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules.service("https://wns2-par02p.notify.windows.com/w/?token=x", now_set.PUSH_HOSTS)
    for inside in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "fe80::1%eth0", "192.168.1.1"):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, ip=inside, **_k: [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", (ip, 443))])  # fmt: skip
        with pytest.raises(push.Unreachable):
            push.address_of(HOST)


def test_what_is_wrong_is_refused_in_words_and_off_is_off(
    cast: Cast, signed_in: Callable[[str], Client], service: Service, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, good = signed_in("hoa"), service.subscription()

    def refusal(**wrong: str) -> str:
        answer = page.post("/thong-bao/thiet-bi/", good | wrong)
        assert answer.status_code == 422
        return answer.content.decode()

    assert "chưa được đơn vị cho phép" in refusal(endpoint="https://127.0.0.1/x")
    assert "tải lại trang" in refusal(p256dh="BAAA") and "tải lại trang" in refusal(auth="ngắn")
    for place in range(actions.MOST_DEVICES):
        page.post("/thong-bao/thiet-bi/", service.subscription(f"/push/{place}"))
    assert "Đề nghị tắt bớt" in refusal(endpoint=good["endpoint"] + "-mới".encode().hex())
    monkeypatch.setenv("NENNEP_PUSH_KEY", str(now_set.PUSH_KEY))
    key = now_set.PUSH_KEY.read_bytes()
    assert now_set.PUSH_KEY.stat().st_mode & 0o077 == 0
    arguments = argparse.Namespace(act="off")
    assert command.run(arguments) == 0 and "đang tắt" in capsys.readouterr().out and not push.is_on()
    tell(cast, "hoa")
    assert deliver(NOON) == 0 and "chưa bật thông báo đẩy" in page.get("/thong-bao/").content.decode()
    assert "chưa bật thông báo đẩy" in refusal()
    monkeypatch.setattr(push, "dial", lambda host, _seconds: (_ for _ in ()).throw(OSError("đóng")))
    arguments.act = "on"
    assert command.run(arguments) == 1 and now_set.PUSH_KEY.read_bytes() == key
    said = capsys.readouterr().out
    assert "đang bật" in said and f"Không tới được dịch vụ đẩy {HOST}" in said
