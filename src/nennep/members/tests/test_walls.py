"""What the database itself promises of memberships, checked a statement at a time."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members.models import Admission, Membership, Person

COPY = """insert into members_membership (person_id, unit_id, unit_key, association, placement, status, since, until, begin, "end", full_name,
  sort_key, name_fold, sex, birth_year, category, minority)
  select {person}, {unit}, unit_key, association, placement, status, {since}, {until}, begin, "end", full_name, sort_key, name_fold, sex,
  birth_year, category, minority from members_membership where id = %s"""


def copy(pk: int, person: str = "person_id", unit: str = "unit_id", since: str = "since", until: str = "until") -> None:
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(person=person, unit=unit, since=since, until=until), [pk])


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


@pytest.mark.data
@pytest.mark.django_db
def test_a_stretch_cannot_be_stretched_over_the_next(cast: Cast) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        held = Membership.objects.filter(until__lt=date(2100, 1, 1), end="recognised").order_by("id")[0]
        with pytest.raises(IntegrityError, match="counted once a day"), transaction.atomic():
            Membership.objects.filter(pk=held.pk).update(until=date(9999, 12, 31))


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
