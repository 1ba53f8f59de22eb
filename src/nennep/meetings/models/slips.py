"""Phiếu xin ý kiến between meetings: a question without a paper, and a slip for each who is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.meetings.models.kinds import Body
from nennep.meetings.models.plans import Item
from nennep.office.models import Choice
from nennep.org.models import Unit

ASKED = [
    *((one.value, one.label) for one in (Body.COMMITTEE, Body.STANDING, Body.MEMBERS)),
    (Body.CHOSEN.value, _("những đồng chí được chọn")),
]
"""The bodies whose opinion is asked by slips, and persons picked one by one."""


class Question(Versioned, Scoped):
    """What a body is asked between two meetings; the result goes onto the agenda of its next one."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    body = models.CharField(max_length=10, choices=ASKED)
    item = models.ForeignKey(
        Item,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        help_text="the item of an agenda it is asked for",
    )
    words = models.CharField(max_length=1000)
    asked_by = models.CharField(max_length=160)
    asked_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True, help_text="day the slips were counted")

    result = models.CharField(max_length=600, blank=True, help_text="counts alone, no name, as the agenda has it")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["unit_key", "closed_on"], name="questions_of_a_unit")]

    def __str__(self) -> str:
        return self.words[:120]


class Slip(Scoped):
    """What one person said, by name; without an account the answer comes on paper and is entered by the keeper."""

    SCOPE = Scope.UNIT

    question = models.ForeignKey(Question, models.CASCADE, related_name="slips")
    unit_key = KeyField()
    account_id = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=160)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    words = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["question", "account_id"], name="a_person_gets_one_slip")]
        indexes = [models.Index(fields=["account_id"], name="slips_of_an_account")]

    def __str__(self) -> str:
        return f"{self.name}: {self.choice}"
