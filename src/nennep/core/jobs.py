"""Deferring background work by name, so that a lower room can ask for a job that a higher one does."""

from typing import Any

from nennep.core import scope


def defer(name: str, **values: Any) -> int:
    """Enqueue a job inside the open transaction; it runs as the present actor, whose grants are read anew then.

    ``name`` is ``room.job``; values are plain JSON. Returns the job's number.
    """
    from procrastinate.contrib.django import app

    actor = scope.needed()
    return int(app.configure_task(name).defer(account_id=actor.account_id, **values))
