"""Papers on their way to those they are for, and papers being studied unit by unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document, Kind
from nennep.org.models import Unit


class Purpose(models.TextChoices):
    """What a recipient is to do with a paper, as written under Nơi nhận."""

    REPORT = "report", _("để báo cáo")
    KNOW = "know", _("để biết")
    ACT = "act", _("để thực hiện")
    WEB = "web", _("đăng trang thông tin điện tử")
    FILE = "file", _("lưu")


class Delivery(Versioned, Scoped):
    """A paper sent to one recipient: a unit of the tree, or a name outside it; a web page; a file.

    ``via`` is the delivery that was passed on.
    """

    SCOPE = Scope.TWO_PARTY

    document = models.ForeignKey(Document, models.CASCADE, related_name="deliveries")
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    unit_key = KeyField(help_text="of the recipient; of the giver where the recipient is outside")
    name = models.CharField(max_length=250)
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    place = models.CharField(max_length=250, blank=True, help_text="address of the web page, or where the paper lies")
    via = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="passed")
    sent_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    receipt_on = models.DateField(null=True, blank=True)
    receipt_by = models.CharField(max_length=160, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        indexes = [models.Index(fields=["unit_key", "purpose", "sent_on"], name="delivery_received")]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=models.Q(unit__isnull=False), name="a_unit_gets_a_paper_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.name}"


class Publication(Versioned):
    """A paper put out for everybody: a copy of the issued paper, and nothing else that the office knows of it.

    Read without signing in, hence shared; when it is withdrawn, the copy is emptied and the reason stays.
    """

    SCOPE = Scope.SHARED

    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="publication")
    unit_id = models.BigIntegerField()
    unit_name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    number = models.CharField(max_length=60)
    dated = models.DateField()
    title = models.TextField()
    issuer = models.CharField(max_length=250)
    words = models.TextField(help_text="kind, number, title and issuer, folded")
    text = models.TextField(blank=True)
    file_sha = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=60, blank=True, help_text="number of the paper that replaces it")
    withdrawn_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was withdrawn")

    class Meta:
        ordering = ["-dated", "-id"]
        indexes = [
            models.Index(
                fields=["-dated", "-id"], condition=models.Q(withdrawn_on__isnull=True), name="publication_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"[:120]


class Study(Versioned, Scoped):
    """Dissemination of a paper (quán triệt): the plan of one unit for those below it."""

    SCOPE = Scope.DOWNWARD

    document = models.ForeignKey(Document, models.PROTECT, related_name="studies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    form = models.CharField(max_length=200, blank=True, help_text="conference, online, thematic meeting of the cell")
    due_on = models.DateField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-due_on", "-id"]

    def __str__(self) -> str:
        return self.name


class Session(Versioned, Scoped):
    """One unit's part in a dissemination: held when, how many were to come, how many came."""

    SCOPE = Scope.TWO_PARTY

    study = models.ForeignKey(Study, models.CASCADE, related_name="sessions")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    held_on = models.DateField(null=True, blank=True)
    required = models.PositiveIntegerField(null=True, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["study", "unit"], name="a_unit_studies_a_paper_once"),
            models.CheckConstraint(
                condition=models.Q(present__isnull=True) | models.Q(present__lte=models.F("required")),
                name="no_more_came_than_were_to_come",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study_id}: {self.unit_id}"
