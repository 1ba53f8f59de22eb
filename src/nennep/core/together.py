"""Several short lists, counts or groups of one page in one statement."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Model, QuerySet


def together(*asked: QuerySet[Any]) -> list[list[Any]]:
    """The rows of each queryset, in its order, read in one round trip, with annotations and rows of ``select_related``.

    For lists of a page's size: every list is gathered whole by the server. Row-level security holds as in any other
    statement. Raises TypeError for a model with a column that needs its own reading (bytes, encrypted values).
    """
    return read(written(*asked))


Statement = tuple[str, list[Any]]
"""The text of a statement of one row, and its values."""


@dataclass(frozen=True)
class Written:
    """The statement that reads several querysets, which may be asked again."""

    asked: tuple[QuerySet[Any], ...]
    statement: Statement


def written(*asked: QuerySet[Any]) -> Written:
    """The statement of ``together``, not asked yet."""
    form = "(select coalesce(json_agg(row_to_json(t)), '[]')::text from ({}) t)"
    return Written(asked, _statement(asked, _rows_written, form, "'[]'"))


def read(one: Written) -> list[list[Any]]:
    """The rows of each queryset of a statement."""
    texts = _answers(one.statement)
    return [[_row(rows, row) for row in json.loads(text)] for rows, text in zip(one.asked, texts, strict=True)]


def counts(*asked: QuerySet[Any]) -> list[int]:
    """How many rows each queryset has, in one statement."""
    return totals(*((rows, "") for rows in asked))


def totals(*asked: tuple[QuerySet[Any], str]) -> list[int]:
    """The sum of a column of whole numbers over each queryset, or how many rows it has for '', in one statement."""
    return numbers(_statement(asked, _summed, "({})", "0"))


def counting(*asked: QuerySet[Any]) -> Statement:
    """The statement of ``counts``, not asked yet."""
    return _statement([(rows, "") for rows in asked], _summed, "({})", "0")


def numbers(statement: Statement) -> list[int]:
    """The whole numbers a statement answers."""
    return [int(n) for n in _answers(statement)]


def groups(*asked: QuerySet[Any]) -> list[list[list[Any]]]:
    """The rows of each ``values_list``, for words, whole numbers and yes or no, in one statement."""
    form = "(select coalesce(json_agg(t.row), '[]')::text from ({}) t)"
    return [json.loads(text) for text in _answers(_statement(asked, _listed, form, "'[]'"))]


T = TypeVar("T")


def _statement(asked: Sequence[T], write: Callable[[T], Statement], form: str, nothing: str) -> Statement:
    texts, params = [], []
    for rows in asked:
        try:
            text, given = write(rows)
        except EmptyResultSet:
            texts.append(nothing)
            continue
        texts.append(form.format(text))
        params += given
    return (f"select {', '.join(texts)}" if texts else ""), params


def _answers(statement: Statement) -> list[Any]:
    text, params = statement
    if not text:
        return []
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return list(cursor.fetchone())


def _summed(asked: tuple[QuerySet[Any], str]) -> Statement:
    rows, column = asked
    text, params = rows.order_by().values(of=F(column or "pk")).query.sql_with_params()
    return f"select {'coalesce(sum(t.of), 0)' if column else 'count(*)'} from ({text}) t", list(params)


def _listed(rows: QuerySet[Any]) -> Statement:
    compiler = rows.query.get_compiler(rows.db)
    text, params = compiler.as_sql()
    names = ", ".join(f"c{place}" for place in range(len(compiler.select)))
    return f"select json_build_array({names}) as row from ({text}) as r({names})", list(params)


def _rows_written(rows: QuerySet[Any]) -> Statement:
    names = [one.attname for one in _fields(rows.model)]
    further = {
        f"{alias}__{one.attname}": F(f"{path}__{one.attname}")
        for alias, (path, model) in _related(rows).items()
        for one in _fields(model)
    }
    text, params = rows.select_related(None).values(*names, *rows.query.annotations, **further).query.sql_with_params()
    return text, list(params)


def _fields(model: type[Model]) -> list[Any]:
    fields = list(model._meta.concrete_fields)
    if any(one.get_internal_type() != "JSONField" and hasattr(one, "from_db_value") for one in fields):
        raise TypeError(f"{model.__name__} has a column with its own reading")
    return fields


def _related(rows: QuerySet[Any]) -> dict[str, tuple[str, type[Model]]]:
    """(path, model) of each row that comes along, by a short name; outer ones before inner ones."""
    found: list[tuple[str, type[Model]]] = []
    _walk(rows.query.select_related or {}, "", rows.model, found)
    return {f"r{place}": one for place, one in enumerate(found)}


def _walk(wanted: Any, path: str, model: type[Model], found: list[tuple[str, type[Model]]]) -> None:
    for name, inner in wanted.items():
        there = model._meta.get_field(name).related_model
        found.append((f"{path}{name}", there))  # type: ignore[arg-type]
        _walk(inner, f"{path}{name}__", there, found)  # type: ignore[arg-type]


def _row(rows: QuerySet[Any], found: dict[str, Any]) -> Model:
    row = _made(rows.model, rows.db, found, "")
    for name, column in rows.query.annotations.items():
        setattr(row, name, column.output_field.to_python(found[name]))
    for alias, (path, model) in _related(rows).items():
        *above, name = path.split("__")
        holder = reduce(lambda one, step: one and getattr(one, step), above, row)
        if holder is not None:
            there = found[f"{alias}__{model._meta.pk.attname}"]
            setattr(holder, name, None if there is None else _made(model, rows.db, found, f"{alias}__"))
    return row


def _made(model: type[Model], db: str, found: dict[str, Any], alias: str) -> Any:
    fields = _fields(model)
    values = [one.to_python(found[f"{alias}{one.attname}" if alias else one.column]) for one in fields]
    return model.from_db(db, [one.attname for one in fields], values)
