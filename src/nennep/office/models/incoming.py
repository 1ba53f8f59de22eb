"""Incoming papers on their way through the office."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document, Kind
from nennep.office.models.books import Number
from nennep.office.models.issuing import Issuer
from nennep.org.models import Unit


class Stage(models.TextChoices):
    """Where an incoming paper is: each step has its own role."""

    ENTERED = "entered", _("Đã vào sổ")
    SUBMITTED = "submitted", _("Đã trình")
    NOTED = "noted", _("Đã có bút phê")
    ASSIGNED = "assigned", _("Đã giao xử lý")
    DONE = "done", _("Đã xử lý xong")


class Urgency(models.TextChoices):
    NORMAL = "", _("Thường")
    URGENT = "urgent", _("Khẩn")
    VERY = "very", _("Thượng khẩn")
    MOST = "most", _("Hỏa tốc")


class Secrecy(models.TextChoices):
    """Degrees of secrecy; of such a paper nothing but its place is kept."""

    NONE = "", _("Không mật")
    SECRET = "secret", _("Mật")
    HIGH = "high", _("Tối mật")
    TOP = "top", _("Tuyệt mật")


class Incoming(Versioned, Scoped):
    """A paper that came in: its line in the book, who was shown it, what the secretary wrote, who does what by when."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    order = models.OneToOneField(Number, models.PROTECT, related_name="incoming")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="incoming")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ENTERED)
    received_on = models.DateField()
    sender = models.CharField(max_length=250, blank=True)
    issuer = models.ForeignKey(Issuer, models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    title = models.TextField(blank=True)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, blank=True)
    secrecy = models.CharField(max_length=8, choices=Secrecy.choices, blank=True)
    paper_at = models.CharField(max_length=200, blank=True, help_text="where the paper itself lies")
    submitted_on = models.DateField(null=True, blank=True)
    proposal = models.TextField(blank=True, help_text="what the office proposes when it submits")
    note = models.TextField(blank=True, help_text="bút phê")
    noted_by = models.CharField(max_length=160, blank=True)
    noted_on = models.DateField(null=True, blank=True)
    handler_id = models.BigIntegerField(null=True, blank=True, help_text="account that handles it")
    handler = models.CharField(max_length=160, blank=True)
    helpers = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    answer = models.ForeignKey(Number, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["unit_key", "stage", "due_on"], name="incoming_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy="") | Q(title="", document=None) & ~Q(paper_at=""),
                name="a_secret_paper_is_kept_on_paper_only",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"[:120]
