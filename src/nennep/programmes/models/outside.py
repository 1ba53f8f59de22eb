"""Outside figures with their date and population, and the register of training programmes."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.org.models import Unit


class Indicator(Versioned, Scoped):
    """Something measured outside the system: what, over which named population, from which source."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    population = models.CharField(max_length=200, blank=True, help_text="over whom, in words: 66 schools of the bloc")
    unit_label = models.CharField(max_length=80, blank=True, help_text="what is counted")
    owners_label = models.CharField(
        max_length=80, blank=True, help_text="who owns what is counted, for counts of two levels"
    )
    source = models.CharField(max_length=250, blank=True, help_text="where readings usually come from")

    class Meta:
        base_manager_name = "objects"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Reading(Scoped):
    """An indicator as of a day: a count, a part of a whole, or a count with how many owners it has."""

    SCOPE = Scope.DOWNWARD

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    unit_key = KeyField()
    as_of = models.DateField()
    part = models.DecimalField(max_digits=18, decimal_places=2)
    whole = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    owners = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=250)
    given_by = models.BigIntegerField()
    given_name = models.CharField(max_length=160)
    given_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-as_of"]
        constraints = [models.UniqueConstraint(fields=["indicator", "as_of"], name="one_reading_a_day")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.as_of}"


class CourseKind(models.TextChoices):
    """Kinds of training programmes."""

    PLAIN = "plain", _("Đại trà")
    QUALITY = "quality", _("Chất lượng cao")
    JOINT = "joint", _("Liên kết quốc tế")


class Standard(models.TextChoices):
    """By whose standard something is accredited."""

    NONE = "", _("Chưa kiểm định")
    NATIONAL = "national", _("Tiêu chuẩn trong nước")
    FOREIGN = "foreign", _("Tiêu chuẩn nước ngoài")


class Course(Versioned, Scoped):
    """A training programme, or a whole institution, in the accreditation register."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="who keeps the entry")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    school = models.CharField(max_length=250, help_text="the school that owns it")
    whole_school = models.BooleanField(default=False, help_text="the institution itself, not one programme")
    kind = models.CharField(max_length=8, choices=CourseKind.choices, default=CourseKind.PLAIN)
    standard = models.CharField(max_length=8, choices=Standard.choices, blank=True)
    accredited_by = models.CharField(max_length=200, blank=True)
    accredited_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(default=FOREVER, help_text="first day on which it no longer holds")

    class Meta:
        base_manager_name = "objects"
        ordering = ["school", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day on which it holds; an open end stays open."""
        return self.valid_until if self.valid_until == FOREVER else self.valid_until - timedelta(days=1)
