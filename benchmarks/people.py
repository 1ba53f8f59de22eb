"""Pages about people as a whole answer of the application: a list, a search, statistics, a file; beside each the same
question in plain SQL under the same scope."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.test import Client

from benchmarks.measures import Median, Row, inside, plain
from nennep.config.actors import actor_of
from nennep.core.scope import acting_as
from nennep.members.models import Membership

SINCE, UNTIL = "2023-01-01", "2023-07-04"  # as the page opens: the half-year up to today
INSIDE = "unit_key >= %(low)s and unit_key < %(high)s and association = 'party' and placement = 'counted'"
LISTED = f"select * from members_membership where {INSIDE} and since <= %(last)s and until > %(last)s {{}} order by sort_key, id limit 50"
MOVED = f"""select 'since', date_trunc('month', since), begin, count(*) from members_membership where {INSIDE} and since >= %(since)s and since < %(until)s
  group by 2, 3 union all select 'until', date_trunc('month', until), "end", count(*) from members_membership where {INSIDE} and until >= %(since)s
  and until < %(until)s group by 2, 3 union all select '', null, '', count(*) from members_membership where {INSIDE} and since < %(since)s
  and until >= %(since)s"""
BY_UNIT = f"""select left(unit_key, %(width)s), begin, "end", since < %(since)s, until >= %(until)s, status, sex, category, minority, count(*)
  from members_membership where {INSIDE} and since < %(until)s and until >= %(since)s group by 1, 2, 3, 4, 5, 6, 7, 8, 9"""
FILE = "select * from members_membership m join members_person p on p.id = m.person_id where p.id = %(person)s"
EXTRA, POINT = 30.0, 10.0  # ms for everything around the question; ms for rows found by their key


def run(accounts: dict[str, Any], median: Median) -> list[Row]:
    """Each page for a university and for everything."""
    rows: list[Row] = []
    for name, listed, searched, counted in (("university", 20.0, 60.0, 10.0), ("all", 20.0, 80.0, 20.0)):
        account = accounts[name]
        asked = _asked(account)
        for what, path, sql, limit in (
            ("member list", "/dang-vien/", LISTED.format(""), listed + EXTRA),
            ("search of a name", "/dang-vien/?q=thi+huyen", LISTED.format("and name_fold like '%%thi huyen%%'"), searched + EXTRA),
            ("search of everything, a name", "/tim-kiem/?q=thi+huyen", LISTED.format("and name_fold like '%%thi huyen%%'"), None),
            ("search of everything, a name with a slip", "/tim-kiem/?q=ngu%E1%BB%85n+thi+huyenn", LISTED.format("and name_fold like '%%nguen thi huyenn%%'"), None),
            ("statistics by month", "/dang-vien/thong-ke/", MOVED, counted + EXTRA),
            ("statistics by unit", "/dang-vien/thong-ke/?theo=unit", BY_UNIT, None),
            ("structure", "/dang-vien/co-cau/", BY_UNIT, None),
            ("a member's file", f"/dang-vien/{asked['person']}/", FILE, POINT + EXTRA),
        ):  # fmt: skip
            mine = median(_opening(account, path))
            reference = median(inside(account, lambda _actor, sql=sql, asked=asked: plain(sql, asked)()), 3)
            rows.append((f"page: {what}, {name}, ms", mine, reference, limit))
    return rows


def _asked(account: Any) -> dict[str, Any]:
    actor = actor_of(account)
    low, high = actor.scope[0]
    with acting_as(actor), transaction.atomic():
        held = Membership.objects.filter(unit_key__gte=low, unit_key__lt=high, association="party", placement="counted")
        person = held.order_by("sort_key", "id").values_list("person_id", flat=True)[0]
    return {
        "low": low, "high": high, "since": SINCE, "until": UNTIL, "last": "2023-07-03", "width": len(low) + 3, "person": person,
    }  # fmt: skip


def _opening(account: Any, path: str) -> Callable[[], object]:
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")

    def opened() -> object:
        answer = client.get(path, SERVER_NAME="localhost")
        assert answer.status_code == 200, (path, answer.status_code)
        return answer

    return opened
