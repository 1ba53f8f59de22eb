"""A big roll numbers its persons in a row: that all of them are there, and that nothing else is written of them, is seen by
looking along those numbers once instead of asking for each row."""

from importlib import import_module

from django.db import migrations

moves = import_module("nennep.members.migrations.0020_moves_of_branches")
before = import_module("nennep.members.migrations.0029_persons_of_the_roll")
MANY = before.MANY
JOIN = """exists (
      select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
        and m.placement = n.placement and m.since < n.until and n.since < m.until where m.id < low or m.id > high
    )"""
ALONG = f"""(
      (not alone or exists (select from members_membership m where m.person_id between first and last and (m.id < low or m.id > high)))
      and {JOIN}
    )"""
assert JOIN in before.ONCE
ONCE = before.ONCE.replace(JOIN, ALONG)
REFER = f"""
create or replace function members_refer() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
declare many bigint; first bigint; last bigint; whole boolean;
begin
  if tg_op = 'UPDATE' then
    {moves.NOTHING_NEW.format(columns="person_id, unit_id")}
  end if;
  select count(*), min(n.person_id), max(n.person_id) into many, first, last from newtab n;
  whole := many > {MANY} and last - first < 2 * many
    and (select count(*) from members_person p where p.id between first and last) = last - first + 1;
  if (not whole and exists (select from newtab n where not exists (select from members_person p where p.id = n.person_id)))
    or exists (select from (select distinct unit_id from newtab) n where not exists (select from org_unit u where u.id = n.unit_id)) then
    raise foreign_key_violation using message = 'a row refers to a person or a unit that is not there', table = tg_table_name;
  end if;
  return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0031_case_moves")]
    operations = [migrations.RunSQL(REFER + ONCE, moves.WALLS + before.ONCE)]
