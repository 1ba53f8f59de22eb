"""The theme of a year, and the plans that units and members make for it."""

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document
from nennep.org.models import Unit


class Theme(Versioned, Scoped):
    """The working theme of a unit's year; tasks may hang on it."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="themes")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=400)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    plans_due_on = models.DateField(null=True, blank=True, help_text="when cells hand in their plans")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_theme_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.words}"


class OwnPlan(Versioned, Scoped):
    """A unit's plan for a theme, or one of its members' plans; ``alike`` says how much of it stands in another."""

    SCOPE = Scope.TWO_PARTY

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="plans")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    person = models.CharField(max_length=120, blank=True, help_text="blank: the unit's own plan")
    text = models.TextField()
    given_by = models.BigIntegerField()
    given_on = models.DateField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["theme", "unit", "person"], name="one_plan_a_theme")]

    def __str__(self) -> str:
        return f"{self.theme_id} @ {self.unit_id} {self.person}"
