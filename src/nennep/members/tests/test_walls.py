"""What the database itself promises of memberships, checked a statement at a time."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members import actions
from nennep.members.models import (
    Admission,
    Badge,
    Case,
    Departure,
    Interruption,
    Leaving,
    Membership,
    Person,
    Transfer,
)
from nennep.members.tests import story
from nennep.members.tests.test_transfers import accept, member, released

COPY = """insert into members_membership (person_id, unit_id, unit_key, association, placement, status, since, until, begin, "end", full_name,
  sort_key, name_fold, sex, birth_year, category, minority)
  select {person}, {unit}, unit_key, association, placement, status, {since}, {until}, begin, "end", full_name, sort_key, name_fold, sex,
  birth_year, category, minority from members_membership where id = %s"""


def copy(pk: int, person: str = "person_id", unit: str = "unit_id", since: str = "since", until: str = "until") -> None:
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(person=person, unit=unit, since=since, until=until), [pk])


def _badge(cast: Cast) -> Badge:
    held = member(cast)
    return Badge.objects.create(
        person=held.person, full_name=held.full_name, unit=held.unit, unit_key=held.unit_key, years=30, award_on=date(2023, 9, 2),
        joined_on=date(1993, 8, 1), reached_on=date(2023, 8, 1),
    )  # fmt: skip


def _by(cast: Cast, verb: Any, **given: Any) -> Any:
    by = cast.actor("dung")
    with acting_as(by):
        return verb(member(cast), by=by, **given)


def _gap(cast: Cast) -> Interruption:
    by, given = cast.actor("dung"), {"since": date(2020, 1, 1), "until": date(2020, 2, 1), "reason": "Gián đoạn"}
    with acting_as(by):
        return actions.note_interruption(member(cast).person, by=by, **given)  # type: ignore[arg-type]


def _case(cast: Cast) -> Case:
    with acting_as(cast.actor("dung")):
        return story.noticed(cast, cast.actor("dung"))


SAMPLES: dict[type[Any], Callable[[Cast], Any]] = {
    Badge: _badge, Case: _case, Interruption: _gap, Transfer: released,
    Departure: lambda cast: _by(cast, actions.note_departure, cause="job", left_on=date(2023, 6, 1)),
    Leaving: lambda cast: _by(cast, actions.propose_leaving, kind="exempted", ground="age"),
}  # fmt: skip


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "counted once a day"),
        ({"since": "until - 1", "until": "until + 9"}, "counted once a day"),
        ({"person": "999999999"}, "not there"),
        ({"unit": "999999999", "since": "date '1900-01-01'", "until": "date '1900-02-01'"}, "not there"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(cast: Cast, values: dict[str, str], words: str) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        held = Membership.objects.filter(until__lt=date(2100, 1, 1)).order_by("id")[0]
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            copy(held.pk, **values)
        copy(held.pk, since="date '1901-01-01'", until="date '1901-02-01'")


MANY = 1100
NUMBERS = "select nextval('members_person_number') from generate_series(1, %s)"
PERSONS = "insert into members_person (id, {columns}) select made, {columns} from members_person, unnest(%s::bigint[]) made where id = %s"
ROLL = """insert into members_membership (person_id, unit_id, unit_key, association, placement, status, since, until, begin, "end", full_name,
  sort_key, name_fold, sex, birth_year, category, minority)
  select p, case when p = %(stray)s then 999999999 else unit_id end, unit_key, association, placement, status, date '1990-01-01' + 400 * t,
    case when p = %(twice)s then date '9999-12-31' else date '1990-01-01' + 400 * (t + 1) end, 'opening', '', full_name, sort_key, name_fold,
    sex, birth_year, category, minority
  from members_membership, generate_series(%(first)s::bigint, %(last)s) p, generate_series(1, 2) t where id = %(model)s"""


@pytest.mark.data
@pytest.mark.django_db
def test_a_big_roll_is_looked_at_as_closely_as_one_row(cast: Cast) -> None:
    columns = ", ".join(str(field.column) for field in Person._meta.concrete_fields if field.column != "id")
    with acting_as(cast.actor("lan")), transaction.atomic(), connection.cursor() as cursor:
        held = Membership.objects.filter(until__lt=date(2100, 1, 1)).order_by("id")[0]
        cursor.execute(NUMBERS, [MANY])
        made = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(PERSONS.format(columns=columns), [made, held.person_id])
        sound = {"first": made[0], "last": made[-1], "model": held.pk, "stray": 0, "twice": 0}
        assert made == list(range(made[0], made[-1] + 1))
        with transaction.atomic():
            cursor.execute(ROLL, sound)
            assert Membership.objects.filter(person__in=made).count() == 2 * MANY
            transaction.set_rollback(True)
        for wrong, words in (
            ({"last": made[-1] + 1}, "not there"),
            ({"stray": made[7]}, "not there"),
            ({"twice": made[7]}, "once a day"),
        ):
            with pytest.raises(IntegrityError, match=words), transaction.atomic():
                cursor.execute(ROLL, sound | wrong)
        copy(held.pk, person=str(made[9]), since="date '1991-06-01'", until="date '1991-06-09'")
        with pytest.raises(IntegrityError, match="once a day"), transaction.atomic():
            cursor.execute(ROLL, sound)


@pytest.mark.data
@pytest.mark.django_db
def test_a_stretch_cannot_be_stretched_over_the_next(cast: Cast) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        held = Membership.objects.filter(until__lt=date(2100, 1, 1), end="recognised").order_by("id")[0]
        with pytest.raises(IntegrityError, match="counted once a day"), transaction.atomic():
            Membership.objects.filter(pk=held.pk).update(until=date(9999, 12, 31))


@pytest.mark.data
@pytest.mark.django_db
def test_who_was_handed_over_cannot_be_counted_again_where_he_came_from(cast: Cast) -> None:
    row = accept(cast, released(cast))
    with acting_as(cast.actor("dung")), transaction.atomic():
        (old,) = Membership.objects.filter(person=row.person_id)
        assert old.until == date(2023, 7, 3)
        with pytest.raises(IntegrityError, match="counted once a day"), transaction.atomic():
            Membership.objects.filter(pk=old.pk).update(until=date(9999, 12, 31), end="")
        with pytest.raises(IntegrityError, match="counted once a day"), transaction.atomic():
            copy(old.pk, since="date '2024-01-01'", until="date '9999-12-31'")


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize("noun", [Badge, Case, Departure, Interruption, Leaving, Transfer])
def test_what_hangs_on_a_person_refers_to_one_that_is_there(cast: Cast, noun: type[Any]) -> None:
    with acting_as(cast.actor("khoi")), transaction.atomic():
        row = SAMPLES[noun](cast)
        with pytest.raises(DatabaseError, match="violates"), transaction.atomic():
            noun.objects.filter(pk=row.pk).update(person_id=999999999)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")


@pytest.mark.data
@pytest.mark.django_db
def test_decisions_refer_to_people_that_are_there(cast: Cast) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Admission.objects.order_by("id")[0]
        with pytest.raises(IntegrityError, match="not there"), transaction.atomic():
            Admission.objects.filter(pk=row.pk).update(person_id=999999999)


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_cannot_count_a_person_twice(live_cast: Cast) -> None:
    lan = live_cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        held = Membership.objects.filter(until__lt=date(2100, 1, 1)).order_by("id")[0]
    first_wrote, results = threading.Event(), []

    def second() -> None:
        try:
            first_wrote.wait(20)
            with acting_as(lan), transaction.atomic():
                copy(held.pk, since="date '1901-01-15'", until="date '1901-03-01'")
            results.append("written")
        except IntegrityError:
            results.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with acting_as(lan), transaction.atomic():
        copy(held.pk, since="date '1901-01-01'", until="date '1901-02-01'")
        first_wrote.set()
        other.join(1.0)
        assert other.is_alive()
    other.join(20)
    assert results == ["refused"]


@pytest.mark.data
@pytest.mark.django_db
def test_the_application_deletes_no_person(cast: Cast) -> None:
    from django.db.utils import ProgrammingError

    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Person.objects.order_by("id")[0]
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("delete from members_person where id = %s", [row.pk])
