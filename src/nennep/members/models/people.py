"""Persons, their dated memberships, and the decisions that made them members."""

from datetime import date

from django.db import connections, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.duties import rulebook
from nennep.members import rules
from nennep.members.rules import probation_ends
from nennep.org.models import Association, Unit, never_twice


class Sex(models.TextChoices):
    MALE = "m", _("nam")
    FEMALE = "f", _("nữ")


class Category(models.TextChoices):
    """What a person is at the university."""

    STUDENT = "student", _("sinh viên")
    LECTURER = "lecturer", _("giảng viên")
    STAFF = "staff", _("cán bộ, viên chức")
    WORKER = "worker", _("người lao động")
    RETIRED = "retired", _("hưu trí")


class Status(models.TextChoices):
    PROBATIONARY = "probationary", _("dự bị")
    OFFICIAL = "official", _("chính thức")
    MEMBER = "member", _("đoàn viên, hội viên")
    STAYING = "staying", _("đoàn viên ở lại sau tuổi đoàn")
    HONORARY = "honorary", _("hội viên danh dự")


class Placement(models.TextChoices):
    """Counted here, meeting here for a time, or in contact at the place of residence."""

    COUNTED = "counted", _("sinh hoạt chính thức")
    MEETS = "meets", _("sinh hoạt tạm thời")
    RESIDENCE = "residence", _("giữ mối liên hệ nơi cư trú")
    DOUBLE = "double", _("ghi trùng, không tính")


class Begin(models.TextChoices):
    """Why a stretch of membership begins."""

    ADMITTED = "admitted", _("kết nạp")
    RECOGNISED = "recognised", _("công nhận chính thức")
    TRANSFERRED = "transferred", _("chuyển đến")
    MOVED = "moved", _("chuyển trong nội bộ")
    OPENING = "opening", _("có trong danh sách khi mở sổ")
    CHANGED = "changed", _("đổi đối tượng")
    READMITTED = "readmitted", _("kết nạp lại")
    RESTORED = "restored", _("khôi phục sau khiếu nại")
    OTHER = "other", _("khác")


class End(models.TextChoices):
    """Why it ends."""

    RECOGNISED = "recognised", _("công nhận chính thức")
    TRANSFERRED = "transferred", _("chuyển đi")
    MOVED = "moved", _("chuyển trong nội bộ")
    DECEASED = "deceased", _("từ trần")
    REMOVED = "removed", _("xóa tên")
    RESIGNED = "resigned", _("xin ra khỏi Đảng")
    EXPELLED = "expelled", _("khai trừ")
    ANNULLED = "annulled", _("hủy quyết định kết nạp")
    CHANGED = "changed", _("đổi đối tượng")
    MATURED = "matured", _("trưởng thành đoàn")
    OTHER = "other", _("khác")


class Theory(models.TextChoices):
    """Level of political theory."""

    NONE = "", _("chưa có")
    ELEMENTARY = "elementary", _("sơ cấp")
    INTERMEDIATE = "intermediate", _("trung cấp")
    ADVANCED = "advanced", _("cao cấp")
    BACHELOR = "bachelor", _("cử nhân")


class Degree(models.TextChoices):
    NONE = "", _("chưa có")
    BACHELOR = "bachelor", _("cử nhân, kỹ sư")
    MASTER = "master", _("thạc sĩ")
    DOCTOR = "doctor", _("tiến sĩ")
    DOCTOR_OF_SCIENCE = "dsc", _("tiến sĩ khoa học")


