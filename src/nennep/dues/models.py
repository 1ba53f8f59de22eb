"""What a member pays by, the charge of each month, receipts in numbered books, statements upward, plans, accounts."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.members.models import Person
from nennep.org.models import Association, Unit, never_twice


class Kind(models.TextChoices):
    """By which rule a member pays. The rates are rows of the rule book (``dues.rates``)."""

    INSURED = "insured", _("Đóng bảo hiểm xã hội bắt buộc: theo tiền lương làm căn cứ đóng")
    ALLOWANCE = "allowance", _("Nghỉ ốm, thai sản: theo trợ cấp được hưởng")
    PENSION = "pension", _("Hưởng lương hưu: theo lương hưu và thu nhập làm thêm nếu có")
    UNINSURED = "uninsured", _("Trong tuổi lao động, không đóng bảo hiểm: theo lương tối thiểu vùng")
    ELDER = "elder", _("Hết tuổi lao động, không lương hưu: theo lương tối thiểu vùng")
    STUDENT = "student", _("Học sinh, sinh viên: mức ấn định")
    UNION = "union", _("Đoàn viên công đoàn: theo tiền lương đóng bảo hiểm xã hội")
    YOUTH_PAID = "youth_paid", _("Đoàn viên có lương: mức ấn định")
    YOUTH_UNPAID = "youth_unpaid", _("Đoàn viên không lương: mức ấn định")
    AGREED = "agreed", _("Mức riêng được cấp có thẩm quyền đồng ý")


class Relief(models.TextChoices):
    """Whether the amount is paid in full."""

    NONE = "", _("Đóng đủ")
    REDUCED = "reduced", _("Được giảm")
    EXEMPT = "exempt", _("Được miễn")


class Cause(models.TextChoices):
    """Why a member is exempted or pays less."""

    NONE = "", _("không")
    AGE = "age", _("Đủ tuổi Đảng được miễn")
    PENSION = "social", _("Đang hưởng trợ cấp hưu trí xã hội")
    HARDSHIP = "hardship", _("Hoàn cảnh đặc biệt khó khăn, có đơn")
    SUSPENDED = "suspended", _("Đình chỉ sinh hoạt, tạm giam")
    OTHER = "other", _("Lý do khác, ghi rõ")


class Method(models.TextChoices):
    """How money came."""

    CASH = "cash", _("Tiền mặt")
    TRANSFER = "transfer", _("Chuyển khoản")
    PORTAL = "portal", _("Cổng Dịch vụ công Quốc gia")


class Basis(Versioned, Scoped):
    """What one member pays by in one unit, in a stretch of whole months. Pay is told to the collecting unit alone."""

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    association = models.CharField(max_length=20, choices=Association.choices)
    full_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    base = models.PositiveBigIntegerField(default=0, help_text="monthly pay, pension or allowance; agreed sum; đồng")
    region = models.PositiveSmallIntegerField(default=0, help_text="region of the minimum wage, 1 to 4")
    relief = models.CharField(max_length=8, choices=Relief.choices, blank=True)
    cause = models.CharField(max_length=10, choices=Cause.choices, blank=True)
    reduction = models.CharField(max_length=10, blank=True, help_text="share by which it is reduced, as 3/10")
    paper = models.CharField(max_length=160, blank=True, help_text="application, decision: number and day")
    note = models.CharField(max_length=250, blank=True)
    since = models.DateField(help_text="first day of a month")
    until = models.DateField(default=FOREVER)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="basis_starts_before_it_ends"),
            never_twice("one_basis_a_month", "person", "unit"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.kind})"


class Charge(Scoped):
    """What one member owes for one month of one association, by the rule of that month, and what has been paid of it.

    There is one a month wherever the member meets, so that nobody is charged twice.
    """

    SCOPE = Scope.UNIT

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    association = models.CharField(max_length=20, choices=Association.choices)
    month = models.DateField(help_text="its first day")
    full_name = models.CharField(max_length=120)
    sort_key = OrderField()
    basis = models.ForeignKey(Basis, models.SET_NULL, null=True, related_name="+")
    said = models.CharField(max_length=160, help_text="how it was reckoned, as 1% × 8.500.000")
    source = models.CharField(max_length=250, blank=True)
    due = models.PositiveBigIntegerField()
    paid = models.PositiveBigIntegerField(default=0)
    deadline = models.DateField()
    settled_on = models.DateField(null=True, help_text="the day it was paid in full; none owed is settled at once")

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["unit", "month"], name="charge_by_month")]
        constraints = [
            models.UniqueConstraint(fields=["person", "association", "month"], name="a_month_is_charged_once"),
            models.CheckConstraint(condition=Q(paid__lte=F("due")), name="no_more_is_paid_than_due"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} {self.month:%m/%Y}"

    @property
    def rest(self) -> int:
        """What is still to be paid, đồng."""
        return self.due - self.paid


class Book(Scoped):
    """The receipt book of a unit in a year: a locked counter. ``opened_with`` is the last number given on paper."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    opened_with = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_receipt_book_a_year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"


