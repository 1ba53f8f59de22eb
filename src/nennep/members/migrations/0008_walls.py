"""What a foreign key for each row and an exclusion constraint did, done once a statement.

A file of 100,000 people is 400,000 rows with two references each: checked row by row they cost eighteen seconds, checked
as sets one. The promises stay: a row refers to a person and a unit that are there; a person that is referred to is not
deleted; nobody holds two memberships of one association and placement on one day, also when two people write at once
(rows of persons that others can see are locked first, as a foreign key does).
"""

import django.db.models.deletion
from django.db import migrations, models

from nennep.core.rls import EVERYONE, in_range

TABLES = ("members_membership", "members_admission", "members_recognition")
INSIDE = in_range("{key}", 3)
REFER = f"""
create function members_refer() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
begin
  if exists (select from newtab n where not exists (select from members_person p where p.id = n.person_id)
    or not exists (select from org_unit u where u.id = n.unit_id)) then
    raise foreign_key_violation using message = 'a row refers to a person or a unit that is not there', table = tg_table_name;
  end if;
  return null;
end $$;
create function members_once() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
begin
  if tg_op = 'UPDATE' then
    if not exists (select from newtab n join oldtab o using (id)
      where (n.person_id, n.association, n.placement, n.since, n.until) is distinct from (o.person_id, o.association, o.placement, o.since, o.until)) then
      return null;
    end if;
  end if;
  perform from members_person p where p.id in (select n.person_id from newtab n) and p.xmin <> pg_current_xact_id()::xid
    order by p.id for no key update;
  if exists (select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
    and m.placement = n.placement and m.id <> n.id and m.since < n.until and n.since < m.until) then
    raise exclusion_violation using message = 'a person is counted once a day', constraint = 'a_person_is_counted_once_a_day', table = tg_table_name;
  end if;
  return null;
end $$;
create function members_stays() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from members_membership where person_id = old.id) or exists (select from members_admission where person_id = old.id)
    or exists (select from members_recognition where person_id = old.id) then
    raise foreign_key_violation using message = 'rows still refer to the person';
  end if;
  return old;
end $$;
create function org_unit_stays() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from members_membership where unit_key = old.key) or exists (select from members_admission where unit_key = old.key)
    or exists (select from members_recognition where unit_key = old.key) then
    raise foreign_key_violation using message = 'rows still refer to the unit';
  end if;
  return old;
end $$;
create function members_alike(file bigint) returns table (line int, full_name text, unit text)
language plpgsql security definer set search_path = public set plan_cache_mode = force_custom_plan set enable_nestloop = off as $$
begin
  analyze members_stagedmember (import_id, person_id, name_fold, born_on, citizen_mac, joined_on, official_on);
  if not exists (select from members_import i where i.id = file and {INSIDE.format(key="i.unit_key")}) then return; end if;
  return query
    with mine as materialized (
      select m.person_id, m.unit_id, m.name_fold, m.birth_year from members_membership m
      where m.until = date '9999-12-31' and {INSIDE.format(key="m.unit_key")}
    ), found as (
      select s.line, s.full_name, m.unit_id from members_stagedmember s join members_person p on p.citizen_mac = s.citizen_mac
        join mine m on m.person_id = p.id where s.import_id = file and s.citizen_mac <> ''
      union
      select s.line, s.full_name, m.unit_id from members_stagedmember s
        join mine m on m.name_fold = s.name_fold and m.birth_year = extract(year from s.born_on)::int
        join members_person p on p.id = m.person_id and p.born_on = s.born_on where s.import_id = file
    )
    select f.line, f.full_name::text, u.name::text from found f join org_unit u on u.id = f.unit_id order by 1 limit 500;
end $$;
create function members_known() returns void language plpgsql security definer set search_path = public as $$
begin
  analyze members_membership, members_person, members_admission, members_recognition, members_nameentry;
end $$;
create trigger members_stay before delete on members_person for each row execute function members_stays();
create trigger members_stay before delete on org_unit for each row execute function org_unit_stays();
"""
EACH = """
create trigger wall_insert after insert on {table} referencing new table as newtab for each statement execute function {function}();
create trigger wall_update after update on {table} referencing new table as newtab old table as oldtab for each statement execute function {function}();
"""
SQL = "\n".join(
    [
        REFER,
        *(EACH.format(table=table, function="members_refer") for table in TABLES),
        EACH.format(table="members_membership", function="members_once").replace("wall_", "once_"),
        f"revoke delete on members_person, org_unit, {', '.join(TABLES)} from {EVERYONE};",
    ]
)
UNDO = "drop function members_alike(bigint); drop function members_known(); drop function members_refer() cascade; drop function members_once() cascade; drop function members_stays() cascade; drop function org_unit_stays() cascade"


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0007_tallies'),
        ('org', '0006_authority'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='a_person_is_counted_once_a_day',
        ),
        migrations.AlterField(
            model_name='admission',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person'),
        ),
        migrations.AlterField(
            model_name='admission',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, help_text='the cell on the day of the decision', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='members.person'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='org.unit'),
        ),
        migrations.AlterField(
            model_name='person',
            name='citizen_mac',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='recognition',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person'),
        ),
        migrations.AlterField(
            model_name='recognition',
            name='unit',
            field=models.ForeignKey(db_constraint=False, db_index=False, help_text='the cell on the day of the decision', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['citizen_mac'], name='person_citizen'),
        ),
        migrations.RemoveIndex(model_name="membership", name="membership_fold"),
        migrations.RunSQL(SQL, UNDO),
    ]
