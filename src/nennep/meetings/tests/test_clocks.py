"""One time zone whatever the server's clock shows: around midnight, at new year, and with phones that are wrong."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core import clock
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.models import MeetingKind
from nennep.meetings.queries import months, people
from nennep.meetings.views import presses

EARLY = datetime(
    2024, 1, 1, 6, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")
)  # still 31/12/2023 where the server's clock runs
NEW_YEAR = datetime(2023, 12, 31, 17, 5, tzinfo=UTC)  # five past midnight in Vietnam


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's clock shows a moment; no day is chosen."""
    monkeypatch.delenv("NENNEP_TODAY")
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.django_db
def test_a_meeting_before_seven_is_of_its_own_day_month_and_year(
    cast: Cast, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    hoa, cell, client = cast.actor("hoa"), cast.units["BV-S1"], signed_in("hoa")
    with clock.on_day(date(2023, 12, 31)), acting_as(hoa), transaction.atomic():
        row = actions.plan_meeting(
            cell, by=hoa, kind=MeetingKind.objects.get(pk="regular"), title="Chào cờ đầu năm", starts_at=EARLY, place="Sân trường"
        )  # fmt: skip
        row.refresh_from_db()
        assert row in months.in_month(months.visible(hoa), date(2024, 1, 1))
        assert row not in months.in_month(months.visible(hoa), date(2023, 12, 1))
        asked: list[date] = []

        def body(_unit: Any, _kind: str, day: date) -> list[Any]:
            asked.append(day)
            return []

        monkeypatch.setattr(people, "body", body)
        people._persons(row)
        assert asked == [date(2024, 1, 1)]
    page = client.get(f"/hop/{row.pk}/").content.decode()
    assert "Thứ Hai" in page
    assert "01/01/2024 06:30" in page
    assert "01/01/2024" in client.get("/tim-kiem/", {"q": "Chào cờ đầu năm"}).content.decode()
    with acting_as(hoa), transaction.atomic():
        token = actions.make_feed(by=hoa)
    with clock.on_day(date(2023, 12, 31)):
        assert (
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20240101T063000" in Client().get(f"/hop/lich/{token}.ics").content.decode()
        )


@pytest.mark.django_db
def test_the_year_turns_at_midnight_in_vietnam(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hoa, kind = cast.actor("hoa"), MeetingKind.objects.get(pk="regular")
    at(NEW_YEAR, monkeypatch)
    assert clock.today() == date(2024, 1, 1)
    with acting_as(hoa), transaction.atomic():
        row = actions.plan_meeting(
            cast.units["BV-S1"], by=hoa, kind=kind, title="Giao thừa", starts_at=NEW_YEAR, place="P"
        )
        row = actions.open_meeting(row, by=hoa)
    assert row.held_on == date(2024, 1, 1)
    assert timezone.localtime(row.opened_at).date() == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("ago", "waited"), [("90", 90), ("999999", 86_400), ("-300", None), ("99999999", None), ("hôm qua", None)]
)
def test_a_phone_with_a_wrong_clock_moves_no_time(
    ago: str, waited: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press tells how long it waited, at most a day; a clock turned back or on while it waited tells nothing."""
    at(NEW_YEAR, monkeypatch)
    request: Any = RequestFactory().post("/", headers={"X-Ago": ago})
    pressed = presses.pressed_at(request)
    assert (pressed and round((NEW_YEAR - pressed).total_seconds())) == waited


def test_the_morning_has_its_reminders_and_letters_though_the_queue_counts_in_greenwich_time() -> None:
    """At eight o'clock in Vietnam the queue starts both jobs within the hour; at night the house keeps silent."""
    from procrastinate.contrib.django import app

    from nennep.config.jobs import letters
    from nennep.meetings.jobs import remind
    from nennep.notify.rules import by_day

    eight = datetime(2023, 7, 3, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")).timestamp()
    crons = {one.task.name: one.croniter for one in app.periodic_registry.periodic_tasks.values()}
    for task in (remind, letters):
        assert 0 < crons[task.name].get_next(ret_type=float, start_time=eight) - eight < 3600
    assert [hour for hour in range(24) if by_day(time(hour, 15))] == list(range(5, 22))


@pytest.mark.django_db
def test_no_reminder_goes_out_at_night(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from nennep.meetings import jobs
    from nennep.meetings.actions import reminding

    heard: list[datetime] = []

    def told(moment: datetime, by: object) -> int:
        heard.append(moment)
        return 1

    monkeypatch.setattr(reminding, "remind_tomorrow", told)
    for hour in (2, 8):
        at(datetime(2023, 7, 3, hour, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), monkeypatch)
        jobs.remind.func(0)
        monkeypatch.setenv("NENNEP_TODAY", "2023-07-03")
    assert [moment.hour for moment in heard] == [8]
