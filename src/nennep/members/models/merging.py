"""Two entries of one person made one, and what it takes to undo that."""

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.members.models.people import Person
from nennep.org.models import Unit


class Merge(Versioned, Scoped):
    """An act that joined a double entry into the one that stays; holds every row it moved, so that it can be undone."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the unit whose office did it")
    unit_key = KeyField()
    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+")
    gone_name = models.CharField(max_length=120)
    moved = models.JSONField(default=dict, help_text="table: numbers of rows given to the person that stays")
    doubled = models.JSONField(default=dict, help_text="membership: placement it had before it stopped counting")
    filled = models.JSONField(default=dict, help_text="field: value taken from the double where there was none")
    account_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=160, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_id}"
