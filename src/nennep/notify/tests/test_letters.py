"""Letters: who gets one, how often, what stands in it, and what happens without a mail server."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from nennep.config import letters
from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.notify import actions
from nennep.notify.models import Mailing

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = (datetime(2023, 7, day, 9) for day in (3, 4, 5))


@pytest.fixture
def post_office(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def choose(cast: Cast, name: str, rhythm: str) -> int:
    number: int = cast.accounts[name].pk
    actions.choose_letters(number, address=f"{name}@example.org", rhythm=rhythm)
    with acting_as(cast.actor("lan")), transaction.atomic():
        actions.tell([number], "Đồng chí Lưu Thị Hảo đến hạn xét công nhận")
    return number


@pytest.mark.usefixtures("post_office")
def test_a_weekly_letter_goes_out_once_on_monday_and_names_nobody(cast: Cast) -> None:
    choose(cast, "hoa", "weekly")
    choose(cast, "minh", "never")
    assert letters.send(TUESDAY) == 0
    assert letters.send(MONDAY) == 1 and letters.send(MONDAY) == 0
    (sent,) = mail.outbox
    assert sent.to == ["hoa@example.org"] and "1 thông báo chưa đọc" in sent.body and "Bùi Thị Quỳnh Hoa" in sent.body
    assert "Lưu Thị Hảo" not in sent.body


@pytest.mark.usefixtures("post_office")
def test_a_daily_letter_comes_each_day_something_waits(cast: Cast) -> None:
    choose(cast, "minh", "daily")
    assert letters.send(TUESDAY) == 1 and letters.send(WEDNESDAY) == 1


@pytest.mark.usefixtures("post_office")
def test_a_letter_that_fails_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    number = choose(cast, "hoa", "weekly")

    def refuse(*_given: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(letters, "send_mail", refuse)
    assert letters.send(MONDAY) == 0 and Mailing.objects.get(account_id=number).sent_on is None
    monkeypatch.undo()
    assert letters.send(MONDAY) == 1


@pytest.mark.usefixtures("post_office")
def test_a_letter_waits_for_its_hour_and_for_the_end_of_quiet_hours_and_free_days(cast: Cast) -> None:
    number = choose(cast, "minh", "daily")
    actions.choose_letters(
        number,
        address="minh@example.org",
        rhythm="daily",
        hour=6,
        quiet_from=time(12),
        quiet_until=time(7),
        weekends=False,
    )
    assert [letters.send(datetime(2023, 7, 4, hour)) for hour in (5, 6, 12, 23, 7)] == [0, 0, 0, 0, 1]
    assert letters.send(datetime(2023, 7, 8, 9)) == 0
    Mailing.objects.filter(account_id=number).update(weekends=True)
    assert letters.send(datetime(2023, 7, 8, 9)) == 1


def test_without_a_mail_server_nothing_is_sent_and_the_page_says_so(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    choose(cast, "hoa", "daily")
    assert letters.send(MONDAY) == 0
    page = signed_in("hoa")
    assert "chưa cấu hình máy chủ thư" in page.get("/thong-bao/").content.decode()
    times = {"hour": "8", "quiet_from": "21:00", "quiet_until": "06:30"}
    assert page.post("/thong-bao/thu/", {"address": "khong-phai-thu", "rhythm": "weekly", **times}).status_code == 422
    within = page.post("/thong-bao/thu/", {"rhythm": "weekly", **times, "quiet_until": "09:00"})
    assert within.status_code == 422 and "nằm trong giờ yên tĩnh" in within.content.decode()
    assert page.post("/thong-bao/thu/", {"address": "hoa@example.org", "rhythm": "never", **times}).status_code == 302
    assert Mailing.objects.get(account_id=cast.accounts["hoa"].pk).rhythm == "never"
