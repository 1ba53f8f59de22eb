"""The published calendar of a unit and its address, issued weeks as they were given out, sentences of the running script,
slips asked for an item. Of an issued week units below see the lines that concern them; of a room that a unit of the same
organisation has taken, its name and the hour."""

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure, above, in_range

BELOW = f"(below and {above('unit_key', 3)})"
MOMENTS = [
    ('1opening', 'Khai mạc, nêu lý do'), ('2programme', 'Thông qua chương trình'), ('3discussion', 'Mời thảo luận từng nội dung'),
    ('4vote', 'Trước khi biểu quyết'), ('5closing', 'Kết luận, bế mạc'),
]
TAKEN = f"""
create function nn_room_taken(room text, begins timestamptz, ends timestamptz, mine text, known bigint[])
returns table (unit_name text, starts_at timestamptz, minutes int)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.name, m.starts_at, m.minutes from meetings_meeting m join org_unit u on u.id = m.unit_id
  where room <> '' and m.place_fold = room and m.stage in ('planned', 'invited', 'open') and not m.id = any(known)
    and m.starts_at < ends and m.starts_at > begins - interval '1 day' and m.starts_at + m.minutes * interval '1 minute' > begins
    and {in_range("mine", 3)} and exists (
      select 1 from generate_series(3, length(mine), 3) n join org_unit r on r.key = substr(mine, 1, n) collate "C"
        join org_unitkind k on k.code = r.kind_id
      where k.is_grassroots and m.unit_key ^@ r.key)
  order by m.starts_at, m.id limit 5
$$;
revoke all on function nn_room_taken(text, timestamptz, timestamptz, text, bigint[]) from public;
grant execute on function nn_room_taken(text, timestamptz, timestamptz, text, bigint[]) to nn_app, nn_one, nn_many;
"""
FEED = """
create function nn_published(token text, oldest timestamptz)
returns table (unit_name text, meeting_id bigint, title text, starts_at timestamptz, minutes int, place text, cancelled boolean, sequence int)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.name, p.meeting_id, p.title, p.starts_at, p.minutes, p.place, p.cancelled, p.sequence
  from meetings_unitfeed f join org_unit u on u.id = f.unit_id
    left join meetings_published p on p.unit_id = f.unit_id and p.starts_at >= oldest
  where f.digest = token order by p.starts_at, p.id limit 500
$$;
revoke all on function nn_published(text, timestamptz) from public;
grant execute on function nn_published(text, timestamptz) to nn_app, nn_one, nn_many;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0010_slips'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitFeed',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='org.unit')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=160)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='published',
            field=models.BooleanField(default=False, help_text="it stands in the unit's published calendar"),
        ),
        migrations.AddField(
            model_name='question',
            name='item',
            field=models.ForeignKey(blank=True, help_text='the item of an agenda it is asked for', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='meetings.item'),
        ),
        migrations.AlterField(
            model_name='question',
            name='body',
            field=models.CharField(choices=[('committee', 'cấp ủy'), ('standing', 'ban thường vụ, thường trực'), ('members', 'toàn thể đảng viên'), ('chosen', 'những đồng chí được chọn')], max_length=10),
        ),
        migrations.CreateModel(
            name='IssuedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('below', models.BooleanField(default=False, help_text='it concerns units below, which see it')),
                ('day', models.DateField()),
                ('at', models.TimeField(blank=True, help_text='none: the whole day', null=True)),
                ('words', models.CharField(max_length=300)),
                ('chair', models.CharField(blank=True, max_length=160)),
                ('people', models.CharField(blank=True, max_length=300)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('prepares', models.CharField(blank=True, max_length=160)),
                ('added', models.BooleanField(default=False, help_text='it came in after the week was given out')),
                ('came_from', models.DateTimeField(blank=True, help_text='a meeting moved here from another week', null=True)),
                ('now_at', models.DateTimeField(blank=True, help_text='where its meeting was moved to', null=True)),
                ('now_place', models.CharField(blank=True, max_length=200)),
                ('now_words', models.CharField(blank=True, help_text='what its meeting is called now', max_length=300)),
                ('put_off', models.BooleanField(default=False, help_text='its meeting was cancelled')),
                ('engagement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.engagement')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting')),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='meetings.issuedweek')),
            ],
            options={
                'ordering': ['day', 'at', 'id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Phrase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('moment', models.CharField(choices=MOMENTS, max_length=12)),
                ('words', models.TextField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['moment', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('unit', 'moment'), name='a_moment_has_one_wording')],
            },
        ),
        migrations.CreateModel(
            name='Published',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('place', models.CharField(max_length=200)),
                ('was_at', models.DateTimeField(blank=True, help_text='the time before it was moved last', null=True)),
                ('cancelled', models.BooleanField(default=False)),
                ('sequence', models.PositiveSmallIntegerField(default=0, help_text='counts moves, for calendars')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meetingkind')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='published_as', to='meetings.meeting')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['unit_key', 'starts_at'], name='published_of_a_unit')],
            },
        ),
        Secure("meetings_published", Scope.DOWNWARD),
        Secure("meetings_unitfeed", Scope.UNIT),
        Secure("meetings_phrase", Scope.DOWNWARD),
        Secure("meetings_issuedline", Scope.UNIT, extra=BELOW),
        migrations.RunSQL(TAKEN, "drop function nn_room_taken(text, timestamptz, timestamptz, text, bigint[])"),
        migrations.RunSQL(FEED, "drop function nn_published(text, timestamptz)"),
    ]
