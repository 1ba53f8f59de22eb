"""``nennep scale``: fills an empty database with an invented nation, for measuring."""

import argparse
import sys
import time

import psycopg

from nennep import server
from nennep.config.commands import ready

PROVINCES, UPPERS, GRASSROOTS = 63, 5, 150
NAMES = """
create temp table nn_names as
select row_number() over () id, n.name, n.sex, vi_sort_key(n.name) sort_key, vi_fold(n.name) fold from (
  select f || ' ' || m || ' ' || g as name, sex from unnest(%(family)s::text[]) f,
  (select 'm' sex, m, g from unnest(%(mid_m)s::text[]) m, unnest(%(given_m)s::text[]) g
   union all select 'f', m, g from unnest(%(mid_f)s::text[]) m, unnest(%(given_f)s::text[]) g) x) n;
create unique index on nn_names (id);
"""
DICTIONARY = """
insert into members_nameentry (sort_key, name_fold) select distinct on (sort_key) sort_key, fold from nn_names on conflict do nothing;
"""
UNITS = """
create or replace function pg_temp.k(n int) returns text language sql immutable as $$
  select substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', n / 1296 + 1, 1) || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', n / 36 %% 36 + 1, 1)
    || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', n %% 36 + 1, 1) $$;
create temp table nn_units (key text collate "C", parent text collate "C", kind text, name text, level int);
insert into nn_units values ('001', null, 'bloc', 'Toàn quốc (giả định)', 0);
insert into nn_units select '001' || pg_temp.k(p), '001', 'upper', 'Đảng bộ tỉnh ' || p, 1 from generate_series(1, %(p)s) p;
insert into nn_units select '001' || pg_temp.k(p) || pg_temp.k(u), '001' || pg_temp.k(p), 'upper', 'Đảng bộ cấp trên ' || p || '-' || u, 2
  from generate_series(1, %(p)s) p, generate_series(1, %(u)s) u;
insert into nn_units select key || pg_temp.k(g), key, 'grassroots', 'Đảng bộ cơ sở ' || g || ' ' || name, 3 from nn_units, generate_series(1, %(g)s) g where level = 2;
insert into nn_units select key || pg_temp.k(c), key, 'cell', 'Chi bộ ' || c || ' ' || name, 4 from nn_units, generate_series(1, 5 + (hashtext(key) & 1)) c where level = 3;
insert into org_unit (version, name, short_name, symbol, code, key, title_key, name_fold, level, last_child, since, until, is_joint, is_student, place,
  upper_line, phone, kind_id, parent_id)
  select 1, name, '', 'ĐU', key, key, vi_key(name), vi_fold(name), level, 0, '2000-01-01', '9999-12-31', false, kind = 'cell' and hashtext(key) %% 9 = 0, '', '', '', kind, null
  from nn_units order by key;
update org_unit c set parent_id = p.id from org_unit p where p.key = left(c.key, -3) and c.level > 0;
update org_unit p set last_child = c.n from (select parent_id, count(*) n from org_unit group by 1) c where c.parent_id = p.id;
insert into org_unitspell (unit_id, unit_key, parent_id, key, kind_id, name, is_joint, is_student, since, until, decision)
  select id, key, parent_id, key, kind_id, name, is_joint, is_student, since, until, '' from org_unit;
"""
PEOPLE = """
create temp table nn_cells as select row_number() over (order by hashtext(key)) - 1 as n, id, key, is_student from org_unit where level = 4;
create unique index on nn_cells (n);
create temp table nn_people as
select nextval('members_person_number') id, n.name, n.sex, n.sort_key, n.fold, c.id unit_id, c.key unit_key, c.is_student,
  date '1958-01-01' + (random() * 16000)::int born_on, date '2008-01-01' + (random() * 5600)::int joined
from generate_series(1, %(members)s) i
join lateral (select 1 + floor(random() * %(names)s)::int r, floor(random() * %(cells)s)::int c, i as dep) d on true
join nn_names n on n.id = d.r join nn_cells c on c.n = d.c;
insert into members_person (id, version, full_name, other_names, sex, born_on, born_precision, ethnicity, religion, native_place, address, category, work_title,
  degree, theory, card_no, file_no, citizen_mac, citizen_tail, phone, email)
  select id, 1, name, '', sex, born_on, 'day', 'Kinh', '', '', '', case when is_student then 'student' else 'staff' end, '', '', '', '', '', '', '', '', '' from nn_people;
insert into members_membership (person_id, unit_id, unit_key, association, placement, status, since, until, begin, "end", full_name, sort_key, name_fold, sex,
  birth_year, category, minority)
  select id, unit_id, unit_key, 'party', 'counted', s.status, s.since, s.until, s.begin, s.ending, name, sort_key, fold, sex, extract(year from born_on),
    case when is_student then 'student' else 'staff' end, id %% 8 = 0
  from nn_people cross join lateral (values ('probationary', joined, joined + 365, 'admitted', 'recognised'),
    ('official', joined + 365, date '9999-12-31', 'recognised', '')) s(status, since, until, begin, ending);
insert into members_admission (person_id, unit_id, unit_key, association, decision_no, decided_on, ceremony_on, full_name, sort_key, sex, category, annulled_by, source)
  select id, unit_id, unit_key, 'party', '', joined, joined, name, sort_key, sex, case when is_student then 'student' else 'staff' end, '', 'roll' from nn_people;
insert into members_recognition (person_id, unit_id, unit_key, association, decision_no, decided_on, official_from, due_on, full_name, sort_key, sex, category,
  annulled_by, source)
  select id, unit_id, unit_key, 'party', '', joined + 370, joined + 365, joined + 365, name, sort_key, sex, 'staff', '', 'roll' from nn_people where joined < date '2022-01-01';
"""


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("scale", help="nạp một quốc gia giả định vào kho dữ liệu trống, để đo")
    command.add_argument("--members", type=int, default=5_500_000)
    command.add_argument("--provinces", type=int, default=PROVINCES)
    command.add_argument("--bases", type=int, default=GRASSROOTS, help="đảng bộ cơ sở của mỗi đảng bộ cấp trên")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the nation as the owner, indexes last."""
    urls, running = server.ensure()
    ready()
    begun = time.time()
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        if connection.execute("select exists (select 1 from org_unit)").fetchone() == (True,):
            print("Kho dữ liệu không trống.", file=sys.stderr)
            return 2
        connection.execute("set work_mem = '256MB'")
        made = _drop_indexes(connection)
        _triggers(connection, "disable")
        _fill(connection, given.members, {"p": given.provinces, "u": UPPERS, "g": given.bases})
        _triggers(connection, "enable")
        connection.execute("select nn_tally_rebuild()")
        for statement in made:
            connection.execute(statement.encode())
        for table in (
            "members_membership",
            "members_person",
            "members_nameentry",
            "members_admission",
            "members_recognition",
            "org_unit",
            "org_unitspell",
            "members_tallyday",
            "members_tallymonth",
        ):
            connection.execute(f"vacuum analyze {table}".encode())
    print(f"{given.members} đảng viên trong {time.time() - begun:.0f} giây.")
    if running is not None:
        running.stop()
    return 0


def _triggers(connection: psycopg.Connection, what: str) -> None:
    """Let the tallies sleep while everything is filled; they are counted once at the end."""
    for table in ("members_membership", "members_admission", "members_recognition"):
        connection.execute(f"alter table {table} {what} trigger user".encode())


def _fill(connection: psycopg.Connection, members: int, shape: dict[str, int]) -> None:
    from nennep.config.cast import names

    words = {
        "family": names.FAMILY, "mid_m": names.MIDDLE["m"], "given_m": names.GIVEN["m"], "mid_f": names.MIDDLE["f"], "given_f": names.GIVEN["f"],
    }  # fmt: skip
    cursor = psycopg.ClientCursor(connection)
    cursor.execute(NAMES, words)
    cursor.execute(UNITS, shape)
    counts = [
        connection.execute(sql.encode()).fetchone()
        for sql in ("select count(*) from nn_names", "select count(*) from org_unit where level = 4")
    ]
    found = [row[0] if row else 0 for row in counts]
    cursor.execute(PEOPLE, {"members": members, "names": found[0], "cells": found[1]})
    cursor.execute(DICTIONARY)


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Take indexes and foreign keys of the big tables off; returns what puts them back."""
    again: list[str] = []
    tables = "('members_membership', 'members_admission', 'members_recognition')"
    constraints = connection.execute(
        f"select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text in {tables} and contype in ('f', 'x')".encode()
    ).fetchall()
    for table, name, definition in constraints:
        connection.execute(f'alter table {table} drop constraint "{name}"'.encode())
        again.append(f'alter table {table} add constraint "{name}" {definition}')
    indexes = connection.execute(
        f"select indexname, indexdef from pg_indexes where tablename in {tables} and indexname not like '%\\_pkey'".encode()
    ).fetchall()
    for name, definition in indexes:
        connection.execute(f'drop index "{name}"'.encode())
        again.insert(0, definition)
    return again
