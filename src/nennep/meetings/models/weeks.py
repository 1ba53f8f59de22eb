"""The weekly schedule (lịch công tác tuần) of a committee: its own entries, and the weeks that were issued."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
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
