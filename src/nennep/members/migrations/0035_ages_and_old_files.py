"""From what age somebody may be on a list of candidates, and which files are old, as rows an operator can change; an
exemption that ended early keeps until when the decision gave it."""

from importlib import import_module
from typing import Any

from django.db import migrations, models

numbers = import_module("nennep.members.migrations.0030_numbers")
RULES = {
    "admission.age.candidate": ("16", [(numbers.OLD, "Thông lệ: tuổi vào Đoàn; học sinh được theo dõi trước khi đủ tuổi kết nạp", "G")]),
    "file.index.before": ("02/6/1997", numbers.guidance("mục 8.1c")),
}  # fmt: skip


def fill(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rows = []
    for key, (value, spells) in RULES.items():
        ends = [*(spell[0] for spell in spells[1:]), numbers.OPEN]
        rows += [
            rules.model(rule_key=key, value=value, valid_from=since, valid_to=until, source=source, confidence=sure)
            for (since, source, sure), until in zip(spells, ends, strict=True)
        ]
    rules.bulk_create(rows)


def take_away(apps: Any, schema_editor: Any) -> None:
    apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias).filter(rule_key__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0034_sums_in_one_pass"), ("duties", "0003_lists")]
    operations = [
        migrations.AddField(
            "leaving",
            "set_until",
            models.DateField(null=True, blank=True, help_text="exemption that ended early: until when the decision gave it"),
        ),
        migrations.RunPython(fill, take_away),
    ]
