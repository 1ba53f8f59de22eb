"""Papers on items, the word of the day before, and the middle score of cells alike.

``nn_scores_alike`` counts in cells that the asker does not see: it gives figures only, where three or more other cells
were scored, to who has the cell itself in scope.
"""

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure, in_range

ROLES = "nn_app, nn_one, nn_many"
ME = "nullif(current_setting('app.person', true), '')::bigint"
ACCOUNT = "nullif(current_setting('app.uid', true), '')::bigint"
LISTED = f"""exists (select 1 from meetings_attendance a where a.meeting_id = meetings_itempaper.meeting_id
  and (a.account_id = {ACCOUNT} or a.person_id = {ME}))"""
ALIKE = f"""
create function nn_scores_alike(cell bigint, first_day date, day date) returns table (month date, middle double precision, cells integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select date_trunc('month', m.held_on)::date, percentile_cont(0.5) within group (order by s.total), count(distinct m.unit_id)::integer
  from org_unit me
    join org_unit g on me.key ^@ g.key and g.until > day
    join org_unitkind k on k.code = g.kind_id and k.is_grassroots
    join org_unit u on u.key ^@ g.key and u.kind_id = me.kind_id and u.is_student = me.is_student and u.id <> me.id and u.until > day
    join meetings_meeting m on m.unit_id = u.id and m.stage = 'closed' and m.held_on >= first_day
    cross join lateral (select total from meetings_score where meeting_id = m.id order by side desc limit 1) s
  where me.id = cell and {in_range("me.key", 3)}
  group by 1 having count(distinct m.unit_id) >= 3
$$;
revoke all on function nn_scores_alike(bigint, date, date) from public;
grant execute on function nn_scores_alike(bigint, date, date) to {ROLES};
"""


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_recalled'),
        ('meetings', '0007_room'),
    ]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='reminded_on',
            field=models.DateField(blank=True, help_text='day of the meeting that the reminder spoke of', null=True),
        ),
        migrations.CreateModel(
            name='ItemPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('name', models.CharField(max_length=300)),
                ('file_sha', models.CharField(blank=True, max_length=64)),
                ('file_name', models.CharField(blank=True, max_length=250)),
                ('laid_by', models.CharField(max_length=160)),
                ('laid_at', models.DateTimeField()),
                ('document', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='meetings.item')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='meetings.meeting')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('item', 'document'), name='a_paper_lies_once_on_an_item'), models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('file_sha', '')), models.Q(('document', None), models.Q(('file_sha', ''), _negated=True)), _connector='OR'), name='a_laid_paper_is_one_thing')],
            },
        ),
        Secure("meetings_itempaper", Scope.UNIT, extra=LISTED),
        migrations.RunSQL(ALIKE, "drop function nn_scores_alike(bigint, date, date)"),
    ]
