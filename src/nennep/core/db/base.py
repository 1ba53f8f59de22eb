"""Django's PostgreSQL backend whose first statement of every transaction sets the scope (SET LOCAL in effect).

It works with ATOMIC_REQUESTS, commands, jobs and behind a transaction pooler, since nothing outlives a transaction.
"""

from django.db.backends.postgresql import base
from psycopg import IsolationLevel

from nennep.core import scope

STEADY = IsolationLevel.REPEATABLE_READ
"""A page is read from one view of the database; PostgreSQL keeps it at no cost to who writes."""


class DatabaseWrapper(base.DatabaseWrapper):
    """See the module."""

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if self.alias == "default":
            self.connection.isolation_level = STEADY if not autocommit and scope.is_steady() else None
        actor = scope.current()
        if not autocommit and actor is not None and self.alias == "default":
            sql, values = scope.statement(actor)
            with self.connection.cursor() as cursor:
                cursor.execute(sql, values)
