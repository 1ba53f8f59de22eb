"""Writing the journal. Every verb records; nothing else writes here, and nobody rewrites."""

import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model

from nennep.core.actor import Actor
from nennep.core.change import Changes
from nennep.core.clock import now
from nennep.journal import registry


@dataclass(frozen=True)
class Entry:
    """One line to be written about a row."""

    row: Model
    unit_id: int | None = None
    unit_key: str = ""
    person_id: int | None = None
    says: dict[str, Any] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)


LINE = """insert into journal_line
  (ref, at, account_id, seat, verb, subject, row_id, unit_id, read_key, person_id, digest, commitment)
  values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
DETAIL = """insert into journal_detail (ref, read_key, person_id, salt, says, changes)
  values (%s, %s, %s, %s, %s, %s)"""


def record(
    verb: str,
    row: Model,
    *,
    by: Actor,
    unit_id: int | None = None,
    unit_key: str = "",
    person_id: int | None = None,
    says: dict[str, Any] | None = None,
    changes: Changes | None = None,
) -> None:
    """Write one line about one row, in the verb's own transaction.

    ``unit_id`` and ``unit_key`` default to the row's own; ``says`` fills the verb's sentence (names of things as they
    are now); ``changes`` is what ``change()`` returned.
    """
    entry = Entry(row, unit_id, unit_key, person_id, says or {}, changes or {})
    record_many(verb, [entry], by=by)


def record_many(verb: str, entries: Iterable[Entry], *, by: Actor) -> int:
    """Write a line with its detail for each entry, in one round trip for all; returns how many."""
    moment, seat = now(), seat_of(by)
    lines = [_written(verb, entry, by, moment, seat) for entry in entries]
    with connection.cursor() as cursor:
        cursor.executemany(f"with line as ({LINE}) {DETAIL}", lines)
    return len(lines)


def seat_of(by: Actor) -> str:
    """The actor's main post in words, as it stood when acting."""
    return f"{by.home.role} · {by.home.unit_name}" if by.home else ""


def _written(verb: str, entry: Entry, by: Actor, moment: Any, seat: str) -> list[Any]:
    row, ref, salt = entry.row, uuid.uuid4(), secrets.token_hex(16)
    key = entry.unit_key or str(getattr(row, "unit_key", "") or getattr(row, "key", ""))
    unit_id = entry.unit_id if entry.unit_id is not None else getattr(row, "unit_id", None)
    says = json.dumps({"who": by.name, **entry.says}, ensure_ascii=False, default=str, sort_keys=True)
    changes = json.dumps({name: list(pair) for name, pair in entry.changes.items()}, ensure_ascii=False, default=str)
    commitment = registry.commitment_of(salt, json.loads(says), json.loads(changes))
    table = row._meta.db_table
    line = [ref, moment, by.account_id, seat[:250], verb, table, str(row.pk), unit_id, key, entry.person_id]
    return [*line, registry.digest(row), commitment, ref, key, entry.person_id, salt, says, changes]


def insert_rows(
    verb: str,
    table: str,
    insert: str,
    values: dict[str, Any],
    *,
    by: Actor,
    unit_id: int,
    unit_key: str,
    says: dict[str, Any] | None = None,
) -> None:
    """Write many rows of a sealed table and one line about them all, in one statement; for bulk verbs.

    ``insert`` is the verb's INSERT into the table without RETURNING, ``values`` its named parameters. The digest of each row stands in
    a ``BatchPart``; the line's digest covers them all.
    """
    ref, salt = uuid.uuid4(), secrets.token_hex(16)
    words = json.dumps({"who": by.name, **(says or {})}, ensure_ascii=False, default=str, sort_keys=True)
    commitment = registry.commitment_of(salt, json.loads(words), {})
    head = f"insert into {table} "
    assert insert.startswith(head), insert
    sql = f"""with d as materialized (insert into {table} as r {insert.removeprefix(head)} returning id, {registry.digest_sql(table, "r", raw=True)} digest),
      p as materialized ({registry.PARTS}),
      put as (insert into journal_batchpart (ref, first, told) select %(j_ref)s, first, told from p)
      insert into journal_line (ref, at, account_id, seat, verb, subject, row_id, unit_id, read_key, person_id, digest, commitment)
      select %(j_ref)s, %(j_at)s, %(j_by)s, %(j_seat)s, %(j_verb)s, %(j_table)s, '', %(j_unit)s, %(j_key)s, null, {registry.BATCH_DIGEST},
        %(j_commitment)s from p"""
    line = {
        "j_ref": ref, "j_at": now(), "j_by": by.account_id, "j_seat": seat_of(by)[:250], "j_verb": verb, "j_table": table,
        "j_unit": unit_id, "j_key": unit_key, "j_commitment": commitment,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values | line)
        cursor.execute(DETAIL, [ref, unit_key, None, salt, words, "{}"])
