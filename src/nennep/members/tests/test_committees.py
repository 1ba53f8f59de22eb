"""Terms, posts and charges by their verbs, and what a committee is made of."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.members import actions, personnel, posts
from nennep.members.models import Membership, Tenure
from nennep.org import actions as org
from nennep.org import coverage
from nennep.org.models import Charge, CoverException, Service, Term
from nennep.org.queries import terms_of
from nennep.press.paper import Table

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2023, 7, 3)


def test_a_new_term_ends_the_one_before_and_keeps_it(cast: Cast) -> None:
    by, unit = cast.actor("chanh"), cast.units["BV"]
    with acting_as(by), transaction.atomic():
        org.open_term(unit, by=by, name="2023–2028", since=date(2023, 7, 1), until=date(2028, 7, 1), ordinal=21)
        assert [(one.name, one.since, one.until) for one in terms_of(unit)] == [
            ("2023–2028", date(2023, 7, 1), date(2028, 7, 1)),
            ("2020–2025", date(2020, 6, 15), date(2023, 7, 1)),
            ("2015–2020", date(2015, 7, 10), date(2020, 6, 15)),
        ]
        with pytest.raises(org.TermTaken):
            org.open_term(unit, by=by, name="2022–2027", since=date(2022, 1, 1), until=date(2027, 1, 1))
        assert Term.objects.filter(unit=unit).count() == 3


def test_a_post_is_taken_once_and_left_on_a_day(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units["BV"]
    with acting_as(by), transaction.atomic():
        person = Membership.objects.filter(unit=cast.units["BV-QT"], until__year=9999).order_by("-id")[0].person

        def holds(day: date) -> bool:
            return person.pk in {one.first.person_id for one in posts.roster(unit, day)}

        assert not holds(DAY)
        row = actions.take_post(person, unit, by=by, title="Đảng ủy viên", since=date(2023, 1, 5), decision="7-QĐ/ĐUK")
        assert holds(DAY) and holds(date(2023, 1, 5)) and not holds(date(2023, 1, 4))
        with pytest.raises(actions.HoldsItAlready):
            actions.take_post(person, unit, by=by, title="Đảng ủy viên", since=date(2023, 2, 1))
        with pytest.raises(actions.EndsTooEarly):
            actions.leave_post(row, by=by, on=date(2023, 1, 5))
        actions.leave_post(row, by=by, on=date(2023, 7, 1))
        assert not holds(DAY) and holds(date(2023, 6, 30))


def test_the_roster_is_by_protocol_and_the_profile_counts_it(cast: Cast) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        holders = posts.roster(cast.units["BV"], DAY)
        assert holders[0].first.seat.title == "Bí thư"
        assert [one.first.seat.protocol for one in holders] == sorted(one.first.seat.protocol for one in holders)
        made = posts.profile(holders, DAY)
        women = sum(one.first.person.sex == "f" for one in holders)
        assert made.rows[0][1:] == (women, len(holders)) and made.average_age and 25 < made.average_age < 70


def test_another_university_may_not_touch_them(cast: Cast) -> None:
    other = cast.actor("lachong")
    with acting_as(cast.actor("lan")):
        row = Tenure.objects.filter(seat__unit=cast.units["BV"]).order_by("id")[0]
    with acting_as(other), transaction.atomic():
        assert not Tenure.objects.filter(pk=row.pk).exists()
        with pytest.raises(NotYours):
            actions.leave_post(row, by=other, on=DAY)


def test_the_board_says_what_is_left(cast: Cast) -> None:
    by, unit = cast.actor("chanh"), cast.units["BV"]
    with acting_as(by), transaction.atomic():
        first = coverage.board(unit, DAY)
        assert first.left == sum(one.open for one in first.units) and len(first.joint) == 2
        exception = CoverException.objects.get()
        org.end_exception(exception, by=by, on=date(2023, 7, 1))
        assert coverage.board(unit, DAY).left == first.left + 1
        assert coverage.board(unit, date(2023, 6, 30)).left == first.left
        org.serve_unit(cast.units["BV-HC"], cast.units["BV-P8"], by=by, since=date(2023, 7, 2))
        assert coverage.board(unit, DAY).left == first.left
        with pytest.raises(org.AlreadyServed):
            org.serve_unit(cast.units["BV-HC"], cast.units["BV-P8"], by=by, since=DAY)
        service = Service.objects.get(served=cast.units["BV-P8"])
        with pytest.raises(org.EndsBeforeItBegins):
            org.end_service(service, by=by, on=date(2023, 7, 2))


def test_a_charge_is_given_once_and_shown_to_the_one_who_has_it(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    by, cell = cast.actor("chanh"), cast.units["BV-QT"]
    account = cast.accounts["uyvien"]
    with acting_as(by), transaction.atomic():
        given = {"by": by, "account_id": account.pk, "person_name": account.full_name, "since": date(2023, 7, 1)}
        org.charge_with(cell, **given)
        with pytest.raises(org.ChargedAlready):
            org.charge_with(cell, **given)
        assert Charge.objects.filter(unit=cell).count() == 1
    assert cell.name in signed_in("uyvien").get("/").content.decode()


def test_a_form_with_a_wrong_day_says_so(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("chanh").post(
        f"/dang-vien/nhiem-ky/{cast.units['BV'].pk}/mo/",
        {"name": "2019–2024", "since": "01/01/2019", "until": "01/01/2024"},
    )
    assert answer.status_code == 422 and "Đã có nhiệm kỳ" in answer.content.decode()


def test_personnel_papers_name_who_holds_a_post_and_who_answers_for_a_cell(cast: Cast) -> None:
    with acting_as(cast.actor("chanh")), transaction.atomic():
        unit, names = (
            cast.units["BV"],
            [one.first.person.full_name for one in posts.roster(cast.units["BV"], date(2023, 7, 3))],
        )
        papers = {code: make(unit) for code, make in personnel.PAPERS.items()}
        for code in ("to-trinh", "chuan-y", "chi-dinh"):
            table = next(block for block in papers[code].blocks if isinstance(block, Table))
            assert [row[1] for row in table.rows] == names and names
        assert papers["to-trinh"].body == "Đảng ủy Trường Đại học Bách Việt"
        assert papers["chuan-y"].body.startswith("Đảng ủy Khối")
        assert personnel.PAPERS["chuan-y"](cast.units["BV-LU"]).body == "Đảng ủy Trường Đại học Bách Việt"
        charged = next(block for block in papers["phan-cong"].blocks if isinstance(block, Table))
        assert any(row[2] == cast.units["BV-LU"].name for row in charged.rows)
