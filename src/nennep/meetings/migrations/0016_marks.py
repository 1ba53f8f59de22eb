"""Who has cast a secret ballot is told so himself: a function that answers for the asking person alone.

It reads the mark and nothing else, which his second ballot is refused by anyway; it tells no time, no place and no
choice, and answers nobody about anybody else. Both readings of an open box take a fresh look once they have the
table, so that a ballot just being cast hides nothing.
"""

from django.db import migrations

from nennep.core.rls import in_range

ROLES = "nn_app, nn_one, nn_many"
ME = "nullif(current_setting('app.person', true), '')::bigint"
ACCOUNT = "nullif(current_setting('app.uid', true), '')::bigint"
OWN_MARK = f"""
create function nn_own_mark(vote bigint) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare meeting bigint; marked boolean;
begin
  select v.meeting_id into meeting from meetings_vote v
    where v.id = vote and v.ballot = 'screen' and not v.closed and {in_range("v.unit_key", 3)};
  if meeting is null then return false; end if;
  execute format('select exists (select 1 from meetings_cast_%s_m m join meetings_attendance a on a.id = m.attendance_id
    where a.meeting_id = $1 and (a.account_id = $2 or a.person_id = $3))', vote) into marked
    using meeting, {ACCOUNT}, {ME};
  return marked;
exception when undefined_table then return false;
end $$;
revoke all on function nn_own_mark(bigint) from public;
grant execute on function nn_own_mark(bigint) to {ROLES};
alter function nn_cast_count(bigint) volatile;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0015_frames'),
    ]

    operations = [
        migrations.RunSQL(OWN_MARK, "drop function nn_own_mark(bigint); alter function nn_cast_count(bigint) stable;"),
    ]
