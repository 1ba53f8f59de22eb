"""What comes of a meeting: votes, minutes in versions, conclusions with their tasks, scores."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.meetings.models.plans import Grade, Item, Meeting


class Ballot(models.TextChoices):
    """How a vote is taken. Secrecy is a one-way switch: a secret vote never becomes an open one."""

    CARD = "card", _("biểu quyết bằng thẻ hoặc giơ tay")
    PAPER = "paper", _("bỏ phiếu kín bằng phiếu giấy")
    SCREEN = "screen", _("bỏ phiếu kín trên hệ thống")


SECRET = (Ballot.PAPER, Ballot.SCREEN)


class Vote(Versioned, Scoped):
    """A vote with its base frozen when it opens; for a secret one nothing joins a ballot to a person."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="votes")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="votes")
    unit_key = KeyField()
    title = models.CharField(max_length=500)
    matter = models.CharField(max_length=12, help_text="what is decided, see matters")
    ballot = models.CharField(max_length=8, choices=Ballot.choices)
    case_id = models.BigIntegerField(null=True, blank=True, help_text="the case of admission it decides on")
    step = models.CharField(max_length=20, blank=True)
    rule_key = models.CharField(max_length=60)
    rule = models.CharField(max_length=250)
    eligible = models.PositiveSmallIntegerField()
    excluded = models.JSONField(default=dict, help_text="how many by reason")
    base = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField(null=True, help_text="how many are elected; None where nobody is")
    issued = models.PositiveSmallIntegerField(null=True)
    returned = models.PositiveSmallIntegerField(null=True)
    valid = models.PositiveSmallIntegerField(null=True)
    agreed = models.PositiveSmallIntegerField(null=True)
    against = models.PositiveSmallIntegerField(null=True)
    blank = models.PositiveSmallIntegerField(null=True)
    tellers = models.JSONField(default=list, help_text="names of who counted")
    passed = models.BooleanField(null=True)
    note = models.CharField(max_length=400, blank=True, help_text="why the result has not gone into the case")
    closed = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False, help_text="opened by mistake and taken back before it was counted")

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(agreed__lte=models.F("present")), name="no_more_votes_than_people"
            )
        ]

    def __str__(self) -> str:
        return self.title[:120]

    @property
    def is_secret(self) -> bool:
        """Whether ballots are secret."""
        return self.ballot in SECRET


class Voted(Scoped):
    """Who has cast a secret ballot on the screen, written when the vote closes, in the order of numbers; no time."""

    SCOPE = Scope.UNIT

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="voted")
    unit_key = KeyField()
    attendance_id = models.BigIntegerField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["vote", "attendance_id"], name="a_person_votes_once")]

    def __str__(self) -> str:
        return f"{self.vote_id}"


class Minutes(Versioned, Scoped):
    """The minutes of a meeting in one edition. Signed they are frozen; a correction is a new edition pointing back."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="editions")
    unit_key = KeyField()
    edition = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    why = models.CharField(max_length=300, blank=True, help_text="why a correction was needed")
    prose = models.JSONField(default=dict, help_text="what the keeper wrote, by item; opening and closing")
    body = models.JSONField(default=list, help_text="the whole text as it was signed")
    keeper = models.CharField(max_length=120, blank=True)
    keeper_id = models.BigIntegerField(null=True)
    keeper_at = models.DateTimeField(null=True)
    chair = models.CharField(max_length=120, blank=True)
    chair_id = models.BigIntegerField(null=True)
    chair_at = models.DateTimeField(null=True)
    file_sha = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the frozen PDF")

    class Meta:
        base_manager_name = "objects"
        ordering = ["edition"]
        constraints = [models.UniqueConstraint(fields=["meeting", "edition"], name="an_edition_stands_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.edition}"

    @property
    def frozen(self) -> bool:
        """Whether both have signed."""
        return bool(self.file_sha)


class Revision(Scoped):
    """What the minutes said at a moment of writing."""

    SCOPE = Scope.UNIT

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="revisions")
    unit_key = KeyField()
    at = models.DateTimeField()
    by = models.CharField(max_length=160)
    by_id = models.BigIntegerField()
    prose = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.at:%d/%m %H:%M}"


class OutcomeKind(models.TextChoices):
    """The chair's words are a conclusion; a cell adopts a resolution; a decision is a paper of its own."""

    CONCLUSION = "conclusion", _("Kết luận")
    RESOLUTION = "resolution", _("Nghị quyết")
    DECISION = "decision", _("Quyết định")


class Outcome(Versioned, Scoped):
    """A conclusion, resolution or decision of a meeting; with a due day it is a task in the unit's plan."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="outcomes")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="outcomes")
    unit_key = KeyField()
    kind = models.CharField(max_length=10, choices=OutcomeKind.choices, default=OutcomeKind.CONCLUSION)
    words = models.TextField()
    owner = models.CharField(max_length=160, blank=True, help_text="person or post that answers for it")
    due_on = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="given by the records clerk")
    draft_id = models.BigIntegerField(null=True, blank=True, help_text="the paper it is written into")
    task_id = models.BigIntegerField(null=True, blank=True)
    work_id = models.BigIntegerField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField(max_length=400, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        indexes = [models.Index(fields=["unit_key", "due_on"], name="outcome_due")]

    def __str__(self) -> str:
        return self.words[:120]


class Side(models.TextChoices):
    SELF = "self", _("Chi bộ tự chấm")
    UPPER = "upper", _("Cấp trên chấm")


class Score(Scoped):
    """The points of one meeting by one side, judged by the criteria in force on its day."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="scores")
    unit_key = KeyField()
    side = models.CharField(max_length=6, choices=Side.choices)
    points = models.JSONField(default=dict, help_text="by criterion")
    total = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=8, choices=Grade.choices)
    words = models.CharField(max_length=500, blank=True)
    scored_by = models.CharField(max_length=160)
    scored_on = models.DateField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["meeting", "side"], name="a_side_scores_a_meeting_once")]

    def __str__(self) -> str:
        return f"{self.total}"
