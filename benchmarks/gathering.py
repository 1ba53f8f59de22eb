"""Five hundred people in one hall: they check in within a minute, they vote in secret within a minute, and they go on
voting while the server is killed and started again. Every request is sent from a phone of its own: its own session."""

import http.client
import os
import signal
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable
from datetime import date, datetime, timedelta
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from benchmarks.measures import Row
from benchmarks.serving import Web
from nennep.accounts.models import Account
from nennep.config.actors import actor_of
from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.scope import acting_as
from nennep.meetings import actions, rules
from nennep.meetings.models import Attendance, Meeting, MeetingKind, Switch, Vote
from nennep.org.models import Grant, Unit

PORT, PEOPLE, SECONDS, THREADS = 8393, 500, 60.0, 16
TOKEN = "b" * 32
MOST = 150.0  # ms, at the 95th percentile
Send = Callable[[http.client.HTTPConnection, int], int]


def run(account: Any) -> list[Row]:
    """Checked in, voted, voted again with a server that dies."""
    by = actor_of(account)
    meeting, cookies = _hall(by)
    command = [sys.executable, "-m", "nennep", "serve", "--port", str(PORT), "--no-worker"]

    def web() -> Web:
        return Web(command, PORT, dict(os.environ))

    with web():
        waits, failed = _paced(_checking_in(meeting, cookies), SECONDS)
        came = _counted(by, lambda: meeting.attendance.filter(came_by="qr").count())
        vote = _vote(by, meeting)
        ballots, refused = _paced(_casting(vote, cookies), SECONDS)
        cast = _closed(by, vote)
        again = _vote(by, meeting)
    lost = _killed(by, again, cookies, web)
    return [
        ("500 check in within a minute, p95, ms", _p95(waits), None, MOST),
        ("500 check in: requests that failed", float(failed + PEOPLE - came), None, 0.0),
        ("500 secret ballots within a minute, p95, ms", _p95(ballots), None, MOST),
        ("500 secret ballots: not counted, or failed", float(refused + PEOPLE - cast), None, 0.0),
        ("500 secret ballots, server killed on the way: acknowledged and not counted once", float(lost), None, 0.0),
    ]


def _p95(waits: list[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.95)]


def _counted(by: Actor, ask: Callable[[], int]) -> int:
    with acting_as(by), transaction.atomic():
        return ask()


def _hall(by: Actor) -> tuple[Meeting, list[str]]:
    """An open conference with five hundred official members who have accounts and are signed in."""
    with acting_as(by), transaction.atomic():
        assert by.home is not None
        unit = Unit.objects.get(pk=by.home.unit_id)
        for thing in ("qr", "ballots"):
            Switch.objects.get_or_create(
                unit=unit, unit_key=unit.key, thing=thing, defaults={"since": date(2023, 1, 1)}
            )
        meeting = actions.plan_meeting(
            unit, by=by, kind=MeetingKind.objects.get(pk="conference"), title="Hội nghị toàn thể", place="Hội trường",
            starts_at=timezone.make_aware(datetime.combine(today(), datetime.min.time()) + timedelta(hours=14)),
        )  # fmt: skip
        meeting = actions.open_meeting(meeting, by=by)
        accounts = _accounts(unit)
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting, unit_key=meeting.unit_key, account_id=one.pk, name=one.full_name, sort_key=one.username, status="official"
            ) for one in accounts
        )  # fmt: skip
    return meeting, [_signed_in(one) for one in accounts]


def _accounts(unit: Unit) -> list[Account]:
    word, mark = make_password(None), f"hall-{time.time_ns()}"
    rows = [Account(username=f"{mark}-{n:03d}", full_name=f"Đại biểu {n}", password=word) for n in range(PEOPLE)]
    made = Account.objects.bulk_create(rows)
    Grant.objects.bulk_create(
        Grant(account_id=one.pk, unit=unit, unit_key=unit.key, role="member", below=False, since=date(2020, 1, 1))
        for one in made
    )
    return made


def _signed_in(account: Account) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"], session["_auth_user_hash"] = str(account.pk), account.get_session_auth_hash()
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _post(line: http.client.HTTPConnection, path: str, cookie: str, **fields: str) -> int:
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **fields})
    headers = {"Cookie": cookie, "Host": "localhost", "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    answer.read()
    return answer.status


def _checking_in(meeting: Meeting, cookies: list[str]) -> Send:
    def send(line: http.client.HTTPConnection, place: int) -> int:
        code = rules.attendance_code(meeting.secret, int(time.time() // 60))
        return _post(line, f"/hop/{meeting.pk}/vao/", cookies[place], ma=code)

    return send


def _casting(vote: Vote, cookies: list[str]) -> Send:
    def send(line: http.client.HTTPConnection, place: int) -> int:
        return _post(
            line, f"/hop/phieu/{vote.pk}/bo/", cookies[place], choice=("agreed", "against", "blank")[place % 3]
        )

    return send


def _paced(send: Send, seconds: float) -> tuple[list[float], int]:
    """Waits in ms of requests spread evenly; a late start counts as waiting. And how many did not answer as they should."""
    waits: list[float] = []
    bad: list[int] = []
    begun = time.perf_counter() + 0.5

    def work(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        for place in range(number, PEOPLE, THREADS):
            due = begun + place * seconds / PEOPLE
            time.sleep(max(0.0, due - time.perf_counter()))
            if send(line, place) != HTTPStatus.FOUND:
                bad.append(place)
            waits.append((time.perf_counter() - due) * 1000)

    _together(work)
    return waits, len(bad)


def _together(work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _vote(by: Actor, meeting: Meeting) -> Vote:
    with acting_as(by), transaction.atomic():
        return actions.open_vote(meeting, by=by, title="Thông qua nghị quyết", matter="ordinary", ballot="screen")


def _closed(by: Actor, vote: Vote) -> int:
    """Close the vote; how many ballots were counted."""
    with acting_as(by), transaction.atomic():
        vote = actions.close_vote(vote, by=by)
        return (vote.agreed or 0) + (vote.against or 0) + (vote.blank or 0)


def _killed(by: Actor, vote: Vote, cookies: list[str], web: Callable[[], Web]) -> int:
    """Vote as fast as it goes; half-way the server is killed and started again; who got no answer sends once more. How far
    the count is from one for each, whatever they were told."""
    send, answered = _casting(vote, cookies), [0]
    running = web()
    running.__enter__()

    def work(number: int) -> None:
        for place in range(number, PEOPLE, THREADS):
            while True:
                try:
                    send(http.client.HTTPConnection("127.0.0.1", PORT, timeout=30), place)
                except (OSError, http.client.HTTPException):
                    time.sleep(0.2)
                    continue
                answered[0] += 1
                break

    def kill() -> None:
        nonlocal running
        while answered[0] < PEOPLE // 2:
            time.sleep(0.01)
        os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()
        running = web()
        running.__enter__()

    killer = threading.Thread(target=kill)
    killer.start()
    _together(work)
    killer.join()
    counted = _closed(by, vote)
    running.__exit__()
    return abs(PEOPLE - counted)
