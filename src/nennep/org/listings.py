"""The list pages of units and authority as tables that are taken out to Excel."""

from django.utils.translation import gettext_lazy as _

from nennep.journal.takeout import Listing

UNITS = Listing(
    "cay-to-chuc", _("Các đơn vị trong phạm vi"),
    (
        (_("Mã đơn vị"), "unit.code", 14), (_("Tên đơn vị"), "name", 50), (_("Loại đơn vị"), "kind.name", 28), (_("Đơn vị cấp trên"), "parent.name", 44),
        (_("Thành lập"), "unit.since", 13),
    ),
)  # fmt: skip
AUTHORITY = Listing(
    "tai-khoan-phan-quyen", _("Tài khoản và phân quyền"),
    (
        (_("Họ và tên"), lambda one: one[1].full_name if one[1] else "", 26), (_("Tên đăng nhập"), lambda one: one[1].username if one[1] else "", 18),
        (_("Vai trò"), lambda one: one[0].title or one[0].role_words, 30), (_("Thay cho"), lambda one: one[2].full_name if one[2] else "", 26),
        (_("Đơn vị"), lambda one: one[0].unit.name, 40), (_("Từ ngày"), lambda one: one[0].since, 13), (_("Đến ngày"), lambda one: one[0].until, 13),
    ),
)  # fmt: skip
OUTSIDE = Listing(
    "to-chuc-ngoai-he-thong", _("Tổ chức ngoài hệ thống"),
    ((_("Tên"), "name", 50), (_("Ký hiệu"), "symbol", 14), (_("Địa chỉ"), "address", 44)),
)  # fmt: skip
COVERAGE = Listing(
    "chi-bo-phu-trach-don-vi", _("Đơn vị hành chính và chi bộ"),
    (
        (_("Đơn vị hành chính"), "unit.name", 44), (_("Chi bộ"), lambda row: "; ".join(one.unit.name for one in row.services), 44),
        (_("Ngoại lệ"), lambda row: "; ".join(f"{one.reason} ({one.decision})" for one in row.exceptions), 44), (_("Chưa có chi bộ"), "open", 12),
    ),
)  # fmt: skip
RULES = Listing(
    "quy-dinh-co-so-lieu", _("Quy định có số liệu"),
    (
        (_("Quy định"), "key.label", 50), (_("Giá trị"), "row.value", 12), (_("Đơn vị tính"), "key.unit", 14), (_("Từ ngày"), "row.valid_from", 13),
        (_("Căn cứ"), "row.source", 50), (_("Độ tin cậy"), "row.get_confidence_display", 20),
    ),
)  # fmt: skip
INVITATIONS = Listing(
    "giay-moi", _("Giấy mời"),
    ((_("Việc"), "matter", 60), (_("Lúc"), "at", 18), (_("Nơi"), "place", 34), (_("Đơn vị mời"), "unit.name", 40)),
)  # fmt: skip
