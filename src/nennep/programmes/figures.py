"""What can be counted of the accreditation register: as of a day, opened into its entries."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.core.words import Words
from nennep.figures.registry import Ask, Column, Figure
from nennep.programmes.models import Course

COLUMNS = (
    Column("name", _("Chương trình, cơ sở đào tạo")),
    Column("school", _("Trường")),
    Column("get_standard_display", _("Kiểm định")),
    Column("accredited_on", _("Ngày công nhận")),
)


def courses(ask: Ask) -> QuerySet[Course]:
    """Training programmes in the register."""
    return Course.objects.filter(inside(ask.ranges), whole_school=False).order_by("school", "name", "pk")


def accredited(ask: Ask) -> Q:
    """Accredited on the last day of the period."""
    day = ask.period.last
    return Q(accredited_on__lte=day, valid_until__gt=day) & ~Q(standard="")


def schools(ask: Ask) -> QuerySet[Course]:
    """Institutions in the register."""
    return Course.objects.filter(inside(ask.ranges), whole_school=True).order_by("school", "pk")


def _figure(code: str, label: Words, unit: Words, population: Words, whole_school: bool) -> Figure:
    of = schools if whole_school else courses
    return Figure(
        code=code,
        label=label,
        unit=unit,
        population=population,
        rows=lambda ask: of(ask).filter(accredited(ask)),
        of=of,
        rule=_("Theo sổ kiểm định, còn hiệu lực tại ngày chốt số liệu."),
        columns=COLUMNS,
        flow=False,
        named=False,
        right="programmes.see",
    )


OFFERED = (
    _figure(
        "courses.accredited", _("Chương trình đào tạo đã kiểm định"), _("chương trình"),
        _("chương trình đào tạo có trong sổ kiểm định"), False,
    ),
    _figure(
        "schools.accredited", _("Cơ sở đào tạo đã kiểm định"), _("cơ sở đào tạo"),
        _("cơ sở đào tạo có trong sổ kiểm định"), True,
    ),
)  # fmt: skip
