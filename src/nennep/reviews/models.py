"""A unit's year under a model title."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.org.models import Unit


class State(models.TextChoices):
    """How far the year has come."""

    REGISTERED = "registered", _("Đã đăng ký")
    HALF = "half", _("Đã sơ kết 6 tháng")
    ASSESSED = "assessed", _("Đã tự chấm cuối năm")
    PROPOSED = "proposed", _("Cấp trên đề nghị công nhận")
    RECOGNISED = "recognised", _("Được công nhận")
    DECLINED = "declined", _("Chưa được công nhận")
    WITHDRAWN = "withdrawn", _("Đã rút đăng ký")


LIVING = (State.REGISTERED, State.HALF, State.ASSESSED, State.PROPOSED)


class ModelYear(Versioned, Scoped):
    """One unit registered for a model title in one year, with its own points and the decision of the level above."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    aim = models.TextField(help_text="what the unit will do for each of the four")
    registered_on = models.DateField()
    registered_by = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REGISTERED)
    half_words = models.TextField(blank=True)
    half_on = models.DateField(null=True, blank=True)
    points = models.JSONField(default=dict, help_text="the unit's own points by good, at the year's end")
    words = models.TextField(blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    opinion = models.TextField(blank=True, help_text="of the level above")
    opinion_by = models.CharField(max_length=160, blank=True)
    decision = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-year", "unit_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], condition=~models.Q(state="withdrawn"), name="a_unit_registers_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"

    @property
    def opens_on(self) -> date:
        """The day from which the year's end is assessed."""
        return date(self.year, 10, 1)

    @property
    def total(self) -> int | None:
        """The sum of its own points; None before the year's end."""
        return sum(self.points.values()) if self.points else None

    @property
    def title(self) -> str:
        """The title it works for."""
        return str(_("Chi bộ bốn tốt") if self.unit.kind.is_cell else _("Đảng bộ cơ sở bốn tốt"))
