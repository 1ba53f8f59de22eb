"""Walls around files, the kinds of papers of the index, and what looks across branches by checked functions.

``members_doubles`` finds persons entered twice, also in another branch, of which it tells the organisation alone;
``members_looks`` tells a person who looked at the file; ``members_file_scores`` counts files by cell.
"""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import EVERYONE, Secure, in_range

ME = "nullif(current_setting('app.person', true), '')::bigint"
INSIDE = in_range("{key}", 3)


def seen(table: str, column: str = "person_id") -> str:
    """Mine, or of someone with a membership I may see."""
    return f"({column} = {ME} or exists (select 1 from members_membership m where m.person_id = {table}.{column}))"


def or_here(table: str) -> str:
    """The same, or of a unit in my ranges: what waits there is read by the unit's key."""
    return f"({INSIDE.format(key='unit_key')} or {seen(table)})"


# code, name, stage, place, needed, months, restricted
KINDS = [
    ("A1", "Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng", "A", 1, True, 60, False),
    ("A2", "Đơn xin vào Đảng", "A", 2, True, 0, False),
    ("A3", "Lý lịch của người xin vào Đảng kèm tài liệu thẩm tra", "A", 3, True, 0, True),
    ("A4", "Giấy giới thiệu của đảng viên được phân công giúp đỡ", "A", 4, True, 0, False),
    ("A5", "Nghị quyết giới thiệu của Đoàn Thanh niên hoặc Công đoàn (nếu có)", "A", 5, False, 0, False),
    ("A6", "Tổng hợp ý kiến nhận xét của đoàn thể và chi ủy nơi cư trú", "A", 6, True, 0, False),
    ("B1", "Nghị quyết của chi bộ xét kết nạp", "B", 1, True, 0, False),
    ("B2", "Báo cáo thẩm định của đảng ủy bộ phận (nếu có)", "B", 2, False, 0, False),
    ("B3", "Nghị quyết của đảng ủy cơ sở", "B", 3, True, 0, False),
    ("B4", "Quyết định kết nạp đảng viên", "B", 4, True, 0, False),
    ("B5", "Lý lịch đảng viên", "B", 5, True, 0, True),
    ("B6", "Phiếu đảng viên", "B", 6, True, 0, True),
    ("C1", "Giấy chứng nhận học lớp đảng viên mới", "C", 1, True, 0, False),
    ("C2", "Bản tự kiểm điểm của đảng viên dự bị", "C", 2, True, 0, False),
    ("C3", "Nhận xét của đảng viên được phân công giúp đỡ", "C", 3, True, 0, False),
    ("C4", "Tổng hợp ý kiến nhận xét khi xét công nhận", "C", 4, True, 0, False),
    ("C5", "Nghị quyết của chi bộ xét công nhận chính thức", "C", 5, True, 0, False),
    ("C6", "Báo cáo thẩm định của đảng ủy bộ phận khi xét công nhận (nếu có)", "C", 6, False, 0, False),
    ("C7", "Nghị quyết của đảng ủy cơ sở xét công nhận", "C", 7, True, 0, False),
    ("C8", "Quyết định công nhận đảng viên chính thức; phát thẻ, tặng Huy hiệu", "C", 8, True, 0, False),
    ("C9", "Phiếu bổ sung hồ sơ đảng viên hằng năm", "C", 9, False, 0, False),
    ("C10", "Kết luận thẩm tra, xác minh (nếu có)", "C", 10, False, 0, True),
    ("C11", "Quyết định về chức vụ, nghỉ hưu, khen thưởng; bản sao văn bằng", "C", 11, False, 0, False),
    ("C12", "Giấy giới thiệu sinh hoạt đảng qua các lần chuyển", "C", 12, False, 0, False),
    ("C13", "Bản kiểm điểm ba năm gần nhất và khi chuyển sinh hoạt", "C", 13, False, 0, False),
    ("D1", "Quyết định kỷ luật", "D", 1, False, 0, True),
    ("D2", "Giấy khám sức khỏe", "D", 2, False, 12, True),
    ("D9", "Tài liệu tham khảo khác", "D", 9, False, 0, False),
]
COMPLETE = """(s.index_certified_on is not null or (s.have_first >= first and (m.status = 'probationary' or s.have_second >= second)))"""
SCANNED = """(s.scan_first >= first and (m.status = 'probationary' or s.scan_second >= second))"""
SQL = f"""
create function members_doubles(top bigint) returns table (person bigint, full_name text, unit text, other bigint, elsewhere text, same_number boolean, same_birth boolean)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare at text collate "C";
begin
  select u.key into at from org_unit u where u.id = top;
  if at is null or not {INSIDE.format(key="at")} then return; end if;
  return query
    with mine as materialized (
      select distinct on (m.person_id) m.person_id, m.full_name, m.name_fold, m.birth_year, m.unit_key, p.citizen_mac, p.born_on
      from members_membership m join members_person p on p.id = m.person_id
      where m.unit_key >= at and m.unit_key < at || '~' and m.placement <> 'double' and p.merged_into is null
      order by m.person_id, m.until desc
    ), found as (
      select a.person_id, p.id other from mine a join members_person p on p.citizen_mac = a.citizen_mac and a.citizen_mac <> ''
        where p.id <> a.person_id and p.merged_into is null
      union
      select a.person_id, p.id from mine a join members_nameentry n on n.name_fold = a.name_fold
        join members_membership m on m.sort_key = n.sort_key and m.birth_year = a.birth_year and m.person_id <> a.person_id
        join members_person p on p.id = m.person_id and p.born_on = a.born_on and p.merged_into is null
        where a.citizen_mac = '' or p.citizen_mac = '' or p.citizen_mac = a.citizen_mac
    )
    select f.person_id, a.full_name::text, mu.name::text, case when {INSIDE.format(key="o.unit_key")} then f.other end,
      case when {INSIDE.format(key="o.unit_key")} then ou.name::text
        else coalesce((select g.name::text from org_unit g join org_unitkind k on k.code = g.kind_id
          where k.is_grassroots and o.unit_key ^@ g.key order by length(g.key) limit 1), ou.name::text) end,
      a.citizen_mac <> '' and p.citizen_mac = a.citizen_mac, p.born_on is not null and p.born_on = a.born_on
    from found f join mine a on a.person_id = f.person_id join org_unit mu on mu.key = a.unit_key
      join members_person p on p.id = f.other
      join lateral (select m.unit_key from members_membership m where m.person_id = f.other order by m.until desc, m.id desc limit 1) o on true
      join org_unit ou on ou.key = o.unit_key
    where f.person_id < f.other or not {INSIDE.format(key="o.unit_key")} or not (o.unit_key >= at and o.unit_key < at || '~')
    order by 6 desc, 2 limit 300;
end $$;
create function members_looks(most int) returns table (at timestamptz, who text, seat text, verb text, says jsonb)
language plpgsql stable security definer set search_path = public as $$
declare me bigint := {ME};
begin
  if me is null then return; end if;
  return query
    with held as (
      select m.unit_key, m.since, m.until from members_membership m where m.person_id = me and m.association = 'party' and m.placement = 'counted'
    ), above as (
      select distinct left(h.unit_key, n) as key from held h, generate_series(3, length(h.unit_key), 3) n
    ), shown as (
      select l.at, l.ref, l.seat, l.verb from journal_line l where (l.person_id = me or l.person_id in (select p.id from members_person p where p.merged_into = me))
        and l.verb in ('members.read_file', 'members.read_photo', 'members.read_paper', 'members.print_file')
      union all
      select l.at, l.ref, l.seat, l.verb from above a join journal_line l on l.read_key = a.key
        where l.verb in ('members.export', 'members.open_number')
          and exists (select from held h where h.unit_key ^@ l.read_key and h.since <= l.at::date and h.until > l.at::date)
    )
    select s.at, coalesce(d.says->>'who', '…'), s.seat::text, s.verb::text, coalesce(d.says, '{{}}'::jsonb)
    from shown s left join journal_detail d on d.ref = s.ref order by s.at desc limit most;
end $$;
create function members_file_scores(top bigint, day date) returns table (unit bigint, members int, complete int, scanned int, waiting int)
language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
declare here text collate "C"; first int; second int;
begin
  select u.key into here from org_unit u where u.id = top;
  if here is null or not {INSIDE.format(key="here")} then return; end if;
  select count(*) filter (where k.stage in ('A', 'B')), count(*) filter (where k.stage = 'C') into first, second from members_paperkind k where k.needed;
  return query
    select m.unit_id, count(*)::int, count(*) filter (where {COMPLETE})::int, count(*) filter (where {SCANNED})::int,
      (coalesce((select count(*) from members_filepaper f where f.unit_key = m.unit_key and f.file_sha = '' and f.secrecy = ''
        and f.cancelled_on is null), 0))::int
    from members_membership m left join members_filesheet s on s.person_id = m.person_id
    where m.unit_key >= here and m.unit_key < here || '~' and m.association = 'party' and m.placement = 'counted' and m.since <= day and m.until > day
    group by m.unit_id, m.unit_key;
end $$;
revoke execute on function members_doubles(bigint), members_looks(int), members_file_scores(bigint, date) from public;
grant execute on function members_doubles(bigint), members_looks(int), members_file_scores(bigint, date) to {EVERYONE};
"""
UNDO = "drop function members_doubles(bigint); drop function members_looks(int); drop function members_file_scores(bigint, date)"


def fill(apps, editor):  # type: ignore[no-untyped-def]
    kinds = apps.get_model("members", "PaperKind")
    names = ("code", "name", "stage", "place", "needed", "months", "restricted")
    kinds.objects.using(editor.connection.alias).bulk_create(kinds(**dict(zip(names, row, strict=True))) for row in KINDS)


class Migration(migrations.Migration):
    dependencies = [("members", "0010_files"), ("journal", "0003_batches")]
    operations = [
        *(
            Secure(table, Scope.PERSON, (), extra=seen(table))
            for table in ("members_filesheet", "members_fileentry", "members_categoryspell", "members_residencecontact")
        ),
        *(Secure(table, Scope.PERSON, (), extra=or_here(table)) for table in ("members_amendment", "members_filepaper")),
        Secure("members_fullfile", Scope.DOWNWARD),
        Secure("members_inquiry", Scope.UNIT),
        Secure("members_merge", Scope.UNIT),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(SQL, UNDO),
    ]
