"""A branch that moves is checked and counted as a set: what a change of keys alone leaves untrue is nothing.

While ``core.keys.move_keys`` works, the setting nn.moving says from which key to which; the tallies of the two units
concerned then change by one pass over the rows, without the root's, which stay. Updates are compared with what was
there by set operations: transition tables have no statistics, and a join of them goes row by row over rows.
"""

from importlib import import_module

from django.db import migrations

kept = import_module("nennep.members.migrations.0007_tallies")
NOTHING_NEW = "if not exists (select {columns} from newtab except select {columns} from oldtab) then return null; end if;"
WALLS = f"""
create or replace function members_refer() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
begin
  if tg_op = 'UPDATE' then
    {NOTHING_NEW.format(columns="person_id, unit_id")}
  end if;
  if exists (select from newtab n where not exists (select from members_person p where p.id = n.person_id)
    or not exists (select from org_unit u where u.id = n.unit_id)) then
    raise foreign_key_violation using message = 'a row refers to a person or a unit that is not there', table = tg_table_name;
  end if;
  return null;
end $$;
create or replace function members_once() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
begin
  if tg_op = 'UPDATE' then
    {NOTHING_NEW.format(columns="id, person_id, association, placement, since, until")}
  end if;
  perform from members_person p where p.id in (select n.person_id from newtab n) and p.xmin <> pg_current_xact_id()::xid
    order by p.id for no key update;
  if exists (select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
    and m.placement = n.placement and m.id <> n.id and m.since < n.until and n.since < m.until) then
    raise exclusion_violation using message = 'a person is counted once a day', constraint = 'a_person_is_counted_once_a_day', table = tg_table_name;
  end if;
  return null;
end $$;
"""
MOVED = """
  with changed as materialized ({changed}), low (top, topic, day, {traits}, n) as materialized ({sums}), both_units as (
    select * from low where n <> 0
    union all
    select old_top, topic, day, {traits}, -n from low where n <> 0
  ), days as (
    insert into members_tallyday (top, topic, day, {traits}, n) select top, topic, day, {traits}, n from both_units
  )
  insert into members_tallymonth (top, topic, day, {traits}, n)
  select top, topic, date_trunc('month', day)::date, {traits}, sum(n)::int from both_units group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(n) <> 0;
"""


def moved(table: str) -> str:
    """The statement for a branch; ages are kept for the root alone, which has the same people afterwards."""
    shape, sums = kept.TABLES[table]
    if table == "members_membership":
        sums = "\n    union all ".join(sums.split("\n    union all ")[2:])
    return MOVED.format(changed=shape.format(sign="1", rows="newtab"), sums=sums, traits=kept.TRAITS)


def function(table: str) -> str:
    """The trigger function of a table, with a way of its own for a branch that moves under one root."""
    more, fewer = ("1", "newtab"), ("-1", "oldtab")
    return f"""
create or replace function {table}_tally() returns trigger language plpgsql security definer set search_path = public as $$
declare moving text := coalesce(current_setting('nn.moving', true), '');
  old_top text collate "C" := left(split_part(moving, '>', 1), 6); new_top text collate "C" := left(split_part(moving, '>', 2), 6);
begin
  if tg_op = 'INSERT' then {kept.put(table, more)}
  elsif tg_op = 'UPDATE' and moving <> '' and left(old_top, 3) = left(new_top, 3) then
    if old_top <> new_top then {moved(table)} end if;
  elsif tg_op = 'UPDATE' then {kept.put(table, more, fewer)}
  else {kept.put(table, fewer)}
  end if;
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0019_limits")]
    operations = [
        migrations.RunSQL("\n".join([WALLS, *(function(table) for table in kept.TABLES)]), migrations.RunSQL.noop)
    ]
