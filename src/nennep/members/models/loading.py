"""Excel files being brought in, and the rows of a roll waiting to be taken in."""

from django.db import models

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.org.models import Unit


class Import(Versioned, Scoped):
    """An Excel file being brought in: read, checked, then taken in whole or not at all."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    kind = models.CharField(
        max_length=12, help_text="units, roll, admissions, recognitions, candidates, departures, posts"
    )
    file_name = models.CharField(max_length=250)
    file_sha = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="read", help_text="kept, match, new, read, taken, dropped")
    layout = models.JSONField(
        default=dict,
        help_text="sheet, line of headings, columns by our names, all headings; own: as a person matched them",
    )
    told = models.JSONField(default=dict, help_text="repairs, how many rows stay as they are, how many are new")
    total = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list, help_text="[row, column, what is wrong and what to do]")
    notes = models.JSONField(default=list, help_text="what to look at; does not stop")
    rows = models.JSONField(
        default=list,
        help_text="small kinds: the rows themselves; the roll is staged in its own table, here are its corrections",
    )
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.file_name


class StagedMember(models.Model):
    """A row of a roll waiting to be taken in. COPY cannot write tables under row-level security, so this one has none;
    it is reached through its import only and emptied when that ends."""

    SCOPE = Scope.SHARED

    import_id = models.BigIntegerField(db_index=True)
    line = models.IntegerField()
    person_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    unit_key = KeyField()
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    name_fold = OrderField()
    sex = models.CharField(max_length=1)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=5)
    ethnicity = models.CharField(max_length=40)
    native_place = models.CharField(max_length=250)
    category = models.CharField(max_length=12)
    work_title = models.CharField(max_length=160)
    degree = models.CharField(max_length=10)
    theory = models.CharField(max_length=12)
    card_no = models.CharField(max_length=20)
    citizen_mac = models.CharField(max_length=64)
    citizen_tail = models.CharField(max_length=4)
    joined_on = models.DateField(null=True)
    official_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.import_id}/{self.line}"
