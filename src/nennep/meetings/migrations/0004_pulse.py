"""The anonymous pulse of a meeting, and the functions that alone touch its answers.

A pulse has two tables of its own while it is open: who has answered, and the answers. Each answer writes both anew, the
answers in an order drawn by lot under new numbers, the marks by number. Closing adds the answers up where there are at
least five, and drops both tables, marks too.
"""

import django.db.models.deletion
from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import Secure, in_range

ROLES = "nn_app, nn_one, nn_many"
ME = "nullif(current_setting('app.person', true), '')::bigint"
ACCOUNT = "nullif(current_setting('app.uid', true), '')::bigint"
MINE = f"exists (select 1 from meetings_attendance a where a.meeting_id = meetings_pulse.meeting_id and (a.account_id = {ACCOUNT} or a.person_id = {ME}))"
OPEN = f"""
create function nn_open_pulse(pulse bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from meetings_pulse p where p.id = pulse and not p.closed and {in_range("p.unit_key", 3)};
  if not found then raise exception 'no such pulse'; end if;
  execute format('create table meetings_pulse_%s_m (attendance_id bigint primary key)', pulse);
  execute format('create table meetings_pulse_%s_b (id uuid primary key, prepared int not null, spoken int not null)', pulse);
  execute format('revoke all on meetings_pulse_%s_m, meetings_pulse_%s_b from public, {ROLES}', pulse, pulse);
end $$;
"""
ANSWER = f"""
create function nn_answer_pulse(pulse bigint, prepared int, spoken int) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare meeting bigint; there bigint; marks bigint[]; first int[]; second int[];
begin
  select p.meeting_id into meeting from meetings_pulse p where p.id = pulse and not p.closed for update;
  if meeting is null then return 'closed'; end if;
  if not (prepared between 1 and 5 and spoken between 1 and 5) then return 'step'; end if;
  select a.id into there from meetings_attendance a where a.meeting_id = meeting and a.presence = 'present'
    and (a.account_id = {ACCOUNT} or a.person_id = {ME}) order by a.id limit 1;
  if there is null then return 'nobody'; end if;
  execute format('select array_agg(attendance_id) from meetings_pulse_%s_m', pulse) into marks;
  if there = any(marks) then return 'twice'; end if;
  execute format('select array_agg(b.prepared order by b.id), array_agg(b.spoken order by b.id) from meetings_pulse_%s_b b', pulse)
    into first, second;
  execute format('truncate meetings_pulse_%s_m, meetings_pulse_%s_b', pulse, pulse);
  execute format('insert into meetings_pulse_%s_m select m from unnest($1) m order by m', pulse) using marks || there;
  execute format('insert into meetings_pulse_%s_b select gen_random_uuid(), f, s from unnest($1, $2) t(f, s) order by random()', pulse)
    using first || prepared, second || spoken;
  return 'ok';
end $$;
"""
CLOSE = f"""
create function nn_close_pulse(pulse bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int; first int; second int;
begin
  perform 1 from meetings_pulse p where p.id = pulse and not p.closed and {in_range("p.unit_key", 3)} for update;
  if not found then raise exception 'no such pulse'; end if;
  execute format('select count(*), sum(prepared), sum(spoken) from meetings_pulse_%s_b', pulse) into n, first, second;
  if n < 5 then n := null; first := null; second := null; end if;
  update meetings_pulse p set closed = true, answers = n, prepared = first, spoken = second where p.id = pulse;
  execute format('drop table meetings_pulse_%s_m, meetings_pulse_%s_b', pulse, pulse);
end $$;
"""
FUNCTIONS = (
    ("nn_open_pulse(bigint)", OPEN), ("nn_answer_pulse(bigint, int, int)", ANSWER), ("nn_close_pulse(bigint)", CLOSE),
)  # fmt: skip


def allowed(name: str, body: str) -> str:
    """The function, for the application's roles alone."""
    return f"{body}\nrevoke all on function {name} from public;\ngrant execute on function {name} to {ROLES};"


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_weeks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='switch',
            name='thing',
            field=models.CharField(choices=[('qr', 'Điểm danh bằng mã QR'), ('ballots', 'Bỏ phiếu kín trên hệ thống'), ('online', 'Sinh hoạt trực tuyến'), ('pulse', 'Phiếu hỏi ẩn danh cuối buổi')], max_length=10),
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('closed', models.BooleanField(default=False)),
                ('answers', models.PositiveIntegerField(blank=True, null=True)),
                ('prepared', models.PositiveIntegerField(blank=True, help_text='sum of steps: how well it was prepared', null=True)),
                ('spoken', models.PositiveIntegerField(blank=True, help_text='sum of steps: whether people could speak', null=True)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pulse', to='meetings.meeting')),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        Secure("meetings_pulse", Scope.UNIT, extra=MINE),
        *(migrations.RunSQL(allowed(name, body), f"drop function {name}") for name, body in FUNCTIONS),
    ]
