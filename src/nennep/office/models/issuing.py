"""Issuing bodies, the names papers go by, and the leaf that makes a paper findable."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, OrderField, Scope, Scoped
from nennep.documents.models import Document
from nennep.org.models import Unit


class Level(models.TextChoices):
    """The level of an issuing body, seen from a university's organisation."""

    CENTRAL = "central", _("Trung ương")
    PROVINCE = "province", _("Tỉnh ủy, thành ủy và tương đương")
    UPPER = "upper", _("Đảng ủy cấp trên trực tiếp")
    STATE = "state", _("Cơ quan nhà nước")
    OWN = "own", _("Trong đảng bộ")
    OTHER = "other", _("Cơ quan khác")


class Issuer(Scoped):
    """A body that issues papers: its symbol in numbers and its level.

    A unit's entries serve the units below it; those of the house itself have an empty key and serve everybody.
    """

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    unit_key = KeyField(blank=True)
    name = models.CharField(max_length=250)
    name_fold = OrderField()
    symbol = models.CharField(max_length=20, blank=True, help_text="after the slash in its numbers: 21-NQ/TW → TW")
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        base_manager_name = "objects"
        ordering = ["level", "name_fold"]
        constraints = [models.UniqueConstraint(fields=["unit_key", "name_fold"], name="a_body_is_listed_once")]

    def __str__(self) -> str:
        return self.name


class PaperName(Scoped):
    """A short name by which people call a paper, as NQ21; it finds the paper and everything that cites it."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    number = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    name_fold = OrderField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["unit", "name_fold"], name="a_short_name_means_one_paper")]

    def __str__(self) -> str:
        return f"{self.name} = {self.number}"


class Link(models.TextChoices):
    """How one paper stands to another."""

    REPLACES = "replaces", _("thay thế")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    CORRECTS = "corrects", _("là bản sửa của")


class Relation(Scoped):
    """A paper that replaces, amends or is a new version of another; the older one knows from when it no longer holds."""

    SCOPE = Scope.DOWNWARD

    unit_key = KeyField()
    document = models.ForeignKey(Document, models.CASCADE, related_name="reaches")
    link = models.CharField(max_length=10, choices=Link.choices)
    other = models.ForeignKey(Document, models.CASCADE, related_name="reached_by")
    since = models.DateField(help_text="from when")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["document", "other"], name="two_papers_are_related_once"),
            models.CheckConstraint(
                condition=~models.Q(document=models.F("other")), name="a_paper_does_not_replace_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.link} {self.other_id}"


class Leaf(Scoped):
    """What a paper is found by; kept by the database beside the paper."""

    SCOPE = Scope.DOWNWARD

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="leaf")
    unit_key = KeyField()
    issuer = models.ForeignKey(Issuer, models.SET_NULL, null=True, related_name="+")
    level = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    direction = models.CharField(max_length=10, blank=True)
    dated = models.DateField(null=True)
    words = SearchVectorField(null=True)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.document_id)
