"""The papers of a file: the kinds in the order of the index, and each person's papers with scan, dates or pointer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.members.models.people import Person


class PaperKind(models.Model):
    """A kind of paper in a member's file, by the index of guidance 38-HD/BTCTW, II.1.1; schools add their own as data."""

    SCOPE = Scope.SHARED

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=200)
    stage = models.CharField(
        max_length=1, help_text="A considering, B after the cell agrees, C after recognition, D other"
    )
    place = models.PositiveSmallIntegerField()
    needed = models.BooleanField(default=False, help_text="asked of every complete file that has reached the stage")
    months = models.PositiveSmallIntegerField(default=0, help_text="months it is valid; 0 without end")
    restricted = models.BooleanField(default=False)

    class Meta:
        ordering = ["stage", "place", "code"]

    def __str__(self) -> str:
        return f"{self.stage}{self.place}. {self.name}"


class FilePaper(Versioned, Scoped):
    """One paper of a file. Without ``file_sha`` it lies on paper only and waits to be scanned; a classified one stays a
    pointer to where it is kept."""

    SCOPE = Scope.PERSON

    class Degree(models.TextChoices):
        NONE = "", _("không mật")
        CONFIDENTIAL = "mat", _("Mật")
        SECRET = "toi-mat", _("Tối mật")
        TOP_SECRET = "tuyet-mat", _("Tuyệt mật")

    person = models.ForeignKey(Person, models.PROTECT, related_name="papers")
    unit_key = KeyField(help_text="the cell the paper was entered in; the queue is read by it")
    kind = models.ForeignKey(PaperKind, models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    secrecy = models.CharField(max_length=10, choices=Degree.choices, blank=True)
    stored_at = models.CharField(max_length=200, blank=True, help_text="cabinet and keeper of the paper itself")
    file_sha = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=250, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=250, blank=True)
    entered_by = models.CharField(max_length=160)
    entered_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["kind__stage", "kind__place", "issued_on", "id"]
        indexes = [
            models.Index(fields=["person"], name="paper_of_a_file"),
            models.Index(
                fields=["unit_key", "entered_at"],
                condition=Q(file_sha="", secrecy="", cancelled_on=None),
                name="paper_to_scan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.number}"
