"""One person in several associations and places; categories with their dates; contact at the place of residence."""

from datetime import date

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.actor import Actor, Post
from nennep.core.clock import FOREVER
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.figures.registry import figure, through
from nennep.members import actions, queries, sight
from nennep.members.models import CategorySpell, Membership, Person
from nennep.org import actions as org
from nennep.org.models import Unit, UnitKind
from nennep.org.queries import ask

YEAR = through(date(2023, 1, 1), date(2023, 6, 30))


def found(cast: Cast, kind: str, above: str, name: str) -> Unit:
    chief = cast.actor("chanh")
    return org.found_unit(
        cast.units[above], by=chief, kind=UnitKind.objects.get(code=kind), name=name, since=date(2015, 1, 1)
    )


def official(cast: Cast, code: str = "BV-LU") -> Membership:
    return Membership.objects.filter(unit=cast.units[code], status="official", until=FOREVER, begin="opening").order_by(
        "id"
    )[0]


@pytest.mark.data
@pytest.mark.django_db
def test_one_person_is_in_five_associations_each_in_its_own_tree(cast: Cast) -> None:
    chief, day = cast.actor("chanh"), date(2020, 9, 5)
    with acting_as(chief), transaction.atomic():
        cells = {
            "union": found(cast, "union_section", "BV-CD", "Công đoàn bộ phận Khoa Luật"),
            "youth": found(cast, "youth_cell", "BV-TN", "Chi đoàn Cán bộ Khoa Luật"),
            "students": found(cast, "students_section", "BV-HS", "Liên chi hội Khoa Luật"),
            "veterans": cast.units["BV-CC"],
        }
        person = official(cast).person
        before = figure("members").count(ask(cast.units["BV"], YEAR)).part
        for association, cell in cells.items():
            actions.join_association(person, cell, by=chief, association=association, since=day)
        held = Membership.objects.filter(person=person, until=FOREVER)
        assert {row.association for row in held} == {"party", *cells}
        assert figure("members").count(ask(cast.units["BV"], YEAR)).part == before
        with pytest.raises(actions.AlreadyMember), transaction.atomic():
            actions.join_association(person, cells["union"], by=chief, association="union", since=date(2021, 1, 1))
        with pytest.raises(actions.WrongTree), transaction.atomic():
            actions.join_association(person, cells["union"], by=chief, association="teachers", since=day)
        youth = held.get(association="youth")
        with pytest.raises(actions.NotAStep), transaction.atomic():
            actions.change_state(youth, by=chief, status="official", on=date(2022, 1, 1))
        stays = actions.change_state(youth, by=chief, status="staying", on=date(2022, 1, 1))
        done = actions.end_placement(stays, by=chief, on=date(2023, 1, 1), matured=True)
        assert (done.end, done.until) == ("matured", date(2023, 1, 1))
        assert Membership.objects.get(person=person, association="party", until=FOREVER).unit == cast.units["BV-LU"]


@pytest.mark.data
@pytest.mark.django_db
def test_who_leads_a_youth_unit_sees_no_party_file(cast: Cast) -> None:
    chief = cast.actor("chanh")
    with acting_as(chief), transaction.atomic():
        cell = found(cast, "youth_cell", "BV-TN", "Chi đoàn Cán bộ Khoa Luật")
        person = official(cast).person
        actions.join_association(person, cell, by=chief, association="youth", since=date(2020, 9, 5))
    rights = frozenset({"members.list", "members.read_file", "members.read_restricted"})
    leader = Actor(
        900, "Bí thư chi đoàn", None, (Post(cell.pk, cell.key, cell.name, "cell_secretary", True, rights, FOREVER),)
    )
    with acting_as(leader):
        assert sight.sight(leader, Person.objects.get(pk=person.pk)).klasses == {"public"}


@pytest.mark.data
@pytest.mark.django_db
def test_meeting_elsewhere_for_a_time_leaves_the_count_where_it_was(cast: Cast) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        held = official(cast)
        units = [cast.units[code] for code in ("BV-LU", "BV-NN")]
        before = [figure("members").count(ask(unit, YEAR)).part for unit in units]
        row = actions.place_member(
            held.person, units[1], by=dung, placement="meets", since=date(2023, 2, 1), until=date(2023, 9, 1)
        )
        actions.place_member(held.person, cast.units["BV-HC"], by=dung, placement="residence", since=date(2023, 2, 1))
        assert [figure("members").count(ask(unit, YEAR)).part for unit in units] == before
        assert row.pk not in queries.members(dung, queries.Asked(day=date(2023, 7, 3))).values_list("pk", flat=True)
        with pytest.raises(actions.NotAtHome), transaction.atomic():
            actions.place_member(held.person, units[0], by=dung, placement="meets", since=date(2023, 2, 1))
        with pytest.raises(actions.AlreadyMember), transaction.atomic():
            actions.place_member(held.person, cast.units["BV-QT"], by=dung, placement="meets", since=date(2023, 8, 1))
        with pytest.raises(NotYours), transaction.atomic():
            actions.place_member(held.person, cast.units["LH-1"], by=dung, placement="meets", since=date(2024, 8, 1))


