"""The first page of an office above 67 organisations, and a calendar feed of 500 meetings; all of it is undone.

The references: a bare list of fifty members for the page (``measures.bare``), plain SQL for the feed.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from benchmarks.measures import Median, Row, bare, inside, plain
from nennep.config.actors import actor_of
from nennep.config.cast import Cast, bloc
from nennep.config.cast.build import FOUNDED, founder
from nennep.core import standing
from nennep.core.actor import Actor
from nennep.core.scope import acting_as
from nennep.meetings import ical
from nennep.meetings.models import Meeting, MeetingKind
from nennep.meetings.queries.feeds import feed_rows
from nennep.org import actions as org
from nennep.org.models import Unit, UnitKind
from nennep.reports import actions as reports

ORGANISATIONS, EVENTS = 67, 500
DAY = date(2023, 7, 3)


class _Undo(Exception):
    """Ends a transaction whose rows are not to stay."""


def run(account: Any, median: Median) -> list[Row]:
    """Both measures for a bloc's office."""
    found: list[Row] = []
    try:
        with acting_as(founder()), transaction.atomic():
            _demonstrated()
            unit = _bloc(account)
            found += _first_page(account, median)
            found.append(_feed(account, unit, median))
            raise _Undo
    except _Undo:
        return found


def _demonstrated() -> None:
    """The demonstration's bloc with its plan, targets and shares; a nation has its own."""
    from nennep.accounts.models import Account

    units = {unit.code: unit for unit in Unit.objects.exclude(code="").select_related("kind")}
    if "K" in units:
        bloc.fill(Cast(units, {one.username: one for one in Account.objects.all()}))


def _bloc(account: Any) -> Unit:
    """The account's unit with as many organisations as a bloc has, each owing two reports, one of them late."""
    by, home = founder(), actor_of(account).home
    assert home is not None
    unit = Unit.objects.get(pk=home.unit_id)
    kind, cell = UnitKind.objects.get(code="grassroots"), UnitKind.objects.get(code="cell")
    below = list(Unit.objects.filter(parent=unit).select_related("kind"))
    for place in range(len(below), ORGANISATIONS):
        one = org.found_unit(unit, by=by, kind=kind, name=f"Đảng bộ Trường số {place}", since=FOUNDED, code=f"N{place}")
        org.found_unit(one, by=by, kind=cell, name=f"Chi bộ số {place}", since=FOUNDED)
        below.append(one)
    for month, due in ((5, date(2023, 6, 5)), (6, date(2023, 7, 5))):
        reports.open_round(
            unit, by=by, name=f"Báo cáo tháng {month}", since=date(2023, month, 1), last_day=date(2023, month, 28), due_on=due, units=below,
        )  # fmt: skip
    return unit


def _first_page(account: Any, median: Median) -> list[Row]:
    client, asked = Client(headers={"accept-encoding": "gzip"}), list[str]()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")

    def open_it() -> Any:
        return client.get("/", SERVER_NAME="localhost")

    def heard(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.extend([sql] * ("SAVEPOINT" not in sql))
        return execute(sql, *rest)

    def open_first() -> Any:
        standing.forget()
        return open_it()

    open_it()
    with connection.execute_wrapper(heard):
        answer = open_it()
    what = f"first page above {ORGANISATIONS} organisations"
    return [
        (f"{what}: page, ms", median(open_it, 15), median(bare(account), 15), 80.0),
        (f"{what}: page, first visit of the day, ms", median(open_first, 15), None, None),
        (f"{what}: statements", float(len(asked)), 1.0, 12.0),
        (f"{what}: weight, KB", len(answer.content) / 1024, None, 15.0),
    ]


def _feed(account: Any, unit: Unit, median: Median) -> Row:
    kind = MeetingKind.objects.get(code="briefing")
    start = timezone.make_aware(datetime(2023, 7, 3, 8))
    Meeting.objects.bulk_create(
        Meeting(unit=unit, unit_key=unit.key, kind=kind, title=f"Giao ban bí thư lần {n}", starts_at=start + timedelta(hours=9 * n), place="Phòng 1")
        for n in range(EVENTS)
    )  # fmt: skip

    def made(actor: Actor) -> str:
        return ical.feed(feed_rows(actor, DAY), "localhost", start)

    assert inside(account, made)().count("BEGIN:VEVENT") == EVENTS  # type: ignore[attr-defined]
    sql = "select m.*, u.name from meetings_meeting m join org_unit u on u.id = m.unit_id where m.unit_id = %s order by starts_at limit 500"
    reference = median(inside(account, lambda _actor: plain(sql, [unit.pk])()))
    return (f"calendar feed of {EVENTS} events, ms", median(inside(account, made)), reference, 50.0)
