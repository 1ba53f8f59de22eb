"""Counts of the two highest levels, kept by triggers: what a nation is asked must not read its members.

Triggers append signed changes by day and by month; ``nn_tally`` adds them up for a unit within the asking scope;
``nn_tally_fold`` joins rows of the same kind; ``nn_tally_rebuild`` counts everything again from the rows themselves.
Years of birth are kept for the root alone: below it the members of a unit are read as fast.
"""

from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import Secure, in_range

TRAITS = "status, sex, birth_year, category, minority, reason"
FIELDS = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("top", nennep.core.models.OrderField(db_collation="C", help_text="key of the unit; a move writes −n and +n instead of renaming", max_length=6)),
    ("topic", models.CharField(help_text="age, group, begin, end, admission, recognition", max_length=12)),
    ("day", models.DateField()),
    ("status", models.CharField(blank=True, max_length=12)),
    ("sex", models.CharField(blank=True, max_length=1)),
    ("birth_year", models.SmallIntegerField(default=0)),
    ("category", models.CharField(blank=True, max_length=12)),
    ("minority", models.BooleanField(default=False)),
    ("reason", models.CharField(blank=True, max_length=12)),
    ("n", models.IntegerField()),
]
MEMBERSHIPS = """
  select left(t.unit_key, 6) top, t.since, t.until, t.status, t.sex, coalesce(t.birth_year, 0)::smallint birth_year, t.category, t.minority,
    t.begin, t."end", ({sign}) s
  from {rows} t where t.association = 'party' and t.placement = 'counted'"""
DECISIONS = """
  select left(t.unit_key, 6) top, t.decided_on, t.sex, t.category, ({sign}) s
  from {rows} t where t.association = 'party' and t.annulled_on is null"""
AGE = "select {top}, 'age'::text topic, {day}, status, sex, birth_year, ''::text category, false minority, ''::text reason, {sign}"
GROUP = "select {top}, 'group', {day}, status, sex, 0::smallint, category, minority, '', {sign}"
MOVED = "select {top}, {moved}, {day}, '', '', 0::smallint, '', false, {why}, sum(s)::int"
GROUPS = {"age": "1, 3, 4, 5, 6", "group": "1, 3, 4, 5, 7, 8", "moved": "1, 3, 9"}
ENDED = "where until < date '9999-12-31'"


def _of_memberships() -> str:
    """Six narrow sums instead of one wide one: a list of 200,000 rows is added up in half a second."""
    parts = []
    for text, groups, top in ((AGE, GROUPS["age"], "left(top, 3) top"), (GROUP, GROUPS["group"], "top")):
        parts.append(text.format(top=top, day="since as day", sign="sum(s)::int n") + f" from changed group by {groups}")
        parts.append(text.format(top=top, day="until", sign="-sum(s)::int") + f" from changed {ENDED} group by {groups}")
    parts.append(MOVED.format(top="top", moved="'begin'", day="since", why="begin") + f" from changed group by {GROUPS['moved']}")
    parts.append(MOVED.format(top="top", moved="'end'", day="until", why='"end"') + f" from changed {ENDED} group by {GROUPS['moved']}")
    return "\n    union all ".join(parts)


def _of_decisions(topic: str) -> str:
    return f"""select top, '{topic}'::text topic, decided_on as day, ''::text status, sex, 0::smallint birth_year, category, false minority, ''::text reason,
      sum(s)::int n from changed group by 1, 3, 5, 7"""


PUT = """
  with changed as materialized ({changed}), low as materialized ({sums}), both_levels as (
    select * from low where n <> 0
    union all
    select left(top, 3), topic, day, {traits}, sum(n)::int from low where topic <> 'age' and length(top) > 3
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(n) <> 0
  ), days as (
    insert into members_tallyday (top, topic, day, {traits}, n) select top, topic, day, {traits}, n from both_levels
  )
  insert into members_tallymonth (top, topic, day, {traits}, n)
  select top, topic, date_trunc('month', day)::date, {traits}, sum(n)::int from both_levels group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(n) <> 0;
"""
TABLES = {
    "members_membership": (MEMBERSHIPS, _of_memberships()),
    "members_admission": (DECISIONS, _of_decisions("admission")),
    "members_recognition": (DECISIONS, _of_decisions("recognition")),
}


def put(table: str, *rows: tuple[str, str]) -> str:
    """The statement that appends what changed; ``rows`` are (sign, where the rows are)."""
    shape, sums = TABLES[table]
    changed = "\n  union all".join(shape.format(sign=sign, rows=source) for sign, source in rows)
    return PUT.format(changed=changed, sums=sums, traits=TRAITS)


def trigger(table: str) -> str:
    """The trigger function of a table and its three triggers."""
    more, fewer = ("1", "newtab"), ("-1", "oldtab")
    return f"""
create function {table}_tally() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'INSERT' then {put(table, more)}
  elsif tg_op = 'UPDATE' then {put(table, more, fewer)}
  else {put(table, fewer)}
  end if;
  return null;
end $$;
create trigger tally_insert after insert on {table} referencing new table as newtab for each statement execute function {table}_tally();
create trigger tally_update after update on {table} referencing new table as newtab old table as oldtab
  for each statement execute function {table}_tally();
create trigger tally_delete after delete on {table} referencing old table as oldtab for each statement execute function {table}_tally();
"""


