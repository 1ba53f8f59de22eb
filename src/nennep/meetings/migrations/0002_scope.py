"""Scope of the tables of meetings, their kinds, the rules they are judged by, and secret ballots.

A secret vote on the screen has two tables of its own while it is open: who has voted, and the ballots. Nobody but these
functions may touch them. Each cast writes both anew, the ballots in an order drawn by lot under new numbers, the marks
by number, so that neither the place nor the transaction of a row says which ballot came with which mark. Closing
counts, keeps the marks in order and drops both tables.
"""

from datetime import date
from typing import Any

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure, in_range

ROLES = "nn_app, nn_one, nn_many"
ME = "nullif(current_setting('app.person', true), '')::bigint"
ACCOUNT = "nullif(current_setting('app.uid', true), '')::bigint"
OWN = f"(account_id = {ACCOUNT} or person_id = {ME})"


def mine(meeting: str) -> str:
    """SQL: the acting person is on the list of a meeting."""
    return f"exists (select 1 from meetings_attendance a where a.meeting_id = {meeting} and (a.account_id = {ACCOUNT} or a.person_id = {ME}))"


ANSWERS = "\n".join(
    f"create policy own_{role} on meetings_attendance for update to {role} using {OWN} with check {OWN};"
    for role in ("nn_one", "nn_many")
)
NO_ANSWERS = "drop policy own_nn_one on meetings_attendance; drop policy own_nn_many on meetings_attendance;"
OPEN = f"""
create function nn_open_ballots(vote bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from meetings_vote v where v.id = vote and v.ballot = 'screen' and not v.closed and {in_range("v.unit_key", 3)};
  if not found then raise exception 'no such vote'; end if;
  execute format('create table meetings_cast_%s_m (attendance_id bigint primary key)', vote);
  execute format('create table meetings_cast_%s_b (id uuid primary key, choice text not null)', vote);
  execute format('revoke all on meetings_cast_%s_m, meetings_cast_%s_b from public, {ROLES}', vote, vote);
end $$;
"""
CAST = f"""
create function nn_cast_ballot(vote bigint, choice text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare meeting bigint; voter bigint; marks bigint[]; choices text[];
begin
  select v.meeting_id into meeting from meetings_vote v
    where v.id = vote and v.ballot = 'screen' and not v.closed and {in_range("v.unit_key", 3)} for update;
  if meeting is null then return 'closed'; end if;
  if choice not in ('agreed', 'against', 'blank') then return 'choice'; end if;
  select a.id into voter from meetings_attendance a where a.meeting_id = meeting and a.status = 'official'
    and a.presence = 'present' and a.left_out not in ('suspended', 'prosecuted')
    and (a.account_id = {ACCOUNT} or a.person_id = {ME}) order by a.id limit 1;
  if voter is null then return 'nobody'; end if;
  execute format('select array_agg(attendance_id) from meetings_cast_%s_m', vote) into marks;
  if voter = any(marks) then return 'twice'; end if;
  execute format('select array_agg(b.choice) from meetings_cast_%s_b b', vote) into choices;
  execute format('truncate meetings_cast_%s_m, meetings_cast_%s_b', vote, vote);
  execute format('insert into meetings_cast_%s_m select m from unnest($1) m order by m', vote) using marks || voter;
  execute format('insert into meetings_cast_%s_b select gen_random_uuid(), c from unnest($1) c order by random()', vote)
    using choices || choice;
  return 'ok';
end $$;
"""
COUNT = f"""
create function nn_cast_count(vote bigint) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  perform 1 from meetings_vote v where v.id = vote and v.ballot = 'screen' and not v.closed and {in_range("v.unit_key", 3)};
  if not found then return null; end if;
  execute format('select count(*) from meetings_cast_%s_m', vote) into n;
  return n;
exception when undefined_table then return null;
end $$;
"""
CLOSE = f"""
create function nn_close_ballots(vote bigint, out agreed integer, out against integer, out blank integer)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from meetings_vote v
    where v.id = vote and v.ballot = 'screen' and not v.closed and {in_range("v.unit_key", 3)} for update;
  if not found then raise exception 'no such vote'; end if;
  execute format('select count(*) filter (where choice = ''agreed''), count(*) filter (where choice = ''against''),
    count(*) filter (where choice = ''blank'') from meetings_cast_%s_b', vote) into agreed, against, blank;
  execute format('insert into meetings_voted (vote_id, unit_key, attendance_id)
    select $1, v.unit_key, m.attendance_id from meetings_cast_%s_m m, meetings_vote v where v.id = $1 order by m.attendance_id', vote) using vote;
  execute format('drop table meetings_cast_%s_m, meetings_cast_%s_b', vote, vote);
end $$;
"""
SERVING = f"""
create function nn_cells_serving(day date) returns table (unit_id bigint, unit_key text, unit_name text, giver_key text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.key, u.name, d.key from org_service s
    join org_unit u on u.id = s.unit_id join org_unit d on d.id = s.served_id
  where s.since <= day and s.until > day and u.until > day and {in_range("d.key", 3)} order by u.title_key
$$;
"""
FUNCTIONS = (
    ("nn_open_ballots(bigint)", OPEN), ("nn_cast_ballot(bigint, text)", CAST), ("nn_cast_count(bigint)", COUNT),
    ("nn_close_ballots(bigint)", CLOSE), ("nn_cells_serving(date)", SERVING),
)  # fmt: skip


