"""Columns of a unit's own lists of payments are remembered."""

import django.db.models.deletion
from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):
    dependencies = [("dues", "0003_rounding"), ("org", "0008_posts")]
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
    ]