def next_person() -> int:
    """A person's number, drawn before the row is written, because nobody may see a person without a membership yet."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select nextval('members_person_number')")
        return int(cursor.fetchone()[0])


class Person(Versioned, Scoped):
    """A person, apart from memberships. Identity numbers are kept as a keyed hash and their last four digits."""

    SCOPE = Scope.PERSON

    id = models.BigIntegerField(primary_key=True, default=next_person)
    full_name = models.CharField(max_length=120)
    other_names = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=5, default="day", help_text="day, month or year that is known")
    ethnicity = models.CharField(max_length=40, default="Kinh")
    religion = models.CharField(max_length=60, blank=True)
    native_place = models.CharField(max_length=250, blank=True)
    address = models.CharField(max_length=250, blank=True)
    category = models.CharField(max_length=12, choices=Category.choices, default=Category.STAFF)
    work_title = models.CharField(max_length=160, blank=True, help_text="post or unit at work; class for a student")
    degree = models.CharField(max_length=10, choices=Degree.choices, blank=True)
    theory = models.CharField(max_length=12, choices=Theory.choices, blank=True)
    card_no = models.CharField(max_length=20, blank=True)
    file_no = models.CharField(max_length=20, blank=True)
    citizen_mac = models.CharField(max_length=64, blank=True)
    citizen_tail = models.CharField(max_length=4, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    graduated_on = models.DateField(null=True, blank=True)
    merged_into = models.BigIntegerField(
        null=True, blank=True, help_text="the person this double entry was joined into"
    )

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["citizen_mac"], name="person_citizen")]

    def __str__(self) -> str:
        return self.full_name


class Membership(Scoped):
    """A stretch of one person's membership of one association in one unit with one status.

    Lists, searches and as-of figures run over this table alone: it carries the unit's key, the name's sort key and
    folded form, sex, birth year, category and ethnicity of its person. The database keeps persons and units that rows
    refer to, and refuses two stretches of one person, association and placement on one day: by statement triggers
    (migration 0008), since a constraint that looks at each row costs a big file half a minute.
    """

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", db_constraint=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", db_constraint=False, db_index=False)
    unit_key = KeyField()
    association = models.CharField(max_length=20, choices=Association.choices, default=Association.PARTY)
    placement = models.CharField(max_length=10, choices=Placement.choices, default=Placement.COUNTED)
    status = models.CharField(max_length=12, choices=Status.choices)
    since = models.DateField()
    until = models.DateField(default=FOREVER)
    status_since = models.DateField(
        null=True,
        help_text="the day the status began, where the member has moved since; else it began with the stretch",
    )
    begin = models.CharField(max_length=12, choices=Begin.choices)
    end = models.CharField(max_length=12, choices=End.choices, blank=True)
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    name_fold = OrderField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField(null=True)
    category = models.CharField(max_length=12, choices=Category.choices)
    minority = models.BooleanField(default=False)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="membership_starts_before_it_ends"),
        ]
        indexes = [
            models.Index(
                fields=["unit_key"],
                include=[
                    "association",
                    "placement",
                    "since",
                    "until",
                    "status",
                    "sex",
                    "birth_year",
                    "category",
                    "minority",
                    "begin",
                    "end",
                ],
                name="membership_as_of",
            ),
            models.Index(
                fields=["sort_key", "id"],
                include=["unit_key", "association", "placement", "since", "until"],
                name="membership_by_name",
            ),
            models.Index(
                fields=["until", "since"],
                include=["unit_key", "association", "placement"],
                condition=Q(status="probationary"),
                name="membership_probation",
            ),
            models.Index(
                fields=["since"], include=["unit_key"], condition=Q(begin="moved"), name="membership_moved_in"
            ),
            models.Index(fields=["until"], include=["unit_key"], condition=Q(end="moved"), name="membership_moved_out"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def held_since(self) -> date:
        """The day the status began: a probation goes on when its member moves to another cell."""
        return self.status_since or self.since

    @property
    def goes_on(self) -> bool:
        """Whether there is another state it may turn into, by the states of its association."""
        return bool(rules.STATES.get(self.association, {}).get(self.status))

    @property
    def precedes_unit(self) -> bool:
        """Whether it begins before its unit does: taken over when the book was opened, from a list that knew no older unit."""
        return self.since < self.unit.since

    @property
    def probation_due_on(self) -> date:
        """The day its probation ends; as a list has reckoned it already (``probation_due``), else by the rule book."""
        known: date | None = getattr(self, "due", None)
        return known or probation_ends(self.held_since, rulebook.on(self.held_since).number(PROBATION))


PROBATION = "probation.months"
DUE = "(%(expressions)s order by r.valid_from limit 1)))::date"
DUE_MONTHS = f" + make_interval(months => (select r.value::int from duties_datedrule r where r.rule_key = '{PROBATION}' and r.valid_to > "


def probation_due() -> Func:
    """The day the probation of a membership ends, by the rule in force when it began (Party Charter, art. 5)."""
    begun = Coalesce("status_since", "since")
    return Func(begun, begun, template=DUE, arg_joiner=DUE_MONTHS, output_field=models.DateField())


EARLY = f"(%(expressions)s::date - make_interval(months => (select min(r.value::int) from duties_datedrule r where r.rule_key = '{PROBATION}')) + interval '3 days')::date"  # fmt: skip


def begun_early(day: date) -> Q:
    """Memberships whose status began so early that a probation may have ended by a day.

    It stands beside a condition on ``probation_due`` and changes nothing in its answer (three days are for months of
    unequal length); but it is reckoned once, where that asks the rule book for each row.
    """
    return Q(LessThanOrEqual(Coalesce("status_since", "since"), Func(Value(day), template=EARLY, output_field=models.DateField())))  # fmt: skip


class Decision(Scoped):
    """What an admission and a recognition share: who, where, by which decision, on which day."""

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
        help_text="the cell on the day of the decision",
    )
    unit_key = KeyField()
    association = models.CharField(max_length=20, choices=Association.choices, default=Association.PARTY)
    decision_no = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField()
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    category = models.CharField(max_length=12, choices=Category.choices, help_text="on the day of the decision")
    annulled_on = models.DateField(null=True, blank=True)
    annulled_by = models.CharField(max_length=120, blank=True, help_text="the annulling decision")
    source = models.CharField(
        max_length=10, default="typed", help_text="typed, excel, or roll when the book was opened"
    )

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Admission(Decision):
    """A decision to admit. The membership begins with the ceremony."""

    ceremony_on = models.DateField(null=True, blank=True)

    class Meta(Decision.Meta):
        indexes = [
            models.Index(
                fields=["unit_key", "decided_on"],
                include=["sex", "category", "association", "annulled_on"],
                name="admission_pace",
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.decided_on})"


class Recognition(Decision):
    """A decision that makes a probationary member official, counted from the end of the probation."""

    official_from = models.DateField()
    due_on = models.DateField(null=True, help_text="the day by which it had to be decided")

    class Meta(Decision.Meta):
        indexes = [models.Index(fields=["unit_key", "decided_on"], include=["annulled_on"], name="recognition_pace")]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.decided_on})"


class Manner(models.TextChoices):
    """How a post was come by."""

    ELECTED = "elected", _("được bầu")
    APPOINTED = "appointed", _("được chỉ định")
    COOPTED = "coopted", _("được bầu bổ sung")


class Left(models.TextChoices):
    """Why a post was left."""

    TERM = "term", _("hết nhiệm kỳ")
    RESIGNED = "resigned", _("xin thôi")
    RELIEVED = "relieved", _("miễn nhiệm, cho thôi giữ chức")
    DISMISSED = "dismissed", _("cách chức")
    MOVED = "moved", _("chuyển công tác, chuyển sinh hoạt")
    RETIRED = "retired", _("nghỉ hưu, từ trần")
    ENDED = "ended", _("tổ chức kết thúc hoạt động")
    REFUSED = "refused", _("cấp trên không chuẩn y")


class Tenure(Scoped):
    """A person's holding of a seat; it opens and closes the grant that goes with it.

    ``decision`` is the paper by which the post was come by; ``approval`` the competent body's decision that approves
    an election, empty while it is awaited. An appointment needs none of its own.
    """

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="tenures")
    seat = models.ForeignKey("org.Seat", models.PROTECT, related_name="tenures")
    unit_key = KeyField()
    since = models.DateField()
    until = models.DateField(default=FOREVER)
    decision = models.CharField(max_length=120, blank=True)
    grant_id = models.BigIntegerField(null=True)
    manner = models.CharField(max_length=10, choices=Manner.choices, default=Manner.ELECTED)
    approval = models.CharField(max_length=120, blank=True, help_text="the approving decision, its number")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=160, blank=True, help_text="the competent body")
    left = models.CharField(max_length=10, choices=Left.choices, blank=True)
    left_by = models.CharField(max_length=120, blank=True, help_text="the paper by which it was left")

    class Meta:
        base_manager_name = "objects"
        constraints = [never_twice("a_seat_is_held_once_by_a_person", "seat", "person")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.seat_id}"

    @property
    def awaits(self) -> bool:
        """Whether the competent body has still to approve it."""
        return self.manner == Manner.COOPTED and not self.approved_on
