"""A big roll writes its persons and their memberships in one transaction, numbered in a row: one look along those numbers
tells that nobody else can see these persons, so that none has to be locked, and the rows' own numbers tell that they are
of this statement alone, so that they need not be counted again."""

from importlib import import_module

from django.db import migrations

moves = import_module("nennep.members.migrations.0020_moves_of_branches")
before = import_module("nennep.members.migrations.0027_once_and_sources")
MANY = before.MANY
ONCE = f"""
create or replace function members_once() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
declare many bigint; low bigint; high bigint; first bigint; last bigint; alone boolean; twice boolean; mine xid;
begin
  if tg_op = 'UPDATE' then
    {moves.NOTHING_NEW.format(columns="id, person_id, association, placement, since, until")}
  end if;
  select count(*), min(n.id), max(n.id), min(n.person_id), max(n.person_id) into many, low, high, first, last from newtab n;
  select m.xmin into mine from members_membership m where m.id = low;
  alone := many > {MANY} and last - first < 2 * many and not exists (
    select from members_person p where p.id between first and last and p.xmin <> pg_current_xact_id()::xid and p.xmin is distinct from mine
  );
  if not alone then
    perform from members_person p where p.id in (select n.person_id from newtab n)
      and p.xmin <> pg_current_xact_id()::xid and p.xmin is distinct from mine order by p.id for no key update;
  end if;
  if tg_op = 'INSERT' and many > {MANY} and (many = high - low + 1 or many = (select count(*) from members_membership m where m.id between low and high)) then
    twice := exists (
      select from (
        select n.since, max(n.until) over (partition by n.person_id, n.association, n.placement order by n.since, n.until
          rows between unbounded preceding and 1 preceding) ended from newtab n
      ) x where x.since < x.ended
    ) or exists (
      select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
        and m.placement = n.placement and m.since < n.until and n.since < m.until where m.id < low or m.id > high
    );
  else
    twice := exists (
      select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
        and m.placement = n.placement and m.id <> n.id and m.since < n.until and n.since < m.until
    );
  end if;
  if twice then
    raise exclusion_violation using message = 'a person is counted once a day', constraint = 'a_person_is_counted_once_a_day', table = tg_table_name;
  end if;
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0028_same_step_by_step")]
    operations = [migrations.RunSQL(ONCE, before.ONCE)]
