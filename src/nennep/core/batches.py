"""Rows of any number a batch at a time, in the same memory: the connection pool allows no cursor of the server's own."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

BATCH = 2000


def in_batches(rows: QuerySet[Any], *names: str, size: int = BATCH) -> Iterator[list[Any]]:
    """The rows in their order, ``size`` at a time; only their keys are held. With ``names`` tuples of those columns.

    ``rows`` is not cut (sliced); a row that goes while the list is read is left out.
    """
    keys = list(rows.values_list("pk", flat=True))
    for place in range(0, len(keys), size):
        part = keys[place : place + size]
        some = rows.order_by().filter(pk__in=part)
        found = {row[0]: row[1:] for row in some.values_list("pk", *names)} if names else {row.pk: row for row in some}
        yield [found[key] for key in part if key in found]
