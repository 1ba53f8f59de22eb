"""The list pages of reports as tables that are taken out to Excel."""

from django.utils.translation import gettext_lazy as _

from nennep.journal.takeout import Listing

REPORTS = Listing(
    "bao-cao", _("Danh sách báo cáo"),
    (
        (_("Tên báo cáo"), "name", 60), (_("Đơn vị"), "unit.name", 40), (_("Từ ngày"), "since", 13), (_("Tính đến ngày"), "last_day", 13),
        (_("Đang ở bước"), "get_stage_display", 24), (_("Số"), "number", 18), (_("Ngày"), "dated", 13),
    ),
)  # fmt: skip
OWED = Listing(
    "gui-bao-cao", _("Tình hình gửi báo cáo"),
    (
        (_("Đơn vị"), "unit.name", 44), (_("Gửi ngày"), "sent_on", 13), (_("Số lần nhắc"), "reminded", 10), (_("Nhận xét ngày"), "verdict_on", 13),
        (_("Nhận xét"), "verdict_note", 44),
    ),
)  # fmt: skip
