"""Lines of the journal, what they said in detail, and the seals that chain them."""

import uuid

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped


class Line(Scoped):
    """One act: who did what to what, when. Never changed, never deleted; personal values stand in ``Detail``."""

    SCOPE = Scope.UNIT

    ref = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField()
    seat = models.CharField(max_length=250, blank=True, help_text="the post the act was done in")
    verb = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=60, help_text="the table of the row acted on")
    row_id = models.CharField(max_length=40)
    unit_id = models.BigIntegerField(null=True)
    read_key = KeyField(help_text="today's key of the unit, for the scope; follows moves, is not sealed")
    person_id = models.BigIntegerField(null=True, db_index=True, help_text="whom the act is about; may always read it")
    digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of the row's listed columns after the act; of a batch, over the digests of its rows",
    )
    commitment = models.CharField(max_length=64, blank=True, help_text="salted SHA-256 of the detail")

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["subject", "row_id", "id"], name="line_of_a_row"),
            models.Index(fields=["read_key", "-id"], name="line_of_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject} {self.row_id}"


class Detail(Scoped):
    """The words and values of a line: who, about whom, old and new. Retention may erase it; the chain still holds."""

    SCOPE = Scope.UNIT

    ref = models.UUIDField(primary_key=True)
    read_key = KeyField()
    person_id = models.BigIntegerField(null=True)
    salt = models.CharField(max_length=32)
    says = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.ref)


class BatchPart(models.Model):
    """Some of the rows written by a bulk verb: one line tells of them all, and its digest covers every digest here."""

    SCOPE = Scope.SYSTEM

    pk = models.CompositePrimaryKey("ref", "first")
    ref = models.UUIDField(help_text="the line")
    first = models.BigIntegerField(help_text="the lowest id of its rows")
    told = models.BinaryField(
        help_text="of each row, by id: the id (8 bytes) and the SHA-256 of its listed columns (32)"
    )

    def __str__(self) -> str:
        return f"{self.ref} {self.first}"


class Seal(models.Model):
    """A batch of committed lines, chained to the batch before it."""

    SCOPE = Scope.SYSTEM

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    count = models.PositiveIntegerField()
    last_line = models.BigIntegerField()
    batch = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number}: {self.head}"


class SealedLine(models.Model):
    """Which line lies in which seal, with the hash it had."""

    SCOPE = Scope.SYSTEM

    line_id = models.BigIntegerField(primary_key=True)
    seal_number = models.BigIntegerField(db_index=True)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.line_id)
