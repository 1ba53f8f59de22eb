"""Period reports, their frozen numbers, and the rounds in which units owe them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.office.models import Number
from nennep.org.models import Unit


class Stage(models.TextChoices):
    """Where a report stands: separate acts by separate roles."""

    DRAFT = "draft", _("Dự thảo")
    CHECKED = "checked", _("Đã kiểm tra")
    OPINION = "opinion", _("Đã xin ý kiến")
    SIGNED = "signed", _("Đã ký")
    NUMBERED = "numbered", _("Đã cấp số")
    SENT = "sent", _("Đã gửi")


class Report(Versioned, Scoped):
    """A unit's report over a period. Freezing its numbers and issuing it are two different things."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(help_text="first day that no longer counts: the cut-off is the day before")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    frozen_at = models.DateTimeField(null=True, blank=True)
    targets = models.JSONField(default=list, help_text="frozen targets: name, value, goal, state")
    tasks = models.JSONField(default=list, help_text="frozen tasks: name, due, state")
    checks = models.JSONField(default=list, help_text="frozen checks that need more than the table: words, two numbers")
    sections = models.JSONField(default=dict, help_text="narrative by section, as edited")
    expected = models.JSONField(default=dict, help_text="expected rest of the year by figure, entered")
    number = models.CharField(max_length=60, blank=True)
    line = models.OneToOneField(
        Number, models.PROTECT, null=True, blank=True, related_name="+", help_text="of the book the number came from"
    )
    lost = models.JSONField(default=list, help_text="cancelled numbers it bore: number, by, on, reason")
    returned = models.JSONField(
        default=list, help_text="given back: by, on, reason, and the signature that became void with it"
    )
    dated = models.DateField(null=True, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    signed_by = models.BigIntegerField(null=True, blank=True, help_text="account of the signer")
    checked_by = models.CharField(max_length=120, blank=True)
    opinion = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    head = models.CharField(max_length=64, blank=True, help_text="the journal's seal when it was sent")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="report_starts_before_it_ends"),
            models.UniqueConstraint(fields=["unit", "since", "until", "name"], name="one_report_a_period_and_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The cut-off day."""
        return self.until - timedelta(days=1)


class ReportLine(Scoped):
    """A number of a frozen report, with the rows it was counted from."""

    SCOPE = Scope.UNIT

    report = models.ForeignKey(Report, models.CASCADE, related_name="lines")
    unit_key = KeyField()
    rank = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    part = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    whole = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    before_part = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    before_whole = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    plan = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    by_hand = models.BooleanField(default=False)
    row_ids = models.JSONField(default=list)
    by_unit = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="one_line_a_figure")]

    def __str__(self) -> str:
        return f"{self.code}: {self.part}"


class Round(Versioned, Scoped):
    """A round of reports that a unit asks of the units under it."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    due_on = models.DateField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name


class Verdict(models.TextChoices):
    """What the unit above found when it read a report that was sent."""

    ACCEPTED = "accepted", _("Đạt yêu cầu")
    RETURNED = "returned", _("Đề nghị bổ sung")


class Owed(Scoped):
    """A report one unit owes in a round: sent when, reminded how often."""

    SCOPE = Scope.TWO_PARTY

    round = models.ForeignKey(Round, models.CASCADE, related_name="owed")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    verdict_on = models.DateField(null=True, blank=True)
    verdict_note = models.TextField(blank=True, help_text="what has to be mended, in the words of the unit above")

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="a_unit_owes_a_round_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"
