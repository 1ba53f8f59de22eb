"""Papers being written: drafts, the points of a conclusion, opinions asked of committee members, papers made in numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document, Kind
from nennep.office.models.books import Flow, Number, Style
from nennep.office.models.incoming import Incoming
from nennep.org.models import Unit


class Step(models.TextChoices):
    """Where a paper being written stands: separate acts by separate roles."""

    DRAFT = "draft", _("Dự thảo")
    CHECKED = "checked", _("Đã kiểm tra, trình")
    OPINION = "opinion", _("Xin ý kiến")
    AGREED = "agreed", _("Đã có ý kiến")
    SIGNED = "signed", _("Đã ký")
    NUMBERED = "numbered", _("Đã cấp số")
    ISSUED = "issued", _("Đã ban hành")
    RECALLED = "recalled", _("Đã thu hồi")


class Draft(Versioned, Scoped):
    """A paper from the first draft to the issued paper; only those of the unit see it until it is issued."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.DRAFT)
    flow = models.CharField(max_length=10, choices=Flow.choices, default=Flow.OUTGOING)
    style = models.CharField(max_length=6, choices=Style.choices, default=Style.PARTY)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.TextField()
    body = models.TextField(blank=True)
    authority = models.CharField(max_length=80, help_text="T/M BAN THƯỜNG VỤ, T/L BAN THƯỜNG VỤ")
    post = models.CharField(max_length=80, help_text="BÍ THƯ, CHÁNH VĂN PHÒNG")
    recipients = models.JSONField(default=list, help_text="name and purpose of each line under Nơi nhận")
    answers = models.ForeignKey(Incoming, models.SET_NULL, null=True, blank=True, related_name="drafts")
    drafted_by = models.CharField(max_length=160)
    drafted_on = models.DateField()
    checked_by = models.CharField(max_length=160, blank=True)
    proposal = models.TextField(blank=True, help_text="what the submission slip says")
    signer = models.CharField(max_length=120, blank=True)
    signed_by = models.BigIntegerField(null=True, blank=True, help_text="account of the signer")
    signed_on = models.DateField(null=True, blank=True)
    returned = models.JSONField(
        default=list, help_text="given back: by, on, reason, and the signature that became void with it"
    )
    lost = models.JSONField(default=list, help_text="cancelled numbers it bore: number, by, on, reason")
    number = models.OneToOneField(Number, models.PROTECT, null=True, blank=True, related_name="draft")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="draft")
    scan_sha = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=250, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was recalled")
    round = models.PositiveSmallIntegerField(default=1, help_text="of asking for opinions; counts up when given back")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit_key", "step"], name="draft_waiting")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}"[:120]

    @property
    def asked(self) -> "models.QuerySet[Opinion]":
        """The opinions of the present round."""
        found: models.QuerySet[Opinion] = self.opinions.filter(round=self.round)
        return found


class Point(Scoped):
    """A numbered point of a conclusion: what, who leads it, by when; it can become a task."""

    SCOPE = Scope.UNIT

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="points")
    unit_key = KeyField()
    rank = models.PositiveSmallIntegerField()
    words = models.TextField()
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.words[:120]


class Choice(models.TextChoices):
    AGREE = "agree", _("Tán thành")
    DISAGREE = "disagree", _("Không tán thành")
    OTHER = "other", _("Ý kiến khác")


class Opinion(Scoped):
    """Phiếu xin ý kiến: what one committee member says about a draft between meetings."""

    SCOPE = Scope.UNIT

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="opinions")
    unit_key = KeyField()
    round = models.PositiveSmallIntegerField(default=1)
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    words = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "round", "account_id"], name="a_member_is_asked_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.choice}"


class Batch(Scoped):
    """One letter made for many recipients, each a PDF, kept together as one file."""

    SCOPE = Scope.UNIT

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="batches")
    unit_key = KeyField()
    names = models.JSONField(default=list)
    file_sha = models.CharField(max_length=64, blank=True)
    progress = models.UUIDField(null=True)
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.draft_id}: {len(self.names)}"
