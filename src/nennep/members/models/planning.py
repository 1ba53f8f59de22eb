"""The planning roster: who is planned for which post of which term, by whose approval. No opinions are kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped
from nennep.members.models.people import Person
from nennep.org.models import Unit


class PlanState(models.TextChoices):
    """Where an entry of the roster stands."""

    PROPOSED = "proposed", _("đề nghị")
    APPROVED = "approved", _("được phê duyệt")
    DROPPED = "dropped", _("đưa ra khỏi quy hoạch")


class Planned(Scoped):
    """A person planned for a post of a unit in a term; an entry that is dropped stays with its paper."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, help_text="the post planned for")
    protocol = models.PositiveSmallIntegerField(default=90)
    term = models.CharField(max_length=40, help_text="as 2025–2030")
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.PROPOSED)
    decision = models.CharField(
        max_length=120, blank=True, help_text="the approving decision, or the one that drops it"
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=160, blank=True)
    listed_on = models.DateField()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person", "title", "term"], condition=~models.Q(state="dropped"), name="planned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.title}"
