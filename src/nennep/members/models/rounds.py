"""Yearly rounds: screening of members, and the comments of the place of residence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.members.models.people import Membership, Person
from nennep.org.models import Unit


class RoundKind(models.TextChoices):
    SCREENING = "screening", _("Rà soát, sàng lọc đảng viên")
    RESIDENCE = "residence", _("Nhận xét nơi cư trú")
    SUPPLEMENT = "supplement", _("Phiếu bổ sung hồ sơ hằng năm")
    CHECK = "check", _("Đối chiếu danh sách với hồ sơ")


class CellsOf(models.TextChoices):
    """Which cells a round goes to."""

    ALL = "all", _("mọi chi bộ")
    STUDENT = "student", _("chi bộ sinh viên")
    STAFF = "staff", _("chi bộ không phải sinh viên")


class MemberRound(Versioned, Scoped):
    """A round that a committee opens for the cells below it, with criteria and a day on which it is due."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="who opens it")
    unit_key = KeyField()
    kind = models.CharField(max_length=10, choices=RoundKind.choices)
    name = models.CharField(max_length=200)
    cells_of = models.CharField(max_length=8, choices=CellsOf.choices, default=CellsOf.ALL)
    criteria = models.JSONField(default=list, help_text="lines that a listed member falls under")
    opened_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-opened_on", "-id"]

    def __str__(self) -> str:
        return self.name


class RoundCell(Scoped):
    """A cell in a round: what it owes, and when it said that its part is done."""

    SCOPE = Scope.UNIT

    round = models.ForeignKey(MemberRound, models.CASCADE, related_name="cells")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    answered_on = models.DateField(null=True)
    words = models.CharField(max_length=500, blank=True)
    found = models.JSONField(default=dict, help_text="differences by kind when a list was signed off against its files")

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="a_cell_is_once_in_a_round")]

    def __str__(self) -> str:
        return str(self.unit_id)


class Outcome(models.TextChoices):
    """What a screening came to."""

    OPEN = "", _("chưa kết luận")
    CLEAR = "clear", _("không thuộc diện")
    HELPED = "helped", _("giáo dục, giúp đỡ")
    BETTER = "better", _("đã tiến bộ")
    REMOVAL = "removal", _("đề nghị đưa ra khỏi Đảng")


class Screened(Versioned, Scoped):
    """A member listed in a screening round: by which criteria, the talk, the outcome, the remedy and until when."""

    SCOPE = Scope.UNIT

    round = models.ForeignKey(MemberRound, models.CASCADE, related_name="screened")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    reasons = models.JSONField(default=list)
    talked_on = models.DateField(null=True)
    talked_by = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    remedy_until = models.DateField(null=True)
    agreed = models.PositiveSmallIntegerField(null=True, help_text="who agreed that it became better, or to removal")
    base = models.PositiveSmallIntegerField(null=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="a_member_is_listed_once")]

    def __str__(self) -> str:
        return self.full_name


class Judged(models.TextChoices):
    """What the place of residence says, in short."""

    GOOD = "good", _("tốt")
    FAIR = "fair", _("khá")
    AVERAGE = "average", _("trung bình")
    POOR = "poor", _("còn vi phạm, thiếu sót")


class Sheet(Scoped):
    """A member's sheet in a residence round, and the comment when it came back."""

    SCOPE = Scope.UNIT

    round = models.ForeignKey(MemberRound, models.CASCADE, related_name="sheets")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    ward = models.CharField(max_length=250)
    returned_on = models.DateField(null=True)
    judged = models.CharField(max_length=8, choices=Judged.choices, blank=True)
    words = models.CharField(max_length=500, blank=True)
    sent_on = models.DateField(null=True, help_text="the day the place of residence sent it by the signed address")
    sent_by = models.CharField(max_length=160, blank=True, help_text="who wrote it there, with the post")

    class Meta:
        base_manager_name = "objects"
        ordering = ["ward", "sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "membership"], name="a_sheet_a_member")]

    def __str__(self) -> str:
        return self.full_name


class Supplement(Versioned, Scoped):
    """A member's yearly supplement sheet in a round: the member says that it is right, then the cell confirms it.

    What changed in the year is not copied here; it is read from the file, as far as the reader may see it.
    """

    SCOPE = Scope.UNIT

    round = models.ForeignKey(MemberRound, models.CASCADE, related_name="supplements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    member_on = models.DateField(null=True, help_text="the day the member said so, in the system or on paper")
    member_words = models.CharField(max_length=500, blank=True, help_text="what the member adds")
    on_paper = models.BooleanField(default=False, help_text="the member signed a printed sheet")
    cell_on = models.DateField(null=True)
    cell_by = models.CharField(max_length=160, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="a_supplement_a_member")]

    def __str__(self) -> str:
        return self.full_name
