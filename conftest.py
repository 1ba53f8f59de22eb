"""Fixtures of the whole building."""

from collections.abc import Iterator

import pytest

from tests import database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """Migrate the test database as its owner; the application's role then works in it."""
    from django.core.management import call_command
    from django.db import connections

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for connection in connections.all():
            connection.close()
    database.drop()


@pytest.fixture(autouse=True)
def _emptied_by_the_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a test that really commits, the owner empties the tables, since the application may not truncate."""
    from django.test import TransactionTestCase

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: database.empty_everything())
