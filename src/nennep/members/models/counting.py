"""What makes lists and counts quick: the dictionary of names, and the tallies of high units."""

from django.db import models

from nennep.core.models import OrderField, Scope


class NameEntry(models.Model):
    """A distinct name as it sorts and as it is looked for; says nothing about who bears it or where."""

    SCOPE = Scope.SHARED

    sort_key = OrderField(primary_key=True)
    name_fold = OrderField()

    def __str__(self) -> str:
        return self.name_fold


class Tally(models.Model):
    """A change of a count in a unit of the two highest levels: so many more or fewer from a day on.

    Triggers of the database append here with every change of memberships and decisions, so that a nation is counted
    without reading its members. ``topic`` says what is counted; columns that the topic does not know are empty. Rows of
    the same kind are added up by a job; a sum is right before and after that.
    """

    top = OrderField(max_length=6, help_text="key of the unit; a move writes −n and +n instead of renaming")
    topic = models.CharField(max_length=12, help_text="age, group, begin, end, admission, recognition")
    day = models.DateField()
    status = models.CharField(max_length=12, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_year = models.SmallIntegerField(default=0)
    category = models.CharField(max_length=12, blank=True)
    minority = models.BooleanField(default=False)
    reason = models.CharField(max_length=12, blank=True)
    n = models.IntegerField()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["top", "topic", "day"],
                include=["status", "sex", "birth_year", "category", "minority", "reason", "n"],
                name="%(class)s_sums",
            )
        ]

    def __str__(self) -> str:
        return f"{self.top} {self.topic} {self.day} {self.n:+}"


class TallyDay(Tally):
    """Changes by day."""

    SCOPE = Scope.SYSTEM


class TallyMonth(Tally):
    """The same changes by the first day of their month, so that many years are few rows."""

    SCOPE = Scope.SYSTEM
