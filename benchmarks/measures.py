"""What is measured, each with its reference: plain SQL on the same rows, or bare Django on the same server."""

import gzip
import re
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models import QuerySet
from django.template import Context, Engine
from django.test import Client

from nennep.config.actors import actor_of
from nennep.config.cast import build
from nennep.config.cast.build import founder
from nennep.core.actor import Actor
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, through
from nennep.members import queries, structure
from nennep.members.models import Membership
from nennep.org import actions as org
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.reader import papers

Row = tuple[str, float, float | None, float | None]
Median = Callable[..., float]
DAY = date(2023, 6, 30)
HALF = through(date(2023, 1, 1), DAY)
TWENTY_FIVE = [
    "units", "units.cells", "units.student_cells", "units.joint_cells", "members", "members.official", "members.probationary", "members.women",
    "members.minority", "members.students", "members.staff", "members.start", "increase.admitted", "increase.transferred", "increase.other",
    "decrease.transferred", "decrease.deceased", "decrease.removed", "decrease.resigned", "decrease.expelled", "admissions", "admissions.students",
    "admissions.women", "recognitions", "probation.overdue",
]  # fmt: skip


def people(nation: bool) -> dict[str, Any]:
    """Accounts with authority over a cell, a university and everything."""
    from nennep.accounts.models import Account

    if not nation:
        cast = build()
        return {"cell": cast.accounts["minh"], "university": cast.accounts["lan"], "all": cast.accounts["khoi"]}
    found: dict[str, Any] = {}
    with acting_as(founder()), transaction.atomic():
        units = {
            "cell": _nth(Unit.objects.filter(level=4), 1000), "university": _nth(Unit.objects.filter(level=2), 20), "all": Unit.objects.get(level=0),
        }  # fmt: skip
        for name, unit in units.items():
            account = Account.objects.filter(username=f"bench-{name}").first() or Account.objects.create_user(
                f"bench-{name}", "x" * 12, full_name=name
            )
            if not actor_of(account).posts:
                org.grant_role(unit, by=founder(), account_id=account.pk, role="chief_of_office", below=True)
            found[name] = account
    return found


def _nth(rows: QuerySet[Unit], place: int) -> Unit:
    """The unit at a place, or the last one of a smaller nation."""
    return list(rows.order_by("key")[: place + 1])[-1]


def run(accounts: dict[str, Any], owner: str, median: Median) -> list[Row]:
    """Every measure inside the process."""
    rows: list[Row] = [reading(median)]
    for name, limit in (("cell", 10.0), ("university", 20.0), ("all", 20.0)):
        rows.append(page(accounts[name], name, limit, median))
    for name, limit in (("university", 60.0), ("all", 80.0)):
        rows.append(search(accounts[name], name, limit, median))
    for name, limit in (("university", 10.0), ("all", 20.0)):
        rows.append(breakdown(accounts[name], name, limit, median))
    for name in ("university", "all"):
        rows.append(admissions(accounts[name], name, 10.0, median))
    for name, limit in (("university", 300.0), ("all", 1000.0)):
        rows.append(report(accounts[name], name, limit, median))
    rows += walls(accounts, owner, median)
    rows += pages(accounts["university"], median)
    return rows


def reading(median: Median) -> Row:
    """Reading a plan of three pages, warm; the reference only finds the codes of papers with one expression."""
    from tests.story import plan_text

    text = plan_text()
    codes = re.compile(r"\d+\s*-?\s*[A-ZĐ]{2,4}/[A-ZĐ.]{2,6}")
    return ("reading a plan, ms", median(lambda: papers.read(text), 20), median(lambda: codes.findall(text), 20), 10.0)


def inside(account: Any, work: Callable[[Actor], object]) -> Callable[[], object]:
    """Work in a transaction as the account."""
    actor = actor_of(account)

    def done() -> object:
        with acting_as(actor), transaction.atomic():
            return work(actor)

    return done


