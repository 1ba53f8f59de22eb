"""The register of papers as a table that is taken out to Excel."""

from django.utils.translation import gettext_lazy as _

from nennep.journal.takeout import Listing

REGISTER = Listing(
    "danh-muc-van-ban", _("Danh mục văn bản"),
    (
        (_("Số, ký hiệu"), "number", 18), (_("Ngày"), "dated", 13), (_("Loại"), "get_kind_display", 18), (_("Trích yếu"), lambda row: row.title or row.file_name, 70),
        (_("Cơ quan ban hành"), lambda row: row.issuer or row.unit.name, 34),
    ),
)  # fmt: skip
