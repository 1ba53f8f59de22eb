"""Dues of the first half of the year, for the demonstration: collected, some in arrears, one statement waiting."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from nennep.config.cast.build import Cast, founder
from nennep.core.actor import Actor
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.dues import actions as dues
from nennep.dues import queries, rules, sums
from nennep.dues.models import Kind
from nennep.org.models import Unit

BANK = {"bank": "Ngân hàng Công Thương (giả định)", "bank_bin": "970415", "account_no": "000000002023"}
KEEPERS = {"BV-S1": "hoa", "BV-LU": "minh", "BV-DK": "nga"}
OTHERS = ("BV-S2", "BV-S3", "BV-NN", "BV-QT", "BV-TY")
FIRST, LAST = date(2023, 1, 1), date(2023, 6, 1)
PAY = (5_730_000, 6_310_000, 7_250_000, 8_460_000, 9_870_000)


def fill(cast: Cast, others: Iterable[str] = OTHERS) -> None:
    """As secretaries of cells collected from January to June, and the office counted what came up."""
    for code in (*KEEPERS, *others):
        by, unit = (cast.actor(KEEPERS[code]) if code in KEEPERS else founder()), cast.units[code]
        with acting_as(by), transaction.atomic():
            _year(unit, by, late=code in ("BV-S1", "BV-QT"))
            _bases(unit, by, date(2023, 7, 1))
    _passed_up(cast)


def _year(unit: Unit, by: Actor, *, late: bool) -> None:
    with on_day(FIRST):
        _bases(unit, by)
        dues.set_purse(unit, by=by, holder=unit.name.upper()[:120], **BANK)
        dues.set_plan(unit, by=by, year=2023, amount=sums.expected(unit, 2023))
    for month in rules.months(FIRST, LAST):
        if month == LAST and unit.code == "BV-TY":
            continue
        day = month.replace(day=5)
        with on_day(day):
            _bases(unit, by, month)
            but = _without_money(unit, month) if late else set()
            dues.collect_month(unit, by=by, month=month, but=but, money=dues.Money(day, "cash"))


def _without_money(unit: Unit, month: date) -> set[int]:
    """One member owes since March, two more the last month."""
    people = [one.person_id for one in queries.screen(unit, month).waiting]
    return set(people[1:2] if month.month >= 3 else []) | set(people[4:6] if month == LAST else [])


def _bases(unit: Unit, by: Actor, month: date = FIRST) -> None:
    """Students pay the fixed amount, others one per cent of their pay; the invented pay goes by the person's number."""
    dues.set_common(unit, by=by, since=month)
    for one in queries.screen(unit, month).missing:
        terms = dues.Terms(Kind.INSURED, base=PAY[one.person_id % len(PAY)])
        dues.set_basis(unit, one.person_id, by=by, terms=terms, since=month)


def _passed_up(cast: Cast) -> None:
    """Three cells stated their first quarter and were counted; the second quarter of one waits, and one differs."""
    unit, lan = cast.units["BV"], cast.actor("lan")
    with on_day(date(2023, 1, 4)), acting_as(lan), transaction.atomic():
        dues.set_purse(unit, by=lan, holder="DANG UY TRUONG DAI HOC BACH VIET", **BANK | {"account_no": "000000001951"})
    for code, name in KEEPERS.items():
        with on_day(date(2023, 4, 4)), acting_as(by := cast.actor(name)), transaction.atomic():
            row = dues.send_statement(cast.units[code], by=by, last_day=date(2023, 3, 31), method="transfer")
        with on_day(date(2023, 4, 7)), acting_as(lan), transaction.atomic():
            dues.acknowledge_statement(row, by=lan, counted=row.passed)
    with on_day(date(2023, 4, 10)), acting_as(lan), transaction.atomic():
        dues.send_statement(unit, by=lan, last_day=date(2023, 4, 10), method="transfer")
    for code in ("BV-LU", "BV-DK"):
        with on_day(date(2023, 7, 2)), acting_as(by := cast.actor(KEEPERS[code])), transaction.atomic():
            row = dues.send_statement(cast.units[code], by=by, last_day=date(2023, 6, 30), method="transfer")
    with acting_as(lan), transaction.atomic():
        words = "Thiếu 50.000 đồng so với bảng kê, đề nghị chi bộ kiểm tra lại."
        dues.acknowledge_statement(row, by=lan, counted=row.passed - 50_000, note=words)