def spent(account: Any, work: Callable[[Actor], object], runs: int = 9) -> float:
    """Median time in the database of warm runs, in milliseconds: the sum of the statements of the work."""
    times: list[float] = []

    def heard(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            times[-1] += (time.perf_counter() - begun) * 1000

    done = inside(account, work)
    done()
    for _run in range(runs):
        times.append(0.0)
        with connection.execute_wrapper(heard):
            done()
    return statistics.median(times)


def plain(sql: str, values: Any) -> Callable[[], object]:
    """The same question in plain SQL, under the same scope."""

    def done() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    return done


def page(account: Any, name: str, limit: float, median: Median) -> Row:
    """A list page of 50 members."""
    asked = queries.Asked(day=DAY)
    mine = spent(account, lambda actor: queries.page(actor, asked))
    low, high = actor_of(account).scope[0]
    sql = "select * from members_membership where unit_key >= %s and unit_key < %s and association = 'party' and since <= %s and until > %s order by sort_key, id limit 50"
    reference = median(inside(account, lambda actor: plain(sql, [low, high, DAY, DAY])()))
    return (f"list page of 50 members, {name}, ms in the database", mine, reference, limit)


def search(account: Any, name: str, limit: float, median: Median) -> Row:
    """Search by a part of a name without marks; the reference looks through every membership."""
    asked = queries.Asked(day=DAY, words="thi huyen")
    low, high = actor_of(account).scope[0]
    sql = """select * from members_membership where unit_key >= %s and unit_key < %s and association = 'party' and since <= %s and until > %s
      and name_fold like '%%thi huyen%%' order by sort_key, id limit 50"""
    mine = spent(account, lambda actor: queries.page(actor, asked), 3)
    reference = median(inside(account, lambda actor: plain(sql, [low, high, DAY, DAY])()), 3)
    return (f"search by part of a name, {name}, ms in the database", mine, reference, limit)


def breakdown(account: Any, name: str, limit: float, median: Median) -> Row:
    """As-of counts by sex, age band and status as the page shows them; the reference reads every membership."""
    low, high = actor_of(account).scope[0]
    sql = """select status, sex, birth_year / 10, count(*) from members_membership where unit_key >= %s and unit_key < %s and association = 'party'
      and placement = 'counted' and since <= %s and until > %s group by 1, 2, 3"""
    mine = spent(account, lambda actor: structure.breakdown(_home(actor), DAY))
    reference = median(inside(account, lambda actor: plain(sql, [low, high, DAY, DAY])()), 3)
    return (f"as-of breakdown by sex, age band, status, {name}, ms in the database", mine, reference, limit)


def admissions(account: Any, name: str, limit: float, median: Median) -> Row:
    """Admissions by half-year of each unit right below, five years; the reference counts the decisions themselves."""
    low, high = actor_of(account).scope[0]
    sql = """select left(unit_key, %s), extract(year from decided_on), decided_on < make_date(extract(year from decided_on)::int, 7, 1), count(*)
      from members_admission where unit_key >= %s and unit_key < %s and association = 'party' and annulled_on is null and decided_on >= %s
      and decided_on <= %s group by 1, 2, 3"""
    first = structure.halves(DAY)[0]
    mine = spent(account, _decided)
    reference = median(inside(account, lambda actor: plain(sql, [len(low) + 3, low, high, first, DAY])()), 3)
    return (f"admissions per half-year per child unit, 5 years, {name}, ms in the database", mine, reference, limit)


def _decided(actor: Actor) -> object:
    unit = _home(actor)
    below = list(Unit.objects.filter(parent=unit)[:1])
    return structure.decided(unit, below, structure.halves(DAY), DAY)


def _home(actor: Actor) -> Unit:
    assert actor.home is not None
    return Unit.objects.get(pk=actor.home.unit_id)


def walls(accounts: dict[str, Any], owner: str, median: Median) -> list[Row]:
    """Row-level security against the same condition written out, by a role without it."""
    cell, university = (actor_of(accounts[name]).scope[0] for name in ("cell", "university"))
    page_sql = "select id, full_name, sort_key from members_membership where {range} association = 'party' and since <= %s and until > %s order by sort_key, id limit 50"
    as_of = """select status, sex, birth_year / 10, count(*) from members_membership where {range} association = 'party' and placement = 'counted'
      and since <= %s and until > %s group by 1, 2, 3"""
    rows: list[Row] = []
    with psycopg.connect(owner, autocommit=True) as free:
        for what, account, sql, ends in (
            ("cell page", "cell", page_sql, cell),
            ("university as-of", "university", as_of, university),
        ):
            written = sql.format(range="unit_key >= %s and unit_key < %s and")
            mine = median(
                inside(accounts[account], lambda actor, sql=sql: plain(sql.format(range=""), [DAY, DAY])()), 15
            )
            values = [*ends, DAY, DAY]

            def asked(written: str = written, values: list[Any] = values) -> object:
                with free.transaction():
                    return free.execute(written, values).fetchall()

            reference = median(asked, 15)
            limit = reference * 2 if account == "university" else reference + 0.5
            rows.append((f"row-level security over the written filter, {what}, ms", mine, reference, limit))
    return rows


PLAIN_REPORT = (
    """select count(*), count(*) filter (where status = 'official'), count(*) filter (where sex = 'f'), count(*) filter (where minority),
      count(*) filter (where category = 'student'), count(*) filter (where category in ('lecturer', 'staff')) from members_membership
      where {inside} and association = 'party' and placement = 'counted' and since <= %(last)s and until > %(last)s""",
    """select begin, count(*) from members_membership where {inside} and association = 'party' and placement = 'counted'
      and since between %(first)s and %(last)s group by 1""",
    """select "end", count(*) from members_membership where {inside} and association = 'party' and placement = 'counted'
      and until between %(first)s and %(last)s group by 1""",
    """select count(*), count(*) filter (where category = 'student'), count(*) filter (where sex = 'f') from members_admission
      where {inside} and annulled_on is null and decided_on between %(first)s and %(last)s""",
    "select count(*) from members_recognition where {inside} and annulled_on is null and decided_on between %(first)s and %(last)s",
)
"""The same report asked by hand: five statements, each over all the rows."""


def by_hand(account: Any) -> Callable[[], object]:
    """The plain report of the account's unit."""
    low, high = actor_of(account).scope[0]
    values = {"low": low, "high": high, "first": date(2023, 1, 1), "last": DAY}

    def asked(_actor: Actor) -> object:
        with connection.cursor() as cursor:
            for sql in PLAIN_REPORT:
                cursor.execute(sql.format(inside="unit_key >= %(low)s and unit_key < %(high)s"), values)
                cursor.fetchall()
        return None

    return inside(account, asked)


def report(account: Any, name: str, limit: float, median: Median) -> Row:
    """Twenty-five figures of a half-year; the reference asks for the counts in five statements of plain SQL."""

    def count(actor: Actor) -> object:
        asked = ask(_home(actor), HALF)
        return [FIGURES[code].count(asked) for code in TWENTY_FIVE]

    mine, reference = median(inside(account, count), 3), median(by_hand(account), 3)
    return (f"half-year report, 25 figures, {name}, ms", mine, reference, limit)


BARE = """<!doctype html><title>x</title><table>{% for row in rows %}<tr><td>{{ row.full_name }}<td>{{ row.birth_year }}<td>{{ row.get_sex_display }}
<td>{{ row.get_category_display }}<td>{{ row.get_status_display }}<td>{{ row.unit.name }}</tr>{% endfor %}</table>"""


def bare(account: Any) -> Callable[[], bytes]:
    """Fifty members in a bare table: no frame, no rights but the database's, no search; what Django alone costs."""
    template = Engine().from_string(BARE)

    def made(_actor: Actor) -> bytes:
        rows = Membership.objects.filter(association="party", placement="counted", since__lte=DAY, until__gt=DAY)
        rows = rows.select_related("unit").order_by("sort_key", "id")[:50]
        return gzip.compress(template.render(Context({"rows": rows})).encode(), 6)

    return inside(account, made)  # type: ignore[return-value]


def spent_here(work: Callable[[], object], runs: int = 15) -> float:
    """Median time of the processor in this process, in milliseconds; waiting for the database is not in it."""
    work()
    times = []
    for _run in range(runs):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def pages(account: Any, median: Median) -> list[Row]:
    """Whole pages through the application: processor time, wall time, statements, weight; beside them a bare list."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    plainly = bare(account)
    cost, wait, weight = spent_here(plainly), median(plainly), len(plainly()) / 1024
    found: list[Row] = []
    asked: list[str] = []

    def heard(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    for name, path in (("member list", "/dang-vien/"), ("first page", "/"), ("tree", "/to-chuc/")):
        asked.clear()
        with connection.execute_wrapper(heard):
            answer = client.get(path, SERVER_NAME="localhost")

        def open_it(path: str = path) -> object:
            return client.get(path, SERVER_NAME="localhost")

        is_list = path == "/dang-vien/"
        found.append((f"{name}: processor, ms", spent_here(open_it), cost, 15.0 if is_list else None))
        found.append((f"{name}: page, ms", median(open_it), wait, None))
        found.append((f"{name}: statements", float(len(asked)), 1.0, 8.0 if is_list else 20.0))
        found.append((f"{name}: weight, KB", len(answer.content) / 1024, weight, 15.0))
    return found
