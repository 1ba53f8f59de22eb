"""Numbers that the grounds of a removal carry, as rows an operator can change; a gap in Party age may be struck out."""

from importlib import import_module
from typing import Any

from django.db import migrations, models

numbers = import_module("nennep.members.migrations.0030_numbers")
RULES = {"leaving.helped": ("12", numbers.charter("mục 8")), "leaving.repeated": ("2", numbers.charter("mục 8"))}


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
    dependencies = [("members", "0032_a_roll_looks_once"), ("duties", "0003_lists")]
    operations = [
        migrations.AddField("interruption", "struck_on", models.DateField(null=True, blank=True)),
        migrations.AddField("interruption", "struck_why", models.CharField(max_length=300, blank=True)),
        migrations.RunPython(fill, take_away),
    ]
