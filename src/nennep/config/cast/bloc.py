"""The rest of the invented bloc, for the demonstration: further universities, the bloc's own plan, a round of reports."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from nennep.config.cast import candidates
from nennep.config.cast.build import FOUNDED, Cast, fill_cell, founder
from nennep.config.cast.names import Namer
from nennep.core.actor import Actor
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.org import actions as org
from nennep.org.models import Unit, UnitKind
from nennep.programmes import actions as plans
from nennep.programmes.models import Target
from nennep.programmes.queries import population
from nennep.reports import actions as reports

PLAN = Path(__file__).with_name("data") / "ke-hoach-khoi.txt"
UPPER = "ĐẢNG BỘ KHỐI CÁC TRƯỜNG ĐẠI HỌC SÔNG HỒNG"
# code, name, cells: (name, student cell, official members, admitted last year, admitted this year)
UNIVERSITIES: tuple[tuple[str, str, tuple[tuple[str, bool, int, int, int], ...]], ...] = (
    ("TG", "Trường Đại học Tân Giang", (("Khoa Cơ khí", False, 15, 3, 2), ("Khối hành chính", False, 11, 1, 0), ("Sinh viên", True, 6, 9, 8))),
    ("BN", "Trường Đại học Bình Nguyên", (("Khoa Nông học", False, 14, 2, 1), ("Khoa Thú y", False, 9, 2, 1), ("Sinh viên", True, 5, 7, 3))),
    ("ST", "Học viện Kỹ nghệ Sông Thao", (("Khoa Điện", False, 16, 4, 3), ("Khoa Xây dựng", False, 12, 3, 2), ("Sinh viên", True, 7, 10, 9))),
    ("AP", "Trường Đại học An Phú", (("Khoa Du lịch", False, 10, 2, 0), ("Khoa Kế toán", False, 12, 1, 1), ("Sinh viên", True, 4, 6, 2))),
    ("VX", "Trường Đại học Vạn Xuân", (("Khoa Kiến trúc", False, 13, 2, 2), ("Phòng ban", False, 10, 1, 1), ("Sinh viên", True, 6, 8, 6))),
)  # fmt: skip
SHARES = {"BV": 80, "LH": 20, "TG": 20, "BN": 15, "ST": 25, "AP": 12, "VX": 15}


def fill(cast: Cast) -> None:
    """Universities, plan, shares and round; as the people of the bloc's office did it."""
    with acting_as(founder()), transaction.atomic():
        _universities(cast, founder())
        candidates.fill(cast, founder())
    khoi, secretary = cast.actor("khoi"), cast.actor("khoi_bithu")
    with acting_as(khoi), transaction.atomic():
        document = papers.take_in_paper(cast.units["K"], by=khoi, text=PLAN.read_text(encoding="utf-8")).document
        for kind in ("header", "citation", "target", "task", "recipient"):
            papers.decide_all(document, by=khoi, kind=kind)
        programme = plans.confirm_plan(
            document, by=khoi, name="Công tác xây dựng Đảng năm 2023", since=date(2023, 1, 1), until=date(2024, 1, 1)
        )
    with acting_as(secretary), transaction.atomic():
        programme = plans.approve_programme(programme, by=secretary)
    with acting_as(khoi), transaction.atomic():
        target = Target.objects.get(programme=programme, figure="admissions")
        units = population("grassroots", cast.units["K"], date(2023, 7, 3))
        plans.assign_shares(target, by=khoi, values={unit: Decimal(SHARES[unit.code]) for unit in units})
        reports.open_round(
            cast.units["K"], by=khoi, name="Báo cáo công tác 6 tháng đầu năm 2023", since=date(2023, 1, 1), last_day=date(2023, 6, 30),
            due_on=date(2023, 7, 5), units=units,
        )  # fmt: skip


def _universities(cast: Cast, by: Actor) -> None:
    kinds, namer = {kind.code: kind for kind in UnitKind.objects.all()}, Namer(11)
    number = 1000
    for code, name, cells in UNIVERSITIES:
        cast.units[code] = above = org.found_unit(
            cast.units["K"], by=by, kind=kinds["grassroots"], name=f"Đảng bộ {name}", since=FOUNDED, code=code, symbol="ĐU", place="Hà Nội",
            upper_line=UPPER,
        )  # fmt: skip
        for place, (cell, student, *sizes) in enumerate(cells, 1):
            made: Unit = org.found_unit(
                above, by=by, kind=kinds["cell"], name=f"Chi bộ {cell}", since=FOUNDED, code=f"{code}-{place}", is_student=student
            )  # fmt: skip
            number = fill_cell(made, by, namer, number, *sizes)
