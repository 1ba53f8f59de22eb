"""Several short lists of one page in one statement."""

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet


def together(*asked: QuerySet[Any]) -> list[list[Any]]:
    """The rows of each queryset, in its order, read in one round trip.

    Annotations are kept; related rows are not (``select_related`` has no effect). For lists of a page's size: every
    list is gathered whole by the server. Row-level security holds as in any other statement. Raises TypeError for a
    model with a column that has its own reading.
    """
    texts, params, read = [], [], []
    for place, rows in enumerate(asked):
        try:
            text, given = _written(rows)
        except EmptyResultSet:
            continue
        texts.append(f"(select coalesce(json_agg(row_to_json(t)), '[]')::text from ({text}) t)")
        params += given
        read.append(place)
    found: list[list[Any]] = [[] for _one in asked]
    if not texts:
        return found
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(texts)}", params)
        answer = cursor.fetchone()
    for place, text in zip(read, answer or (), strict=True):
        found[place] = [_row(asked[place], row) for row in json.loads(text)]
    return found


def _written(rows: QuerySet[Any]) -> tuple[str, list[Any]]:
    fields = rows.model._meta.concrete_fields
    if any(one.get_internal_type() != "JSONField" and hasattr(one, "from_db_value") for one in fields):
        raise TypeError(f"{rows.model.__name__} has a column with its own reading")
    names = [one.attname for one in fields]
    text, params = rows.values(*names, *rows.query.annotations).query.sql_with_params()
    return text, list(params)


def _row(rows: QuerySet[Any], found: dict[str, Any]) -> Model:
    fields = rows.model._meta.concrete_fields
    values = [one.to_python(found[one.column]) for one in fields]
    row: Model = rows.model.from_db(rows.db, [one.attname for one in fields], values)
    for name, column in rows.query.annotations.items():
        setattr(row, name, column.output_field.to_python(found[name]))
    return row
