"""Fixed days, timetables, topics of the year, and how many thematic meetings a year asks for."""

from datetime import date
from typing import Any

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure, in_range


ROLES = "nn_app, nn_one, nn_many"
SERVED = f"""
create function nn_heads_served(cells bigint[], day date)
returns table (unit_id bigint, unit_name text, account_id bigint, head_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.name, a.id, a.full_name from org_service s join org_unit d on d.id = s.served_id
    left join org_grant g on g.unit_id = d.id and g.role = 'unit_head' and g.since <= day and g.until > day
    left join accounts_account a on a.id = g.account_id
  where s.unit_id = any(cells) and s.since <= day and s.until > day and {in_range("s.unit_key", 3)} order by d.title_key, a.id
$$;
revoke all on function nn_heads_served(bigint[], date) from public;
grant execute on function nn_heads_served(bigint[], date) to {ROLES};
"""


def fill(apps: Any, schema_editor: Any) -> None:
    apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias).create(
        rule_key="meeting.thematic.year", value="4", source="Hướng dẫn 42-HD/BTCTW: mỗi quý ít nhất một buổi", confidence="S",
        valid_from=date(2011, 1, 1),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_drafts'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('name', models.CharField(max_length=300)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('place_fold', nennep.core.models.OrderField(blank=True, db_collation='C', max_length=200)),
                ('words', models.TextField(blank=True, help_text="its description, as the agenda of the unit's own meeting")),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['unit_key', 'starts_at'], name='timetable_of_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('day', models.PositiveSmallIntegerField(blank=True, help_text='of the month, 1 to 28', null=True)),
                ('week', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'đầu tiên của tháng'), (2, 'thứ hai của tháng'), (3, 'thứ ba của tháng'), (4, 'thứ tư của tháng'), (5, 'cuối cùng của tháng')], null=True)),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'thứ Hai'), (1, 'thứ Ba'), (2, 'thứ Tư'), (3, 'thứ Năm'), (4, 'thứ Sáu'), (5, 'thứ Bảy'), (6, 'Chủ nhật')], null=True)),
                ('hour', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=90)),
                ('place', models.CharField(max_length=200)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meetingkind')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('unit', 'kind'), name='one_fixed_day_of_a_kind'), models.CheckConstraint(condition=models.Q(models.Q(('day__range', (1, 28)), ('week', None), ('weekday', None)), models.Q(('day', None), ('week__range', (1, 5)), ('weekday__range', (0, 6))), _connector='OR'), name='a_fixed_day_is_of_one_sort')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('owner', models.CharField(blank=True, help_text='who writes and presents it', max_length=160)),
                ('origin', models.CharField(choices=[('own', 'chi bộ đề xuất'), ('upper', 'cấp trên gợi ý')], default='own', max_length=5)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics', to='meetings.meeting')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['year', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'words'), name='a_topic_stands_once_in_a_year')],
            },
        ),
        Secure("meetings_series", Scope.UNIT),
        Secure("meetings_lesson", Scope.DOWNWARD),
        Secure("meetings_topic", Scope.DOWNWARD),
        migrations.RunSQL(SERVED, "drop function nn_heads_served(bigint[], date)"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
