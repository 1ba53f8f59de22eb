"""The list pages of the office as tables that are taken out to Excel; a secret paper shows only that it is there."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from nennep.journal.takeout import Listing


def _open(name: str) -> Any:
    """A value that a secret incoming paper does not show."""

    def value(row: Any) -> Any:
        if row.secrecy:
            return _t("Văn bản mật, lưu bản giấy") if name == "title" else ""
        return getattr(row, name)

    return value


INCOMING = Listing(
    "van-ban-den", _("Văn bản đến"),
    (
        (_("Số đến"), "order.value", 9), (_("Ngày đến"), "received_on", 13), (_("Cơ quan gửi"), "sender", 34), (_("Số, ký hiệu"), _open("number"), 18),
        (_("Trích yếu"), _open("title"), 60), (_("Mức khẩn"), "get_urgency_display", 14), (_("Đang ở bước"), "get_stage_display", 22),
        (_("Người xử lý"), "handler", 24), (_("Hạn xử lý"), "due_on", 13),
    ),
)  # fmt: skip
DRAFTS = Listing(
    "van-ban-dang-soan", _("Văn bản đang soạn"),
    (
        (_("Loại"), "get_kind_display", 18), (_("Trích yếu"), "title", 60), (_("Số"), "number.words", 18), (_("Đơn vị"), "unit.name", 34),
        (_("Người soạn"), "drafted_by", 24), (_("Ngày"), "drafted_on", 13),
    ),
)  # fmt: skip
RECEIVED = Listing(
    "van-ban-cap-tren-gui", _("Văn bản được gửi đến"),
    (
        (_("Loại"), "document.get_kind_display", 18), (_("Số, ký hiệu"), "document.number", 18), (_("Trích yếu"), "document.title", 60),
        (_("Nơi gửi"), "giver.name", 34), (_("Để"), "get_purpose_display", 18), (_("Ngày gửi"), "sent_on", 13), (_("Hạn"), "due_on", 13),
        (_("Đã thực hiện"), "done_on", 13),
    ),
)  # fmt: skip
ISSUERS = Listing(
    "co-quan-ban-hanh", _("Cơ quan ban hành"),
    ((_("Tên"), "name", 50), (_("Ký hiệu"), "symbol", 18), (_("Cấp"), "get_level_display", 24)),
)  # fmt: skip
FOUND = Listing(
    "ket-qua-tim-van-ban", _("Kết quả tìm văn bản"),
    (
        (_("Loại"), "document.get_kind_display", 18), (_("Số, ký hiệu"), "document.number", 18), (_("Ngày"), "document.dated", 13),
        (_("Cơ quan ban hành"), lambda one: one.document.issuer or one.document.unit.name, 34), (_("Trích yếu"), "document.title", 70),
    ),
)  # fmt: skip
STUDIES = Listing(
    "hoc-tap-quan-triet", _("Học tập, quán triệt"),
    (
        (_("Đợt"), lambda one: one[0].name, 50), (_("Văn bản"), lambda one: one[0].document.number, 18), (_("Hạn"), lambda one: one[0].due_on, 13),
        (_("Đơn vị đã tổ chức"), lambda one: one[1].held, 10), (_("Tổng số đơn vị"), lambda one: len(one[1].rows), 10),
        (_("Có mặt"), lambda one: one[1].present, 10), (_("Phải dự"), lambda one: one[1].required, 10),
    ),
)  # fmt: skip
COVERAGE = Listing(
    "theo-doi-gui-van-ban", _("Theo dõi gửi văn bản"),
    (
        (_("Nơi nhận"), "row.name", 44), (_("Để"), "row.get_purpose_display", 18), (_("Ngày gửi"), "row.sent_on", 13), (_("Mở xem"), "row.opened_on", 13),
        (_("Gửi tiếp"), "row.passed_on", 13), (_("Hạn"), "row.due_on", 13), (_("Thực hiện xong"), "row.done_on", 13), (_("Kết quả"), "row.result", 44),
        (_("Quá hạn"), "late", 10),
    ),
)  # fmt: skip
