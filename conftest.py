"""Fixtures of the whole building."""

from collections.abc import Iterator

import pytest

from tests import database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """Migrate the test database as its owner; the application's role then works in it.

    After a test that really commits, the owner empties the tables, since the application may not truncate.
    """
    from django.core.management import call_command
    from django.db import connections
    from django.test import TransactionTestCase

    database.start()
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections["owner"].close()
    database.keep_reference_data()
    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: database.empty_everything()
    yield
    TransactionTestCase._fixture_teardown = before
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for connection in connections.all():
            connection.close()
    database.drop()
