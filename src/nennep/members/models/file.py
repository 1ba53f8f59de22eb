"""The file of a person: what forms 2-KNĐ and 2-HSĐV ask beyond the person's own row, dated entries, and how it changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.members.models.people import Category, Person
from nennep.org.models import Unit, never_twice


class AcademicRank(models.TextChoices):
    NONE = "", _("không")
    ASSOCIATE = "associate", _("phó giáo sư")
    PROFESSOR = "professor", _("giáo sư")


class Health(models.TextChoices):
    UNKNOWN = "", _("chưa ghi")
    GOOD = "good", _("tốt")
    AVERAGE = "average", _("trung bình")
    POOR = "poor", _("yếu")
    CHRONIC = "chronic", _("có bệnh mạn tính")


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")
    YEAR = "year", _("năm")


class FileSheet(Versioned, Scoped):
    """The single values of a member's file (items of forms 2-KNĐ and 2-HSĐV that the person's row does not carry)."""

    SCOPE = Scope.PERSON

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="sheet")
    birth_place = models.CharField(max_length=250, blank=True)
    temporary_address = models.CharField(max_length=250, blank=True)
    occupation = models.CharField(max_length=160, blank=True)
    general_education = models.CharField(max_length=40, blank=True, help_text="as 12/12, 10/10")
    qualification = models.CharField(max_length=160, blank=True, help_text="field and level of professional training")
    academic_rank = models.CharField(max_length=10, choices=AcademicRank.choices, blank=True)
    theory_mode = models.CharField(max_length=40, blank=True, help_text="full-time or part-time study")
    it_level = models.CharField(max_length=80, blank=True)
    minority_language = models.CharField(max_length=80, blank=True)
    card_issued_on = models.DateField(null=True, blank=True)
    old_card_no = models.CharField(max_length=20, blank=True, help_text="the eight digits of cards before 2025")
    family_class = models.CharField(max_length=80, blank=True)
    health = models.CharField(max_length=10, choices=Health.choices, blank=True)
    invalid_grade = models.CharField(max_length=40, blank=True)
    merit = models.CharField(max_length=160, blank=True, help_text="family of a fallen soldier, merits for the country")
    employed_on = models.DateField(null=True, blank=True)
    employed_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    employer = models.CharField(max_length=160, blank=True)
    youth_on = models.DateField(null=True, blank=True)
    youth_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    youth_place = models.CharField(max_length=160, blank=True)
    admission_place = models.CharField(max_length=200, blank=True)
    recognition_place = models.CharField(max_length=200, blank=True)
    life_summary = models.TextField(blank=True)
    self_assessment = models.TextField(blank=True)
    cell_opinion = models.TextField(blank=True)
    certification = models.TextField(blank=True)
    photo_sha = models.CharField(max_length=64, blank=True)
    index_certified_on = models.DateField(null=True, blank=True)
    index_certified_by = models.CharField(max_length=160, blank=True)
    have_first = models.PositiveSmallIntegerField(
        default=0, help_text="needed kinds of papers of stages A and B there are"
    )
    have_second = models.PositiveSmallIntegerField(default=0, help_text="needed kinds of stage C there are")
    scan_first = models.PositiveSmallIntegerField(default=0, help_text="of them with a scan")
    scan_second = models.PositiveSmallIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.person_id)


class FileEntry(Versioned, Scoped):
    """One dated line of a file: a relative, a school, a job, a journey, a reward. ``kind`` says which columns it has."""

    SCOPE = Scope.PERSON

    person = models.ForeignKey(Person, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20)
    since = models.DateField(null=True, blank=True)
    since_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    until = models.DateField(null=True, blank=True)
    until_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    values = models.JSONField(default=dict)
    dropped_on = models.DateField(null=True, blank=True, help_text="struck out by an approved amendment")

    class Meta:
        base_manager_name = "objects"
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["person", "kind", "since"], name="entry_of_a_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.since or ''}"


class Amendment(Versioned, Scoped):
    """A change of what a file says: proposed by the member or made by the office; old and new value stay visible."""

    SCOPE = Scope.PERSON

    class State(models.TextChoices):
        PROPOSED = "proposed", _("chờ duyệt")
        APPROVED = "approved", _("đã duyệt")
        RETURNED = "returned", _("đã trả lời, không sửa")

    person = models.ForeignKey(Person, models.PROTECT, related_name="amendments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the cell on the day of the proposal")
    unit_key = KeyField()
    name = models.CharField(max_length=40, help_text="the field, or the kind of an entry")
    entry = models.ForeignKey(FileEntry, models.PROTECT, null=True, related_name="amendments")
    act = models.CharField(max_length=6, default="set", help_text="set a field; add, change or drop an entry")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.BigIntegerField()
    proposed_name = models.CharField(max_length=160)
    proposed_at = models.DateTimeField()
    decision_no = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    settled_name = models.CharField(max_length=160, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["unit_key"], condition=Q(state="proposed"), name="amendment_waiting"),
            models.Index(fields=["person", "-id"], name="amendment_of_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"


class FullFile(Scoped):
    """The committee's written decision that full family history is kept in the system, for a unit and all below it."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    decision_no = models.CharField(max_length=120)
    decided_on = models.DateField()
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"
        constraints = [never_twice("one_decision_on_full_files_a_day", "unit")]

    def __str__(self) -> str:
        return self.decision_no


class Inquiry(Scoped):
    """An inspection case over one person; reads of the file made under it are not shown to the person."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="whose inspection commission leads it")
    unit_key = KeyField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(help_text="who reads under it")
    decision_no = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["person", "account_id"], name="inquiry_of_a_reader")]

    def __str__(self) -> str:
        return self.decision_no


class CategorySpell(Scoped):
    """What a person was at the university in a stretch of time."""

    SCOPE = Scope.PERSON

    person = models.ForeignKey(Person, models.PROTECT, related_name="categories")
    category = models.CharField(max_length=12, choices=Category.choices)
    work_title = models.CharField(max_length=160, blank=True)
    since = models.DateField(null=True, help_text="none: from before the book was opened")
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-until", "-id"]
        constraints = [never_twice("a_person_has_one_category_a_day", "person")]

    def __str__(self) -> str:
        return self.get_category_display()


class ResidenceContact(Versioned, Scoped):
    """That a working member was introduced to the cell at the place of residence, and when that cell took note."""

    SCOPE = Scope.PERSON

    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    place = models.CharField(max_length=250, help_text="the Party organisation at the place of residence")
    ward = models.CharField(max_length=160, blank=True, help_text="commune or ward, by which sheets are printed")
    letter_no = models.CharField(max_length=60, blank=True)
    since = models.DateField(help_text="the day of the introduction")
    noted_on = models.DateField(null=True, blank=True)
    exempt = models.CharField(max_length=200, blank=True, help_text="why no yearly comment is asked")
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-since", "-id"]
        constraints = [never_twice("one_residence_contact_a_day", "person")]

    def __str__(self) -> str:
        return self.place
