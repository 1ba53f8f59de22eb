"""A meeting, its agenda, who is summoned and who came, and what members propose for it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.meetings.models.kinds import MeetingKind
from nennep.members.models import Person
from nennep.org.models import Unit


class Mode(models.TextChoices):
    ON_SITE = "onsite", _("trực tiếp")
    ONLINE = "online", _("trực tuyến")
    MIXED = "mixed", _("trực tiếp kết hợp trực tuyến")


class Stage(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Đã lên kế hoạch")
    INVITED = "invited", _("Đã mời họp")
    OPEN = "open", _("Đang họp")
    CLOSED = "closed", _("Đã họp")
    CANCELLED = "cancelled", _("Đã hủy")


class Grade(models.TextChoices):
    GOOD = "good", _("Tốt")
    FAIR = "fair", _("Khá")
    AVERAGE = "average", _("Trung bình")
    POOR = "poor", _("Kém")


class Meeting(Versioned, Scoped):
    """One meeting of a unit, from its plan to its end. Minutes, votes and conclusions hang on it."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    unit_key = KeyField()
    kind = models.ForeignKey(MeetingKind, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    topic = models.CharField(max_length=300, blank=True, help_text="topic of a thematic part")
    thematic = models.BooleanField(default=False, help_text="the whole meeting or a part of it is thematic")
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.ON_SITE)
    mode_why = models.CharField(max_length=300, blank=True, help_text="why not on site, by whose leave")
    host = models.CharField(max_length=200, blank=True, help_text="host body where it is not the unit itself")
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True, help_text="ordinal in the term or the year")
    main = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="prepared_by")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90, help_text="planned length")
    place = models.CharField(max_length=200)
    place_fold = OrderField(max_length=200, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PLANNED)
    chair = models.CharField(max_length=120, blank=True)
    keeper = models.CharField(max_length=120, blank=True, help_text="who writes the minutes")
    invited_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was moved or cancelled")
    secret = models.CharField(max_length=64, blank=True, editable=False, help_text="the seed of check-in codes")
    grade = models.CharField(
        max_length=8, choices=Grade.choices, blank=True, help_text="by the level above, else its own"
    )
    sequence = models.PositiveSmallIntegerField(default=0, help_text="counts moves, for calendars")
    published = models.BooleanField(default=False, help_text="it stands in the unit's published calendar")

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["unit_key", "starts_at"], name="meeting_of_a_unit"),
            models.Index(fields=["starts_at"], name="meeting_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="closed") | Q(held_on__isnull=False), name="a_closed_meeting_was_held"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        """The planned end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def living(self) -> bool:
        """Whether it is still to come or being held."""
        return self.stage in (Stage.PLANNED, Stage.INVITED, Stage.OPEN)


class Section(models.TextChoices):
    """The parts of a meeting in order (42-HD/BTCTW §4)."""

    OPENING = "1opening", _("Mở đầu")
    INFORMATION = "2information", _("Thông tin chính trị, văn bản mới")
    THOUGHT = "3thought", _("Tình hình tư tưởng")
    RESULT = "4result", _("Kết quả thực hiện nghị quyết, kết luận trước")
    CRITICISM = "5criticism", _("Tự phê bình và phê bình; học tập và làm theo")
    TASKS = "6tasks", _("Nhiệm vụ thời gian tới")
    MATTERS = "7matters", _("Nội dung xem xét, biểu quyết")
    THEME = "8theme", _("Sinh hoạt chuyên đề")
    CLOSING = "9closing", _("Kết luận")


SOURCES = {
    "paper": "/van-ban/{pk}/", "work": "/theo-doi/viec/{pk}/", "case": "/dang-vien/phat-trien/{pk}/", "transfer": "/dang-vien/chuyen-sinh-hoat/{pk}/",
    "leaving": "/dang-vien/thoi-sinh-hoat/{pk}/", "follow": "/hop/ket-luan/{pk}/", "study": "/hop/tu-hoc/?thang={pk}",
}  # fmt: skip
"""Pages of what an item came from."""


class ItemState(models.TextChoices):
    OPEN = "open", _("trong chương trình")
    DROPPED = "dropped", _("đã bỏ khỏi chương trình")
    CARRIED = "carried", _("chuyển sang cuộc sau")


class Item(Versioned, Scoped):
    """An item of the agenda with what was said about it."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    unit_key = KeyField()
    section = models.CharField(max_length=14, choices=Section.choices, default=Section.TASKS)
    rank = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    minutes = models.PositiveSmallIntegerField(default=5)
    presenter = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=12, blank=True, help_text="where it came from: paper, work, follow, case, …")
    source_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.OPEN)
    speakers = models.TextField(blank=True, help_text="names of who spoke, one a line")
    result = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    reserved = models.TextField(blank=True, help_text="ý kiến bảo lưu")

    class Meta:
        base_manager_name = "objects"
        ordering = ["section", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source", "source_id"],
                condition=Q(source_id__isnull=False),
                name="a_thing_stands_once_on_an_agenda",
            )
        ]

    def __str__(self) -> str:
        return self.title[:120]

    @property
    def link(self) -> str:
        """Where what the item came from stands; '' for what was added by hand."""
        return SOURCES.get(self.source, "").format(pk=self.source_id) if self.source_id else ""

    @property
    def spoke(self) -> list[str]:
        """Who spoke: those whose time was kept, then those noted by name alone."""
        timed = [one for one in self.speeches.all() if one.started_at]
        names = {one.name.casefold() for one in timed}
        noted = [line.strip() for line in self.speakers.splitlines() if line.strip()]
        return [f"{one.name} ({one.minutes} phút)" if one.minutes else one.name for one in timed] + [
            name for name in noted if name.casefold() not in names
        ]

    @property
    def spoken(self) -> int:
        """Minutes all speeches about the item took."""
        return sum(one.minutes for one in self.speeches.all())


class Presence(models.TextChoices):
    UNKNOWN = "", _("chưa điểm danh")
    PRESENT = "present", _("có mặt")
    EXCUSED = "excused", _("vắng có lý do")
    ABSENT = "absent", _("vắng không lý do")


class LeftOut(models.TextChoices):
    """Why an official member is not in the base of a vote (294-QĐ/TW §9.3)."""

    NOT = "", _("tính vào cơ sở")
    AWAY = "away", _("sinh hoạt tạm thời nơi khác")
    EXEMPT = "exempt", _("được miễn công tác và sinh hoạt")
    SUSPENDED = "suspended", _("bị đình chỉ sinh hoạt đảng")
    PROSECUTED = "prosecuted", _("bị khởi tố, truy tố, tạm giam")


class Attendance(Scoped):
    """One person summoned or invited to one meeting: how he answered, whether he came, whether he has a vote."""

    SCOPE = Scope.UNIT

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    unit_key = KeyField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_constraint=False)
    account_id = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=160)
    sort_key = OrderField()
    post = models.CharField(max_length=160, blank=True)
    protocol = models.PositiveSmallIntegerField(default=90)
    status = models.CharField(max_length=12, blank=True, help_text="official, probationary, or guest")
    answer = models.CharField(max_length=3, blank=True, help_text="yes or no")
    excuse = models.CharField(max_length=300, blank=True)
    reminded_on = models.DateField(null=True, blank=True, help_text="day of the meeting that the reminder spoke of")
    presence = models.CharField(max_length=8, choices=Presence.choices, blank=True, default="")
    left_out = models.CharField(max_length=10, choices=LeftOut.choices, blank=True, default="")
    came_by = models.CharField(max_length=6, blank=True, help_text="list or qr")

    class Meta:
        base_manager_name = "objects"
        ordering = ["protocol", "sort_key", "id"]
        indexes = [models.Index(fields=["account_id"], name="attendance_of_an_account")]
        constraints = [
            models.UniqueConstraint(
                F("meeting"), F("person"), name="a_person_is_summoned_once", condition=Q(person__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def summoned(self) -> bool:
        """Whether he belongs to the body, and is not exempt."""
        return self.status != "guest" and self.left_out != LeftOut.EXEMPT


class Idea(Scoped):
    """Something proposed for a cell's agenda: by a member, or by the head of a unit the cell serves."""

    SCOPE = Scope.TWO_PARTY

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    giver_key = KeyField(help_text="the unit the proposer speaks for")
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=160)
    words = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-given_at", "-id"]

    def __str__(self) -> str:
        return self.words[:80]
