"""What a cell's members study by themselves: themes of a year, one short entry a month, its words for the cell alone."""

from django.db import models

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.members.models import Person
from nennep.org.models import Unit

MOST_WORDS = 500
"""Letters of an entry: a few lines, not an essay."""


class StudyTheme(Scoped):
    """A theme of a year that a committee sets for all below it, or a cell for itself."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        base_manager_name = "objects"
        ordering = ["unit_key", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "words"], name="a_study_theme_stands_once")]

    def __str__(self) -> str:
        return self.words[:80]


class StudyEntry(Versioned, Scoped):
    """That a member studied in a month, and for how long. The level above counts these rows; it cannot read the words."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_constraint=False)
    name = models.CharField(max_length=120)
    sort_key = OrderField()
    month = models.DateField(help_text="its first day")
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    entered_on = models.DateField()
    seen_on = models.DateField(null=True, blank=True, help_text="day the cell looked at it; it stands from then on")

    class Meta:
        base_manager_name = "objects"
        ordering = ["month", "sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "month"], name="one_study_entry_a_month")]
        indexes = [models.Index(fields=["unit_key", "month"], name="study_of_a_month")]

    def __str__(self) -> str:
        return f"{self.name}: {self.month:%m/%Y}"


class StudyText(Scoped):
    """The member's own words. The database shows them to him and to those who belong to the cell, to nobody above."""

    SCOPE = Scope.PERSON

    entry = models.OneToOneField(StudyEntry, models.CASCADE, primary_key=True, related_name="text")
    words = models.CharField(max_length=MOST_WORDS)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.words[:80]
