"""Programmes, their targets and tasks, what units take over of them, and the evidence."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document
from nennep.org.models import Unit, WorkArea


class Programme(Versioned, Scoped):
    """What one or more papers set for a unit and a stretch of time ("Bộ chỉ tiêu, nhiệm vụ")."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes")
    unit_key = KeyField()
    name = models.CharField(max_length=400)
    theme = models.CharField(max_length=400, blank=True, help_text="theme of the year")
    since = models.DateField()
    until = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=250, blank=True)
    documents = models.ManyToManyField(Document, through="ProgrammePaper", related_name="programmes")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="programme_starts_before_it_ends")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return self.until - timedelta(days=1)


class ProgrammePaper(Scoped):
    """A paper behind a programme; one programme may serve several."""

    SCOPE = Scope.DOWNWARD

    programme = models.ForeignKey(Programme, models.CASCADE)
    document = models.ForeignKey(Document, models.PROTECT)
    unit_key = KeyField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["programme", "document"], name="a_paper_once_a_programme")]

    def __str__(self) -> str:
        return f"{self.programme_id} ← {self.document_id}"


class Mode(models.TextChoices):
    """How a target is measured."""

    COUNT = "count", _("Đếm số lượng")
    RATIO = "ratio", _("Tỷ lệ phần trăm")
    EACH = "each", _("Mức tối thiểu ở từng đơn vị")
    HAND = "hand", _("Theo dõi bằng nhập tay")


class Population(models.TextChoices):
    """Over whom a target is measured; asked where the words fit several."""

    UNIT = "unit", _("Toàn đảng bộ")
    CELLS = "cells", _("Chi bộ trực thuộc")
    STUDENT_CELLS = "student_cells", _("Chi bộ sinh viên")
    SUBORDINATES = "subordinates", _("Chi bộ, đảng bộ bộ phận trực thuộc")
    GRASSROOTS = "grassroots", _("Tổ chức cơ sở đảng")
    MEMBERS = "members", _("Đảng viên")


class Target(Versioned, Scoped):
    """A target of a programme: what, how much, over whom, by when; with the sentence it came from."""

    SCOPE = Scope.DOWNWARD

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    proposal_id = models.BigIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    name = models.CharField(max_length=400)
    area = models.ForeignKey(WorkArea, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    figure = models.CharField(max_length=60, blank=True, help_text="code of the figure that counts it")
    mode = models.CharField(max_length=6, choices=Mode.choices, default=Mode.HAND)
    population = models.CharField(max_length=14, choices=Population.choices, blank=True)
    comparator = models.CharField(max_length=2, default=">=")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, help_text="null: qualitative")
    unit_label = models.CharField(max_length=80, blank=True)
    yearly = models.BooleanField(default=False, help_text="counts anew every year")
    since = models.DateField()
    until = models.DateField(help_text="first day that no longer counts")
    breakthrough = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return self.until - timedelta(days=1)


class ShareStatus(models.TextChoices):
    """Where a unit's share of a target stands."""

    ASKED = "asked", _("Đang đăng ký")
    REGISTERED = "registered", _("Đã đăng ký")
    ASSIGNED = "assigned", _("Đã giao")
    ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
    ADJUSTING = "adjusting", _("Đề nghị điều chỉnh")


class Share(Versioned, Scoped):
    """A unit's share of a target: registered by the unit, assigned by the giver; the old figure stands while a change
    is being asked for."""

    SCOPE = Scope.TWO_PARTY

    target = models.ForeignKey(Target, models.CASCADE, related_name="shares")
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shares")
    unit_key = KeyField()
    status = models.CharField(max_length=12, choices=ShareStatus.choices, default=ShareStatus.ASKED)
    registered = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    wanted = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    assigned_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["target", "unit"], name="one_share_a_unit")]

    def __str__(self) -> str:
        return f"{self.target_id} → {self.unit_id}: {self.value}"


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
    done_on = models.DateField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        ordering = ["due_on", "rank", "id"]

    def __str__(self) -> str:
        return self.name[:120]


class WorkStatus(models.TextChoices):
    """Where a unit's work on a task stands."""

    ASSIGNED = "assigned", _("Đã giao")
    ACKNOWLEDGED = "acknowledged", _("Đã tiếp nhận")
    DOING = "doing", _("Đang thực hiện")
    REPORTED = "reported", _("Đã báo cáo, chờ xác nhận")
    RETURNED = "returned", _("Đề nghị bổ sung minh chứng")
    NOTED = "noted", _("Đã ghi nhận")
    DONE = "done", _("Hoàn thành")


OPEN_WORK = (WorkStatus.ASSIGNED, WorkStatus.ACKNOWLEDGED, WorkStatus.DOING, WorkStatus.RETURNED)
CLOSED_WORK = (WorkStatus.NOTED, WorkStatus.DONE)


class Work(Versioned, Scoped):
    """One unit's part in a task: leading or helping, how far, with what evidence."""

    SCOPE = Scope.TWO_PARTY

    task = models.ForeignKey(Task, models.CASCADE, related_name="works")
    giver_key = KeyField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="works")
    unit_key = KeyField()
    leading = models.BooleanField(default=True)
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
