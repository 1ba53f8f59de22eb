"""One line for a bulk verb: the digests of its rows stand in a narrow table that the application may only add to."""

import django.db.models.fields.composite
from django.db import migrations, models

from nennep.core.rls import EVERYONE

SQL = f"""
revoke all on journal_batchrow from {EVERYONE};
grant insert on journal_batchrow to {EVERYONE};
grant select on journal_batchrow to nn_seal;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            "BatchRow",
            [
                (
                    "pk",
                    models.CompositePrimaryKey("ref", "row_id", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("ref", models.UUIDField(help_text="the line")),
                ("row_id", models.BigIntegerField()),
                ("digest", models.BinaryField(help_text="SHA-256 of the row's listed columns", max_length=32)),
            ],
        ),
        migrations.AlterField(
            "line",
            "digest",
            models.CharField(
                blank=True,
                help_text="SHA-256 of the row's listed columns after the act; of a batch, over the digests of its rows",
                max_length=64,
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
