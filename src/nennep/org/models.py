"""Units and their dated states, what they serve, terms, seats, and the grants of authority."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.org.rights import Role


class DateRange(Func):
    """daterange(since, until), half-open."""

    function = "daterange"
    output_field = DateRangeField()


def never_twice(name: str, *same: str) -> ExclusionConstraint:
    """No two rows with the same values hold on one day."""
    equal = [(field, RangeOperators.EQUAL) for field in same]
    return ExclusionConstraint(
        name=name, expressions=[*equal, (DateRange(F("since"), F("until")), RangeOperators.OVERLAPS)]
    )


class Association(models.TextChoices):
    """Whose tree a kind of unit belongs to."""

    PARTY = "party", _("Đảng")
    UNION = "union", _("Công đoàn")
    YOUTH = "youth", _("Đoàn Thanh niên")
    STUDENTS = "students", _("Hội Sinh viên")
    VETERANS = "veterans", _("Hội Cựu chiến binh")
    TEACHERS = "teachers", _("Hội Cựu giáo chức")
    ADMINISTRATION = "administration", _("Chính quyền")
    OTHER = "other", _("Tổ chức khác")


class UnitKind(models.Model):
    """A kind of unit; new ones are added as data. ``parents`` names the kinds it may stand under."""

    SCOPE = Scope.SHARED

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    association = models.CharField(max_length=20, choices=Association.choices)
    rank = models.PositiveSmallIntegerField(default=50, help_text="order in lists, highest level first")
    is_cell = models.BooleanField(default=False, help_text="members belong to units of this kind")
    is_grassroots = models.BooleanField(default=False)
    parents = models.JSONField(default=list, blank=True)
    symbol = models.CharField(max_length=20, blank=True, help_text="usual symbol in document codes")

    class Meta:
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.name


class WorkArea(models.Model):
    """A field of work that plans, targets and reports are sorted by."""

    SCOPE = Scope.SHARED

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=160)
    rank = models.PositiveSmallIntegerField(default=50)

    class Meta:
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.name


class Unit(Versioned, Scoped):
    """A unit as it is today. Its past and future stand in ``UnitSpell``; ``key`` is its place in the tree."""

    SCOPE = Scope.DOWNWARD

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.ForeignKey(UnitKind, models.PROTECT)
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=20, blank=True, help_text="issuer's symbol in document codes, as ĐU")
    code = models.CharField(max_length=40, blank=True, help_text="the organisation's own code, as used in its lists")
    key = KeyField(unique=True)
    title_key = OrderField()
    name_fold = OrderField()
    level = models.PositiveSmallIntegerField()
    last_child = models.PositiveIntegerField(default=0, editable=False)
    since = models.DateField()
    until = models.DateField(default=FOREVER)
    is_joint = models.BooleanField(default=False, help_text="chi bộ ghép: one cell for several administrative units")
    is_student = models.BooleanField(default=False, help_text="chi bộ sinh viên")
    place = models.CharField(max_length=80, blank=True, help_text="place name in the head of its papers")
    upper_line = models.CharField(max_length=250, blank=True, help_text="upper left line of its papers")
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["parent", "title_key"], name="unit_children")]
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="unit_starts_before_it_ends"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date | None:
        """The last day of a unit that ends; None while no end is written."""
        return None if self.until >= FOREVER else self.until - timedelta(days=1)


class UnitSpell(Scoped):
    """What a unit was in a stretch of time: its parent, key, kind, name and nature."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="spells")
    unit_key = KeyField(help_text="today's key of the unit, for the scope")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    key = KeyField(help_text="the key the unit had then")
    kind = models.ForeignKey(UnitKind, models.PROTECT)
    name = models.CharField(max_length=250)
    is_joint = models.BooleanField(default=False)
    is_student = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(default=FOREVER)
    decision = models.CharField(max_length=120, blank=True, help_text="number and date of the deciding paper")

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["key", "since", "until"], name="spell_tree_of_a_day"),
            models.Index(fields=["unit_key", "since", "until"], name="spell_by_todays_key"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="spell_starts_before_it_ends"),
            never_twice("a_unit_has_one_state_a_day", "unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.since})"


class Service(Scoped):
    """An administrative unit whose people a cell serves; a joint cell serves several."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="serves")
    unit_key = KeyField()
    served = models.ForeignKey(Unit, models.PROTECT, related_name="served_by")
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"
        constraints = [never_twice("an_office_is_served_once_a_day", "served", "unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.served_id}"


class CoverException(Scoped):
    """An administrative unit that needs no cell of its own, or a Party organisation below the number of its kind, by decision."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="exceptions", help_text="the administrative unit, or the Party organisation"
    )
    unit_key = KeyField()
    reason = models.CharField(max_length=300)
    decision = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.reason


