"""Migrations at an affordable price.

Each operation of a migration changes Django's picture of the tables, and Django then renders again every model that
can be reached from the one that changed. Here nearly every model reaches every other, so 160 migrations rendered
models more than 15,000 times, and a new database took 18 seconds instead of 4, with the same tables in the end. An
operation on a table looks only at that table and at those that point to it; so only these are rendered while tables
change. Steps that run Python ask for the whole picture, and Django renders it whole before them, as it does after its
own delayed changes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]


@contextmanager
def nearest_models_only() -> Iterator[None]:
    """Within it, a change of a model renders that model and those that point to it, nothing farther."""
    name = "_find_reload_model"
    before = getattr(ProjectState, name)
    setattr(ProjectState, name, _nearest)
    try:
        yield
    finally:
        setattr(ProjectState, name, before)


def _nearest(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    self.is_delayed = True  # a step that runs Python, and the signals at the end, then get every model anew
    changed = (app_label, model_name.lower())
    return {changed} | {key for key, state in self.models.items() if changed in _targets(key, state.fields.values())}


def _targets(key: Key, fields: Iterable[Any]) -> Iterator[Key]:
    for field in fields:
        if field.is_relation:
            yield resolve_relation(field.remote_field.model, *key)
            if through := getattr(field.remote_field, "through", None):
                yield resolve_relation(through, *key)
