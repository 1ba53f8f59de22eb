"""Counts for statistics, yearly supplement sheets, and the check of a list against its files.

``nn_tally_below`` splits the sums of the root by the units right below it, ``nn_tally_months`` those of any kept unit by
month; ``nn_person_kinds`` counts memberships by a trait that the person's own row holds. All tell numbers alone, and only
to a scope that holds what is asked. ``members_list_check`` names, cell by cell and kind by kind, whom the list and the
files say different things of.
"""

import django.db.models.deletion
from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import EVERYONE, Secure, in_range

TRAITS = ("degree", "theory", "ethnicity", "religion")
REFUSED = "raise insufficient_privilege using message = 'the unit lies outside the scope'"
IN_SCOPE = in_range('unit collate "C"', 3)
WITHIN = " or ".join(
    f"(r.low collate \"C\" >= current_setting('app.lo{n}', true) and r.high collate \"C\" <= current_setting('app.hi{n}', true))" for n in range(1, 4)
)
TABLE = "returns table ({}) language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan"
PARTS = """
    select {names}, m.n from members_tallymonth m where m.top = {key} and m.topic = about and m.day >= low and m.day < high
    union all
    select {names}, m.n from members_tallyday m where m.top = {key} and m.topic = about and m.day >= first and m.day < least(low, behind)
    union all
    select {names}, m.n from members_tallyday m where m.top = {key} and m.topic = about and m.day >= greatest(high, first) and m.day < behind and high >= low"""
MONTHS = """low date := date_trunc('month', first + interval '1 month - 1 day')::date; high date := date_trunc('month', behind)::date;"""
KINDS = "m.status, m.sex, m.category, m.minority, m.reason"
SQL = f"""
create function nn_tally_below(unit text, about text, first date, behind date)
{TABLE.format("below text, status varchar, sex varchar, category varchar, minority boolean, reason varchar, n bigint")} as $$
declare {MONTHS}
begin
  if not {IN_SCOPE} then {REFUSED}; end if;
  return query
    select u.key::text, x.status, x.sex, x.category, x.minority, x.reason, sum(x.n)
    from org_unit above join org_unit u on u.parent_id = above.id cross join lateral ({PARTS.format(names=KINDS, key="u.key")}) x
    where above.key = unit and above.level = 0 group by 1, 2, 3, 4, 5, 6 having sum(x.n) <> 0;
end $$;
create function nn_tally_months(unit text, about text, first date, behind date)
{TABLE.format("month date, reason varchar, n bigint")} as $$
declare {MONTHS}
begin
  if not {IN_SCOPE} then {REFUSED}; end if;
  return query
    select date_trunc('month', x.day)::date, x.reason, sum(x.n) from ({PARTS.format(names="m.day, m.reason", key="unit")}) x
    group by 1, 2 having sum(x.n) <> 0;
end $$;
create function nn_person_kinds(trait text, lows text[], highs text[], first date, behind date)
{TABLE.format('value text, status varchar, sex varchar, category varchar, minority boolean, began varchar, ended varchar, at_start boolean, at_end boolean, n bigint')} as $$
begin
  if exists (select from unnest(lows, highs) as r(low, high) where not ({WITHIN})) then {REFUSED}; end if;
  return query
    select case trait {" ".join(f"when '{one}' then p.{one}::text" for one in TRAITS)} end, m.status, m.sex, m.category, m.minority,
      case when m.since >= first then m.begin else '' end, case when m.until < behind then m."end" else '' end,
      m.since < first, m.until >= behind, count(*)
    from unnest(lows, highs) as r(low, high)
      join members_membership m on m.unit_key >= r.low collate "C" and m.unit_key < r.high collate "C" join members_person p on p.id = m.person_id
    where m.association = 'party' and m.placement = 'counted' and m.since < behind and m.until >= first
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
end $$;
create function members_list_check(top bigint, day date)
{TABLE.format("unit bigint, kind text, n int, people bigint[], names text[]")} as $$
declare here text collate "C"; first int; second int;
begin
  select u.key into here from org_unit u where u.id = top;
  if here is null or not {in_range("here", 3)} then return; end if;
  select count(*) filter (where k.stage in ('A', 'B')), count(*) filter (where k.stage = 'C') into first, second from members_paperkind k where k.needed;
  return query
    with listed as (
      select m.unit_id, m.person_id, m.full_name, m.sort_key, m.status, m.birth_year, p.full_name as filed_name, p.born_on, p.card_no,
        coalesce(s.have_first, 0) + coalesce(s.have_second, 0) as have, s.index_certified_on is not null
          or (coalesce(s.have_first, 0) >= first and (m.status = 'probationary' or coalesce(s.have_second, 0) >= second)) as whole
      from members_membership m join members_person p on p.id = m.person_id left join members_filesheet s on s.person_id = m.person_id
      where m.unit_key >= here and m.unit_key < here || '~' and m.association = 'party' and m.placement = 'counted' and m.since <= day and m.until > day
    ), differing as (
      select l.unit_id, k.kind, l.person_id, l.full_name, l.sort_key from listed l cross join lateral (
        select 'no_file' as kind where l.have = 0 and not l.whole
        union all select 'gaps' where l.have > 0 and not l.whole
        union all select 'name' where l.full_name <> l.filed_name
        union all select 'birth' where l.born_on is null or extract(year from l.born_on) is distinct from l.birth_year
        union all select 'card' where l.status = 'official' and l.card_no = ''
        union all select 'decision' where l.status = 'probationary' and not exists (
          select from members_admission a where a.person_id = l.person_id and a.association = 'party' and a.annulled_on is null)
      ) k
      union all
      select t.unit_id, 'gone', t.person_id, p.full_name, p.full_name from members_transfer t join members_person p on p.id = t.person_id
        where t.unit_key >= here and t.unit_key < here || '~' and t.state = 'accepted' and t.kind = 'official' and t.seal_no <> '' and t.file_got_on is null
    )
    select d.unit_id, d.kind, count(*)::int, (array_agg(d.person_id order by d.sort_key collate "C"))[1:200],
      (array_agg(d.full_name::text order by d.sort_key collate "C"))[1:200] from differing d group by 1, 2;
end $$;
revoke execute on function nn_tally_below(text, text, date, date), nn_tally_months(text, text, date, date),
  nn_person_kinds(text, text[], text[], date, date), members_list_check(bigint, date) from public;
grant execute on function nn_tally_below(text, text, date, date), nn_tally_months(text, text, date, date),
  nn_person_kinds(text, text[], text[], date, date), members_list_check(bigint, date) to {EVERYONE};
"""
UNDO = """
drop function nn_tally_below(text, text, date, date);
drop function nn_tally_months(text, text, date, date);
drop function nn_person_kinds(text, text[], text[], date, date);
drop function members_list_check(bigint, date);
"""


