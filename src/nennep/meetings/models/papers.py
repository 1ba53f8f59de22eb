"""Papers laid on an item of the agenda."""

from django.db import models
from django.db.models import Q

from nennep.core.models import KeyField, Scope, Scoped
from nennep.documents.models import Document
from nennep.meetings.models.plans import Item, Meeting


class ItemPaper(Scoped):
    """A paper of the register, or a file, that an item is discussed by; its name stands here, so that who is invited
    from elsewhere reads what is laid out without reading another unit's register."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    item = models.ForeignKey(Item, models.CASCADE, related_name="papers")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", db_constraint=False)
    file_sha = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=250, blank=True)
    laid_by = models.CharField(max_length=160)
    laid_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "document"], name="a_paper_lies_once_on_an_item"),
            models.CheckConstraint(
                condition=Q(document__isnull=False, file_sha="") | Q(document=None) & ~Q(file_sha=""),
                name="a_laid_paper_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.name
