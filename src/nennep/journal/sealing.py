"""Sealing: committed lines are hashed and chained in batches by the sealer, never in the writing transaction."""

import hashlib
import os
from collections.abc import Iterable
from typing import Any

import psycopg

BATCH = 20_000
WAITING = """select l.id, l.ref::text, extract(epoch from l.at)::text, l.account_id, l.seat, l.verb, l.subject, l.row_id, l.unit_id, l.person_id,
  l.digest, l.commitment from journal_line l where l.xid < pg_snapshot_xmin(pg_current_snapshot())
  and not exists (select 1 from journal_sealedline s where s.line_id = l.id) order by l.id limit %s"""
LOCK = 5_770_001


def line_hash(row: Iterable[Any]) -> str:
    """SHA-256 of a line's sealed columns."""
    return hashlib.sha256("\x1f".join("" if value is None else str(value) for value in row).encode()).hexdigest()


def head_of(previous: str, batch: str, count: int, last: int) -> str:
    """The head of a seal: chains the batch to the head before it."""
    return hashlib.sha256(f"{previous}|{batch}|{count}|{last}".encode()).hexdigest()


def seal_waiting(url: str = "") -> int:
    """Seal every committed line that is not sealed yet; returns how many. 0 without the sealer's address."""
    address = url or os.environ.get("DATABASE_SEAL_URL", "") or os.environ.get("NENNEP_SEAL_URL", "")
    if not address:
        return 0
    sealed = 0
    with psycopg.connect(address) as connection:
        while count := _seal_batch(connection):
            sealed += count
            connection.commit()
    return sealed


def _seal_batch(connection: psycopg.Connection) -> int:
    connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    rows = connection.execute(WAITING, [BATCH]).fetchall()
    if not rows:
        return 0
    hashes = [(row[0], line_hash(row)) for row in rows]
    batch = hashlib.sha256("".join(digest for _id, digest in hashes).encode()).hexdigest()
    previous = connection.execute("select head from journal_seal order by number desc limit 1").fetchone()
    head = head_of(previous[0] if previous else "", batch, len(rows), rows[-1][0])
    number = connection.execute(
        "insert into journal_seal (at, count, last_line, batch, head) values (now(), %s, %s, %s, %s) returning number",
        [len(rows), rows[-1][0], batch, head],
    ).fetchone()
    assert number is not None
    with connection.cursor().copy("copy journal_sealedline (line_id, seal_number, hash) from stdin") as copy:
        for line, digest in hashes:
            copy.write_row([line, number[0], digest])
    _keep_outside(number[0], head)
    return len(rows)


def _keep_outside(number: int, head: str) -> None:
    """Append the head to a file outside the database."""
    if path := os.environ.get("NENNEP_HEADS"):
        with open(path, "a", encoding="ascii") as file:
            file.write(f"{number} {head}\n")
