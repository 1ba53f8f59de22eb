"""Moving a branch: every table that carries unit keys gets the new ones in one statement each."""

from django.apps import apps
from django.db import connection

from nennep.core.models import KeyField

MOVING = "select set_config('nn.moving', %s, true)"
"""Says to the triggers that keep counts that a branch moves, from which key to which."""


def keyed_columns() -> list[tuple[str, str]]:
    """(table, column) of every key in the house, found by the field's class; a unit's past keys stay as they were."""
    return [
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, KeyField) and (model._meta.db_table, field.column) != ("org_unitspell", "key")
    ]


def move_keys(old: str, new: str, *, first: str) -> None:
    """Rewrite the prefix ``old`` of keys to ``new`` in every table, beginning with the table that is named first.

    Who adds a row holds its unit; so, once the units are written, nothing more is added under the old keys.
    """
    with connection.cursor() as cursor:
        cursor.execute(MOVING, [f"{old}>{new}"])
        for table, column in sorted(keyed_columns(), key=lambda pair: pair[0] != first):
            cursor.execute(
                f'update "{table}" set "{column}" = %s || substr("{column}", %s) where "{column}" >= %s and "{column}" < %s',
                [new, len(old) + 1, old, old + "~"],
            )
        cursor.execute(MOVING, [""])
