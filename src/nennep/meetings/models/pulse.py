"""Two questions at the end of a meeting, answered without names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped
from nennep.meetings.models.plans import Meeting

STEPS = (
    (5, _("rất tốt")),
    (4, _("tốt")),
    (3, _("bình thường")),
    (2, _("chưa tốt")),
    (1, _("kém")),
)
FEWEST = 5
"""Answers below which nothing is shown and nothing is kept: fewer could be told apart."""


class Pulse(Scoped):
    """What those present say about how a meeting was run.

    Answers lie in two tables of their own while it is open (``meetings/migrations/0003_pulse.py``); closing keeps two
    sums alone, and none where fewer than ``FEWEST`` answered.
    """

    SCOPE = Scope.UNIT

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="pulse")
    unit_key = KeyField()
    closed = models.BooleanField(default=False)
    answers = models.PositiveIntegerField(null=True, blank=True)
    prepared = models.PositiveIntegerField(null=True, blank=True, help_text="sum of steps: how well it was prepared")
    spoken = models.PositiveIntegerField(null=True, blank=True, help_text="sum of steps: whether people could speak")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.answers}"

    @property
    def prepared_mean(self) -> float | None:
        """Mean step of the first question, one digit; None where too few answered."""
        return round(self.prepared / self.answers, 1) if self.answers and self.prepared else None

    @property
    def spoken_mean(self) -> float | None:
        """Mean step of the second question."""
        return round(self.spoken / self.answers, 1) if self.answers and self.spoken else None
