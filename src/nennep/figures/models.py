"""Figures entered by hand, for what no record of the system can count yet."""

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped, Versioned


class HandFigure(Versioned, Scoped):
    """A value a person entered for a unit and a period, with its source; marked so wherever it is shown."""

    SCOPE = Scope.UNIT

    code = models.CharField(max_length=60)
    unit_id = models.BigIntegerField()
    unit_key = KeyField()
    since = models.DateField()
    until = models.DateField(help_text="first day that no longer counts")
    part = models.DecimalField(max_digits=18, decimal_places=2)
    whole = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=250, blank=True)
    entered_by = models.BigIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "code", "since", "until"], name="one_hand_figure_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.unit_id}"
