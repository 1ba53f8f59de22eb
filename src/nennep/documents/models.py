"""Papers in the register, what was proposed from their text, what they cite and whom they go to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, OrderField, Scope, Scoped, Versioned
from nennep.org.models import Unit


class Kind(models.TextChoices):
    """Kinds of papers, by the names the reader uses."""

    RESOLUTION = "nghi-quyet", _("Nghị quyết")
    PLAN = "ke-hoach", _("Kế hoạch")
    CONCLUSION = "ket-luan", _("Kết luận")
    DIRECTIVE = "chi-thi", _("Chỉ thị")
    DECISION = "quyet-dinh", _("Quyết định")
    REGULATION = "quy-dinh", _("Quy định")
    RULES = "quy-che", _("Quy chế")
    GUIDANCE = "huong-dan", _("Hướng dẫn")
    PROGRAMME = "chuong-trinh", _("Chương trình")
    SCHEME = "de-an", _("Đề án")
    NOTICE = "thong-bao", _("Thông báo")
    REPORT = "bao-cao", _("Báo cáo")
    PROPOSAL = "to-trinh", _("Tờ trình")
    LETTER = "cong-van", _("Công văn")
    CHARTER = "dieu-le", _("Điều lệ")
    ARTICLE = "bai-viet", _("Bài viết")
    OTHER = "khac", _("Văn bản khác")


class Direction(models.TextChoices):
    INCOMING = "incoming", _("Văn bản đến")
    OUTGOING = "outgoing", _("Văn bản đi")
    INTERNAL = "internal", _("Văn bản nội bộ")


class Status(models.TextChoices):
    READING = "reading", _("Đang rà soát")
    REGISTERED = "registered", _("Đã vào sổ")
    SUPERSEDED = "superseded", _("Đã được thay thế")
    DROPPED = "dropped", _("Đã bỏ, bản gốc còn giữ")
    RECALLED = "recalled", _("Đã thu hồi")


class Document(Versioned, Scoped):
    """A paper kept by a unit; its text stays as it was read, every fact points into it."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents", help_text="who keeps it in its register")
    unit_key = KeyField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.READING)
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.INTERNAL)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="as printed, without spaces: 3-KH/ĐU")
    issuer = models.CharField(max_length=250, blank=True)
    place = models.CharField(max_length=80, blank=True)
    dated = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True)
    title_fold = OrderField(max_length=2000, blank=True)
    signatory = models.CharField(max_length=120, blank=True)
    received_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    text_sha = models.CharField(max_length=64, blank=True)
    file_sha = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=250, blank=True)
    findings = models.JSONField(default=list)
    unexplained = models.JSONField(default=list)
    abbreviations = models.JSONField(default=list)
    layout = models.JSONField(
        default=list, help_text="start, end, page; left, top, right, bottom as shares of the page"
    )
    pages = models.JSONField(default=list, help_text="pictures of pages: number, width, height, media type, digest")
    notes = models.JSONField(default=list, help_text="how the file was read: code, params")
    twin = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", help_text="same number, taken in before"
    )
    twin_settled = models.BooleanField(default=False, help_text="a person said that both are papers of their own")
    entered_by = models.BigIntegerField()
    entered_at = models.DateTimeField()
    touched_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["unit_key", "-dated"], name="document_register"),
            models.Index(fields=["text_sha"], name="document_text"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "text_sha"], condition=~Q(text_sha=""), name="a_text_is_taken_in_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"[:120]


HIDDEN = ("merged", "split", "gone")  # states of proposals that stand only in the steps of a review


