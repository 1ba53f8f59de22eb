"""Cases of admission: from the first notice of a candidate to recognition, with steps, papers, letters and votes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.members.models.people import Admission, Category, Person, Recognition, Sex
from nennep.org.models import Unit


class CaseState(models.TextChoices):
    """Where a case stands as a whole; all but the first two are ends."""

    OPEN = "open", _("đang thực hiện")
    INTERRUPTED = "interrupted", _("tạm dừng do chuyển đi")
    DONE = "done", _("đã công nhận chính thức")
    REFUSED = "refused", _("không được đồng ý")
    WITHDRAWN = "withdrawn", _("xin rút")
    LAPSED = "lapsed", _("hết giá trị")
    MOVED = "moved", _("chuyển nơi khác xem xét")
    REMOVED = "removed", _("thôi là đảng viên dự bị")
    ANNULLED = "annulled", _("hủy quyết định kết nạp")


LIVING = (CaseState.OPEN, CaseState.INTERRUPTED)


class Introduced(models.TextChoices):
    """Who introduces a candidate (Regulation 294 §3.1)."""

    MEMBERS = "members", _("hai đảng viên chính thức")
    YOUTH = "youth", _("một đảng viên và nghị quyết của Đoàn Thanh niên")
    UNION = "union", _("một đảng viên và nghị quyết của Công đoàn")


class Standard(models.TextChoices):
    """The political standard, as a status only; what it rests on is kept on paper by the body in charge."""

    UNASKED = "", _("chưa kết luận")
    ASKED = "asked", _("đã gửi hồ sơ xem xét")
    MET = "met", _("bảo đảm tiêu chuẩn chính trị")
    UNMET = "unmet", _("chưa bảo đảm tiêu chuẩn chính trị")


class Case(Versioned, Scoped):
    """One person's way into the Party in one cell. Carries copies of the person, so that lists read one table."""

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the cell that works on it")
    unit_key = KeyField()
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    name_fold = OrderField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField(null=True)
    category = models.CharField(max_length=12, choices=Category.choices)
    stage = models.CharField(max_length=20, help_text="the step that is to be done now")
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.OPEN)
    due_on = models.DateField(null=True, help_text="deadline of the present step")
    introduced = models.CharField(max_length=8, choices=Introduced.choices, blank=True)
    standard = models.CharField(max_length=6, choices=Standard.choices, blank=True)
    standard_paper = models.CharField(max_length=120, blank=True, help_text="where the conclusion is kept, no content")
    body = models.CharField(max_length=160, blank=True, help_text="the body that decides on the admission")
    opened_on = models.DateField(help_text="the day the candidate was put on the list")
    filed_on = models.DateField(null=True, help_text="the day the file was begun")
    decided_on = models.DateField(null=True, help_text="the day of the decision to admit")
    probation_on = models.DateField(null=True, help_text="the day of the ceremony")
    closed_on = models.DateField(null=True)
    closed_why = models.CharField(max_length=300, blank=True)
    admission = models.ForeignKey(Admission, models.PROTECT, null=True, related_name="+")
    recognition = models.ForeignKey(Recognition, models.PROTECT, null=True, related_name="+")
    source = models.CharField(
        max_length=10, default="typed", help_text="typed, excel, or roll for a probation taken on"
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["open", "interrupted"]), name="a_person_has_one_living_case"
            )
        ]
        indexes = [
            models.Index(fields=["unit_key", "stage"], name="case_by_unit"),
            models.Index(fields=["person"], name="case_of_person"),
        ]

    def __str__(self) -> str:
        return self.full_name


class CaseRow(Scoped):
    """What belongs to a case and carries its unit."""

    SCOPE = Scope.UNIT

    case = models.ForeignKey(Case, models.CASCADE, related_name="%(class)ss")
    unit_key = KeyField()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class CaseStep(CaseRow):
    """A step of a case: from when it was waited for, until when it was due, when and by which paper it was done."""

    step = models.CharField(max_length=20)
    since = models.DateField()
    due_on = models.DateField(null=True)
    rule = models.CharField(max_length=250, blank=True, help_text="what the deadline rests on")
    done_on = models.DateField(null=True)
    number = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    done_by = models.CharField(max_length=160, blank=True)

    class Meta(CaseRow.Meta):
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="a_step_stands_once_in_a_case")]
        indexes = [models.Index(fields=["unit_key", "due_on"], name="casestep_due")]

    def __str__(self) -> str:
        return self.step

    @property
    def late(self) -> bool:
        """Whether it was done after its deadline."""
        return bool(self.due_on and self.done_on and self.done_on > self.due_on)


