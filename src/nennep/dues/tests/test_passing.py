"""The share on its way up: two sides, a difference, the committee's own statement, reminders, figures, the demonstration."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from nennep.config.cast import Cast, dues
from nennep.core.clock import on_day
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.dues import actions, papers, queries, sums
from nennep.dues.models import Receipt, Statement
from nennep.dues.tests.story import MONTH, collected
from nennep.duties import registry as duties
from nennep.figures.registry import FIGURES, Period
from nennep.notify.models import Notice
from nennep.org.models import Unit
from nennep.org.queries import ask

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 3)


def sent(cast: Cast) -> Statement:
    by = cast.actor("hoa")
    unit, _made = collected(cast)
    with acting_as(by), transaction.atomic():
        return actions.send_statement(unit, by=by, last_day=DAY, method="transfer")


def test_a_cell_keeps_its_share_and_the_committee_counts_the_rest(cast: Cast) -> None:
    row, hoa, lan = sent(cast), cast.actor("hoa"), cast.actor("lan")
    money = row.receipts * 3_000
    assert (row.collected, row.total, row.up_id, row.share) == (money, money, cast.units["BV"].pk, "3/10")
    assert (row.kept, row.passed) == (money * 3 // 10, money - money * 3 // 10)
    with acting_as(hoa), transaction.atomic():
        with pytest.raises(actions.NothingToPass):
            actions.send_statement(row.unit, by=hoa, last_day=DAY, method="cash")
        with pytest.raises(NotYours):
            actions.acknowledge_statement(row, by=hoa, counted=row.passed)
        with pytest.raises(NotYours):
            actions.cancel_receipt(Receipt.objects.filter(statement=row)[0], by=hoa, reason="đã vào bảng kê")
    with acting_as(lan), transaction.atomic():
        assert Notice.objects.filter(account_id=lan.account_id, link=f"/dang-phi/nop-len/{row.pk}/").exists()
        with pytest.raises(actions.NoWords, match="ghi rõ chỗ lệch"):
            actions.acknowledge_statement(row, by=lan, counted=row.passed - 1_000)
        odd = actions.acknowledge_statement(row, by=lan, counted=row.passed - 1_000, note="Thiếu một tờ")
        assert (odd.state, odd.lacking) == ("mismatch", 1_000)
    with acting_as(hoa), transaction.atomic():
        seen = Statement.objects.get(pk=row.pk)
        assert (seen.counted, seen.note) == (row.passed - 1_000, "Thiếu một tờ")
        actions.withdraw_statement(seen, by=hoa)
        again = actions.send_statement(row.unit, by=hoa, last_day=DAY, method="cash")
        assert (again.passed, again.order) == (row.passed, 2)
    with acting_as(lan), transaction.atomic():
        done = actions.acknowledge_statement(again, by=lan, counted=again.passed)
        assert done.state == "acknowledged"
        up = actions.send_statement(cast.units["BV"], by=lan, last_day=DAY, method="transfer")
        assert (up.collected, up.received, up.up_id, up.share) == (0, again.passed, cast.units["K"].pk, "7/10")
        assert up.kept + up.passed == again.passed and up.kept == round(again.passed * 7 / 10)
    khoi = cast.actor("khoi")
    with acting_as(khoi), transaction.atomic():
        with pytest.raises(actions.NobodyAbove):
            actions.send_statement(cast.units["K"], by=khoi, last_day=DAY, method="cash")
        assert actions.acknowledge_statement(up, by=khoi, counted=up.passed).state == "acknowledged"
        with pytest.raises(actions.DayAhead):
            actions.send_statement(cast.units["K"], by=khoi, last_day=DAY + timedelta(1), method="cash")


def test_reminders_are_polite_and_weekly(cast: Cast) -> None:
    hoa, lan, an = cast.actor("hoa"), cast.actor("lan"), cast.actor("an")
    with on_day(date(2023, 7, 20)):
        unit, _made = collected(cast, but={an.person_id or 0})
        with acting_as(hoa), transaction.atomic():
            assert [one.person_id for one in queries.debtors(unit, date(2023, 7, 20))] == [an.person_id]
            assert actions.remind_members(unit, by=hoa) == 1
            with pytest.raises(actions.TooSoon):
                actions.remind_members(unit, by=hoa)
        with acting_as(an), transaction.atomic():
            words = Notice.objects.filter(account_id=an.account_id, link="/dang-phi/cua-toi/").get().words
            assert words.startswith("Đồng chí còn tháng 7/2023 chưa đóng, 3.000 đồng.")
        with acting_as(lan), transaction.atomic():
            count = actions.remind_units(cast.units["BV"], by=lan, month=MONTH)
            assert count == len(sums.collecting_units(cast.units["BV"])) - 1
            with pytest.raises(actions.NobodyToRemind):
                actions.remind_units(cast.units["BV"], by=lan, month=MONTH)


def kinds(cast: Cast, who: str, until: date) -> set[str]:
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        return {one.kind for one in duties.due(by, until) if one.kind.startswith("dues_")}


def test_the_half_year_of_the_demonstration(cast: Cast) -> None:
    dues.fill(cast)
    assert kinds(cast, "hoa", date(2023, 7, 17)) == {"dues_month", "dues_statement", "dues_arrears"}
    assert kinds(cast, "lan", date(2023, 7, 17)) == {"dues_waiting"}
    lan, hoa = cast.actor("lan"), cast.actor("hoa")
    half = Period(date(2023, 1, 1), date(2023, 7, 1))
    with acting_as(lan), transaction.atomic():
        states = list(Statement.objects.filter(up=cast.units["BV"]).order_by("pk").values_list("state", flat=True))
        assert states == ["acknowledged"] * 3 + ["sent", "mismatch"]
        lines = sums.table(cast.units["BV"], date(2023, 6, 1))
        told = papers.year_told(cast.units["BV"], 2023)
        asked = ask(cast.units["BV"], half)
        value = FIGURES["dues.collected"].count(asked)
        assert value.part == told.paid == sum(one.year_paid for one in lines) and value.whole == told.due > told.paid
        rows = FIGURES["dues.collected"].rows(asked)
        assert value.part == sum(row.paid for row in rows)
        in_time = FIGURES["dues.on_time"].count(asked)
        assert in_time.part == sum(row.in_time for row in told.months) and in_time.whole == sum(
            row.payers for row in told.months
        )
        passed = FIGURES["dues.passed"].count(ask(cast.units["BV-LU"], half))
        assert passed.part == Statement.objects.get(unit=cast.units["BV-LU"], state="acknowledged").passed
    with acting_as(hoa), transaction.atomic():
        owing = queries.debtors(Unit.objects.get(pk=cast.units["BV-S1"].pk), DAY)
        assert (owing[0].words, owing[0].serious) == ("3–6/2023", True) and len(owing) == 3
