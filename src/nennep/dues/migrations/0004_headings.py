"""Columns of a unit's own lists of payments are remembered; how far ahead one may pay is a row an operator can change."""

from datetime import date
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import Secure


def fill(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rules.create(
        rule_key="dues.ahead", value="12", valid_from=date(2011, 1, 1), valid_to=date(9999, 12, 31),
        source="Thông lệ; đơn vị tự đặt lại", confidence="G",
    )  # fmt: skip


def take_away(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rules.filter(rule_key="dues.ahead").delete()


class Migration(migrations.Migration):
    dependencies = [("dues", "0003_rounding"), ("org", "0008_posts"), ("duties", "0002_dated_rules")]
    operations = [
        migrations.CreateModel(
            "Headings",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_key", nennep.core.models.KeyField()),
                ("columns", models.JSONField(default=dict, help_text="their headings, plain, by our names")),
                ("unit", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit")),
            ],
            {"base_manager_name": "objects"},
        ),
        Secure("dues_headings", Scope.UNIT),
        migrations.RunPython(fill, take_away),
    ]
