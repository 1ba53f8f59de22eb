"""Books of papers, their locked counters, and every number that left them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document, Kind
from nennep.org.models import Unit


class Flow(models.TextChoices):
    """Which of a unit's books a paper stands in. Outgoing and internal papers draw from one counter."""

    INCOMING = "incoming", _("Sổ văn bản đến")
    OUTGOING = "outgoing", _("Sổ văn bản đi")
    INTERNAL = "internal", _("Sổ văn bản nội bộ")


class Style(models.TextChoices):
    """Whose layout a paper is printed in, and with it how its number is written: 35-TB/ĐU or 35/TB-ĐHBV."""

    PARTY = "party", _("Văn bản của Đảng")
    STATE = "state", _("Văn bản hành chính nhà nước")


class Book(Scoped):
    """The counter of one issuer, one code and one term; ``code`` is empty for the book of incoming papers.

    ``opened_with`` is the last number given before this book was kept here: a start in mid-term. A unit's papers in
    State layout have books of their own, ``style`` "state": a year's each (Decree 30/2020/NĐ-CP).
    """

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    code = models.CharField(max_length=8, blank=True, help_text="letters of the kind in numbers, as KH")
    style = models.CharField(max_length=6, choices=Style.choices, default=Style.PARTY)
    term = models.CharField(max_length=40)
    opened_with = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-term", "code"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "code", "term", "style"], name="one_counter_a_code_and_term"),
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
    cancelled_by = models.CharField(max_length=160, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
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


class Letterhead(Versioned, Scoped):
    """What stands on a unit's papers in State layout: who issues them, under whom, the symbol, who signs.

    ``post`` is the head of the issuer (HIỆU TRƯỞNG, CHỦ TỊCH); ``acting_for`` the body the head signs for, empty where the
    head alone decides; ``drafter`` the letters of the office that writes letters (Decree 30/2020/NĐ-CP, annex I).
    """

    SCOPE = Scope.UNIT

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="letterhead")
    unit_key = KeyField()
    upper = models.CharField(max_length=250, blank=True)
    body = models.CharField(max_length=250)
    symbol = models.CharField(max_length=20, help_text="letters of the issuer, as ĐHBV in 35/TB-ĐHBV")
    drafter = models.CharField(
        max_length=20, blank=True, help_text="letters of the drafting office, as VP in 12/ĐHBV-VP"
    )
    acting_for = models.CharField(max_length=80, blank=True, help_text="BAN CHẤP HÀNH")
    post = models.CharField(max_length=80, help_text="HIỆU TRƯỞNG")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.body} ({self.symbol})"
