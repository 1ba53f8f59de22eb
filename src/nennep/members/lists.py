"""Lists taken out of the system."""

from collections.abc import Iterable

from nennep.members.models import Departure, Membership, Transfer
from nennep.press.excel import Sheet, excel


def summary(rows: Iterable[Membership]) -> bytes:
    """Danh sách trích ngang as an Excel workbook."""
    columns = (
        ("TT", 5), ("Họ và tên", 26), ("Ngày sinh nam", 12), ("Ngày sinh nữ", 12), ("Dân tộc", 10), ("Quê quán", 24), ("Chức vụ, đơn vị", 24),
        ("Chuyên môn", 14), ("LLCT", 12), ("Tình trạng", 12), ("Số thẻ", 14), ("Chi bộ", 28),
    )  # fmt: skip
    lines = [
        (
            place, row.full_name, row.person.born_on if row.sex == "m" else "", row.person.born_on if row.sex == "f" else "", row.person.ethnicity,
            row.person.native_place, row.person.work_title, row.person.get_degree_display(), row.person.get_theory_display(),
            row.get_status_display(), row.person.card_no, row.unit.name,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    return excel([Sheet("Danh sách", columns, lines, ("DANH SÁCH TRÍCH NGANG",))])


def transfers(rows: Iterable[Transfer]) -> bytes:
    """Transfers as an Excel workbook."""
    columns = (
        ("TT", 5), ("Họ và tên", 26), ("Tình trạng", 12), ("Nơi đi", 34), ("Nơi đến", 34), ("Hình thức", 24), ("Lý do", 18), ("Giấy giới thiệu", 18),
        ("Ngày cấp", 12), ("Nộp trước hết ngày", 14), ("Đến đâu", 28), ("Báo nhận", 18),
    )  # fmt: skip
    lines = [
        (
            place, row.full_name, row.get_status_display(), row.from_name, row.to_name, row.get_kind_display(), row.get_cause_display(), row.letter_no,
            row.letter_on or "", row.answer_by or "", row.get_state_display(), row.receipt_no,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    return excel([Sheet("Chuyển sinh hoạt", columns, lines, ("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",))])


def departures(rows: Iterable[Departure]) -> bytes:
    """Graduates, retired members and those who moved jobs as an Excel workbook."""
    columns = (
        ("TT", 5), ("Họ và tên", 26), ("Trường hợp", 20), ("Từ ngày", 12), ("Quyết định", 22), ("Chi bộ", 28), ("Đến hạn", 12), ("Được gia hạn đến", 14),
        ("Ý kiến của Đoàn", 30),
    )  # fmt: skip
    lines = [
        (
            place, row.full_name, row.get_cause_display(), row.left_on, row.decision, row.unit.name, row.due_on, row.extended_to or "", row.youth_words,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    return excel([Sheet("Theo dõi", columns, lines, ("DANH SÁCH TỐT NGHIỆP, NGHỈ HƯU, CHUYỂN CÔNG TÁC",))])