@pytest.mark.data
@pytest.mark.django_db
def test_who_hosts_a_member_reads_the_office_class_and_not_the_restricted(cast: Cast) -> None:
    dung, minh = cast.actor("dung"), cast.actor("minh")
    with acting_as(dung), transaction.atomic():
        person = official(cast, "BV-NN").person
    with acting_as(minh):
        assert sight.sight(minh, person).klasses == set()
    with acting_as(dung), transaction.atomic():
        actions.place_member(
            person, cast.units["BV-LU"], by=dung, placement="meets", since=date(2023, 2, 1), until=date(2023, 9, 1)
        )
    with acting_as(minh):
        assert sight.sight(minh, person).klasses == {"public", "office"}


@pytest.mark.data
@pytest.mark.django_db
def test_a_past_day_counts_what_the_person_was_then(cast: Cast) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        held, unit = official(cast), cast.units["BV-LU"]
        early, late = through(date(2023, 1, 1), date(2023, 3, 31)), through(date(2023, 1, 1), date(2023, 6, 30))
        students = [figure("members.students").count(ask(unit, period)).part for period in (early, late)]
        flows = [figure(code).count(ask(unit, late)).part for code in ("increase.other", "decrease.other")]
        actions.change_category(
            held.person, by=dung, category="student", since=date(2023, 5, 1), work_title="Nghiên cứu sinh"
        )
        assert [figure("members.students").count(ask(unit, period)).part for period in (early, late)] == [
            students[0],
            students[1] + 1,
        ]
        assert [figure(code).count(ask(unit, late)).part for code in ("increase.other", "decrease.other")] == flows
        spells = list(
            CategorySpell.objects.filter(person=held.person).order_by("until").values_list("category", "since", "until")
        )
        assert spells == [(held.category, None, date(2023, 5, 1)), ("student", date(2023, 5, 1), FOREVER)]
        with pytest.raises(actions.BeforeTheBeginning), transaction.atomic():
            actions.change_category(held.person, by=dung, category="staff", since=date(2023, 4, 1))


@pytest.mark.data
@pytest.mark.django_db
def test_a_probation_keeps_its_first_day_when_the_category_changes(cast: Cast) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        held = Membership.objects.filter(unit=cast.units["BV-S1"], status="probationary", until=FOREVER).order_by("id")[
            0
        ]
        actions.change_category(held.person, by=dung, category="staff", since=date(2023, 6, 25))
        now = Membership.objects.get(person=held.person, until=FOREVER)
        assert (now.pk, now.since, now.category) == (held.pk, held.since, "staff")


@pytest.mark.data
@pytest.mark.django_db
def test_contact_with_the_place_of_residence_is_counted(cast: Cast) -> None:
    dung, unit = cast.actor("dung"), cast.units["BV-LU"]
    with acting_as(dung), transaction.atomic():
        person = official(cast).person
        before = figure("residence").count(ask(unit, YEAR))
        row = actions.introduce_at_residence(
            person, by=dung, place="Chi bộ Tổ dân phố 5, phường Mẫu", since=date(2023, 3, 1)
        )
        after = figure("residence").count(ask(unit, YEAR))
        assert (after.part, after.whole) == (before.part + 1, before.whole)
        with pytest.raises(actions.BeforeTheBeginning), transaction.atomic():
            actions.note_residence(row, by=dung, on=date(2023, 2, 1))
        assert actions.note_residence(row, by=dung, on=date(2023, 3, 20)).noted_on == date(2023, 3, 20)
        actions.introduce_at_residence(person, by=dung, place="Chi bộ Khu phố 2, phường Khác", since=date(2023, 6, 1))
        assert person.contacts.count() == 2 and person.contacts.filter(until=FOREVER).count() == 1
        assert figure("residence").count(ask(unit, YEAR)).part == before.part + 1