ROUNDS = [
    ("screening", "Rà soát, sàng lọc đảng viên"), ("residence", "Nhận xét nơi cư trú"), ("supplement", "Phiếu bổ sung hồ sơ hằng năm"),
    ("check", "Đối chiếu danh sách với hồ sơ"),
]  # fmt: skip
SHEET = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    ("version", models.PositiveIntegerField(default=1, editable=False)),
    ("unit_key", nennep.core.models.KeyField(db_collation="C", max_length=60)),
    ("full_name", models.CharField(max_length=120)),
    ("sort_key", nennep.core.models.OrderField(db_collation="C", max_length=400)),
    ("member_on", models.DateField(help_text="the day the member said so, in the system or on paper", null=True)),
    ("member_words", models.CharField(blank=True, help_text="what the member adds", max_length=500)),
    ("on_paper", models.BooleanField(default=False, help_text="the member signed a printed sheet")),
    ("cell_on", models.DateField(null=True)),
    ("cell_by", models.CharField(blank=True, max_length=160)),
    ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.person")),
    ("round", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="supplements", to="members.memberround")),
    ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit")),
]
ONCE = models.UniqueConstraint(fields=("round", "person"), name="a_supplement_a_member")
FOUND = models.JSONField(default=dict, help_text="differences by kind when a list was signed off against its files")


class Migration(migrations.Migration):
    dependencies = [("members", "0021_posts"), ("org", "0007_invitations")]
    operations = [
        migrations.RunSQL(SQL, UNDO),
        migrations.AddField("roundcell", "found", FOUND),
        migrations.AlterField("memberround", "kind", models.CharField(choices=ROUNDS, max_length=10)),
        migrations.CreateModel(
            "Supplement", SHEET, options={"ordering": ["sort_key", "id"], "base_manager_name": "objects", "constraints": [ONCE]}
        ),
        Secure("members_supplement", Scope.UNIT, extra="person_id = nullif(current_setting('app.person', true), '')::bigint"),
    ]
