"""Transfers of members between cells, and the departures that call for one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.members.models.people import Person, Status
from nennep.org.models import Unit


class TransferKind(models.TextChoices):
    """Who keeps the count, and for how long."""

    OFFICIAL = "official", _("chuyển sinh hoạt chính thức")
    TEMPORARY = "temporary", _("chuyển sinh hoạt tạm thời")
    ABROAD = "abroad", _("chuyển ra ngoài nước, chính thức")
    ABROAD_TEMPORARY = "abroad_temp", _("chuyển ra ngoài nước, tạm thời")
    MILITARY = "military", _("chuyển vào quân đội, công an")


class Cause(models.TextChoices):
    """Why a member leaves; each cause has its own papers and its own time."""

    GRADUATE = "graduate", _("sinh viên tốt nghiệp")
    JOB = "job", _("chuyển công tác")
    RETIRED = "retired", _("nghỉ hưu, nghỉ việc")
    STUDY = "study", _("đi học")
    RESIDENCE = "residence", _("chuyển nơi cư trú")
    MILITARY = "military", _("nhập ngũ")
    ABROAD = "abroad", _("ra nước ngoài")
    RESTRUCTURE = "restructure", _("sắp xếp tổ chức đảng")


class TransferState(models.TextChoices):
    ASKED = "asked", _("đang đề nghị")
    AGREED = "agreed", _("chi bộ đã đồng ý")
    RELEASED = "released", _("đã giới thiệu đi, chưa có báo nhận")
    ACCEPTED = "accepted", _("đã tiếp nhận")
    TURNED_BACK = "turned_back", _("nơi nhận trả lại")
    WITHDRAWN = "withdrawn", _("đã rút")


OPEN_STATES = ("asked", "agreed", "released", "turned_back")
STAYS_COUNTED = ("temporary", "abroad_temp")


class Transfer(Versioned, Scoped):
    """A member's way from one cell to another, with both sides; nothing moves until both have acted.

    The place that receives is an organisation of the system (``to_unit``; its office chooses the cell) or words alone for
    one outside it. A member who comes from outside has no sending unit. Names of both places are kept as words, since
    neither side sees into the other's tree.
    """

    SCOPE = Scope.TWO_PARTY

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    birth_year = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=12, choices=Status.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    unit_key = KeyField(blank=True, default="")
    from_name = models.CharField(max_length=300)
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    to_key = KeyField(blank=True, default="")
    to_name = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=TransferKind.choices)
    cause = models.CharField(max_length=12, choices=Cause.choices)
    state = models.CharField(max_length=12, choices=TransferState.choices, default=TransferState.ASKED)
    batch = models.CharField(max_length=40, blank=True, help_text="one act for a whole cell: transfers of one batch")
    reason = models.CharField(max_length=300, blank=True)
    papers = models.JSONField(default=list, help_text="codes of the papers that are there")
    asked_on = models.DateField()
    asked_by = models.BigIntegerField()
    own_wish = models.BooleanField(default=False, help_text="begun by the member")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_words = models.CharField(max_length=300, blank=True, help_text="what the cell says of the member")
    letter_no = models.CharField(max_length=60, blank=True)
    letter_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True, help_text="the last day on which the letter may be presented")
    released_by = models.BigIntegerField(null=True)
    dues_until = models.DateField(null=True, blank=True, help_text="first day of the last month that dues are paid for")
    planned_until = models.DateField(null=True, blank=True, help_text="temporary: the day activity there ends")
    seal_no = models.CharField(max_length=60, blank=True, help_text="number of the seal on the paper file")
    sealed_on = models.DateField(null=True, blank=True)
    carried_by = models.CharField(
        max_length=160, blank=True, help_text="who carries the sealed file, or how it is sent"
    )
    file_got_on = models.DateField(null=True, blank=True, help_text="the day the sealed file was received whole")
    done_on = models.DateField(null=True, blank=True, help_text="first day at the new place")
    closed_on = models.DateField(null=True, blank=True, help_text="the day acceptance or receipt was recorded")
    receipt_no = models.CharField(max_length=60, blank=True)
    receipt_on = models.DateField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["unit_key", "state"], name="transfers_out"),
            models.Index(fields=["to_key", "state"], name="transfers_in"),
            models.Index(fields=["batch"], condition=~Q(batch=""), name="transfers_of_a_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=OPEN_STATES), name="one_open_transfer_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name} → {self.to_name}"

    @property
    def leaves_the_system(self) -> bool:
        """Whether a written receipt closes it instead of an acceptance here."""
        return self.to_unit_id is None

    @property
    def keeps_count(self) -> bool:
        """Whether the sending cell goes on counting the member."""
        return self.kind in STAYS_COUNTED


class LetterBlank(Scoped):
    """Where the words of a letter stand on an organisation's pre-printed blank, in millimetres from its upper left corner."""

    SCOPE = Scope.UNIT

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    width = models.FloatField()
    height = models.FloatField()
    places = models.JSONField(default=dict)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.width} × {self.height}"


class Departure(Versioned, Scoped):
    """A member who has graduated, retired or moved jobs and is still on a cell's roll: the clock until the transfer.

    Both the cell and the organisation's youth union see it: a graduate on probation needs the comments of both.
    """

    SCOPE = Scope.TWO_PARTY

    person = models.ForeignKey(Person, models.PROTECT, related_name="departures")
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    youth = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    youth_key = KeyField(blank=True, default="")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    left_on = models.DateField(help_text="graduation, retirement or the move")
    decision = models.CharField(max_length=120, blank=True, help_text="number and day of the paper")
    due_on = models.DateField(help_text="the last day by which the transfer must have begun")
    extended_to = models.DateField(null=True, blank=True)
    extension = models.CharField(max_length=300, blank=True, help_text="decision and reason")
    asked_to = models.DateField(null=True, blank=True, help_text="until when the member asks to stay")
    asked_why = models.CharField(max_length=300, blank=True)
    youth_words = models.TextField(blank=True, help_text="the youth union's comments")
    youth_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, help_text="first day on which it no longer runs")
    closed_how = models.CharField(max_length=20, blank=True, help_text="transferred, left, mistake")

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["unit_key", "due_on"], name="departures_of_a_unit")]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on=None), name="one_open_departure_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_cause_display()})"


__all__ = [
    "OPEN_STATES",
    "STAYS_COUNTED",
    "Cause",
    "Departure",
    "LetterBlank",
    "Transfer",
    "TransferKind",
    "TransferState",
]
