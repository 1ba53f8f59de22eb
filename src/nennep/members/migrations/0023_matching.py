"""Files whose headings are matched to ours, and rows of members who are on the roll already."""

from django.db import migrations, models

from nennep.core.rls import EVERYONE, in_range

INSIDE = in_range("{key}", 3)

SQL = f"""
create function members_same(file bigint) returns table (line int, person_id bigint)
language plpgsql security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
begin
  if not exists (select from members_import i where i.id = file and {INSIDE.format(key="i.unit_key")}) then return; end if;
  return query
    select s.line, p.id from members_stagedmember s join members_person p on p.citizen_mac = s.citizen_mac
    where s.import_id = file and s.citizen_mac <> '' and exists (
      select from members_membership m where m.person_id = p.id and m.until = date '9999-12-31' and m.association = 'party'
        and m.placement = 'counted' and {INSIDE.format(key="m.unit_key")}
    );
end $$;
revoke all on function members_same(bigint) from public;
grant execute on function members_same(bigint) to {EVERYONE};
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0022_statistics_and_sheets")]
    operations = [
        migrations.AlterField("import", "kind", models.CharField(max_length=12, help_text="units, roll, admissions, recognitions, candidates, departures, posts")),
        migrations.AlterField("import", "state", models.CharField(default="read", max_length=10, help_text="match, new, read, taken, dropped")),
        migrations.AlterField(
            "import", "rows",
            models.JSONField(default=list, help_text="small kinds: the rows themselves; the roll is staged in its own table, here are its corrections"),
        ),
        migrations.AddField(
            "import", "layout",
            models.JSONField(default=dict, help_text="sheet, line of headings, columns by our names, all headings; own: as a person matched them"),
        ),
        migrations.AddField("import", "told", models.JSONField(default=dict, help_text="repairs, how many rows stay as they are, how many are new")),
        migrations.RunSQL(SQL, "drop function members_same(bigint)"),
    ]
