"""Who speaks about an item, in order, and for how long."""

from django.db import models
from django.db.models import Q

from nennep.core.models import KeyField, Scope, Scoped
from nennep.meetings.models.plans import Item
from nennep.meetings.rules import spoken_minutes


class Speech(Scoped):
    """One who asked to speak about an item: waiting, speaking, or done. The server's clock alone is written down."""

    SCOPE = Scope.UNIT

    item = models.ForeignKey(Item, models.CASCADE, related_name="speeches")
    unit_key = KeyField()
    name = models.CharField(max_length=120)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at")),
                name="a_speech_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def running(self) -> bool:
        """Whether he is speaking."""
        return self.started_at is not None and self.ended_at is None

    @property
    def minutes(self) -> int:
        """Whole minutes used, at least one; 0 while it has not ended."""
        return spoken_minutes(self.started_at, self.ended_at) if self.started_at and self.ended_at else 0
