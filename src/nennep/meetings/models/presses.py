"""Presses of the room that were counted, so that one sent again after a lost answer counts once."""

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped


class Press(Scoped):
    """A press of a page of the room by the key the browser gave it."""

    SCOPE = Scope.UNIT

    unit_key = KeyField()
    account_id = models.BigIntegerField()
    key = models.UUIDField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["account_id", "key"], name="a_press_counts_once")]

    def __str__(self) -> str:
        return str(self.key)
