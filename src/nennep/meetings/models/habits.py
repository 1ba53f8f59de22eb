"""What a unit's plans grow from: its fixed day, its timetable, its list of topics for the year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.meetings.models.kinds import MeetingKind
from nennep.meetings.models.plans import Meeting, Stage
from nennep.org.models import Unit


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("thứ Hai")
    TUESDAY = 1, _("thứ Ba")
    WEDNESDAY = 2, _("thứ Tư")
    THURSDAY = 3, _("thứ Năm")
    FRIDAY = 4, _("thứ Sáu")
    SATURDAY = 5, _("thứ Bảy")
    SUNDAY = 6, _("Chủ nhật")


class Week(models.IntegerChoices):
    """Which one of a weekday in a month."""

    FIRST = 1, _("đầu tiên của tháng")
    SECOND = 2, _("thứ hai của tháng")
    THIRD = 3, _("thứ ba của tháng")
    FOURTH = 4, _("thứ tư của tháng")
    LAST = 5, _("cuối cùng của tháng")


class Series(Versioned, Scoped):
    """The fixed day of a unit's meetings of one kind: a day of the month, or a weekday of one of its weeks."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    kind = models.ForeignKey(MeetingKind, models.PROTECT, related_name="+")
    day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="of the month, 1 to 28")
    week = models.PositiveSmallIntegerField(null=True, blank=True, choices=Week.choices)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, choices=Weekday.choices)
    hour = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=200)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind"], name="one_fixed_day_of_a_kind"),
            models.CheckConstraint(
                condition=Q(day__range=(1, 28), week=None, weekday=None)
                | Q(day=None, week__range=(1, 5), weekday__range=(0, 6)),
                name="a_fixed_day_is_of_one_sort",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} @ {self.unit_id}"


class Lesson(Scoped):
    """One event of a unit's timetable, as its .ics file gave it; a new file replaces them all."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    name = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    place_fold = OrderField(max_length=200, blank=True)
    words = models.TextField(blank=True, help_text="its description, as the agenda of the unit's own meeting")

    class Meta:
        base_manager_name = "objects"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["unit_key", "starts_at"], name="timetable_of_a_unit")]

    def __str__(self) -> str:
        return self.name[:80]


class Origin(models.TextChoices):
    OWN = "own", _("chi bộ đề xuất")
    UPPER = "upper", _("cấp trên gợi ý")


class Topic(Versioned, Scoped):
    """A topic (chuyên đề) on a unit's list for a year. A meeting keeps the topic's words, so the list may change."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    owner = models.CharField(max_length=160, blank=True, help_text="who writes and presents it")
    origin = models.CharField(max_length=5, choices=Origin.choices, default=Origin.OWN)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="topics")

    class Meta:
        base_manager_name = "objects"
        ordering = ["year", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "words"], name="a_topic_stands_once_in_a_year")]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def held(self) -> bool:
        """Whether a meeting took it up."""
        return self.meeting is not None and self.meeting.stage == Stage.CLOSED
