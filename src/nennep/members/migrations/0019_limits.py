"""Limits of transfers, departures, leaving and badges as rows of the table of dated rules."""

from datetime import date
from typing import Any

from django.db import migrations

OLD, NEW = date(2011, 1, 1), date(2025, 7, 1)
# Each family: since when, which text, how sure; only the texts of 2025 could be read in full.
FAMILIES = {
    "charter": (
        (OLD, "Quy định 24-QĐ/TW và quy định trước đó", "S"), (NEW, "Quy định 294-QĐ/TW", "V"),
        (date(2026, 4, 8), "Quy định 20-QĐ/TW", "S"), (date(2026, 7, 26), "Quy định 208-QĐ/TW", "S"),
    ),
    "begin": (
        (OLD, "Quy định 24-QĐ/TW và quy định trước đó", "S"), (NEW, "Quy định 294-QĐ/TW", "V"),
        (date(2026, 1, 1), "Văn bản năm 2026 ghi 30 hoặc 60 ngày", "?"),
    ),
    "guidance": (
        (OLD, "Hướng dẫn 01-HD/TW năm 2021 và hướng dẫn trước đó", "S"), (date(2025, 6, 9), "Hướng dẫn 06-HD/TW", "V"),
        (date(2026, 5, 19), "Hướng dẫn 01-HD/TW năm 2026", "S"),
    ),
    "files": ((OLD, "Hướng dẫn trước Hướng dẫn 38-HD/BTCTW", "S"), (NEW, "Hướng dẫn 38-HD/BTCTW", "V")),
    "statute": ((OLD, "Điều lệ Đảng, Điều 21", "V"),),
    "habit": ((OLD, "Thông lệ; đơn vị tự đặt lại", "G"),),
}  # fmt: skip
READ = {"Quy định 294-QĐ/TW", "Hướng dẫn 06-HD/TW", "Hướng dẫn 38-HD/BTCTW"}
RULES = (
    ("transfer.letter", "30", "guidance", ""), ("transfer.letter.abroad", "60", "guidance", ""), ("transfer.begin", "60", "begin", "mục 6.3.1"),
    ("transfer.graduate", "12", "guidance", "mục 10.2.1"), ("transfer.extension", "6", "habit", ""),
    ("transfer.temporary.least", "3", "guidance", ""), ("transfer.temporary.most", "24", "guidance", ""),
    ("transfer.abandoned", "3", "files", "mục 4.3.1d"), ("leaving.appeal", "30", "charter", "mục 8"), ("leaving.answer", "90", "charter", "mục 8"),
    ("leaving.answer.central", "180", "charter", "mục 8"), ("leaving.exemption", "12", "charter", "mục 7"),
    ("leaving.readmission", "36", "charter", "mục 3.5"), ("badge.early", "12", "charter", "mục 28"), ("badge.early.elders", "24", "charter", "mục 28"),
    ("cell.least", "3", "statute", ""),
)  # fmt: skip


def fill(apps: Any, schema_editor: Any) -> None:
    rules, rows = apps.get_model("duties", "DatedRule"), []
    for key, value, family, place in RULES:
        spells = FAMILIES[family]
        ends = [*(spell[0] for spell in spells[1:]), date(9999, 12, 31)]
        for (since, text, sure), until in zip(spells, ends, strict=True):
            source = f"{text}, {place}" if place and text in READ else text
            rows.append(rules(rule_key=key, value=value, valid_from=since, valid_to=until, source=source, confidence=sure))
    rules.objects.using(schema_editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("members", "0018_studio_and_blanks"), ("duties", "0002_dated_rules")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
