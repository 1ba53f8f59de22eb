"""Model titles of the invented organisation: four cells have registered, one told of its half-year."""

from datetime import date

from django.db import transaction

from nennep.config.cast.build import Cast, founder
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.reviews import actions

AIMS = {
    "BV-LU": "Mỗi quý một chuyên đề gắn với nghiên cứu khoa học; không để nhiệm vụ quá hạn.",
    "BV-S1": "Kết nạp đủ chỉ tiêu; đảng viên chính thức kèm cặp đảng viên dự bị.",
    "BV-QT": "Sinh hoạt đúng ngày, có chuẩn bị trước năm ngày; thu nộp đảng phí đủ, đúng hạn.",
    "BV-KT1": "Đổi mới cách ra nghị quyết: ngắn, có người làm, có hạn, có kiểm tra.",
}


def fill(cast: Cast) -> None:
    """Registrations of January, one look at mid-year."""
    by = founder()
    with acting_as(by), transaction.atomic():
        for code, aim in AIMS.items():
            with on_day(date(2023, 1, 16)):
                row = actions.register_model(cast.units[code], by=by, year=2023, aim=aim)
            if code == "BV-LU":
                with on_day(date(2023, 6, 28)):
                    words = "Đã tổ chức hai chuyên đề, hoàn thành bốn nhiệm vụ; còn một nhiệm vụ chờ minh chứng."
                    actions.review_half(row, by=by, seen=row.version, words=words)
