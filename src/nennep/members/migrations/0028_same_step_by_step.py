"""Members of a file who are on the roll already: first the persons of its numbers, then whether each is held here. The
planner may not turn the two steps round: a file that was just read has no statistics, and neither has a new database."""

from django.db import migrations

from nennep.core.rls import in_range

SAME = f"""
create or replace function members_same(file bigint) returns table (line int, person_id bigint)
language plpgsql security definer set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
begin
  if not exists (select from members_import i where i.id = file and {in_range("i.unit_key", 3)}) then return; end if;
  return query
    with known as materialized (
      select s.line, p.id from members_stagedmember s
        cross join lateral (select o.id from members_person o where o.citizen_mac = s.citizen_mac offset 0) p
      where s.import_id = file and s.citizen_mac <> ''
    )
    select k.line, k.id from known k cross join lateral (
      select from members_membership m where m.person_id = k.id and m.until = date '9999-12-31' and m.association = 'party'
        and m.placement = 'counted' and {in_range("m.unit_key", 3)} limit 1
    ) held;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0027_once_and_sources")]
    operations = [migrations.RunSQL(SAME, migrations.RunSQL.noop)]
