"""What can be counted of units."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.core.words import Words
from nennep.figures.registry import Ask, Column, Figure
from nennep.org.models import CoverException, Service, UnitSpell

NAMES = (Column("name", _("Đơn vị")), Column("kind.name", _("Loại")), Column("since", _("Từ ngày")))


def alive(ask: Ask) -> QuerySet[UnitSpell]:
    """Units below the asked one, alive on the last day."""
    day = ask.period.last
    return (
        UnitSpell.objects.filter(inside(ask.ranges), since__lte=day, until__gt=day)
        .exclude(unit_id=ask.unit_id)
        .order_by("key")
    )


def party(ask: Ask) -> QuerySet[UnitSpell]:
    """Party units below the asked one; for a cell itself, the cell."""
    return alive(ask).filter(kind__association="party")


def uncovered(ask: Ask) -> QuerySet[UnitSpell]:
    """Administrative units that no cell serves on the last day, approved exceptions left out."""
    day = ask.period.last
    served = Service.objects.filter(served=OuterRef("unit"), since__lte=day, until__gt=day)
    excused = CoverException.objects.filter(unit=OuterRef("unit"), since__lte=day, until__gt=day)
    return alive(ask).filter(~Exists(served), ~Exists(excused), kind="department")


def _units(code: str, label: Words, rows: Callable[[Ask], QuerySet[UnitSpell]], rule: Words) -> Figure:
    return Figure(
        code=code,
        label=label,
        unit=_("tổ chức"),
        population=_("đơn vị trực thuộc tại ngày chốt"),
        rows=rows,
        rule=rule,
        columns=NAMES,
        flow=False,
        named=False,
        right="org.see",
    )


FIGURES = (
    _units("units", _("Tổ chức đảng trực thuộc"), party, _("Đơn vị đang hoạt động tại ngày chốt.")),
    _units(
        "units.sectional",
        _("Đảng bộ bộ phận"),
        lambda ask: party(ask).filter(kind="sectional"),
        _("Theo loại tại ngày chốt."),
    ),
    _units(
        "units.cells", _("Chi bộ"), lambda ask: party(ask).filter(kind__is_cell=True), _("Theo loại tại ngày chốt.")
    ),
    _units(
        "units.grassroots",
        _("Tổ chức cơ sở đảng"),
        lambda ask: party(ask).filter(kind__is_grassroots=True),
        _("Theo loại tại ngày chốt."),
    ),
    _units(
        "units.student_cells",
        _("Chi bộ sinh viên"),
        lambda ask: party(ask).filter(is_student=True),
        _("Đặc điểm tại ngày chốt."),
    ),
    _units(
        "units.joint_cells",
        _("Chi bộ ghép"),
        lambda ask: party(ask).filter(is_joint=True),
        _("Đặc điểm tại ngày chốt."),
    ),
    _units(
        "departments.uncovered",
        _("Đơn vị hành chính chưa có chi bộ"),
        uncovered,
        _("Không có chi bộ phục vụ, trừ trường hợp đã được đồng ý."),
    ),
)
