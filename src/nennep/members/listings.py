"""The list pages of members as tables that are taken out to Excel: what each shows, column by column."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.journal.takeout import Column, Listing

WHO: Column = (_("Họ và tên"), "full_name", 26)
CELL: Column = (_("Chi bộ"), "unit.name", 30)
DECISION: tuple[Column, ...] = ((_("Quyết định số"), "decision_no", 18), (_("Ngày quyết định"), "decided_on", 13))
STATE: Column = (_("Tình trạng"), "get_state_display", 22)

BADGES = Listing(
    "huy-hieu-dang", _("Danh sách đề nghị tặng Huy hiệu Đảng"),
    (
        WHO, (_("Huy hiệu (năm)"), "years", 10), CELL, (_("Ngày vào Đảng"), "joined_on", 13), (_("Ngày đủ năm"), "reached_on", 13), STATE, *DECISION,
        (_("Ghi chú"), "note", 30),
    ),
)  # fmt: skip
CERTIFICATES = Listing(
    "giay-chung-nhan-nhan-thuc", _("Giấy chứng nhận học lớp nhận thức về Đảng"),
    (
        (_("Họ và tên"), "case.full_name", 26), (_("Chi bộ"), "case.unit.name", 30), (_("Số"), "number", 18), (_("Nơi cấp"), "issuer", 30),
        (_("Ngày cấp"), "issued_on", 13), (_("Giá trị đến"), "expires_on", 13),
    ),
)  # fmt: skip
PROBATION = Listing(
    "dang-vien-du-bi", _("Đảng viên dự bị"),
    (
        (_("Họ và tên"), "row.full_name", 26), (_("Chi bộ"), "row.unit.name", 30), (_("Bắt đầu dự bị"), "row.held_since", 13),
        (_("Hết thời gian dự bị"), "ends", 13), (_("Số ngày còn lại"), "left", 10), (_("Theo dõi"), "stage", 30),
    ),
)  # fmt: skip
LEAVINGS = Listing(
    "ra-khoi-dang-mien-sinh-hoat", _("Ra khỏi Đảng, miễn sinh hoạt"),
    (
        WHO, (_("Hình thức"), "get_kind_display", 22), CELL, *DECISION, (_("Tình trạng"), "standing", 22), (_("Từ ngày"), "effective_on", 13), (_("Đến ngày"), "until", 13),
        (_("Trả lời khiếu nại trước hết ngày"), "answer_by", 16),
    ),
)  # fmt: skip
LETTERS = Listing(
    "tham-tra-ly-lich", _("Công văn thẩm tra lý lịch"),
    (
        (_("Người được thẩm tra"), "about", 28), (_("Quan hệ"), "relation", 16), (_("Hồ sơ của"), "case.full_name", 26),
        (_("Chiều"), lambda row: str(_("nơi khác hỏi")) if row.incoming else str(_("ta hỏi")), 14), (_("Nơi"), "place", 34), (_("Công văn"), "number", 18),
        (_("Ngày gửi, nhận"), "sent_on", 13), (_("Hạn"), "due_on", 13), (_("Ngày trả lời"), "returned_on", 13), (_("Văn bản trả lời"), "reply_number", 18),
    ),
)  # fmt: skip
STRENGTH = Listing(
    "so-luong-dang-vien", _("Số lượng đảng viên theo quy định"),
    (
        (_("Quy định"), lambda row: row[0].says[0], 60), (_("Đơn vị"), lambda row: row[1].one.spell.name, 40),
        (_("Đơn vị cấp trên"), lambda row: getattr(row[1].one.spell.parent, "name", ""), 40), (_("Số lượng"), lambda row: row[1].n, 10),
        (_("Tình trạng"), lambda row: row[1].words, 50), (_("Đến ngày"), lambda row: row[1].one.spell.unit.last_day, 13),
    ),
)  # fmt: skip
ROUNDS = Listing(
    "dot-ra-soat", _("Các đợt rà soát, nhận xét"),
    (
        (_("Tên đợt"), "name", 44), (_("Loại"), "get_kind_display", 24), (_("Đơn vị mở"), "unit.name", 34), (_("Mở ngày"), "opened_on", 13),
        (_("Hạn"), "due_on", 13), (_("Đóng ngày"), "closed_on", 13),
    ),
)  # fmt: skip
SCREENED = Listing(
    "ra-soat-sang-loc", _("Danh sách rà soát, sàng lọc"),
    (
        WHO, CELL, (_("Tiêu chí"), lambda row: "; ".join(row.reasons), 44), (_("Trao đổi ngày"), "talked_on", 13), (_("Người trao đổi"), "talked_by", 24),
        (_("Kết luận"), "get_outcome_display", 20), (_("Biện pháp"), "remedy", 40), (_("Đến ngày"), "remedy_until", 13),
    ),
)  # fmt: skip
SHEETS = Listing(
    "nhan-xet-noi-cu-tru", _("Nhận xét nơi cư trú"),
    (WHO, CELL, (_("Phường, xã"), "ward", 34), (_("Nhận xét"), "get_judged_display", 20), (_("Phiếu về ngày"), "returned_on", 13)),
)  # fmt: skip
SCORES = Listing(
    "so-hoa-ho-so", _("Số hóa hồ sơ theo chi bộ"),
    (
        CELL, (_("Đảng viên"), "members", 10), (_("Hồ sơ đủ"), "complete", 10), (_("Đã quét"), "scanned", 10), (_("Chờ quét"), "waiting", 10),
    ),
)  # fmt: skip
AMENDMENTS = Listing(
    "de-nghi-sua-ho-so", _("Đề nghị sửa hồ sơ"),
    (
        (_("Họ và tên"), "row.person.full_name", 26), (_("Chi bộ"), "row.unit.name", 30), (_("Mục"), "label", 30), (_("Gửi lúc"), "row.proposed_at", 18),
    ),
)  # fmt: skip
DOUBLES = Listing(
    "ghi-trung", _("Đảng viên có thể ghi trùng"),
    (
        (_("Họ và tên"), "name", 26), (_("Đơn vị"), "unit", 34), (_("Lần ghi kia"), "elsewhere", 34), (_("Trùng số định danh"), "same_number", 12),
        (_("Trùng họ tên, ngày sinh"), "same_birth", 12),
    ),
)  # fmt: skip
COMMITTEE = Listing(
    "danh-sach-cap-uy", _("Danh sách cấp ủy"),
    (
        (_("Họ và tên"), "first.person.full_name", 26), (_("Ngày sinh"), "first.person.born_on", 13),
        (_("Chức danh"), lambda one: "; ".join(row.seat.title for row in one.tenures), 44), (_("Từ ngày"), "first.since", 13), (_("Văn bản"), "first.decision", 24),
    ),
)  # fmt: skip
TRANSFERS = Listing(
    "chuyen-sinh-hoat", _("Danh sách chuyển sinh hoạt đảng"),
    (
        WHO, (_("Tình trạng đảng viên"), "get_status_display", 14), (_("Nơi đi"), "from_name", 34), (_("Nơi đến"), "to_name", 34),
        (_("Hình thức"), "get_kind_display", 24), (_("Lý do"), "get_cause_display", 18), (_("Giấy giới thiệu"), "letter_no", 18), (_("Ngày cấp"), "letter_on", 13),
        (_("Nộp trước hết ngày"), "answer_by", 14), (_("Đến đâu"), "get_state_display", 28), (_("Báo nhận"), "receipt_no", 18),
    ),
)  # fmt: skip
DEPARTURES = Listing(
    "theo-doi-chuyen-di", _("Danh sách tốt nghiệp, nghỉ hưu, chuyển công tác"),
    (
        WHO, (_("Trường hợp"), "get_cause_display", 22), (_("Từ ngày"), "left_on", 13), (_("Quyết định"), "decision", 22), CELL, (_("Đến hạn"), "due_on", 13),
        (_("Được gia hạn đến"), "extended_to", 14), (_("Ý kiến của Đoàn"), "youth_words", 34),
    ),
)  # fmt: skip
WATCHED = Listing(
    "can-theo-doi", _("Các trường hợp cần theo dõi"),
    ((_("Vấn đề"), "label", 34), (_("Họ và tên"), "row.full_name", 26), (_("Chi bộ"), "row.unit.name", 34)),
)  # fmt: skip
IMPORTS = Listing(
    "cac-tep-da-nhap", _("Các tệp đã nhập"),
    (
        (_("Tệp"), "file_name", 44), (_("Số dòng"), "total", 10), (_("Trạng thái"), lambda row: str(STATES[row.state]), 16), (_("Lúc"), "made_at", 18),
    ),
)  # fmt: skip
STATES: dict[str, Words] = {
    "match": _("chờ chọn cột"), "new": _("chờ kiểm tra"), "read": _("chờ nhập"), "taken": _("đã nhập"), "dropped": _("đã bỏ"),
}  # fmt: skip
PACES = Listing(
    "tien-do-phat-trien-dang", _("Tiến độ phát triển đảng theo đơn vị"),
    (
        (_("Đơn vị"), "unit.name", 40), (_("Quần chúng ưu tú"), "candidates", 12), (_("Đang làm hồ sơ"), "files", 12), (_("Quá hạn"), "late", 10),
        (_("Kết nạp trong năm"), "admitted", 12), (_("Chỉ tiêu"), "goal", 10),
    ),
)  # fmt: skip


def watched(tiles: Any) -> Iterator[dict[str, Any]]:
    """The rows of the board that should be empty, each with what is wrong."""
    for label, rows, _kind in tiles:
        for row in rows.select_related("unit"):
            yield {"label": label, "row": row}


DRAFTS = Listing(
    "phuong-an-sap-xep", _("Phương án sắp xếp tổ chức"),
    ((_("Phương án"), "name", 40), (_("Tổ chức"), "unit.name", 40), (_("Ngày lập"), "made_on", 13), STATE),
)  # fmt: skip


def pace(firsts: list[date]) -> Listing:
    """Admissions by half-year, a column for each."""
    words = {1: _("Nửa đầu {year}"), 7: _("Nửa cuối {year}")}
    columns = [
        (str(words[first.month]).format(year=first.year), lambda row, place=place: row.cells[place][0], 10.0)
        for place, first in enumerate(firsts)
    ]
    return Listing("ket-nap-theo-nua-nam", _("Kết nạp theo từng nửa năm"), ((_("Đơn vị"), "unit.name", 44), *columns))
