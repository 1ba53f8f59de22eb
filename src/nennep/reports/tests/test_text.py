"""The text of a report as it is drafted and as it is printed."""

from datetime import date

import pytest

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.press.paper import Heading, Para
from nennep.reports import papers
from nennep.reports.models import Report, Stage
from nennep.reports.retelling import of_area


def test_a_minimum_in_each_unit_is_told_in_units() -> None:
    goal = {
        "name": "100% chi bộ sinh hoạt chuyên đề", "area": "meetings", "value": 600 / 7, "goal": 100.0, "percent": 600 / 7, "state": "on_way",
        "label": "% đơn vị đạt tối thiểu 4 lần/năm", "units": [12, 14],
    }  # fmt: skip
    assert of_area("meetings", [goal], []) == [
        "- 100% chi bộ sinh hoạt chuyên đề: 12/14 đơn vị đạt tối thiểu 4 lần/năm, đạt 85,7% mức đề ra (đang thực hiện)."
    ]


@pytest.mark.django_db
def test_a_signed_report_leaves_out_what_nobody_wrote_and_its_numbers_run_on(cast: Cast) -> None:
    with acting_as(cast.actor("lan")):
        report = Report(
            unit=cast.units["BV"], name="kết quả 6 tháng", since=date(2023, 1, 1), until=date(2023, 7, 1), stage=Stage.DRAFT,
            sections={"I": "Tình hình.", "II": "[Bổ sung.]", "III.1": "[Bổ sung.]", "III.3": "Tổ chức.", "B": "Việc sắp tới.", "C": "[Nêu.]"},
        )  # fmt: skip

        def printed() -> list[str]:
            blocks = papers.paper(report).blocks
            return [one.text for one in blocks if isinstance(one, Heading | Para)]

        drafted = printed()
        assert "[Bổ sung.]" in drafted and "…" in drafted and "IV. Lãnh đạo các tổ chức đoàn thể" in drafted
        report.stage = Stage.SIGNED
        assert printed() == [
            "Phần thứ nhất\nKẾT QUẢ THỰC HIỆN", "I. Đặc điểm tình hình", "Tình hình.", "II. Công tác xây dựng Đảng",
            "1. Công tác tổ chức, cán bộ", "Tổ chức.", "Phần thứ hai\nNHIỆM VỤ TRỌNG TÂM", "Việc sắp tới.",
        ]  # fmt: skip
