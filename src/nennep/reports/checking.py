"""The checks printed with a report's table: whether two ways of counting agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nennep.figures.registry import FIGURES, count_all
from nennep.members.figures import cohort, joining
from nennep.org.queries import ask
from nennep.reports import outline
from nennep.reports.models import Report
from nennep.reports.queries import Line, by_unit, period_of, totals


@dataclass(frozen=True)
class Check:
    """A check printed with the table: whether two ways of counting agree."""

    words: str
    good: bool
    left: float
    right: float


def checks(found: Iterable[Line]) -> list[Check]:
    """The checks of the table; what cannot be computed is left out."""
    part = {line.row.code: line.value.part for line in found if line.value is not None}
    total = part.get("members", 0)
    rise = sum(part.get(code, 0) for code in outline.INCREASE)
    fall = sum(part.get(code, 0) for code in outline.DECREASE)
    status = part.get("members.official", 0) + part.get("members.probationary", 0)
    moved = part.get("members.start", 0) + rise - fall
    return [
        Check(_("Chính thức + dự bị = tổng số đảng viên"), status == total, status, total),
        Check(_("Đầu kỳ + tăng − giảm = tổng số đảng viên"), moved == total, moved, total),
    ]


def further_checks(report: Report) -> list[Check]:
    """Checks that need more than the table: the sum over units, and last year's admissions with what became of them."""
    if report.frozen_at:
        return [Check(**one) for one in report.checks]
    asked = ask(report.unit, period_of(report))
    members, admitted = count_all([(FIGURES["members"], asked), (FIGURES["increase.admitted"], asked)])
    total = members.part
    below = totals(by_unit(report))
    found = (
        [Check(_("Cộng số đảng viên các đơn vị = tổng số đảng viên"), below[0] == total, below[0], total)]
        if below
        else []
    )
    joined = joining(asked)
    if joined is not None:
        words = _("Kết nạp ({a}) − lễ tổ chức sau kỳ ({b}) + lễ của quyết định kỳ trước ({c}) = tăng do kết nạp")
        left, right = joined.admitted - joined.later + joined.earlier, admitted.part
        told = words.format(a=joined.admitted, b=joined.later, c=joined.earlier)
        found.append(Check(told, left == right, left, right))
    last = cohort(ask(report.unit, asked.period.a_year_before()), report.last_day)
    if last is None or not last.admitted:
        return found
    words = _("Kết nạp cùng kỳ năm trước = đã công nhận ({a}) + còn dự bị ({b}) + đã chuyển đi, thôi ({c})")
    told = words.format(a=last.recognised, b=last.waiting, c=last.gone)
    right = last.recognised + last.waiting + last.gone
    return [*found, Check(told, last.admitted == right, last.admitted, right)]