REBUILD = f"""
create function nn_tally_rebuild() returns void language plpgsql security definer set search_path = public as $$
begin
  truncate members_tallyday, members_tallymonth;
  {"".join(put(table, ("1", table)) for table in TABLES)}
end $$;
revoke execute on function nn_tally_rebuild() from public;
"""
FOLD = f"""
create function nn_tally_fold() returns int language plpgsql security definer set search_path = public as $$
declare folded int := 0; one text; gone int;
begin
  if not pg_try_advisory_xact_lock(hashtext('nn_tally_fold')) then return 0; end if;
  foreach one in array array['members_tallyday', 'members_tallymonth'] loop
    execute format('
      with many as (select top, topic, day, {TRAITS}, sum(n)::int n, array_agg(id) ids from %1$I
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having count(*) > 1 limit 20000),
      put as (insert into %1$I (top, topic, day, {TRAITS}, n) select top, topic, day, {TRAITS}, n from many where n <> 0)
      delete from %1$I where id in (select unnest(ids) from many)', one);
    get diagnostics gone = row_count;
    folded := folded + gone;
  end loop;
  return folded;
end $$;
"""
IN_SCOPE = in_range('unit collate "C"', 3)
INSIDE = f"if not {IN_SCOPE} then raise insufficient_privilege using message = 'the unit lies outside the scope'; end if;"
READ = f"""
create function nn_tally(unit text, about text, first date, behind date)
returns table (status varchar, sex varchar, birth_year smallint, category varchar, minority boolean, reason varchar, n bigint)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare low date := date_trunc('month', first + interval '1 month - 1 day')::date; high date := date_trunc('month', behind)::date;
begin
  {INSIDE}
  if low > high then low := behind; high := behind; end if;
  return query
    select t.status, t.sex, t.birth_year, t.category, t.minority, t.reason, sum(t.n) from (
      select m.status, m.sex, m.birth_year, m.category, m.minority, m.reason, m.n from members_tallymonth m
        where m.top = unit and m.topic = about and m.day >= low and m.day < high
      union all
      select d.status, d.sex, d.birth_year, d.category, d.minority, d.reason, d.n from members_tallyday d
        where d.top = unit and d.topic = about and d.day >= first and d.day < low
      union all
      select d.status, d.sex, d.birth_year, d.category, d.minority, d.reason, d.n from members_tallyday d
        where d.top = unit and d.topic = about and d.day >= high and d.day < behind
    ) t group by 1, 2, 3, 4, 5, 6 having sum(t.n) <> 0;
end $$;
"""
PACE = f"""
create function nn_tally_pace(unit text, about text, first date, behind date) returns table (below text, half date, n bigint)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
begin
  {INSIDE}
  return query
    select u.key::text, x.half, x.n from org_unit above join org_unit u on u.parent_id = above.id cross join lateral (
      select make_date(extract(year from m.day)::int, case when extract(month from m.day) < 7 then 1 else 7 end, 1) half, sum(m.n) n
      from members_tallymonth m where m.top = u.key and m.topic = about and m.day >= first and m.day < behind group by 1
    ) x where above.key = unit and above.level = 0;
end $$;
"""
FUNCTIONS = ("nn_tally_rebuild()", "nn_tally_fold()", "nn_tally(text, text, date, date)", "nn_tally_pace(text, text, date, date)")
DROPS = "\n".join(
    [f"drop function {name};" for name in FUNCTIONS] + [f"drop function {table}_tally() cascade;" for table in TABLES]
)


def tally(name: str) -> migrations.CreateModel:
    """A table of changes with its index."""
    return migrations.CreateModel(name, FIELDS, options={"indexes": [
        models.Index(
            fields=["top", "topic", "day"], include=["status", "sex", "birth_year", "category", "minority", "reason", "n"], name=f"{name.lower()}_sums"
        )
    ]})  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("members", "0006_indexes"), ("org", "0006_authority")]
    operations = [
        tally("TallyDay"),
        tally("TallyMonth"),
        Secure("members_tallyday", Scope.SYSTEM),
        Secure("members_tallymonth", Scope.SYSTEM),
        migrations.RunSQL(
            "\n".join([*(trigger(table) for table in TABLES), REBUILD, FOLD, READ, PACE]), DROPS
        ),
        migrations.RunSQL("select nn_tally_rebuild()", migrations.RunSQL.noop),
        migrations.AddIndex(
            "membership",
            models.Index(
                fields=["until", "since"], include=["unit_key", "association", "placement"],
                condition=models.Q(status="probationary"), name="membership_probation",
            ),  # fmt: skip
        ),
        migrations.AddIndex(
            "membership", models.Index(fields=["since"], include=["unit_key"], condition=models.Q(begin="moved"), name="membership_moved_in")
        ),
        migrations.AddIndex(
            "membership", models.Index(fields=["until"], include=["unit_key"], condition=models.Q(end="moved"), name="membership_moved_out")
        ),
    ]
