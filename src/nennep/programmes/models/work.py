"""Tasks, units' work on them, evidence, drawn re-checks and agreed exceptions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document
from nennep.org.models import Unit, WorkArea
from nennep.programmes.models.plans import Programme
from nennep.programmes.models.targets import Target
from nennep.programmes.models.themes import Theme


class Repeats(models.TextChoices):
    """How often a task comes again."""

    NEVER = "", _("Làm một lần")
    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    HALF = "half", _("Sáu tháng một lần")
    YEAR = "year", _("Hằng năm")


class Task(Versioned, Scoped):
    """Work a programme sets, with its due date as written and as a day."""

    SCOPE = Scope.DOWNWARD

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tasks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    proposal_id = models.BigIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    name = models.TextField()
    area = models.ForeignKey(WorkArea, models.PROTECT, null=True, blank=True, related_name="+")
    due_words = models.CharField(max_length=120, blank=True, help_text="as the paper writes it")
    due_on = models.DateField(null=True, blank=True)
    key_task = models.BooleanField(default=False, help_text="done only when the unit above accepts the evidence")
    breakthrough = models.BooleanField(default=False)
    product = models.CharField(max_length=300, blank=True, help_text="what has to be shown to close it")
    repeats = models.CharField(max_length=8, choices=Repeats.choices, blank=True)
    repeat_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="repeated")
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="twins")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="tasks")
    done_on = models.DateField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        ordering = ["due_on", "rank", "id"]

    def __str__(self) -> str:
        return self.name[:120]


class WorkStatus(models.TextChoices):
    """Where a unit's work on a task stands."""

    PLANNED = "planned", _("Dự kiến giao, chờ duyệt")
    ASSIGNED = "assigned", _("Đã giao")
    ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
    DOING = "doing", _("Đang thực hiện")
    REPORTED = "reported", _("Đã báo cáo, chờ xác nhận")
    RETURNED = "returned", _("Đề nghị bổ sung minh chứng")
    NOTED = "noted", _("Đã ghi nhận")
    DONE = "done", _("Hoàn thành")
    WAIVED = "waived", _("Được miễn theo chấp thuận")


OPEN_WORK = (WorkStatus.ASSIGNED, WorkStatus.ACKNOWLEDGED, WorkStatus.DOING, WorkStatus.RETURNED)
CLOSED_WORK = (WorkStatus.NOTED, WorkStatus.DONE, WorkStatus.WAIVED)


class Work(Versioned, Scoped):
    """One unit's part in a task: leading or helping, how far, with what evidence."""

    SCOPE = Scope.TWO_PARTY

    task = models.ForeignKey(Task, models.CASCADE, related_name="works")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="works")
    unit_key = KeyField()
    leading = models.BooleanField(default=True)
    watching = models.BooleanField(default=False, help_text="follows the task, reports nothing")
    post = models.CharField(max_length=160, blank=True, help_text="post or person that answers for it")
    status = models.CharField(max_length=12, choices=WorkStatus.choices, default=WorkStatus.ASSIGNED)
    percent = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    reported_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="one_part_a_unit")]

    def __str__(self) -> str:
        return f"{self.task_id} @ {self.unit_id}"


class Evidence(Scoped):
    """What proves a unit's work: a file, or a paper already in the register."""

    SCOPE = Scope.TWO_PARTY

    work = models.ForeignKey(Work, models.CASCADE, related_name="evidence")
    giver_key = KeyField()
    unit_key = KeyField()
    words = models.CharField(max_length=400, blank=True)
    file_sha = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=250, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.BigIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.words or self.file_name


class Recheck(Scoped):
    """A closed part of a task drawn for a second look."""

    SCOPE = Scope.TWO_PARTY

    work = models.ForeignKey(Work, models.CASCADE, related_name="rechecks")
    giver_key = KeyField()
    unit_key = KeyField()
    drawn_on = models.DateField()
    lot = models.CharField(max_length=40, help_text="seed of the draw, so that it can be repeated")
    sound = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.work_id} {self.drawn_on}"


class Asked(models.TextChoices):
    """Where a request for an exception stands."""

    ASKED = "asked", _("Đang đề nghị")
    AGREED = "agreed", _("Được chấp thuận")
    REFUSED = "refused", _("Không chấp thuận")


class Waiver(Versioned, Scoped):
    """An exception for one unit from a task or a target, asked for with a reason and decided by the committee."""

    SCOPE = Scope.TWO_PARTY

    task = models.ForeignKey(Task, models.CASCADE, null=True, blank=True, related_name="waivers")
    target = models.ForeignKey(Target, models.CASCADE, null=True, blank=True, related_name="waivers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    giver_key = KeyField()
    reason = models.TextField()
    status = models.CharField(max_length=8, choices=Asked.choices, default=Asked.ASKED)
    asked_on = models.DateField()
    answer = models.TextField(blank=True)
    decision = models.CharField(max_length=120, blank=True, help_text="number and date of the deciding paper")
    decided_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="first day on which it no longer holds; null: open")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=True) ^ Q(task__isnull=True), name="a_waiver_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.reason[:80]
