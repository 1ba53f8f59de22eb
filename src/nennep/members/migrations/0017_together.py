"""What the member's file, cases and transfers need of one another.

A contact with the place of residence says by which ward its sheet is printed, and why none is asked. Whoever accepts a
probationary member receives the case with its file: ``nn_hand_over`` carries its rows, as it closes the old stretch.
"""

from django.db import migrations, models

from nennep.core.rls import in_range

CARRIED = ("casestep", "aid", "casepaper", "casevote", "casemonth", "letter")
CARRY = "\n".join(
    f"    update members_{table} r set unit_key = there.key where r.case_id = c;" for table in CARRIED
)
HAND_OVER = f"""
create or replace function nn_hand_over(transfer bigint, day date, cell bigint) returns setof members_membership
language plpgsql security definer set search_path = public, pg_temp as $$
declare t members_transfer; held members_membership; there org_unit; c bigint;
begin
  select * into t from members_transfer x where x.id = transfer and {in_range("x.to_key", 3)};
  select * into there from org_unit u where u.id = cell and {in_range("u.key", 3)} and u.key ^@ t.to_key;
  if t.id is null or there.id is null then return; end if;
  perform from members_person p where p.id = t.person_id for no key update;
  select * into t from members_transfer x where x.id = transfer for update;
  if t.state <> 'released' then return; end if;
  select * into held from members_membership m where m.person_id = t.person_id and m.association = 'party' and m.placement = 'counted'
    and m.until = date '9999-12-31' for update;
  if held.id is null or held.since >= day then return; end if;
  if t.kind in ('temporary', 'abroad_temp') then return next held; return; end if;
  update members_membership m set until = day, "end" = 'moved' where m.id = held.id returning * into held;
  if exists (select from org_unit o join org_unitkind k on k.code = o.kind_id where k.is_grassroots and held.unit_key ^@ o.key and there.key ^@ o.key) then
    update members_departure d set unit_id = there.id, unit_key = there.key where d.person_id = t.person_id and d.closed_on is null;
  else
    update members_departure d set closed_on = day, closed_how = 'transferred' where d.person_id = t.person_id and d.closed_on is null;
  end if;
  for c in select x.id from members_case x where x.person_id = t.person_id and x.state in ('open', 'interrupted') loop
    update members_aid a set until = day where a.case_id = c and a.since < day and a.until > day;
{CARRY}
    update members_case x set unit_id = there.id, unit_key = there.key where x.id = c;
  end loop;
  return next held;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0016_rounds")]
    operations = [
        migrations.AddField(
            "residencecontact", "ward", models.CharField(blank=True, default="", help_text="commune or ward, by which sheets are printed", max_length=160), preserve_default=False
        ),
        migrations.AddField(
            "residencecontact", "exempt", models.CharField(blank=True, default="", help_text="why no yearly comment is asked", max_length=200), preserve_default=False
        ),
        migrations.RunSQL(HAND_OVER, migrations.RunSQL.noop),
    ]