def allowed(name: str, body: str) -> str:
    """The function, for the application's roles alone."""
    return f"{body}\nrevoke all on function {name} from public;\ngrant execute on function {name} to {ROLES};"


# code, name, body, regular, thematic, leading
KINDS = (
    ("regular", "Sinh hoạt chi bộ thường kỳ", "members", True, False, False),
    ("thematic", "Sinh hoạt chuyên đề", "members", False, True, False),
    ("extended", "Sinh hoạt mở rộng", "members", False, False, False),
    ("committee", "Hội nghị cấp ủy (họp chi ủy)", "committee", False, False, True),
    ("preparatory", "Họp chuẩn bị", "committee", False, False, False),
    ("consultation", "Hội ý", "standing", False, False, False),
    ("standing", "Hội nghị Ban Thường vụ", "standing", False, False, True),
    ("group", "Sinh hoạt tổ đảng", "members", False, False, False),
    ("briefing", "Giao ban bí thư", "heads", False, False, True),
    ("plenary", "Hội nghị đảng bộ", "members", False, False, False),
    ("conference", "Hội nghị", "chosen", False, False, False),
    ("dissemination", "Hội nghị quán triệt nghị quyết", "members", False, False, False),
    ("seminar", "Tọa đàm, hội thảo", "chosen", False, False, False),
    ("congress", "Phiên họp đại hội", "members", False, False, False),
    ("dialogue", "Đối thoại", "chosen", False, False, False),
    ("training", "Sinh hoạt tập huấn", "members", False, False, False),
    ("exchange", "Giao lưu, trao đổi kinh nghiệm", "chosen", False, False, False),
)
SCORE, CALL, VOTES = "Hướng dẫn 42-HD/BTCTW", "Chỉ thị 50-CT/TW", "Quy định 294-QĐ/TW"
# key, value, source, how sure: the criteria of scoring were read in second sources; offices may set their own
RULES = (
    ("meeting.day.latest", "7", f"{CALL}: ngày 03, ngày lễ thì trong tuần đầu", "S"),
    ("meeting.score.time", "5", SCORE, "S"),
    ("meeting.score.attendance", "5", SCORE, "S"),
    ("meeting.score.preparation", "10", SCORE, "S"),
    ("meeting.score.holding", "40", SCORE, "S"),
    ("meeting.score.principles", "5", SCORE, "S"),
    ("meeting.score.results", "30", SCORE, "S"),
    ("meeting.score.closing", "5", SCORE, "S"),
    ("meeting.grade.good", "90", SCORE, "S"),
    ("meeting.grade.fair", "70", SCORE, "S"),
    ("meeting.grade.average", "50", SCORE, "S"),
    ("vote.ordinary", ">1/2", f"{VOTES}, mục 9.3", "V"),
    ("vote.removal", "2/3", VOTES, "V"),
    ("vote.expulsion", "2/3", VOTES, "S"),
    ("vote.discipline", ">1/2", VOTES, "S"),
)


def fill(apps: Any, schema_editor: Any) -> None:
    kinds, rows = apps.get_model("meetings", "MeetingKind"), apps.get_model("duties", "DatedRule")
    at = schema_editor.connection.alias
    kinds.objects.using(at).bulk_create(
        kinds(code=code, name=name, body=body, regular=regular, thematic=thematic, leading=leading, rank=rank)
        for rank, (code, name, body, regular, thematic, leading) in enumerate(KINDS, 1)
    )
    rows.objects.using(at).bulk_create(
        rows(rule_key=key, value=value, source=source, confidence=sure, valid_from=date(2011, 1, 1))
        for key, value, source, sure in RULES
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("duties", "0002_dated_rules"), ("org", "0007_invitations"), ("members", "0019_limits")]
    operations = [
        Secure("meetings_switch", Scope.DOWNWARD),
        Secure("meetings_direction", Scope.DOWNWARD),
        Secure("meetings_attendance", Scope.UNIT, extra=OWN),
        migrations.RunSQL(ANSWERS, NO_ANSWERS),
        Secure("meetings_meeting", Scope.UNIT, extra=mine("meetings_meeting.id")),
        Secure("meetings_item", Scope.UNIT, extra=mine("meeting_id")),
        *(
            Secure(f"meetings_{name}", Scope.UNIT)
            for name in ("vote", "voted", "minutes", "revision", "outcome", "score")
        ),
        Secure("meetings_idea", Scope.TWO_PARTY, ("unit_key", "giver_key")),
        *(migrations.RunSQL(allowed(name, body), f"drop function {name}") for name, body in FUNCTIONS),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
