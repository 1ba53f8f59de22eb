"""The database keeps what papers are found by, and finds them within the scope of who asks.

A leaf holds words and pairs of neighbours (``ket_nap``), so that words side by side are looked up like one word.
"""

from django.db import migrations

LEAVES = r"""
create function office_plain(t text) returns text language sql immutable parallel safe strict set search_path = public
as $$ select btrim(regexp_replace(translate(vi_fold(t), 'y', 'i'), '[^a-z0-9]+', ' ', 'g')) $$;

create function office_words(number text, title text, issuer text, signatory text, body text) returns tsvector
language sql immutable parallel safe set search_path = public
as $$
  with said as materialized (
    select array(select w from unnest(string_to_array(left(office_plain(concat_ws(' . ', number, title, issuer, signatory, body)), 200000), ' ')) with ordinality u(w, place)
      where w <> '' and length(w) <= 60 order by place) a
  )
  select array_to_tsvector(array(
    select unnest(a) union all select p.one || '_' || p.two from unnest(a[:cardinality(a) - 1], a[2:]) p(one, two) where p.two is not null
  )) from said
$$;

create function office_keep_leaf() returns trigger language plpgsql security definer set search_path = public as $$
declare found_id bigint; found_level text;
begin
  if new.status = 'reading' then
    delete from office_leaf where document_id = new.id;
    return null;
  end if;
  select id, level into found_id, found_level from office_issuer
    where (unit_key = '' or starts_with(new.unit_key, unit_key))
      and (name_fold = vi_fold(new.issuer) or (symbol <> '' and symbol = split_part(new.number, '/', 2)))
    order by name_fold = vi_fold(new.issuer) desc, length(unit_key) desc, id limit 1;
  insert into office_leaf (document_id, unit_key, issuer_id, level, kind, direction, dated, words)
    values (new.id, new.unit_key, found_id, coalesce(found_level, case when new.direction = 'incoming' then 'other' else 'own' end), new.kind, new.direction, new.dated,
      office_words(new.number, new.title, new.issuer, new.signatory, new.text))
    on conflict (document_id) do update set unit_key = excluded.unit_key, issuer_id = excluded.issuer_id, level = excluded.level,
      kind = excluded.kind, direction = excluded.direction, dated = excluded.dated, words = excluded.words;
  return null;
end $$;
revoke all on function office_keep_leaf() from public;
create trigger office_leaf after insert or update of status, text, title, number, issuer, signatory, kind, direction, dated
  on documents_document for each row execute function office_keep_leaf();

create index office_leaf_words on office_leaf using gin (words) with (fastupdate = off);
create index office_leaf_newest on office_leaf (dated desc nulls last, document_id desc);
alter table office_leaf alter column words set statistics 500;

create function office_find(asked text, a_kind text, a_direction text, a_level text, an_issuer bigint, low text, high text, since date, until date,
  citing text, most int) returns setof bigint language plpgsql stable security definer set search_path = public
  set plan_cache_mode = force_custom_plan as $$
begin
  return query select l.document_id from office_leaf l
  where (asked = '' or l.words @@ asked::tsquery)
    and ((l.unit_key >= current_setting('app.lo1', true) and l.unit_key < current_setting('app.hi1', true))
      or (l.unit_key >= current_setting('app.lo2', true) and l.unit_key < current_setting('app.hi2', true))
      or (l.unit_key >= current_setting('app.lo3', true) and l.unit_key < current_setting('app.hi3', true))
      or starts_with(current_setting('app.lo1', true), l.unit_key) or starts_with(current_setting('app.lo2', true), l.unit_key)
      or starts_with(current_setting('app.lo3', true), l.unit_key))
    and (a_kind = '' or l.kind = a_kind) and (a_direction = '' or l.direction = a_direction) and (a_level = '' or l.level = a_level)
    and (an_issuer = 0 or l.issuer_id = an_issuer) and (low = '' or (l.unit_key >= low and l.unit_key < high))
    and (since is null or l.dated >= since) and (until is null or l.dated < until)
    and (citing = '' or l.document_id in (select c.document_id from documents_citation c where c.number = citing))
  order by l.dated desc nulls last, l.document_id desc limit most;
end $$;
revoke all on function office_find(text, text, text, text, bigint, text, text, date, date, text, int) from public;
grant execute on function office_find(text, text, text, text, bigint, text, text, date, date, text, int) to nn_app, nn_one, nn_many;
update documents_document set status = status;
"""

UNDO = """
drop function office_find(text, text, text, text, bigint, text, text, date, date, text, int);
drop trigger office_leaf on documents_document;
drop function office_keep_leaf();
drop index office_leaf_words;
drop index office_leaf_newest;
drop function office_words(text, text, text, text, text);
drop function office_plain(text);
"""


class Migration(migrations.Migration):
    dependencies = [("office", "0002_books_move")]
    operations = [migrations.RunSQL(LEAVES, UNDO)]
