"""The day a status began goes with its member from cell to cell; probations moved before get theirs."""

from django.db import migrations, models

MOVED = """
with recursive chain as (
  select m.id, m.person_id, m.since from members_membership m
    where m.status = 'probationary' and m.association = 'party' and m.placement = 'counted' and m.begin = 'moved'
  union all
  select c.id, c.person_id, b.since from chain c join members_membership b on b.person_id = c.person_id and b.until = c.since
    and b.status = 'probationary' and b.association = 'party' and b.placement = 'counted' and b."end" = 'moved'
)
update members_membership m set status_since = f.since
from (select id, min(since) since from chain group by id) f where f.id = m.id and f.since < m.since"""


class Migration(migrations.Migration):
    dependencies = [("members", "0011_file_walls")]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="status_since",
            field=models.DateField(
                help_text="the day the status began, where the member has moved since; else it began with the stretch",
                null=True,
            ),
        ),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
    ]