class Proposal(Scoped):
    """Something found in a text, waiting for a person: taken, corrected, refused, or added by hand."""

    SCOPE = Scope.DOWNWARD

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    unit_key = KeyField()
    kind = models.CharField(max_length=12, help_text="header, citation, target, task, recipient")
    start = models.IntegerField()
    end = models.IntegerField()
    quote = models.TextField()
    rule = models.CharField(max_length=80, blank=True)
    confidence = models.FloatField(default=1)
    values = models.JSONField(default=dict)
    read_values = models.JSONField(default=dict, help_text="what the reader had said, when corrected")
    state = models.CharField(
        max_length=10, default="open", help_text="open, taken, refused; merged, split or gone: not shown"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    added = models.BooleanField(default=False)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ["start", "end", "id"]
        indexes = [models.Index(fields=["document", "kind", "start"], name="proposal_in_order")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.quote[:60]}"

    @property
    def label(self) -> str:
        """What it says in short."""
        values = self.values
        said = {"header": "value", "citation": "number"}.get(self.kind)
        return str(
            (said and values.get(said))
            or values.get("metric")
            or values.get("action")
            or values.get("name")
            or self.quote
        )


class Step(Scoped):
    """One thing a person did in a review, with what it changed, so that it can be taken back and done again."""

    SCOPE = Scope.DOWNWARD

    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    unit_key = KeyField()
    act = models.CharField(max_length=12, help_text="take, refuse, reopen, correct, add, merge, split, take_all")
    kind = models.CharField(max_length=12)
    label = models.CharField(max_length=160)
    rows = models.JSONField(default=list, help_text="of every proposal: id, before, after")
    by = models.BigIntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["document", "by", "-id"], name="steps_of_a_review")]

    def __str__(self) -> str:
        return f"{self.act}: {self.label}"


class Example(Scoped):
    """What a person decided about one finding of the reader: the words around it, the rule, the decision."""

    SCOPE = Scope.UNIT

    unit_key = KeyField()
    document_id = models.BigIntegerField()
    proposal_id = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=12)
    rule = models.CharField(max_length=80, help_text="empty: no rule found it, a person added it")
    decision = models.CharField(max_length=10, help_text="taken, corrected, refused, merged, split, added")
    before = models.TextField(help_text="the text just before")
    quote = models.TextField()
    after = models.TextField(help_text="the text just after")
    read = models.JSONField(default=dict, help_text="what the rule said")
    kept = models.JSONField(default=dict, help_text="what the person said")
    at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["rule", "decision"], name="examples_of_a_rule")]

    def __str__(self) -> str:
        return f"{self.rule or '+'}: {self.decision}"


class Intake(Scoped):
    """A file on its way in: the original is kept first, reading it is work that can be taken up again."""

    SCOPE = Scope.UNIT

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="intakes")
    unit_key = KeyField()
    direction = models.CharField(max_length=10, choices=Direction.choices)
    file_sha = models.CharField(max_length=64)
    file_name = models.CharField(max_length=250)
    state = models.CharField(max_length=10, default="waiting", help_text="waiting, reading, done, failed")
    trouble = models.CharField(max_length=20, blank=True, help_text="why it could not be read")
    left_out = models.JSONField(default=list, help_text="files inside that could not be read: name, why")
    progress = models.UUIDField(null=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="intakes")
    entered_by = models.BigIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.file_name


class Citation(Scoped):
    """A paper that a registered paper cites, linked where the register knows it."""

    SCOPE = Scope.DOWNWARD

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    unit_key = KeyField()
    kind = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=60)
    dated = models.CharField(max_length=20, blank=True, help_text="time token, as 2022-06-16 or 2022")
    issuer = models.CharField(max_length=250, blank=True)
    quote = models.TextField(blank=True)
    start = models.IntegerField(default=0)
    cited = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="cited_by")

    class Meta:
        base_manager_name = "objects"
        ordering = ["start"]
        indexes = [models.Index(fields=["number"], name="citation_number")]

    def __str__(self) -> str:
        return self.number


class Recipient(Scoped):
    """Whom a paper goes to and for what purpose."""

    SCOPE = Scope.DOWNWARD

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    unit_key = KeyField()
    name = models.CharField(max_length=250)
    purpose = models.CharField(max_length=40, blank=True)

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name
