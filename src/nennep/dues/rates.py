"""Rates, ceilings, shares and days of dues: which row of the rule book speaks for a member and a month.

Sources: 01-QĐ/TW (2026) and, for the years before, 342-QĐ/TW (2010) for the Party; 61/QĐ-TLĐ for the union. How sure
each value is stands in its row.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from nennep.dues import rules
from nennep.dues.models import Basis, Cause, Kind, Relief
from nennep.duties import rulebook
from nennep.duties.models import DatedRule
from nennep.duties.rulebook import InForce, Key
from nennep.org.models import Association, Unit
from nennep.viet.write import number

PAY, WAGE, SUM = _("phần tiền lương, thu nhập"), _("phần lương tối thiểu"), _("đồng/tháng")
DAY, MONTHS, KEPT, DONG = _("ngày trong tháng"), _("tháng"), _("phần được trích giữ lại"), _("đồng")
KEYS = (
    Key("dues.party.insured", _("Đảng phí của đảng viên đóng bảo hiểm xã hội bắt buộc"), PAY, True),
    Key("dues.party.allowance", _("Đảng phí khi nghỉ ốm, thai sản hưởng trợ cấp"), PAY, True),
    Key("dues.party.pension", _("Đảng phí của đảng viên hưởng lương hưu"), PAY, True),
    Key("dues.party.uninsured", _("Đảng phí của đảng viên trong tuổi lao động không đóng bảo hiểm"), WAGE, True),
    Key("dues.party.elder", _("Đảng phí của đảng viên hết tuổi lao động không có lương hưu"), WAGE, True),
    Key("dues.party.student", _("Đảng phí của học sinh, sinh viên"), SUM),
    Key("dues.union.member", _("Đoàn phí công đoàn"), PAY, True),
    Key("dues.union.cap", _("Đoàn phí công đoàn nhiều nhất"), _("phần lương cơ sở"), True),
    Key("dues.youth.paid", _("Đoàn phí Đoàn Thanh niên, đoàn viên có lương"), SUM),
    Key("dues.youth.unpaid", _("Đoàn phí Đoàn Thanh niên, đoàn viên không lương"), SUM),
    Key("dues.wage.base", _("Lương cơ sở để tính đoàn phí công đoàn"), SUM),
    Key("dues.wage.region1", _("Lương tối thiểu vùng I để tính đảng phí"), SUM),
    Key("dues.wage.region2", _("Lương tối thiểu vùng II để tính đảng phí"), SUM),
    Key("dues.wage.region3", _("Lương tối thiểu vùng III để tính đảng phí"), SUM),
    Key("dues.wage.region4", _("Lương tối thiểu vùng IV để tính đảng phí"), SUM),
    Key("dues.party.exempt.age", _("Tuổi Đảng được miễn đóng đảng phí, từ"), _("năm")),
    Key("dues.reduction.low", _("Mức giảm đảng phí thứ nhất"), _("phần"), True),
    Key("dues.reduction.middle", _("Mức giảm đảng phí thứ hai"), _("phần"), True),
    Key("dues.reduction.high", _("Mức giảm đảng phí thứ ba"), _("phần"), True),
    Key("dues.reduction.months", _("Giảm, miễn đảng phí vì khó khăn mỗi lần, nhiều nhất"), MONTHS),
    Key("dues.party.unpaid", _("Không đóng đảng phí trong năm thì xem xét xóa tên, từ"), MONTHS),
    Key("dues.ahead", _("Đóng trước nhiều nhất"), MONTHS),
    Key("dues.rounding", _("Làm tròn mức đóng đến"), DONG),
    Key("dues.collect.day", _("Thu đảng phí, đoàn phí, hội phí của tháng chậm nhất"), DAY),
    Key("dues.statement.day", _("Nộp phần của quý trước lên cấp trên, tháng đầu quý sau chậm nhất"), DAY),
    Key("dues.party.kept.cell", _("Chi bộ được trích giữ lại đảng phí"), KEPT, True),
    Key("dues.party.kept.grassroots", _("Tổ chức cơ sở đảng được trích giữ lại đảng phí"), KEPT, True),
    Key("dues.party.kept.upper", _("Đảng bộ cấp trên cơ sở được trích giữ lại đảng phí"), KEPT, True),
    Key("dues.union.kept", _("Công đoàn cơ sở được giữ lại đoàn phí"), KEPT, True),
    Key("dues.youth.kept", _("Tổ chức Đoàn được giữ lại đoàn phí"), KEPT, True),
    Key("dues.other.kept", _("Hội được giữ lại hội phí"), KEPT, True),
)
RATE = {
    Kind.INSURED: "dues.party.insured", Kind.ALLOWANCE: "dues.party.allowance", Kind.PENSION: "dues.party.pension",
    Kind.UNINSURED: "dues.party.uninsured", Kind.ELDER: "dues.party.elder", Kind.STUDENT: "dues.party.student",
    Kind.UNION: "dues.union.member", Kind.YOUTH_PAID: "dues.youth.paid", Kind.YOUTH_UNPAID: "dues.youth.unpaid",
}  # fmt: skip
BY_PAY = {Kind.INSURED, Kind.ALLOWANCE, Kind.PENSION, Kind.UNION}
BY_WAGE = {Kind.UNINSURED, Kind.ELDER}
OF = {
    Association.PARTY: (Kind.INSURED, Kind.STUDENT, Kind.PENSION, Kind.ALLOWANCE, Kind.UNINSURED, Kind.ELDER, Kind.AGREED),
    Association.UNION: (Kind.UNION, Kind.AGREED), Association.YOUTH: (Kind.YOUTH_UNPAID, Kind.YOUTH_PAID, Kind.AGREED),
}  # fmt: skip
REDUCTIONS = ("dues.reduction.low", "dues.reduction.middle", "dues.reduction.high")
CEILING = "dues.union.cap"


@dataclass(frozen=True)
class Reckoned:
    """What one member owes for a month, in đồng, how it was reckoned and by which text."""

    due: int
    said: str
    source: str = ""


class NoRate(LookupError):
    """No rate of a kind was in force in a month."""


def kinds_of(association: str) -> tuple[Kind, ...]:
    """The kinds of members an association knows."""
    return OF.get(Association(association), (Kind.AGREED,))


def book(day: date) -> InForce:
    """The rules in force on a day."""
    return rulebook.on(day)


def _in_force(given: InForce, key: str) -> DatedRule:
    """The row of a rate that had begun by the day; a rate of later years is none."""
    row = given.row(key)
    if row.valid_from > given.day:
        raise NoRate(key)
    return row


def reckon(basis: Basis, given: InForce) -> Reckoned:
    """What a basis comes to by the rules of a month. Raises NoRate."""
    if basis.relief == Relief.EXEMPT:
        return Reckoned(0, f"Được miễn: {basis.get_cause_display()}", basis.paper)
    full = _full(basis, given)
    if basis.relief != Relief.REDUCED:
        return full
    part, step = Fraction(basis.reduction), given.number("dues.rounding")
    return Reckoned(rules.reduced(full.due, part, step=step), f"{full.said}, giảm {per_cent(part)}", full.source)


def _full(basis: Basis, given: InForce) -> Reckoned:
    kind = Kind(basis.kind)
    if kind == Kind.AGREED:
        return Reckoned(basis.base, "Mức riêng", basis.paper)
    row = _in_force(given, RATE[kind])
    if kind not in BY_PAY | BY_WAGE:
        return Reckoned(int(row.value), "Mức ấn định", row.source)
    base = basis.base if kind in BY_PAY else int(_in_force(given, f"dues.wage.region{basis.region}").value)
    part, step, most = Fraction(row.value), given.number("dues.rounding"), None
    if kind == Kind.UNION:
        most = rules.part_of(given.number("dues.wage.base"), Fraction(given.row(CEILING).value))
    due = rules.part_of(base, part, step=step, most=most)
    return Reckoned(due, f"{per_cent(part)} × {number(base)}", row.source)


def part_of(text: str) -> Fraction:
    """A share as it stands in a row: 3/10."""
    return Fraction(text)


def per_cent(part: Fraction) -> str:
    """1/100 → 1%; 3/1000 → 0,3%."""
    return f"{number(float(part * 100))}%"


def deadline(month: date, given: InForce) -> date:
    """The last day on which the dues of a month are in time."""
    return month.replace(day=min(max(given.number("dues.collect.day"), 1), 28))


def kept_by(unit: Unit, given: InForce) -> DatedRule:
    """The row that says which share of dues a unit keeps."""
    association = unit.kind.association
    if association != Association.PARTY:
        known = association in (Association.UNION, Association.YOUTH)
        return given.row(f"dues.{association}.kept" if known else "dues.other.kept")
    level = "cell" if unit.kind.is_cell else "grassroots" if unit.kind.is_grassroots else "upper"
    return given.row(f"dues.party.kept.{level}")


def needs_age(basis_cause: str) -> bool:
    """Whether a cause of exemption is Party age."""
    return basis_cause == Cause.AGE