class Aid(CaseRow):
    """A member who helps or introduces a candidate for a time; a helper may be replaced at any time."""

    role = models.CharField(max_length=12, choices=[("helper", _("giúp đỡ")), ("introducer", _("giới thiệu"))])
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    full_name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta(CaseRow.Meta):
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return self.full_name


class CasePaper(CaseRow):
    """A paper of the file as it lies there: from which day, until when it holds, who agreed where that is asked."""

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True)
    issuer = models.CharField(max_length=200, blank=True)
    agreed = models.PositiveSmallIntegerField(null=True)
    asked = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    replaced = models.BooleanField(default=False, help_text="a newer one of the kind lies in the file")

    class Meta(CaseRow.Meta):
        ordering = ["issued_on", "id"]
        indexes = [models.Index(fields=["unit_key", "kind", "issued_on"], name="casepaper_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()


class Ballot(models.TextChoices):
    SECRET = "secret", _("bỏ phiếu kín")
    CARD = "card", _("biểu quyết bằng thẻ")


class CaseVote(CaseRow):
    """A vote on a case with its base: eligible members less the exclusions, and how it came out.

    ``needed`` and ``passed`` are computed from the rule in force on the day of the vote.
    """

    step = models.CharField(max_length=20)
    on = models.DateField()
    body = models.CharField(max_length=200)
    ballot = models.CharField(max_length=8, choices=Ballot.choices)
    eligible = models.PositiveSmallIntegerField()
    excluded = models.JSONField(default=dict, help_text="how many by reason")
    base = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    issued = models.PositiveSmallIntegerField(null=True)
    returned = models.PositiveSmallIntegerField(null=True)
    valid = models.PositiveSmallIntegerField(null=True)
    agreed = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField()
    rule_key = models.CharField(max_length=60)
    rule = models.CharField(max_length=250)
    passed = models.BooleanField()

    class Meta(CaseRow.Meta):
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.agreed}/{self.base}"

    @property
    def minutes(self) -> str:
        """The code of the tellers' minutes among the papers of the case."""
        return f"kiem-phieu-{self.pk}"


class CaseMonth(CaseRow):
    """A month of a candidate's or probationary member's activity, as the cell saw it."""

    month = models.DateField(help_text="its first day")
    present = models.BooleanField(default=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["case", "month"], name="a_month_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"


class CaseMove(CaseRow):
    """A move of the person while the case was under way (06-HD/TW 3.9): at which step, what fell due, what was objected.

    ``moved_on`` is the day the case was interrupted or handed over, ``gone_on`` the day it went on, here or elsewhere.
    """

    stage = models.CharField(max_length=20)
    moved_on = models.DateField()
    forward_due = models.DateField(null=True, help_text="by when the file of a case that was sent up is forwarded")
    gone_on = models.DateField(null=True)
    outside = models.BooleanField(default=False, help_text="it went on under another grassroots committee")
    objected_on = models.DateField(null=True, help_text="the new place objects")
    objection = models.CharField(max_length=300, blank=True)
    review_due = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    review = models.CharField(max_length=300, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["moved_on", "id"]

    def __str__(self) -> str:
        return f"{self.moved_on:%d/%m/%Y} {self.stage}"


class Letter(Versioned, Scoped):
    """A letter of verification: ours about someone of a case, or another's that we answer.

    Holds who, where, numbers and days, and whether the reply suffices; nothing of what it says.
    """

    SCOPE = Scope.UNIT

    case = models.ForeignKey(Case, models.CASCADE, related_name="letters", null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="who sends or answers")
    unit_key = KeyField()
    incoming = models.BooleanField(default=False, help_text="another asks, we answer")
    about = models.CharField(max_length=160, help_text="the person verified")
    relation = models.CharField(max_length=80, blank=True, help_text="to the candidate")
    place = models.CharField(max_length=250, help_text="whom we asked, or who asked us")
    abroad = models.BooleanField(default=False)
    number = models.CharField(max_length=60)
    sent_on = models.DateField(help_text="sent by us, or received here")
    due_on = models.DateField()
    rule = models.CharField(max_length=250, blank=True)
    returned_on = models.DateField(null=True, help_text="reply came, or our answer went")
    reply_number = models.CharField(max_length=60, blank=True)
    enough = models.BooleanField(null=True, help_text="whether the reply suffices")

    class Meta:
        base_manager_name = "objects"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["unit_key", "due_on"], name="letter_due")]

    def __str__(self) -> str:
        return self.number
