"""Lists taken out of the system."""

from collections.abc import Iterable

from nennep.members.models import Membership
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
