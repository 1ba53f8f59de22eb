"""Programmes, the papers behind them with their points, and the reviews that look back on them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document
from nennep.org.models import Unit


class Programme(Versioned, Scoped):
    """What one or more papers set for a unit and a stretch of time ("Bộ chỉ tiêu, nhiệm vụ")."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes")
    unit_key = KeyField()
    name = models.CharField(max_length=400)
    theme = models.CharField(max_length=400, blank=True, help_text="theme of the year")
    since = models.DateField()
    until = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=250, blank=True)
    carries = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_by")
    documents = models.ManyToManyField(Document, through="ProgrammePaper", related_name="programmes")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="programme_starts_before_it_ends")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return self.until - timedelta(days=1)


class ProgrammePaper(Scoped):
    """A paper behind a programme; one programme may serve several."""

    SCOPE = Scope.DOWNWARD

    programme = models.ForeignKey(Programme, models.CASCADE)
    document = models.ForeignKey(Document, models.PROTECT)
    unit_key = KeyField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["programme", "document"], name="a_paper_once_a_programme")]

    def __str__(self) -> str:
        return f"{self.programme_id} ← {self.document_id}"


class Point(Scoped):
    """A point of a paper behind a programme, to be served by targets or tasks."""

    SCOPE = Scope.DOWNWARD

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="points")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    unit_key = KeyField()
    ref = models.CharField(max_length=60, blank=True, help_text="as the paper counts it: II.3.a")
    words = models.TextField()
    start = models.IntegerField(default=0)
    end = models.IntegerField(default=0)
    left_out = models.CharField(max_length=250, blank=True, help_text="why nothing has to serve it")

    class Meta:
        base_manager_name = "objects"
        ordering = ["document_id", "start", "id"]

    def __str__(self) -> str:
        return f"{self.ref} {self.words[:80]}"


class Serving(Scoped):
    """A target or a task serves a point of a paper."""

    SCOPE = Scope.DOWNWARD

    point = models.ForeignKey(Point, models.CASCADE, related_name="served_by")
    unit_key = KeyField()
    target = models.ForeignKey("Target", models.CASCADE, null=True, related_name="serves")
    task = models.ForeignKey("Task", models.CASCADE, null=True, related_name="serves")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=True) ^ Q(task__isnull=True), name="a_target_or_a_task_serves"
            ),
            models.UniqueConstraint(fields=["point", "target"], name="a_target_serves_a_point_once"),
            models.UniqueConstraint(fields=["point", "task"], name="a_task_serves_a_point_once"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} ← {self.target_id or self.task_id}"


class Looking(models.TextChoices):
    """Why a programme is looked back on."""

    REVIEW = "review", _("Sơ kết, tổng kết")
    CHECK = "check", _("Kiểm tra, giám sát")


class Review(Versioned, Scoped):
    """A planned look back on a programme: a review after n years, or an inspection of how it is carried out.

    Closing one keeps the state of every target and task as it was on that day.
    """

    SCOPE = Scope.DOWNWARD

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    kind = models.CharField(max_length=8, choices=Looking.choices, default=Looking.REVIEW)
    name = models.CharField(max_length=300)
    scope_words = models.CharField(max_length=400, blank=True, help_text="what is looked at, in which units")
    who = models.CharField(max_length=160, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    lines = models.JSONField(default=list)

    class Meta:
        base_manager_name = "objects"
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.name
