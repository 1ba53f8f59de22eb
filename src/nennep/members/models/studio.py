"""A restructuring on a copy of the tree: steps that are tried before one of them is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.org.models import Unit


class DraftState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    APPLIED = "applied", _("đã thực hiện")
    DROPPED = "dropped", _("đã bỏ")


class Draft(Versioned, Scoped):
    """A restructuring of a unit's cells that is being drafted.

    ``steps`` are tried in order on a copy of the tree, never on the tree: found a cell (ref, name, parent, is_student,
    is_joint), people (to, people: ids of stretches), merge (cells, to), parent (unit, parent). A place is a unit's number
    or the ref of a cell that the draft founds.
    """

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    name = models.CharField(max_length=200)
    steps = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=DraftState.choices, default=DraftState.DRAFT)
    made_by = models.CharField(max_length=160)
    made_on = models.DateField()
    applied_from = models.DateField(null=True, blank=True, help_text="first day of the new structure")
    decision = models.CharField(max_length=120, blank=True)
    exception = models.CharField(max_length=300, blank=True, help_text="what allowed a cell that breaks a rule")
    outcome = models.JSONField(
        default=dict, help_text="once applied: steps, moves, cells before and after, in words and numbers"
    )

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name
