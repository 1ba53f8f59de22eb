"""What a unit puts out of its meetings for all its members and those of the units below, and the address of that calendar."""

from datetime import datetime, timedelta

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped
from nennep.meetings.models.kinds import MeetingKind
from nennep.meetings.models.plans import Meeting
from nennep.org.models import Unit


class Published(Scoped):
    """A meeting as the unit's published calendar has it: kind, title, time and place, and nothing else of it."""

    SCOPE = Scope.DOWNWARD

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="published_as")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    kind = models.ForeignKey(MeetingKind, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200)
    was_at = models.DateTimeField(null=True, blank=True, help_text="the time before it was moved last")
    cancelled = models.BooleanField(default=False)
    sequence = models.PositiveSmallIntegerField(default=0, help_text="counts moves, for calendars")

    class Meta:
        base_manager_name = "objects"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["unit_key", "starts_at"], name="published_of_a_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_words(self) -> str:
        """What kind of meeting it is, where its title does not say so."""
        words = self.kind.name.partition(" (")[0]
        return "" if words.casefold() in self.title.casefold() else words

    @property
    def ends_at(self) -> datetime:
        """The planned end."""
        return self.starts_at + timedelta(minutes=self.minutes)


class UnitFeed(Scoped):
    """The address of a unit's published calendar: only the digest of its token is kept; a new one revokes the old."""

    SCOPE = Scope.UNIT

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="+")
    unit_key = KeyField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.pk)
