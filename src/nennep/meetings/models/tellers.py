"""Paper ballots: who counts them, what each teller counted, and the candidates of an election."""

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped
from nennep.meetings.models.results import Vote


class Candidate(Scoped):
    """A name on the ballot of an election, with its votes once both tellers agree."""

    SCOPE = Scope.UNIT

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="candidates")
    unit_key = KeyField()
    name = models.CharField(max_length=160)
    votes = models.PositiveSmallIntegerField(null=True)
    elected = models.BooleanField(null=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Telling(Scoped):
    """The numbers one teller counted by himself: sheets, and votes by answer or by candidate."""

    SCOPE = Scope.UNIT

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="tellings")
    unit_key = KeyField()
    teller = models.CharField(max_length=120)
    account_id = models.BigIntegerField(help_text="who entered it")
    counts = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["vote", "teller"], name="a_teller_counts_once")]

    def __str__(self) -> str:
        return self.teller


class Teller(Scoped):
    """One of the two who count on their own devices, each signed in as himself."""

    SCOPE = Scope.UNIT

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="appointed")
    unit_key = KeyField()
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=120)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["vote", "account_id"], name="a_teller_is_appointed_once")]

    def __str__(self) -> str:
        return self.name
