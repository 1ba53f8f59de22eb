"""Kinds of meetings as data, and what an organisation has switched on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped
from nennep.org.models import Unit


class Body(models.TextChoices):
    """Who is summoned."""

    MEMBERS = "members", _("toàn thể đảng viên")
    COMMITTEE = "committee", _("cấp ủy")
    STANDING = "standing", _("ban thường vụ, thường trực")
    HEADS = "heads", _("bí thư các tổ chức trực thuộc")
    CHOSEN = "chosen", _("thành phần được mời")


class Holder(models.TextChoices):
    """Which units hold meetings of a kind."""

    ANY = "", _("mọi đơn vị")
    CELL = "cell", _("chi bộ")
    ABOVE = "above", _("cấp trên chi bộ")


class KindsOffered(models.QuerySet["MeetingKind"]):
    """Kinds, as a unit is offered them."""

    def of(self, unit: Unit, kept: str = "") -> "KindsOffered":
        """Those the unit holds, and one that a meeting has already."""
        mine = Holder.CELL if unit.kind.is_cell else Holder.ABOVE
        return self.filter(models.Q(holder__in=[Holder.ANY, mine]) | models.Q(pk=kept))


class MeetingKind(models.Model):
    """A kind of meeting; new ones are added as data."""

    SCOPE = Scope.SHARED

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=10, choices=Body.choices)
    regular = models.BooleanField(default=False, help_text="counts as the month's meeting of a cell")
    thematic = models.BooleanField(default=False)
    leading = models.BooleanField(default=False, help_text="a meeting of a committee or a briefing (figure 34)")
    apart = models.BooleanField(default=False, help_text="has a programme of its own: filled by hand, not from the unit's papers, tasks and cases")  # fmt: skip
    holder = models.CharField(max_length=6, choices=Holder.choices, blank=True, default=Holder.ANY)
    frame = models.JSONField(default=list, help_text="what always stands on its agenda: part, words, minutes")
    rank = models.PositiveSmallIntegerField(default=50)

    objects = KindsOffered.as_manager()

    class Meta:
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.name


class Thing(models.TextChoices):
    """What is off until an organisation switches it on."""

    QR = "qr", _("Điểm danh bằng mã QR")
    BALLOTS = "ballots", _("Bỏ phiếu kín trên hệ thống")
    ONLINE = "online", _("Sinh hoạt trực tuyến")
    PULSE = "pulse", _("Phiếu hỏi ẩn danh cuối buổi")
    TIMING = "timing", _("Ghi thời gian phát biểu")
    STUDY = "study", _("Ghi kết quả tự học hằng tháng")


class Switch(Scoped):
    """Something switched on for a unit and all below it, with the paper that allows it."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    thing = models.CharField(max_length=10, choices=Thing.choices)
    paper = models.CharField(max_length=160, blank=True, help_text="number and date of the paper that allows it")
    since = models.DateField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["unit", "thing"], name="a_thing_is_switched_on_once")]

    def __str__(self) -> str:
        return f"{self.thing} @ {self.unit_id}"


class Direction(Scoped):
    """What the level above asks its cells to take up in a month's meeting."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    month = models.DateField(help_text="its first day")
    words = models.TextField()
    made_by = models.CharField(max_length=160)

    class Meta:
        base_manager_name = "objects"
        ordering = ["month", "id"]

    def __str__(self) -> str:
        return self.words[:80]


class Feed(models.Model):
    """The address of a person's calendar: only the digest of its token is kept; revoked by making or dropping one."""

    SCOPE = Scope.SHARED

    account_id = models.BigIntegerField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account_id)
