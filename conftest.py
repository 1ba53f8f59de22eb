"""Fixtures of the whole building."""

import pickle
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests import database

if TYPE_CHECKING:
    from django.test import Client

    from nennep.config.cast import Cast

DAY = "2023-07-03"
_built: list[bytes] = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """Migrate the test database as its owner; the application's role then works in it.

    After a test that really commits, the owner empties the tables, since the application may not truncate.
    """
    from django.db import connections
    from django.test import TransactionTestCase

    from nennep.config.commands import bring_up_to_date

    database.start()
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        bring_up_to_date()
    database.keep("migrated")
    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: database.put_back("migrated")
    yield
    TransactionTestCase._fixture_teardown = before
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for connection in connections.all():
            connection.close()
    database.drop()


@pytest.fixture(autouse=True)
def _working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test stands on the demo's working day and speaks Vietnamese, whatever language the one before asked for."""
    from django.utils import translation

    monkeypatch.setenv("NENNEP_TODAY", DAY)
    translation.activate("vi")


@pytest.fixture(scope="session")
def committed_cast(django_db_setup: None, django_db_blocker: object) -> "Cast":
    """The cast, small, committed once for all tests that roll back."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:  # type: ignore[attr-defined]
        patch.setenv("NENNEP_TODAY", DAY)
        return standing()


@pytest.fixture
def cast(db: None, committed_cast: "Cast") -> "Cast":
    """The cast inside a transaction that is rolled back."""
    return committed_cast


@pytest.fixture
def live_cast(transactional_db: None) -> "Cast":
    """A cast of its own for a test that commits; gone afterwards."""
    return standing()


def standing() -> "Cast":
    """The cast in the database: built once in a run, its rows put back as they were whenever it is wanted again."""
    from nennep.config.cast import build

    if _built:
        database.put_back("cast")
    else:
        database.put_back("migrated")
        _built.append(pickle.dumps(build(scale=0.4)))
        database.keep("cast")
    built: Cast = pickle.loads(_built[0])  # our own bytes
    return built


@pytest.fixture
def signed_in(cast: "Cast") -> Callable[[str], "Client"]:
    """``signed_in("lan")``: a browser of that person."""
    return signer(cast)


def signer(cast: "Cast") -> Callable[[str], "Client"]:
    from django.test import Client

    def sign(name: str) -> Client:
        client = Client()
        client.force_login(cast.accounts[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign
