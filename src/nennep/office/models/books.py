"""Books of papers, their locked counters, and every number that left them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped
from nennep.documents.models import Document, Kind
from nennep.org.models import Unit


class Flow(models.TextChoices):
    """Which of a unit's books a paper stands in. Outgoing and internal papers draw from one counter."""

    INCOMING = "incoming", _("Sổ văn bản đến")
    OUTGOING = "outgoing", _("Sổ văn bản đi")
    INTERNAL = "internal", _("Sổ văn bản nội bộ")


class Book(Scoped):
    """The counter of one issuer, one code and one term; ``code`` is empty for the book of incoming papers.

    ``opened_with`` is the last number given before this book was kept here: a start in mid-term.
    """

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    code = models.CharField(max_length=8, blank=True, help_text="letters of the kind in numbers, as KH")
    term = models.CharField(max_length=40)
    opened_with = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-term", "code"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code", "term"], name="one_counter_a_code_and_term"),
            models.CheckConstraint(condition=Q(last__gte=F("opened_with")), name="a_counter_never_goes_back"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.term}: {self.last}"


class State(models.TextChoices):
    """What became of a number."""

    USED = "used", _("Đã dùng")
    CANCELLED = "cancelled", _("Số hủy")


class Number(Scoped):
    """One number of a book: for which paper, by whom, or cancelled and why. A number is never taken away."""

    SCOPE = Scope.UNIT

    book = models.ForeignKey(Book, models.PROTECT, related_name="numbers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    flow = models.CharField(max_length=10, choices=Flow.choices)
    value = models.PositiveIntegerField()
    words = models.CharField(max_length=60, blank=True, help_text="as printed: 05-BC/ĐU")
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    dated = models.DateField()
    title = models.TextField(blank=True)
    signer = models.CharField(max_length=120, blank=True)
    recipients = models.CharField(max_length=300, blank=True)
    copies = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.USED)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was cancelled")
    old = models.BooleanField(default=False, help_text="entered from a book kept before")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="numbers")
    given_by = models.CharField(max_length=160)
    given_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-dated", "-value"]
        indexes = [models.Index(fields=["unit_key", "flow", "-dated", "-value"], name="number_book_page")]
        constraints = [models.UniqueConstraint(fields=["book", "value"], name="a_number_is_given_once")]

    def __str__(self) -> str:
        return self.words
