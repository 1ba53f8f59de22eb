"""Devices that are told by push: their owner sees her own; the system's job alone learns how many notices wait for which
device, never what they say. A browser belongs to whoever switched it on last: its address is the proof."""

import nennep.core.models
from django.db import migrations, models

UID = "nullif(current_setting('app.uid', true), '')::bigint"
MINE = f"account_id = {UID}"
SQL = "alter table notify_device enable row level security;" + "".join(
    f"create policy {role} on notify_device to {role} using ({MINE} or {UID} = 0) with check ({MINE} or {UID} = 0);"
    for role in ("nn_one", "nn_many")
) + f"""
create function notify_waiting(moment timestamptz) returns table (device_id bigint, waiting bigint, newest bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, count(*), max(n.id) from notify_device d
    join notify_notice n on n.account_id = d.account_id and n.id > d.told and n.read_at is null
  where {UID} = 0 and d.next_at <= moment group by d.id
$$;
create function notify_release(address text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  delete from notify_device where endpoint = address and {UID} is not null
$$;
revoke all on function notify_waiting(timestamptz), notify_release(text) from public;
grant execute on function notify_waiting(timestamptz), notify_release(text) to nn_app, nn_one, nn_many;
"""
UNDO = "drop function notify_waiting(timestamptz); drop function notify_release(text);"


class Migration(migrations.Migration):

    dependencies = [
        ('notify', '0004_quiet_hours'),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.BigIntegerField(db_index=True)),
                ('label', models.CharField(max_length=80)),
                ('endpoint', models.CharField(max_length=700, unique=True)),
                ('p256dh', models.CharField(help_text='public key of the browser', max_length=100)),
                ('auth', models.CharField(max_length=40)),
                ('made_at', models.DateTimeField()),
                ('told', models.BigIntegerField(default=0, help_text='the newest notice the device was told of')),
                ('told_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='failures in a row')),
                ('next_at', models.DateTimeField(help_text='not tried before this moment')),
            ],
            options={
                'ordering': ['-id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
