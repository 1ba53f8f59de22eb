"""Targets, what units take over of them, how they are split by year, and what is logged about them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.documents.models import Document
from nennep.org.models import Unit, WorkArea
from nennep.programmes.models.plans import Programme


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
    ASSOCIATIONS = "associations", _("Tổ chức chính trị - xã hội")
    OFFICES = "offices", _("Đơn vị chính quyền")


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
    rounds = models.CharField(max_length=120, blank=True, help_text="days of the planned rounds of a year: 3/2, 19/5")
    breakthrough = models.BooleanField(default=False)
    owner = models.CharField(max_length=160, blank=True, help_text="post or person that answers for it")
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

    @property
    def hand_code(self) -> str:
        """The code under which values of this target are entered by hand."""
        return self.figure if self.figure and not self.figure.startswith("indicator:") else f"target:{self.pk}"


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


class YearGoal(Scoped):
    """What a target of several years is to bring in one of them."""

    SCOPE = Scope.DOWNWARD

    target = models.ForeignKey(Target, models.CASCADE, related_name="years")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        base_manager_name = "objects"
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["target", "year"], name="one_goal_a_year")]

    def __str__(self) -> str:
        return f"{self.target_id} {self.year}: {self.value}"


class Judged(models.TextChoices):
    """What a yearly narrative says of a qualitative target."""

    OPEN = "", _("Chưa đánh giá")
    MET = "met", _("Đạt")
    PARTLY = "partly", _("Đạt một phần")
    MISSED = "missed", _("Chưa đạt")


class Entry(Scoped):
    """A line in a target's log: a piece of evidence of a day, or the narrative of a year."""

    SCOPE = Scope.DOWNWARD

    target = models.ForeignKey(Target, models.CASCADE, related_name="entries")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    narrative = models.BooleanField(default=False)
    words = models.TextField()
    judged = models.CharField(max_length=8, choices=Judged.choices, blank=True)
    file_sha = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=250, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.BigIntegerField()
    given_name = models.CharField(max_length=160)
    given_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["target", "year"], condition=Q(narrative=True), name="one_narrative_a_year")
        ]

    def __str__(self) -> str:
        return self.words[:80]