class Outside(Scoped):
    """An organisation outside the tree: a ward, a school, an agency that papers and transfers go to."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", help_text="who keeps this entry")
    unit_key = KeyField()
    name = models.CharField(max_length=250)
    name_fold = OrderField()
    symbol = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name


class Term(Scoped):
    """A term of a unit's committee, opened by a congress."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="terms")
    unit_key = KeyField()
    ordinal = models.PositiveSmallIntegerField(null=True, help_text="ordinal of the congress")
    name = models.CharField(max_length=120, help_text="as 2020–2025")
    congress_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(default=FOREVER)
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="how many members the congress decided the committee to have"
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [never_twice("one_term_at_a_time", "unit")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day that belongs to the term."""
        return self.until - timedelta(days=1)


class PostKind(models.Model):
    """A post that units of an association have; new ones are added as data. ``kinds`` names the kinds of units that have
    it, every kind of the association where it is empty."""

    SCOPE = Scope.SHARED

    association = models.CharField(max_length=20, choices=Association.choices)
    title = models.CharField(max_length=120)
    protocol = models.PositiveSmallIntegerField(default=80, help_text="order of protocol, highest first")
    kinds = models.JSONField(default=list, blank=True)
    is_head = models.BooleanField(default=False, help_text="who leads: vacant while nobody holds it")
    in_committee = models.BooleanField(default=True, help_text="counts among the committee's members")

    class Meta:
        ordering = ["protocol", "title"]
        constraints = [
            models.UniqueConstraint(fields=["association", "title"], name="a_post_is_listed_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(Scoped):
    """A post in a unit that a person holds for a time (the holding is a tenure, kept by members)."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="seats")
    unit_key = KeyField()
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=40, blank=True, help_text="the role its holder gets, see rights")
    protocol = models.PositiveSmallIntegerField(default=50, help_text="order of protocol, highest first")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.title


class Charge(Scoped):
    """A committee member's charge of a cell ("Chi bộ tôi phụ trách")."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="charges")
    unit_key = KeyField()
    account_id = models.BigIntegerField()
    person_name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.person_name


class Grant(Scoped):
    """Authority: which account holds which role in which unit, here or here and below, from when until when."""

    SCOPE = Scope.UNIT

    account_id = models.BigIntegerField(db_index=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="grants")
    unit_key = KeyField()
    role = models.CharField(max_length=40)
    below = models.BooleanField(default=False)
    title = models.CharField(max_length=120, blank=True, help_text="the post as written on papers")
    since = models.DateField()
    until = models.DateField(default=FOREVER)
    acting_for = models.BigIntegerField(null=True, blank=True, help_text="account whose rights are exercised meanwhile")
    granted_by = models.BigIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="grant_ends_not_before_it_starts"),
        ]

    @property
    def role_words(self) -> str:
        """The role as people say it."""
        return str(Role(self.role).label) if self.role in Role.values else self.role

    @property
    def last_day(self) -> date:
        """The last day on which it holds, where there is one (``is_open``)."""
        return self.until - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """Whether it holds without an end."""
        return self.until >= FOREVER

    def __str__(self) -> str:
        return f"{self.role} @ {self.unit_id}"


class OperatorSession(models.Model):
    """Half an hour in which an operator has his rights, for a reason. Without one he sees nothing."""

    SCOPE = Scope.SHARED

    account_id = models.BigIntegerField(db_index=True)
    reason = models.CharField(max_length=250)
    opened_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id}: {self.reason}"


class Invitation(Scoped):
    """One act that invites the heads of many units: what, when, where, and whom it reached in each unit."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    matter = models.CharField(max_length=300)
    at = models.DateTimeField()
    place = models.CharField(max_length=200)
    words = models.TextField(blank=True, help_text="what to prepare and to bring")
    asked = models.JSONField(default=list, help_text="unit, its id, names that were told; none where nobody could be")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160)

    class Meta:
        base_manager_name = "objects"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.matter
