"""Totals of a past day for a unit that has lost a branch since: the count is right, the names stay with the new parent.

``nn_left`` says how many units belonged to a unit on a day and lie outside it today; ``nn_then`` counts members and
decisions of all units that belonged to it then. Both tell numbers alone, and only to a scope that holds the unit.
"""

from django.db import migrations

from nennep.core.rls import EVERYONE, in_range

IN_SCOPE = in_range("now_key", 3)
BELONGED = """
  select s.unit_key from org_unitspell s where s.since <= last and s.until > last and s.key >= then_key and s.key < then_key || '~'"""
FIND = f"""
  select u.key into now_key from org_unit u where u.id = unit;
  select s.key into then_key from org_unitspell s where s.unit_id = unit and s.since <= last and s.until > last;
  if now_key is null or then_key is null or not {IN_SCOPE} then return; end if;"""
SQL = f"""
create function nn_left(unit bigint, last date) returns setof int language plpgsql stable security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
declare now_key text collate "C"; then_key text collate "C";
begin
  {FIND}
  return query select count(*)::int from ({BELONGED}) b where not (b.unit_key >= now_key and b.unit_key < now_key || '~');
end $$;
create function nn_then(unit bigint, about text, first date, behind date)
returns table (status varchar, sex varchar, birth_year smallint, category varchar, minority boolean, reason varchar, n bigint)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare now_key text collate "C"; then_key text collate "C"; last date := behind - 1;
begin
  {FIND}
  return query
    with belonged as materialized ({BELONGED})
    select m.status, m.sex, 0::smallint, m.category, m.minority, ''::varchar, count(*) from members_membership m join belonged using (unit_key)
      where about = 'group' and m.association = 'party' and m.placement = 'counted' and m.since < behind and m.until >= behind group by 1, 2, 4, 5
    union all
    select '', '', 0::smallint, '', false, m.begin, count(*) from members_membership m join belonged using (unit_key)
      where about = 'begin' and m.association = 'party' and m.placement = 'counted' and m.since >= first and m.since < behind group by m.begin
    union all
    select '', '', 0::smallint, '', false, m."end", count(*) from members_membership m join belonged using (unit_key)
      where about = 'end' and m.association = 'party' and m.placement = 'counted' and m.until >= first and m.until < behind group by m."end"
    union all
    select '', a.sex, 0::smallint, a.category, false, '', count(*) from members_admission a join belonged using (unit_key)
      where about = 'admission' and a.association = 'party' and a.annulled_on is null and a.decided_on >= first and a.decided_on < behind group by a.sex, a.category
    union all
    select '', r.sex, 0::smallint, r.category, false, '', count(*) from members_recognition r join belonged using (unit_key)
      where about = 'recognition' and r.association = 'party' and r.annulled_on is null and r.decided_on >= first and r.decided_on < behind group by r.sex, r.category;
end $$;
revoke execute on function nn_left(bigint, date), nn_then(bigint, text, date, date) from public;
grant execute on function nn_left(bigint, date), nn_then(bigint, text, date, date) to {EVERYONE};
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0008_walls"), ("org", "0006_authority")]
    operations = [
        migrations.RunSQL(SQL, "drop function nn_left(bigint, date); drop function nn_then(bigint, text, date, date)")
    ]
