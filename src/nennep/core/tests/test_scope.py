"""The scope holds twice: in code and in the database."""

import os
from contextlib import nullcontext

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from nennep.core import scope
from nennep.core.actor import Actor, Post, merged
from nennep.core.clock import FOREVER
from nennep.core.scope import steady
from nennep.org.models import Unit


def actor(*keys: str) -> Actor:
    posts = tuple(Post(1, key, key, "member", True, frozenset({"org.see"}), FOREVER) for key in keys)
    return Actor(1, "A", None, posts)


def test_ranges_inside_others_are_merged() -> None:
    assert merged([("001", "001~"), ("001002", "001002~"), ("002", "002!")]) == (("001", "001~"), ("002", "002!"))


@pytest.mark.django_db
def test_a_scoped_table_refuses_to_be_read_by_nobody() -> None:
    with pytest.raises(scope.NoScope):
        Unit.objects.count()


@pytest.mark.data
@pytest.mark.django_db
def test_the_scope_reaches_an_open_transaction_and_leaves_it_again() -> None:
    def role() -> str:
        with connection.cursor() as cursor:
            cursor.execute("select current_user::text || current_setting('app.lo1', true)")
            return str(cursor.fetchone()[0])

    with transaction.atomic():
        with scope.acting_as(actor("001")):
            assert role() == "nn_one001"
            with scope.acting_as(actor("001", "005")):
                assert role() == "nn_many001"
            assert role() == "nn_one001"
        assert role() == "nn_app"


def test_more_than_three_ranges_need_a_seat() -> None:
    with pytest.raises(scope.NoScope):
        scope.settings_for(actor("001", "003", "005", "007"))


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_a_page_sees_one_state_of_the_database_to_its_end() -> None:
    def sessions() -> int:
        return Session.objects.count()

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as other:
        for keeps, seen in ((False, 1), (True, 0)):
            other.execute("delete from django_session")
            with steady() if keeps else nullcontext(), transaction.atomic():
                assert sessions() == 0
                other.execute("insert into django_session values ('a', 'b', now())")
                assert sessions() == seen
            assert sessions() == 1
