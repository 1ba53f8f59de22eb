"""change(): the one way a verb alters a row; it says what was altered."""

from typing import Any

from django.db.models import Model

Changes = dict[str, tuple[Any, Any]]


def change(row: Model, **values: Any) -> Changes:
    """Set the values, save only what differs, count the version up; returns ``{field: (old, new)}``."""
    changes: Changes = {}
    for name, new in values.items():
        old = getattr(row, name)
        if old != new:
            changes[name] = (old, new)
            setattr(row, name, new)
    if changes:
        names = list(changes)
        if hasattr(row, "version"):
            row.version += 1
            names.append("version")
        row.save(update_fields=names)
    return changes
