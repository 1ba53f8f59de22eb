"""Scope of the office's tables, the house's list of issuing bodies, and the books kept so far."""

from typing import Any

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure
from nennep.viet.order import fold

BODIES = (
    ("Ban Chấp hành Trung ương", "TW", "central"), ("Bộ Chính trị", "TW", "central"), ("Ban Bí thư", "TW", "central"),
    ("Văn phòng Trung ương Đảng", "VPTW", "central"), ("Ban Tổ chức Trung ương", "BTCTW", "central"),
    ("Ban Tuyên giáo và Dân vận Trung ương", "BTGDVTW", "central"), ("Ban Tuyên giáo Trung ương", "BTGTW", "central"),
    ("Ban Nội chính Trung ương", "BNCTW", "central"), ("Ủy ban Kiểm tra Trung ương", "UBKTTW", "central"),
    ("Ban Chính sách, chiến lược Trung ương", "BCSCLTW", "central"), ("Tỉnh ủy", "TU", "province"), ("Thành ủy", "TU", "province"),
    ("Chính phủ", "NĐ-CP", "state"), ("Thủ tướng Chính phủ", "TTg", "state"), ("Bộ Giáo dục và Đào tạo", "BGDĐT", "state"),
    ("Bộ Nội vụ", "BNV", "state"), ("Quốc hội", "QH", "state"), ("Đảng ủy Khối", "ĐUK", "upper"),
)  # fmt: skip

MOVE = """
insert into office_book (unit_id, unit_key, code, term, opened_with, last)
select unit_id, min(unit_key), code, term, max(last), max(last) from (
  select unit_id, unit_key, term, last, case kind
    when 'nghi-quyet' then 'NQ' when 'ke-hoach' then 'KH' when 'ket-luan' then 'KL' when 'chi-thi' then 'CT' when 'quyet-dinh' then 'QĐ'
    when 'quy-dinh' then 'QĐ' when 'quy-che' then 'QC' when 'huong-dan' then 'HD' when 'chuong-trinh' then 'CTr' when 'de-an' then 'ĐA'
    when 'thong-bao' then 'TB' when 'bao-cao' then 'BC' when 'to-trinh' then 'TTr' else 'CV' end as code
  from documents_book) b group by unit_id, code, term
"""


def list_bodies(apps: Any, schema_editor: Any) -> None:
    issuer = apps.get_model("office", "Issuer")
    issuer._base_manager.using(schema_editor.connection.alias).bulk_create(
        issuer(unit_key="", name=name, name_fold=fold(name), symbol=symbol, level=level) for name, symbol, level in BODIES
    )


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial"), ("documents", "0003_touched")]
    operations = [
        Secure("office_book", Scope.UNIT),
        Secure("office_number", Scope.UNIT),
        Secure("office_incoming", Scope.UNIT),
        Secure("office_issuer", Scope.DOWNWARD),
        Secure("office_papername", Scope.DOWNWARD),
        Secure("office_relation", Scope.DOWNWARD),
        Secure("office_leaf", Scope.DOWNWARD),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RunPython(list_bodies, migrations.RunPython.noop),
    ]
