"""The weekly schedule (lịch công tác tuần) of a committee: its own entries, and the weeks that were issued."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.meetings.models.plans import Meeting
from nennep.org.models import Unit


class Mark(models.TextChoices):
    """How an entry stands to the schedule as it was issued."""

    PLANNED = "", _("theo lịch")
    ADDED = "added", _("bổ sung")
    CHANGED = "changed", _("thay đổi")
    CANCELLED = "cancelled", _("hủy")


class Engagement(Versioned, Scoped):
    """One line of a unit's week that is not a meeting of its own book."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    day = models.DateField()
    at = models.TimeField(null=True, blank=True, help_text="none: the whole day")
    words = models.CharField(max_length=300)
    chair = models.CharField(max_length=160, blank=True)
    people = models.CharField(max_length=300, blank=True, help_text="who attends")
    place = models.CharField(max_length=200, blank=True)
    prepares = models.CharField(max_length=160, blank=True, help_text="who prepares")
    mark = models.CharField(max_length=9, choices=Mark.choices, blank=True, default="")

    class Meta:
        base_manager_name = "objects"
        ordering = ["day", "at", "id"]
        indexes = [models.Index(fields=["unit_key", "day"], name="week_of_a_unit")]

    def __str__(self) -> str:
        return self.words[:80]


class IssuedWeek(Scoped):
    """A week whose schedule was given out: what is changed afterwards is marked as changed."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    monday = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=160)

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["unit", "monday"], name="a_week_is_issued_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.monday:%d/%m/%Y}"


class IssuedLine(Scoped):
    """A line of a week as it was given out; it never changes. What became of its meeting since stands beside it, so that
    units below, who do not see the meeting, see that it was moved or put off."""

    SCOPE = Scope.UNIT

    week = models.ForeignKey(IssuedWeek, models.CASCADE, related_name="lines")
    unit_key = KeyField()
    below = models.BooleanField(default=False, help_text="it concerns units below, which see it")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    engagement = models.ForeignKey(Engagement, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField()
    at = models.TimeField(null=True, blank=True, help_text="none: the whole day")
    words = models.CharField(max_length=300)
    chair = models.CharField(max_length=160, blank=True)
    people = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    prepares = models.CharField(max_length=160, blank=True)
    added = models.BooleanField(default=False, help_text="it came in after the week was given out")
    came_from = models.DateTimeField(null=True, blank=True, help_text="a meeting moved here from another week")
    now_at = models.DateTimeField(null=True, blank=True, help_text="where its meeting was moved to")
    now_place = models.CharField(max_length=200, blank=True)
    now_words = models.CharField(max_length=300, blank=True, help_text="what its meeting is called now")
    put_off = models.BooleanField(default=False, help_text="its meeting was cancelled")

    class Meta:
        base_manager_name = "objects"
        ordering = ["day", "at", "id"]

    def __str__(self) -> str:
        return self.words[:80]
