"""What can be counted of files: whole, scanned, in contact with the place of residence (figures 28 and 29)."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.figures.registry import Ask, Figure
from nennep.members.figures import MEMBERS, NAMES, ON_ROLL, WORKING, on_roll
from nennep.members.models import FilePaper, Membership, PaperKind, ResidenceContact


def _needed(*stages: str) -> Coalesce:
    kinds = PaperKind.objects.filter(needed=True, stage__in=stages).order_by().values("needed")
    return Coalesce(Subquery(kinds.annotate(n=Count("code")).values("n")), 0)


def _enough(ask: Ask, scans: bool) -> QuerySet[Membership]:
    """Members on the roll with as many needed papers, or scans, as their stage asks for; of past days from the papers."""
    rows = on_roll(ask).alias(first_needed=_needed("A", "B"), second_needed=_needed("C"))
    if ask.period.last >= today():
        kind = "scan" if scans else "have"
        rows = rows.alias(first=F(f"person__sheet__{kind}_first"), second=F(f"person__sheet__{kind}_second"))
    else:
        rows = rows.alias(first=_held(ask, scans, "A", "B"), second=_held(ask, scans, "C"))
    whole = Q(status="probationary") | Q(second__gte=F("second_needed"))
    return rows.filter(whole, first__gte=F("first_needed"))


def _held(ask: Ask, scans: bool, *stages: str) -> Coalesce:
    """How many needed kinds of papers a member's file held on the last day."""
    day = ask.period.last
    papers = FilePaper.objects.filter(
        Q(cancelled_on=None) | Q(cancelled_on__gt=day),
        person=OuterRef("person"),
        kind__needed=True,
        kind__stage__in=stages,
    )
    if scans:
        papers = papers.filter(Q(scanned_at__date__lte=day) | ~Q(secrecy=""))
    found = (
        papers.filter(entered_at__date__lte=day).order_by().values("person").annotate(n=Count("kind", distinct=True))
    )
    return Coalesce(Subquery(found.values("n")), 0)


def complete(ask: Ask) -> QuerySet[Membership]:
    """Members on the roll whose file has every paper it needs, or an index certified as it is."""
    certified = on_roll(ask).filter(person__sheet__index_certified_on__lte=ask.period.last)
    either = Q(pk__in=_enough(ask, False).order_by().values("pk")) | Q(pk__in=certified.order_by().values("pk"))
    return on_roll(ask).filter(either)


def scanned(ask: Ask) -> QuerySet[Membership]:
    """Members on the roll every needed paper of whom is scanned."""
    return _enough(ask, True)


def subject(ask: Ask) -> QuerySet[Membership]:
    """Members at work, who keep contact with the place where they live (Regulation 213-QĐ/TW)."""
    return on_roll(ask).filter(category__in=WORKING, status="official")


def introduced(ask: Ask) -> QuerySet[Membership]:
    """Of them, those introduced there on the last day."""
    day = ask.period.last
    rows = ResidenceContact.objects.filter(person=OuterRef("person"), since__lte=day, until__gt=day)
    return subject(ask).filter(Exists(rows))


def meeting(ask: Ask) -> QuerySet[Membership]:
    """Official members who meet here for a time on the last day; they are counted elsewhere."""
    day = ask.period.last
    rows = Membership.objects.filter(inside(ask.ranges), association="party", placement="meets", status="official")
    return rows.filter(since__lte=day, until__gt=day).order_by("sort_key", "id")


FILES = _("hồ sơ")
FIGURES = (
    Figure(
        code="residence", label=_("Đã giới thiệu giữ mối liên hệ nơi cư trú"), unit=MEMBERS,
        population=_("đảng viên chính thức đang công tác"), rows=introduced, of=subject,
        rule=_("Có giấy giới thiệu còn hiệu lực tại ngày chốt, trên số đảng viên đang công tác."), columns=NAMES, flow=False,
    ),
    Figure(
        code="members.meeting", label=_("Đảng viên chính thức sinh hoạt tạm thời"), unit=MEMBERS,
        population=_("đảng viên nơi khác đến sinh hoạt tạm thời"), rows=meeting,
        rule=_("Sinh hoạt tạm thời trong đơn vị tại ngày chốt; nơi sinh hoạt chính thức vẫn tính."), columns=NAMES, flow=False,
    ),
    Figure(
        code="files.complete", label=_("Hồ sơ đủ thành phần"), unit=FILES, population=ON_ROLL, rows=complete, of=on_roll,
        rule=_("Đủ giấy tờ của mục lục theo giai đoạn, hoặc mục lục hồ sơ cũ đã được chứng nhận, tại ngày chốt."), columns=NAMES, flow=False,
    ),
    Figure(
        code="files.scanned", label=_("Hồ sơ đã số hóa"), unit=FILES, population=ON_ROLL, rows=scanned, of=on_roll,
        rule=_("Mọi giấy tờ cần có đều có bản quét tại ngày chốt."), columns=NAMES, flow=False,
    ),
)  # fmt: skip
