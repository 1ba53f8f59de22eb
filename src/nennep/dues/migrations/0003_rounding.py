"""Amounts are rounded to 100 đồng until a text says otherwise; where somebody set another step, it stays."""

from typing import Any

from django.db import migrations


def step(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rows = rules.filter(rule_key="dues.rounding")
    if list(rows.values_list("value", flat=True)) == ["1"]:
        rows.update(value="100", source="Chưa thấy quy định cách làm tròn; đơn vị tự đặt lại", confidence="?")


class Migration(migrations.Migration):
    dependencies = [("dues", "0002_scope"), ("duties", "0002_dated_rules")]
    operations = [migrations.RunPython(step, migrations.RunPython.noop)]
