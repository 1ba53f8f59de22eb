"""The digests of a bulk verb's rows stand fifty together: a roll of 200,000 writes 16,000 rows of them instead of 800,000."""

import django.db.models.fields.composite
from django.db import migrations, models

from nennep.core.rls import EVERYONE

OVER = f"""
revoke all on journal_batchpart from {EVERYONE};
grant insert on journal_batchpart to {EVERYONE};
grant select on journal_batchpart to nn_seal;
insert into journal_batchpart (ref, first, told)
  select ref, min(row_id), string_agg(int8send(row_id) || digest, ''::bytea order by row_id) from journal_batchrow group by ref, row_id / 50;
"""
BACK = """
insert into journal_batchrow (ref, row_id, digest)
  select ref, ('x' || encode(substring(told from 40 * g + 1 for 8), 'hex'))::bit(64)::bigint, substring(told from 40 * g + 9 for 32)
  from journal_batchpart, generate_series(0, length(told) / 40 - 1) g;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_batches")]
    operations = [
        migrations.CreateModel(
            "BatchPart",
            [
                (
                    "pk",
                    models.CompositePrimaryKey("ref", "first", blank=True, editable=False, primary_key=True, serialize=False),
                ),
                ("ref", models.UUIDField(help_text="the line")),
                ("first", models.BigIntegerField(help_text="the lowest id of its rows")),
                (
                    "told",
                    models.BinaryField(
                        help_text="of each row, by id: the id (8 bytes) and the SHA-256 of its listed columns (32)"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(OVER, BACK),
        migrations.DeleteModel("BatchRow"),
    ]
