"""From how many members a Party organisation may have full-time staff, and how many (06-HD/TW §17), as rows an operator can change."""

from datetime import date
from typing import Any

from django.db import migrations

OPEN = date(9999, 12, 31)
SPELLS = (
    (date(2021, 9, 28), "Hướng dẫn 01-HD/TW", "S"), (date(2025, 7, 1), "Hướng dẫn 06-HD/TW, mục 17", "V"),
    (date(2026, 5, 19), "Hướng dẫn 01-HD/TW (2026)", "S"),
)  # fmt: skip
RULES = {"unit.staff.least": "200", "unit.staff.powers": "5", "unit.staff.powers.large": "10", "unit.staff.large": "1000"}
ABROAD = (
    (date(2011, 1, 1), "Quy định 24-QĐ/TW và quy định trước đó", "S"), (date(2025, 7, 1), "Quy định 294-QĐ/TW, mục 6.3.3", "V"),
    (date(2026, 4, 8), "Quy định 20-QĐ/TW", "S"), (date(2026, 7, 26), "Quy định 208-QĐ/TW", "S"),
)  # fmt: skip


def fill(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rows = []
    for key, value, spells in [*((key, value, SPELLS) for key, value in RULES.items()), ("cell.abroad.least", "3", ABROAD)]:
        ends = [*(spell[0] for spell in spells[1:]), OPEN]
        rows += [
            rules.model(rule_key=key, value=value, valid_from=since, valid_to=until, source=source, confidence=sure)
            for (since, source, sure), until in zip(spells, ends, strict=True)
        ]
    rules.bulk_create(rows)


def take_away(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rules.filter(rule_key__in=[*RULES, "cell.abroad.least"]).delete()


class Migration(migrations.Migration):
    dependencies = [("org", "0009_thresholds"), ("duties", "0002_dated_rules")]
    operations = [migrations.RunPython(fill, take_away)]
