"""Many memberships written together are held against each other in one pass, in the order of persons and days, and only
against what was there before by a join: of a roll of 200,000 people nearly all pairs of rows are of the roll itself."""

from importlib import import_module

from django.db import migrations, models

moves = import_module("nennep.members.migrations.0020_moves_of_branches")
MANY = 1000
ONCE = f"""
create or replace function members_once() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
declare many bigint; low bigint; high bigint; twice boolean;
begin
  if tg_op = 'UPDATE' then
    {moves.NOTHING_NEW.format(columns="id, person_id, association, placement, since, until")}
  end if;
  perform from members_person p where p.id in (select n.person_id from newtab n) and p.xmin <> pg_current_xact_id()::xid
    order by p.id for no key update;
  select count(*), min(n.id), max(n.id) into many, low, high from newtab n;
  if tg_op = 'INSERT' and many > {MANY} and many = (select count(*) from members_membership m where m.id between low and high) then
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
    dependencies = [("members", "0025_same")]
    operations = [
        migrations.AlterField(
            "import", "state", models.CharField(default="read", help_text="kept, match, new, read, taken, dropped", max_length=10)
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
    ]
