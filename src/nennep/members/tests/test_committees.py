"""Terms, posts and charges by their verbs, and what a committee is made of."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours, Refused
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.members import actions, congresses, personnel, posts
from nennep.members.forms.posts import PlanForm
from nennep.members.models import Membership, Planned, Tenure
from nennep.org import actions as org
from nennep.org import coverage
from nennep.org.models import Charge, CoverException, Service, Term
from nennep.org.queries import posts_of, terms_of
from nennep.press.paper import Table

pytestmark = pytest.mark.django_db
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
        with pytest.raises(Refused, match="ở tương lai"):
            actions.take_post(person, unit, by=by, title="Ủy viên Ban Thường vụ", since=date(2030, 1, 1))
        with pytest.raises(Refused, match="đang giữ chức danh Bí thư"):
            actions.take_post(person, unit, by=by, title="Bí thư", since=DAY)
        with pytest.raises(actions.EndsTooEarly):
            actions.leave_post(row, by=by, on=date(2023, 1, 5))
        actions.leave_post(row, by=by, on=date(2023, 7, 1))
        assert not holds(DAY) and holds(date(2023, 6, 30))


def test_the_roster_is_by_protocol_and_the_profile_counts_it(cast: Cast) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        holders = posts.roster(cast.units["BV"], DAY)
        assert holders[0].first.seat.title == "Bí thư"
        assert [one.first.seat.protocol for one in holders] == sorted(one.first.seat.protocol for one in holders)
        made = posts.profile(cast.units["BV"], posts_of(cast.units["BV"]), holders, DAY)
        members = posts.members_of(posts_of(cast.units["BV"]), holders)
        women = sum(one.first.person.sex == "f" for one in members)
        assert (
            (made.rows[0].count, made.rows[0].whole) == (women, len(members))
            and made.average_age
            and 25 < made.average_age < 70
        )
        assert made.rows[0].source == "Chỉ thị 35-CT/TW năm 2019" and made.rows[0].asked == "15%"


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


def test_a_co_opted_member_counts_once_approved_and_fills_the_vacancy(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    by, unit = cast.actor("dung"), cast.units["BV"]
    with acting_as(by), transaction.atomic():
        waiting = next(row for one in posts.roster(unit, DAY) for row in one.tenures if row.awaits)
        term = terms_of(unit)[0]
        lacking = posts.vacancy(posts_of(unit), term, posts.roster(unit, DAY), DAY)
        assert lacking.missing > 0 and lacking.months == 23 and lacking.head == ""
        with pytest.raises(actions.NotToApprove):
            actions.approve_post(waiting, by=by, number="9-QĐ/ĐUK", on=date(2023, 6, 1), body="Đảng ủy Khối")
    page = signed_in("dung").get(f"/dang-vien/cap-uy/?don-vi={unit.pk}").content.decode()
    assert f"Còn khuyết {lacking.missing} ủy viên" in page and "Nhiệm kỳ còn 23 tháng" in page and "chờ chuẩn y" in page
    assert "Chỉ thị 35-CT/TW năm 2019" in page
    answer = signed_in("dung").post(
        f"/dang-vien/chuc-danh/{waiting.pk}/chuan-y/",
        {"result": "approved", "number": "9-QĐ/ĐUK", "on": "01/07/2023", "body": "Đảng ủy Khối"},
    )
    assert answer.status_code == 302
    with acting_as(by), transaction.atomic():
        assert posts.vacancy(posts_of(unit), term, posts.roster(unit, DAY), DAY).missing == lacking.missing - 1
        head = next(row for one in posts.roster(unit, DAY) for row in one.tenures if row.seat.title == "Bí thư")
        actions.leave_post(head, by=by, on=date(2023, 7, 1), why="resigned", decision="5-QĐ/ĐUK")
        assert posts.vacancy(posts_of(unit), term, posts.roster(unit, DAY), DAY).head == "Bí thư"


def test_a_post_belongs_to_its_association_and_the_catalogue_grows(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        person = Membership.objects.filter(unit=cast.units["BV-QT"], until__year=9999).order_by("-id")[0].person
        given: dict[str, Any] = {"by": by, "since": date(2023, 1, 5)}
        for code, title in (("BV-CD", "Bí thư"), ("BV-QT", "Đảng ủy viên"), ("BV-TN", "Trưởng Ban Tuyên giáo Đoàn")):
            with pytest.raises(actions.NotAPostHere, match="không có chức danh"), transaction.atomic():
                actions.take_post(person, cast.units[code], title=title, **given)
        with pytest.raises(NotYours):
            org.add_post(by=by, association="youth", title="Trưởng Ban Tuyên giáo Đoàn", protocol=60)
    khoi = cast.actor("khoi")
    with acting_as(khoi), transaction.atomic():
        org.add_post(by=khoi, association="youth", title="Trưởng Ban Tuyên giáo Đoàn", protocol=60)
        with pytest.raises(org.NameTaken):
            org.add_post(by=khoi, association="youth", title="trưởng ban tuyên giáo đoàn", protocol=60)
    with acting_as(by), transaction.atomic():
        actions.take_post(person, cast.units["BV-TN"], title="Trưởng Ban Tuyên giáo Đoàn", **given)


def test_one_person_with_four_posts_is_shown_in_order_of_protocol(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        head = Tenure.objects.get(seat__unit=cast.units["BV-TN"], seat__title="Bí thư Đoàn")
        found = [row.seat.title for row in posts.of_person(head.person)]
    assert found == ["Bí thư Đoàn", "Phó Bí thư", "Phó Chủ tịch Hội Sinh viên", "Ủy viên Ban Chấp hành Công đoàn"]
    lan = signed_in("lan")
    page = lan.get(f"/dang-vien/{head.person_id}/cac-chuc-danh/").content.decode()
    assert [page.index(f"<td>{title}") for title in found] == sorted(page.index(f"<td>{title}") for title in found)
    assert "Đồng thời:" in lan.get(f"/dang-vien/cap-uy/?don-vi={cast.units['BV-TN'].pk}").content.decode()


def test_the_congress_board_says_who_is_late(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        made = congresses.board(cast.units["BV"], DAY)
        state = {one.unit.code: one.state for one in made.lines}
        assert (state["BV-KT"], state["BV-CN"], state["BV-S1"], state["BV-NN"]) == ("held", "late", "soon", "none")
        assert made.held == sum(one in ("held", "soon") for one in state.values()) < len(state)
        assert [one.state for one in made.to_do][:2] == ["late", "late"]
    page = signed_in("lan").get(f"/dang-vien/dai-hoi/?don-vi={cast.units['BV'].pk}").content.decode()
    assert f"<b>{made.held}/{len(made.lines)}</b>" in page


def test_the_planning_roster_is_for_few_and_every_look_is_written(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    unit, chief = cast.units["BV"], cast.actor("chanh")
    address = f"/dang-vien/quy-hoach/?don-vi={unit.pk}"
    assert signed_in("dung").get(address).status_code == 404 and signed_in("lachong").get(address).status_code == 404

    def looks() -> int:
        with acting_as(chief), transaction.atomic():
            return Line.objects.filter(verb="members.read_roster", unit_id=unit.pk, person_id=None).count()

    before = looks()
    assert "2025–2030" in signed_in("chanh").get(address).content.decode() and looks() == before + 1
    there, client = f"/dang-vien/quy-hoach/don-vi/{unit.pk}/", signed_in("chanh")
    for term in ("xyz", "2030-2025", "2025–2125"):
        asked = client.post(there, {"person": "", "title": "Bí thư", "term": term})
        assert asked.status_code == 422 and "ví dụ 2025–2030." in asked.content.decode()
    form = PlanForm([(1, "A")], posts_of(unit), {"person": "1", "title": "Bí thư", "term": " 2025-2030 "})
    assert form.is_valid() and form.cleaned_data["term"] == "2025–2030"
    with acting_as(cast.actor("dung")), transaction.atomic():
        assert not Planned.objects.exists(), "the database itself keeps the roster from who may edit every file"
        with pytest.raises(ProgrammingError), transaction.atomic():
            Planned.objects.create(unit=unit, unit_key=unit.key, person_id=1, title="Bí thư", term="2025–2030")
    with acting_as(chief), transaction.atomic():
        row = Planned.objects.get(unit=unit, state="proposed")
        held = Membership.objects.get(person=row.person_id, until__year=9999, placement="counted", association="party")
        with pytest.raises(actions.PlannedAlready):
            actions.plan_person(unit, held, by=chief, title=row.title, term=row.term)
        given: dict[str, Any] = {"by": chief, "decision": "3-QĐ/ĐUK", "body": "Đảng ủy Khối"}
        with pytest.raises(actions.NotADecision), transaction.atomic():
            actions.decide_plan(row, state="approved", on=date(2023, 8, 1), **given)
        actions.decide_plan(row, state="dropped", on=DAY, **given)
        actions.plan_person(unit, held, by=chief, title=row.title, term=row.term)
        assert not Line.objects.filter(
            verb__in=("members.plan", "members.decide_plan"), person_id=row.person_id
        ).exists()


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


def test_a_day_stands_on_one_line_in_the_table_of_a_personnel_paper(cast: Cast) -> None:
    day, room = 25.0, 163  # millimetres: a day of ten letters with the cell's edges, the width of the text
    with acting_as(cast.actor("chanh")):
        for make in personnel.PAPERS.values():
            for table in [one for one in make(cast.units["BV"]).blocks if isinstance(one, Table)]:
                whole = sum(one.width for one in table.columns)
                narrow = [
                    one.title for one in table.columns if "gày" in one.title and one.width / whole * room < day - 0.5
                ]
                assert not narrow
