"""Moves of a person while the case is under way, with the deadlines of 06-HD/TW 3.9 as rows an operator can change."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import Secure

numbers = import_module("nennep.members.migrations.0030_numbers")
MOVING = numbers.guidance("mục 3.9")
RULES = {
    "admission.moved.forward": ("15", MOVING), "admission.moved.decide": ("30", MOVING), "admission.moved.ceremony": ("30", MOVING),
    "admission.moved.review": ("60", MOVING), "badge.early.elders.from": ("70", numbers.charter("mục 28")),
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
    dependencies = [("members", "0030_numbers"), ("duties", "0002_dated_rules")]
    operations = [
        migrations.CreateModel(
            "CaseMove",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit_key", nennep.core.models.KeyField()),
                ("stage", models.CharField(max_length=20)),
                ("moved_on", models.DateField()),
                ("forward_due", models.DateField(null=True, help_text="by when the file of a case that was sent up is forwarded")),
                ("gone_on", models.DateField(null=True)),
                ("outside", models.BooleanField(default=False, help_text="it went on under another grassroots committee")),
                ("objected_on", models.DateField(null=True, help_text="the new place objects")),
                ("objection", models.CharField(blank=True, max_length=300)),
                ("review_due", models.DateField(null=True)),
                ("reviewed_on", models.DateField(null=True)),
                ("review", models.CharField(blank=True, max_length=300)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="members.case"),
                ),
            ],
            {"ordering": ["moved_on", "id"], "abstract": False, "base_manager_name": "objects"},
        ),
        Secure("members_casemove", Scope.UNIT),
        migrations.RunPython(fill, take_away),
    ]
