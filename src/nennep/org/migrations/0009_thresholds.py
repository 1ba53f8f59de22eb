"""How many members the kinds of Party organisations need, as rows an operator can change."""

from datetime import date
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OPEN = date(9999, 12, 31)


def charter(place: str) -> list[tuple[date, str, str]]:
    """Since when, the source, how sure: what was before the text that could be read, its place, the texts after."""
    return [
        (date(2011, 1, 1), "Quy định 24-QĐ/TW và quy định trước đó", "S"), (date(2025, 7, 1), f"Quy định 294-QĐ/TW, {place}", "V"),
        (date(2026, 4, 8), "Quy định 20-QĐ/TW", "S"), (date(2026, 7, 26), "Quy định 208-QĐ/TW", "S"),
    ]  # fmt: skip


RULES = {
    "unit.upper.least": ("500", charter("mục 10.4.4")),
    "unit.grassroots.least": ("30", charter("mục 20.3.1")),
    "unit.powers.least": ("400", charter("mục 10.6")),
    "unit.powers.least.direct": ("200", charter("mục 10.6")),
    "unit.delegated.least": ("100", charter("mục 22")),
    "unit.delegated.years": ("3", charter("mục 22")),
    "cell.temporary.least": ("3", charter("mục 6.3.2")),
}


def fill(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rows = []
    for key, (value, spells) in RULES.items():
        ends = [*(spell[0] for spell in spells[1:]), OPEN]
        rows += [
            rules.model(rule_key=key, value=value, valid_from=since, valid_to=until, source=source, confidence=sure)
            for (since, source, sure), until in zip(spells, ends, strict=True)
        ]
    rules.bulk_create(rows)


def take_away(apps: Any, schema_editor: Any) -> None:
    apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias).filter(rule_key__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("org", "0008_posts"), ("duties", "0002_dated_rules")]
    operations = [
        migrations.AlterField(
            "coverexception", "unit",
            models.ForeignKey(
                help_text="the administrative unit, or the Party organisation", on_delete=django.db.models.deletion.CASCADE,
                related_name="exceptions", to="org.unit",
            ),
        ),
        migrations.RunPython(fill, take_away),
    ]  # fmt: skip
