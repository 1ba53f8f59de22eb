"""Collecting against the real database: the month in one press, prepaying, cancelling, two at once."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.refused import NotYours, Refused
from nennep.core.scope import acting_as
from nennep.dues import actions, queries, rates
from nennep.dues.models import Basis, Book, Charge, Kind, Receipt, ReceiptLine
from nennep.dues.tests.story import MONEY, MONTH, collected, priced
from nennep.journal.models import Line
from nennep.members import actions as members
from nennep.members.models import Membership
from nennep.members.tests.test_transfers import accept, released
from nennep.org.models import Unit

pytestmark = pytest.mark.django_db


def test_a_month_is_collected_in_one_press_but_for_those_marked(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        shown = queries.screen(unit, MONTH)
        left_out = shown.waiting[0].person_id
        assert not shown.opened and not shown.missing and {one.due for one in shown.payers} == {3_000}
        made = actions.collect_month(unit, by=hoa, month=MONTH, but={left_out}, money=MONEY)
        after = queries.screen(unit, MONTH)
    assert [row.number for row in made] == list(range(1, len(shown.payers)))
    assert after.paid == 3_000 * (len(shown.payers) - 1) and [one.person_id for one in after.waiting] == [left_out]
    assert {row.months for row in made} == {"7/2023"} and made[0].words == "01/2023"
    with acting_as(hoa), transaction.atomic():
        assert Line.objects.filter(verb="dues.receive").count() == len(made)
        assert len(actions.collect_month(unit, by=hoa, month=MONTH, but=set(), money=MONEY)) == 1
        with pytest.raises(actions.NothingOwed, match="07/2023 đã ghi thu đủ"):
            actions.collect_month(unit, by=hoa, month=MONTH, but=set(), money=MONEY)
        with pytest.raises(actions.NotYet):
            actions.collect_month(unit, by=hoa, month=date(2023, 8, 1), but=set(), money=MONEY)


def test_months_are_paid_ahead_and_in_part_the_oldest_first(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        everybody = [one.person_id for one in queries.screen(unit, date(2023, 6, 1)).payers]
        person = everybody[0]
        actions.collect_month(unit, by=hoa, month=date(2023, 6, 1), but=everybody, money=MONEY)
        part = actions.record_payment(unit, person, by=hoa, through=date(2023, 9, 1), money=MONEY, amount=4_000)
        assert (part.amount, part.months) == (4_000, "6–7/2023")
        told = dict(Charge.objects.filter(person_id=person).values_list("month", "paid"))
        assert list(told.values()) == [3_000, 1_000, 0, 0]
        with pytest.raises(actions.TooMuch, match=r"8\.000 đồng"):
            actions.record_payment(unit, person, by=hoa, through=date(2023, 9, 1), money=MONEY, amount=8_001)
        rest = actions.record_payment(unit, person, by=hoa, through=date(2023, 9, 1), money=MONEY)
        assert (rest.amount, rest.months) == (8_000, "7–9/2023")
        with pytest.raises(actions.NothingOwed, match="09/2023"):
            actions.record_payment(unit, person, by=hoa, through=date(2023, 9, 1), money=MONEY)
        with pytest.raises(actions.NotYet):
            actions.record_payment(unit, person, by=hoa, through=date(2024, 8, 1), money=MONEY)
        with pytest.raises(actions.NotYet):
            actions.record_payment(unit, person, by=hoa, through=MONTH, money=actions.Money(date(2023, 7, 4)))


def test_a_cancelled_receipt_keeps_its_number_and_its_months_are_owed_again(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        person = queries.screen(unit, MONTH).payers[0].person_id
        actions.open_book(unit, by=hoa, year=2023, last=40)
        row = actions.record_payment(unit, person, by=hoa, through=date(2023, 9, 1), money=MONEY)
        actions.cancel_receipt(row, by=hoa, reason="Ghi nhầm người")
        assert list(Charge.objects.filter(person_id=person).values_list("month", "paid")) == [(MONTH, 0)]
        again = actions.record_payment(unit, person, by=hoa, through=MONTH, money=MONEY)
        kept = Receipt.objects.get(pk=row.pk)
        assert (kept.number, kept.state, again.number) == (41, "cancelled", 42)
        with pytest.raises(NotYours):
            actions.cancel_receipt(kept, by=hoa, reason="lần nữa")
        with pytest.raises(actions.BookInUse):
            actions.open_book(unit, by=hoa, year=2023, last=50)


def reckoned(cast: Cast, month: date, **terms: Any) -> rates.Reckoned:
    unit = cast.units["BV-S1"]
    return rates.reckon(Basis(unit=unit, **terms), rates.book(month))


def test_rates_follow_the_text_in_force_in_the_month(cast: Cast) -> None:
    before, now, later = date(2023, 7, 1), date(2026, 2, 1), date(2028, 1, 1)
    assert reckoned(cast, before, kind=Kind.STUDENT).due == 3_000
    assert reckoned(cast, now, kind=Kind.STUDENT).due == 5_000
    assert reckoned(cast, before, kind=Kind.INSURED, base=8_512_345).due == 85_100
    assert reckoned(cast, now, kind=Kind.PENSION, base=7_000_001).due == 35_000
    assert [reckoned(cast, day, kind=Kind.UNINSURED, region=1).due for day in (now, later)] == [15_900, 26_600]
    assert [reckoned(cast, day, kind=Kind.ELDER, region=4).due for day in (now, later)] == [7_400, 11_100]
    with pytest.raises(rates.NoRate):
        reckoned(cast, before, kind=Kind.UNINSURED, region=1)
    # the union: 1 % to a tenth of 1.800.000; 0,5 % to a tenth of 2.340.000
    assert [reckoned(cast, before, kind=Kind.UNION, base=base).due for base in (9_000_000, 30_000_000)] == [
        90_000,
        180_000,
    ]
    assert [reckoned(cast, now, kind=Kind.UNION, base=base).due for base in (9_000_000, 60_000_000)] == [
        45_000,
        234_000,
    ]
    assert reckoned(cast, now, kind=Kind.YOUTH_UNPAID).due == 2_000
    half = reckoned(cast, now, kind=Kind.STUDENT, relief="reduced", cause="hardship", reduction="1/2")
    assert (half.due, half.said) == (2_500, "Mức ấn định, giảm 50%")
    assert reckoned(cast, now, kind=Kind.STUDENT, relief="exempt", cause="social").due == 0


def test_a_reduction_runs_out_and_unpaid_months_follow_a_new_basis(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        person = queries.screen(unit, MONTH).payers[0].person_id
        everybody = {one.person_id for one in queries.screen(unit, MONTH).payers}
        actions.collect_month(unit, by=hoa, month=MONTH, but=everybody, money=MONEY)
        terms = actions.Terms(
            "student", relief="reduced", cause="hardship", reduction="1/2", paper="Đơn ngày 01/7/2023"
        )
        actions.set_basis(unit, person, by=hoa, terms=terms, since=MONTH, months=2)
        assert Charge.objects.get(person_id=person, month=MONTH).due == 1_500
        actions.record_payment(unit, person, by=hoa, through=date(2023, 9, 1), money=MONEY)
        assert list(Charge.objects.filter(person_id=person).order_by("month").values_list("due", flat=True)) == [
            1_500,
            1_500,
            3_000,
        ]
        line = Line.objects.filter(verb="dues.set_basis").last()
        assert line is not None and line.person_id == person


@pytest.mark.parametrize(
    ("terms", "months", "field"),
    [
        ({"kind": "insured"}, 0, "base"),
        ({"kind": "insured", "base": 3_000_000_000}, 0, "base"),
        ({"kind": "union", "base": 1}, 0, "kind"),
        ({"kind": "uninsured"}, 0, "region"),
        ({"kind": "uninsured", "region": 1}, 0, "kind"),  # no rate before 2026
        ({"kind": "agreed", "base": 50_000}, 0, "paper"),
        ({"kind": "student", "relief": "exempt"}, 0, "cause"),
        ({"kind": "student", "relief": "exempt", "cause": "age"}, 0, "cause"),
        ({"kind": "student", "relief": "exempt", "cause": "hardship"}, 0, "paper"),
        ({"kind": "student", "relief": "exempt", "cause": "other", "paper": "x"}, 0, "note"),
        ({"kind": "student", "relief": "reduced", "cause": "social", "reduction": "1/5"}, 0, "reduction"),
        ({"kind": "student", "relief": "reduced", "cause": "hardship", "reduction": "1/2", "paper": "x"}, 13, "months"),
    ],
)
def test_a_basis_that_cannot_be_is_refused_at_its_field(
    cast: Cast, terms: dict[str, Any], months: int, field: str
) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        person = queries.roll(cast.units["BV-S1"], MONTH)[0].person_id
        with pytest.raises(Refused) as refused, transaction.atomic():
            actions.set_basis(
                cast.units["BV-S1"], person, by=hoa, terms=actions.Terms(**terms), since=MONTH, months=months
            )
        assert refused.value.field == field and str(refused.value).endswith(".")
        assert not Basis.objects.exists()


def test_who_moves_within_the_month_pays_where_he_was_on_its_first_day(cast: Cast) -> None:
    hoa, other = cast.actor("hoa"), cast.actor("lachong")
    row = released(cast)
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        actions.record_payment(unit, row.person_id, by=hoa, through=date(2023, 9, 1), money=MONEY)
    accept(cast, row)
    with on_day(date(2023, 8, 2)), acting_as(hoa), transaction.atomic():
        july, august = (queries.screen(unit, date(2023, month, 1)) for month in (7, 8))
        found = queries.check(july)
        assert row.person_id in {one.person_id for one in july.payers}
        assert row.person_id not in {one.person_id for one in august.payers}
        assert found.left == [row.full_name] and [one.full_name for one in queries.check(august).gone] == [
            row.full_name
        ]
    with on_day(date(2023, 8, 2)), acting_as(other), transaction.atomic():
        there = Unit.objects.select_related("kind").get(pk=cast.units["LH-1"].pk)
        new = queries.screen(there, date(2023, 8, 1))
        assert (row.full_name, "đã đóng ở đơn vị khác") in new.elsewhere
        assert queries.screen(there, date(2023, 7, 1)).joined == [row.full_name]
        assert row.person_id in {one.person_id for one in queries.screen(there, date(2023, 10, 1)).missing}
        assert not Charge.objects.filter(person_id=row.person_id).exists()  # what he paid there is not told here


def test_what_a_member_pays_by_goes_along_to_another_cell(cast: Cast) -> None:
    hoa, dung = cast.actor("hoa"), cast.actor("dung")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        person = queries.screen(unit, date(2023, 1, 1)).payers[0].person_id
    with acting_as(dung), transaction.atomic():
        held = Membership.objects.get(unit=unit, person_id=person, until__year=9999)
        members.move_member(held, cast.units["BV-S2"], by=dung, on=MONEY.paid_on)
        rows = Basis.objects.filter(person_id=person).order_by("since")
        assert list(rows.values_list("unit__code", "since", "kind")) == [
            ("BV-S1", date(2023, 1, 1), "student"),
            ("BV-S2", date(2023, 8, 1), "student"),
        ]
        assert rows[0].until == date(2023, 8, 1)


def test_who_meets_elsewhere_for_a_time_pays_there(cast: Cast) -> None:
    row = released(cast, kind="temporary", cause="study", planned_until=date(2024, 1, 3))
    accept(cast, row)
    with acting_as(cast.actor("hoa")), transaction.atomic(), on_day(date(2023, 8, 2)):
        unit = Unit.objects.select_related("kind").get(pk=cast.units["BV-S1"].pk)
        assert (row.full_name, "đóng ở nơi sinh hoạt tạm thời") in queries.screen(unit, date(2023, 8, 1)).elsewhere
    with acting_as(cast.actor("lachong")), transaction.atomic():
        there = Unit.objects.select_related("kind").get(pk=cast.units["LH-1"].pk)
        assert row.person_id in {one.person_id for one in queries.screen(there, date(2023, 8, 1)).payers}


def test_the_database_itself_keeps_a_month_and_a_number_once(cast: Cast) -> None:
    _unit, made = collected(cast)
    with acting_as(cast.actor("hoa")), transaction.atomic():
        for model, name in ((Charge, "a_month_is_charged_once"), (Receipt, "a_receipt_number_is_given_once")):
            row = model.objects.all()[0]
            row.pk = None
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                row.save(force_insert=True)
        assert ReceiptLine.objects.count() == len(made)


def test_a_month_in_which_nobody_owes_is_collected_all_the_same(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        for one in queries.screen(unit, MONTH).payers:
            terms = actions.Terms("student", relief="exempt", cause="social")
            actions.set_basis(unit, one.person_id, by=hoa, terms=terms, since=MONTH)
        assert actions.collect_month(unit, by=hoa, month=MONTH, but=set(), money=MONEY) == []
        shown = queries.screen(unit, MONTH)
        assert shown.opened and not shown.waiting and shown.due == 0


def test_pay_is_for_the_cell_and_the_member_alone(cast: Cast) -> None:
    unit, _made = collected(cast)
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        assert {row.person_id for row in queries.own_charges(an)} == {an.person_id}
    for who in ("lan", "chanh", "bithu", "dung", "minh", "khoi"):
        by = cast.actor(who)
        with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
            actions.collect_month(unit, by=by, month=MONTH, but=set(), money=MONEY)
    with acting_as(cast.actor("minh")), transaction.atomic():
        assert not Basis.objects.exists() and not Charge.objects.exists()


def _at_once(jobs: list[Callable[[], object]]) -> list[str]:
    ready, answers = threading.Barrier(len(jobs)), []

    def work(job: Callable[[], object]) -> None:
        try:
            ready.wait(20)
            job()
            answers.append("done")
        except Refused as refused:
            answers.append(type(refused).__name__)
        except Exception as problem:
            answers.append(repr(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_two_who_record_the_same_payment_make_one_receipt_and_numbers_have_no_gap(live_cast: Cast) -> None:
    hoa = live_cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(live_cast)
        people = [one.person_id for one in queries.screen(unit, MONTH).payers]

    def pay(person: int) -> object:
        with acting_as(hoa), transaction.atomic():
            return actions.record_payment(unit, person, by=hoa, through=MONTH, money=MONEY)

    def press() -> object:
        with acting_as(hoa), transaction.atomic():
            return actions.collect_month(unit, by=hoa, month=MONTH, but=set(), money=MONEY)

    assert _at_once([lambda: pay(people[0])] * 2) == ["NothingOwed", "done"]
    assert _at_once([partial(pay, one) for one in people[1:5]]) == ["done"] * 4
    assert _at_once([press, press]) == ["NothingOwed", "done"]

    def take() -> object:
        some = [actions.Payment(1, people[0], (date(2023, 8, 1),), 1_000, MONEY)]
        with acting_as(hoa), transaction.atomic():
            return actions.take_payments(unit, by=hoa, rows=some)

    assert _at_once([take, take]) == ["NotAsOwed", "done"]  # in part: what is left would be enough for it twice
    with acting_as(hoa), transaction.atomic():
        actions.record_payment(unit, people[0], by=hoa, through=date(2023, 8, 1), money=MONEY)
        numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(people) + 3)) and Book.objects.get().last == len(people) + 2
        assert all(row.paid == row.due for row in Charge.objects.all())


def test_members_of_other_associations_pay_by_their_own_kinds(cast: Cast) -> None:
    chief, officer = cast.actor("chanh"), cast.actor("dung")
    from nennep.org import actions as org
    from nennep.org.models import UnitKind

    with acting_as(chief), transaction.atomic():
        youth = org.found_unit(
            cast.units["BV-TN"],
            by=chief,
            kind=UnitKind.objects.get(code="youth_cell"),
            name="Chi đoàn A",
            since=date(2020, 1, 1),
        )
        org.grant_role(
            youth,
            by=chief,
            account_id=cast.accounts["minh"].pk,
            role="cell_secretary",
            below=True,
            title="Bí thư Chi đoàn",
            since=date(2020, 1, 1),
        )
    with acting_as(officer), transaction.atomic():
        person = Membership.objects.filter(unit=cast.units["BV-S1"], status="official")[0].person
        members.join_association(person, youth, by=officer, association="youth", since=date(2022, 1, 1))
    by = cast.actor("minh")
    with acting_as(by), transaction.atomic():
        unit = Unit.objects.select_related("kind").get(pk=youth.pk)
        actions.set_common(unit, by=by, since=MONTH)
        row = actions.collect_month(unit, by=by, month=MONTH, but=set(), money=MONEY)[0]
        sent = actions.send_statement(unit, by=by, last_day=date(2023, 7, 3), method="cash")
        assert (row.amount, row.association, sent.up_name) == (2_000, "youth", cast.units["BV-TN"].name)
        assert (sent.kept, sent.passed) == (1_333, 667)
