"""Moving a branch: every table that carries unit keys gets the new ones in one statement each."""

from django.apps import apps
from django.db import connection

from nennep.core.models import KeyField


def keyed_columns() -> list[tuple[str, str]]:
    """(table, column) of every key in the house, found by the field's class; a unit's past keys stay as they were."""
    return [
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, KeyField) and (model._meta.db_table, field.column) != ("org_unitspell", "key")
    ]


def move_keys(old: str, new: str) -> None:
    """Rewrite the prefix ``old`` of keys to ``new`` in every table."""
    with connection.cursor() as cursor:
        for table, column in keyed_columns():
            cursor.execute(
                f'update "{table}" set "{column}" = %s || substr("{column}", %s) where "{column}" >= %s and "{column}" < %s',
                [new, len(old) + 1, old, old + "~"],
            )
