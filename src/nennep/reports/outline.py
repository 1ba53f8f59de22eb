"""The half-year report: its forty figures in order, its sections, its checks. Plain data."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words


@dataclass(frozen=True)
class Row:
    """A line of the table: its number in the list of forty, the figure's code, whether it belongs under the line above."""

    number: str
    code: str
    inner: bool = False
    lower_is_better: bool = False


TABLE: tuple[tuple[Words, tuple[Row, ...]], ...] = (
    (
        _("Tổ chức đảng"),
        (
            Row("1", "units"), Row("", "units.sectional", True), Row("", "units.cells", True),
            Row("2", "units.student_cells"), Row("", "units.joint_cells"), Row("3", "departments.uncovered"),
        ),
    ),
    (
        _("Đảng viên"),
        (
            Row("4", "members"), Row("5", "members.official", True), Row("", "members.probationary", True),
            Row("6", "members.women", True), Row("", "members.minority", True), Row("", "members.students", True),
            Row("", "members.staff", True), Row("7", "members.start"), Row("8", "increase.admitted", True),
            Row("", "increase.transferred", True), Row("", "increase.other", True), Row("9", "decrease.transferred", True),
            Row("", "decrease.deceased", True), Row("", "decrease.removed", True), Row("", "decrease.resigned", True),
            Row("", "decrease.expelled", True), Row("", "decrease.other", True), Row("10", "exempted"),
            Row("11", "members.doctors"), Row("", "members.theory"),
        ),
    ),
    (
        _("Phát triển đảng viên"),
        (
            Row("12", "training.promising"), Row("13", "training.awareness"), Row("14", "cases.open"), Row("", "cases.late", True), Row("15", "admissions"),
            Row("16", "admissions.students", True), Row("", "admissions.women", True), Row("", "admissions.no_ceremony", True),
            Row("17", "own.of_plan"), Row("", "own.of_last", True),
            Row("18", "cells.with_source"), Row("19", "recognitions"), Row("20", "recognitions.on_time", True),
            Row("21", "probation.overdue"), Row("22", "training.new_members"),
        ),
    ),
    (
        _("Quản lý đảng viên"),
        (
            Row("23", "own.moved_out"), Row("", "own.moved_in", True), Row("24", "transfers.unreceipted"),
            Row("25", "graduates.staying"), Row("", "graduates.over", True), Row("26", "own.removed"), Row("", "own.resigned", True),
            Row("", "own.expelled", True), Row("27", "badges"), Row("28", "residence"),
            Row("29", "files.complete"), Row("", "files.scanned"),
        ),
    ),
    (
        _("Sinh hoạt, học tập"),
        (
            Row("30", "meetings.regular"), Row("31", "meetings.attendance"), Row("32", "meetings.thematic"), Row("33", "meetings.good"),
            Row("34", "meetings.committee"), Row("36", "meetings.briefings"), Row("37", "study.plans"),
        ),
    ),
    (
        _("Văn phòng, cán bộ, tài chính"),
        (Row("35", "documents.issued"), Row("", "documents.received"), Row("38", "committees.filled"), Row("39", "dues")),
    ),
    (
        _("Thực hiện chỉ tiêu, nhiệm vụ, chế độ báo cáo"),
        (Row("40", "own.targets"), Row("", "own.tasks"), Row("", "own.late", lower_is_better=True), Row("", "own.reports")),
    ),
)  # fmt: skip

SECTIONS: tuple[tuple[str, Words], ...] = (
    ("I", _("Đặc điểm tình hình")),
    ("II", _("Lãnh đạo thực hiện nhiệm vụ chính trị")),
    ("III.1", _("Công tác chính trị, tư tưởng")),
    ("III.2", _("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh")),
    ("III.3", _("Công tác tổ chức, cán bộ")),
    ("III.4", _("Chất lượng sinh hoạt")),
    ("III.5", _("Công tác đảng viên, phát triển đảng")),
    ("III.6", _("Công tác kiểm tra, giám sát")),
    ("III.7", _("Công tác dân vận")),
    ("III.8", _("Công tác văn phòng, tài chính đảng")),
    ("IV", _("Lãnh đạo các tổ chức đoàn thể")),
    ("V", _("Thực hiện chỉ tiêu, nhiệm vụ")),
    ("VI.1", _("Ưu điểm")),
    ("VI.2", _("Hạn chế")),
    ("VI.3", _("Nguyên nhân")),
    ("B", _("Nhiệm vụ trọng tâm 6 tháng cuối năm")),
    ("C", _("Kiến nghị, đề xuất")),
)

OWN: dict[str, tuple[Words, Words, str]] = {
    "own.of_plan": (_("Kết nạp so với chỉ tiêu năm"), _("đảng viên"), "#dong-15"),
    "own.of_last": (_("Kết nạp so với cùng kỳ năm trước"), _("đảng viên"), "#dong-15"),
    "own.moved_out": (_("Chuyển sinh hoạt chính thức đi"), _("đảng viên"), "#dong-9"),
    "own.moved_in": (_("Chuyển sinh hoạt chính thức đến"), _("đảng viên"), "#dong-8"),
    "own.removed": (_("Xóa tên trong danh sách đảng viên"), _("đảng viên"), "#dong-9"),
    "own.resigned": (_("Xin ra khỏi Đảng"), _("đảng viên"), "#dong-9"),
    "own.expelled": (_("Khai trừ"), _("đảng viên"), "#dong-9"),
    "own.targets": (_("Chỉ tiêu hoàn thành, vượt"), _("chỉ tiêu"), "#chi-tieu"),
    "own.tasks": (_("Nhiệm vụ hoàn thành"), _("nhiệm vụ"), "#nhiem-vu"),
    "own.late": (_("Nhiệm vụ quá hạn"), _("nhiệm vụ"), "#nhiem-vu"),
    "own.reports": (_("Báo cáo của đơn vị gửi đúng hạn"), _("báo cáo"), "#don-vi"),
}
"""Figures a report counts from itself: words, what is counted, where its list stands on the page."""

AGAIN = {
    "own.moved_out": "decrease.transferred", "own.moved_in": "increase.transferred", "own.removed": "decrease.removed",
    "own.resigned": "decrease.resigned", "own.expelled": "decrease.expelled",
}  # fmt: skip
"""Lines of the forty that are told once more under their own number, and the figure they repeat."""

COUNTED = {"dues": "dues.collected"}
"""Lines entered by hand until the records hold them, and the figure that counts them then."""

INCREASE = ("increase.admitted", "increase.transferred", "increase.other")
DECREASE = (
    "decrease.transferred", "decrease.deceased", "decrease.removed", "decrease.resigned", "decrease.expelled", "decrease.other",
)  # fmt: skip
BY_UNIT = ("members", "members.probationary", "admissions", "recognitions")


def rows() -> list[Row]:
    """Every line in order."""
    return [row for _title, group in TABLE for row in group]


EXPECTED = ("admissions", "admissions.students", "recognitions")
"""Figures of which an office says what it expects of the rest of the year."""
