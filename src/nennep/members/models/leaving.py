"""Leaving, pausing and coming back; what interrupts Party age; badges."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.members.models.people import Person, Status
from nennep.org.models import Unit


class LeavingKind(models.TextChoices):
    """What stops or pauses a membership."""

    EXEMPTED = "exempted", _("miễn công tác và sinh hoạt")
    REMOVED = "removed", _("xóa tên")
    RESIGNED = "resigned", _("xin ra khỏi Đảng")
    EXPELLED = "expelled", _("khai trừ")
    ANNULLED = "annulled", _("hủy quyết định kết nạp, công nhận")
    DECEASED = "deceased", _("từ trần")


class LeavingState(models.TextChoices):
    PROPOSED = "proposed", _("chi bộ đã đề nghị")
    DECIDED = "decided", _("đã có quyết định")
    APPEALED = "appealed", _("đang khiếu nại")
    RESTORED = "restored", _("đã khôi phục")
    DROPPED = "dropped", _("không thực hiện")


class Leaving(Versioned, Scoped):
    """A leaving or an exemption from the cell's proposal to the decision, its handing over and an appeal against it."""

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="leavings")
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the cell on the day of the decision")
    unit_key = KeyField()
    membership_id = models.BigIntegerField(help_text="the stretch that it ends or pauses")
    status = models.CharField(max_length=12, choices=Status.choices)
    kind = models.CharField(max_length=10, choices=LeavingKind.choices)
    state = models.CharField(max_length=10, choices=LeavingState.choices, default=LeavingState.PROPOSED)
    ground = models.CharField(max_length=20, help_text="code of the ground")
    reason = models.CharField(max_length=400, blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    base = models.PositiveSmallIntegerField(null=True, blank=True, help_text="official members who had a vote")
    votes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="votes for")
    papers = models.JSONField(default=list, help_text="codes of the papers that are there")
    authority = models.CharField(max_length=200, blank=True, help_text="the body that decided")
    decision_no = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True, help_text="first day on which it holds")
    until = models.DateField(default=FOREVER, help_text="exemption: first day on which it no longer holds")
    set_until = models.DateField(
        null=True, blank=True, help_text="exemption that ended early: until when the decision gave it"
    )
    handed_on = models.DateField(null=True, blank=True, help_text="the day the person received the decision")
    appeal_by = models.DateField(null=True, blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    appeal_level = models.CharField(max_length=10, blank=True, help_text="superior, province, central")
    answer_by = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["unit_key", "kind", "decided_on"], name="leavings_of_a_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_on=None) | Q(effective_on__lt=F("until")), name="leaving_starts_before_it_ends"
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name}: {self.get_kind_display()}"

    @property
    def standing(self) -> str:
        """Where the case stands; of a death the cell reports and the committee draws up a slip, nobody proposes or decides it."""
        if self.kind == LeavingKind.DECEASED and self.state in DEATH:
            return str(DEATH[LeavingState(self.state)])
        return str(self.get_state_display())


DEATH = {LeavingState.PROPOSED: _("chi bộ đã báo"), LeavingState.DECIDED: _("đã lập phiếu báo")}


class Interruption(Scoped):
    """A stretch that does not count towards Party age: expelled, removed, out of touch, late with a transfer."""

    SCOPE = Scope.PERSON

    person = models.ForeignKey(Person, models.PROTECT, related_name="interruptions")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
    decision = models.CharField(max_length=120, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_why = models.CharField(max_length=300, blank=True)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="interruption_starts_before_it_ends")
        ]

    def __str__(self) -> str:
        return self.reason


class BadgeState(models.TextChoices):
    PROPOSED = "proposed", _("đề nghị")
    DECIDED = "decided", _("đã quyết định tặng")
    DROPPED = "dropped", _("chưa xét")


class Badge(Versioned, Scoped):
    """A badge for years of Party age, proposed for one of the four yearly dates, then decided or put off."""

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="badges")
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    years = models.PositiveSmallIntegerField()
    award_on = models.DateField(help_text="the yearly date of the award")
    joined_on = models.DateField(help_text="from which Party age is counted")
    reached_on = models.DateField(help_text="the day the years are full, interruptions taken off")
    surmised = models.BooleanField(default=False, help_text="the day of admission is reckoned from the official day")
    state = models.CharField(max_length=8, choices=BadgeState.choices, default=BadgeState.PROPOSED)
    note = models.CharField(max_length=300, blank=True)
    decision_no = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["unit_key", "decided_on"], name="badges_of_a_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "years"], condition=~Q(state="dropped"), name="a_badge_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name}: {self.years}"