class Statement(Versioned, Scoped):
    """Money one unit passes up: what it took in, what it keeps by which rule, and what the unit above has counted."""

    SCOPE = Scope.TWO_PARTY

    class State(models.TextChoices):
        SENT = "sent", _("Chờ cấp trên xác nhận")
        MISMATCH = "mismatch", _("Số tiền lệch, chờ làm rõ")
        ACKNOWLEDGED = "acknowledged", _("Cấp trên đã xác nhận")
        WITHDRAWN = "withdrawn", _("Đã rút lại")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    unit_name = models.CharField(max_length=250)
    up = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    up_key = KeyField()
    up_name = models.CharField(max_length=250)
    association = models.CharField(max_length=20, choices=Association.choices)
    order = models.PositiveIntegerField(help_text="first, second … statement of the unit in the year")
    last_day = models.DateField(help_text="money that came up to and with this day")
    collected = models.PositiveBigIntegerField(help_text="from the unit's own receipts, đồng")
    received = models.PositiveBigIntegerField(default=0, help_text="from statements of units below, as counted, đồng")
    receipts = models.PositiveIntegerField(default=0)
    share = models.CharField(max_length=10, help_text="share kept, as 3/10")
    source = models.CharField(max_length=250)
    kept = models.PositiveBigIntegerField()
    passed = models.PositiveBigIntegerField()
    method = models.CharField(max_length=10, choices=Method.choices)
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SENT)
    counted = models.PositiveBigIntegerField(null=True, help_text="what the unit above received, đồng")
    acked_on = models.DateField(null=True)
    acked_by = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    into = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", help_text="statement that carried it on"
    )

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(collected=F("kept") + F("passed") - F("received")), name="kept_and_passed_are_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.last_day}"

    @property
    def total(self) -> int:
        """All that was taken in, đồng."""
        return self.collected + self.received

    @property
    def lacking(self) -> int:
        """What the unit above counted less than was stated, đồng; negative where it counted more."""
        return 0 if self.counted is None else self.passed - self.counted


class Receipt(Versioned, Scoped):
    """A numbered receipt for one member's payment. A number is never taken away: a wrong one is cancelled."""

    SCOPE = Scope.UNIT

    class State(models.TextChoices):
        USED = "used", _("Đã thu")
        CANCELLED = "cancelled", _("Phiếu hủy")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    association = models.CharField(max_length=20, choices=Association.choices)
    book = models.ForeignKey(Book, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_constraint=False)
    full_name = models.CharField(max_length=120)
    amount = models.PositiveBigIntegerField()
    months = models.CharField(max_length=160, help_text="for which months, as 4–6/2023")
    method = models.CharField(max_length=10, choices=Method.choices)
    paid_on = models.DateField()
    received_by = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.USED)
    reason = models.CharField(max_length=300, blank=True)
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, related_name="+")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-book__year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="a_receipt_number_is_given_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_receipt_is_for_money"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The number as printed: 07/2023."""
        return f"{self.number:02d}/{self.book.year}"


class ReceiptLine(Scoped):
    """The part of a receipt that was laid on one month."""

    SCOPE = Scope.UNIT

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="lines")
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="lines")
    unit_key = KeyField()
    amount = models.PositiveBigIntegerField()

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["receipt", "charge"], name="a_receipt_pays_a_month_once")]

    def __str__(self) -> str:
        return f"{self.receipt_id}: {self.amount}"


class Headings(Scoped):
    """Which columns of a unit's own lists of payments stand for ours, as people matched them."""

    SCOPE = Scope.UNIT

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    columns = models.JSONField(default=dict, help_text="their headings, plain, by our names")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.unit_id}: {len(self.columns)}"


class Plan(Versioned, Scoped):
    """What a unit means to collect in a year, beside what its bases come to."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    year = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    reckoned = models.PositiveBigIntegerField(help_text="what the bases came to when it was made, đồng")
    made_by = models.CharField(max_length=120)
    made_on = models.DateField(default=date.today)

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_dues_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class Purse(Versioned, Scoped):
    """The account a unit takes dues to, for the VietQR code, and when it last reminded."""

    SCOPE = Scope.DOWNWARD

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    unit_key = KeyField()
    bank = models.CharField(max_length=80, blank=True)
    bank_bin = models.CharField(max_length=6, blank=True, help_text="the bank's six digits with NAPAS")
    account_no = models.CharField(max_length=19, blank=True)
    holder = models.CharField(max_length=120, blank=True)
    members_reminded_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True, help_text="the unit itself, by the unit above")

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.bank} {self.account_no}"
