"""What rooms tell the journal: the sentence of each verb, and which columns of which nouns are sealed."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models import Model

from nennep.core.words import Words

SENTENCES: dict[str, Words] = {}
SEALED: dict[str, tuple[str, ...]] = {}
BESIDE: dict[str, tuple[str, ...]] = {}
Shows = Callable[[int | None, str], bool]
Veil = Callable[[set[int]], Shows]
VEILS: dict[str, Veil] = {}
ROLES: dict[str, Words] = {}


def roles(words: Iterable[tuple[str, Words]]) -> None:
    """Register the words of roles, whose codes stand in the lines."""
    ROLES.update(words)


def seat_words(seat: str) -> str:
    """The post of a line as people call it: its role in words, and the unit."""
    role, dot, unit = seat.partition(" · ")
    if not unit:
        return ""  # what the house itself did was done from no post
    return f"{ROLES.get(role, role)}{dot}{unit}"


def sentences(**verbs: Words) -> None:
    """Register sentences: ``sentences(org__found="{who} founded {what}")``; ``__`` stands for the dot.

    A sentence is a lazy translation with named places, filled from the line's detail; ``{who}`` is always there.
    """
    SENTENCES.update({verb.replace("__", "."): words for verb, words in verbs.items()})


def sealed(model: type[Model], columns: Iterable[str], beside: Iterable[str] = ()) -> None:
    """Register the columns (attnames, not derived ones) whose values a line's digest proves.

    ``beside`` are SQL expressions over the row, written ``{row}``, for what only the database writes the same way twice:
    moments, JSON, rows that belong to the row. Their digest is read after the act, one statement a line.
    """
    SEALED[model._meta.db_table] = tuple(columns)
    BESIDE[model._meta.db_table] = tuple(beside)


def veil(verb: str, shows: Veil) -> None:
    """Register who may read the values a verb changed: given the persons of the lines, ``shows(person, field)`` for the
    present reader. Values follow the class of their field, for auditors too; without a veil all readers see them."""
    VEILS[verb] = shows


def digest(row: Model) -> str:
    """SHA-256 over the registered columns of the row, or '' for a noun that is not sealed; see ``digest_sql``."""
    table = row._meta.db_table
    columns = SEALED.get(table)
    if columns is None:
        return ""
    if BESIDE[table]:
        return _digest_kept(table, row.pk)
    return hashlib.sha256("\x1f".join(_text(getattr(row, name)) for name in columns).encode()).hexdigest()


def _digest_kept(table: str, number: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select {digest_sql(table, 'r')} from {table} r where r.id = %s", [number])
        found = cursor.fetchone()
    return str(found[0]) if found else ""


PART = 50
"""Rows whose digests stand together: two kilobytes, which the database keeps in the table itself."""
TOLD = 40
"""Bytes told of a row: its id (8, big-endian) and its digest (32)."""
PARTS = f"""select min(d.id) first, string_agg(int8send(d.id) || d.digest, ''::bytea order by d.id) told
  from d group by d.id / {PART}"""
"""SQL: the digests of the rows of alias ``d`` (``id``, ``digest``) as parts (``first``, ``told``)."""
BATCH_DIGEST = "encode(sha256(coalesce(string_agg(p.told, ''::bytea order by p.first), '')), 'hex')"
"""SQL: one digest over the digests of many rows, those of the parts of alias ``p``."""
ONE = f"substring(p.told from {TOLD} * g + {{at}} for {{size}})"
BATCH_ROWS = f"""select (('x' || encode({ONE.format(at=1, size=8)}, 'hex'))::bit(64)::bigint)::text, l.id, encode({ONE.format(at=9, size=32)}, 'hex')
  from journal_line l join journal_batchpart p on p.ref = l.ref, generate_series(0, length(p.told) / {TOLD} - 1) g"""
"""SQL: (row, line, digest) of each row that a bulk verb's line ``l`` tells of; a condition on ``l`` may follow."""


def digest_sql(table: str, alias: str, *, raw: bool = False) -> str:
    """The same digest as an SQL expression over a table's alias, for bulk lines and for verifying; ``raw`` as bytes."""
    named = [f'{alias}."{name}"' for name in SEALED[table]]
    made = [one.replace("{row}", alias) for one in BESIDE[table]]
    text = " || E'\\x1f' || ".join(f"coalesce(({one})::text, '')" for one in [*named, *made])
    found = f"sha256(convert_to({text}, 'UTF8'))"
    return found if raw else f"encode({found}, 'hex')"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def commitment_of(salt: str, says: dict[str, Any], changes: dict[str, Any]) -> str:
    """Salted SHA-256 over a line's detail as the database gives it back, whatever the order of its names."""
    return digest_of({"salt": salt, "says": _plain(says), "changes": _plain(changes)})


def _plain(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str, sort_keys=True)


def digest_of(values: dict[str, Any]) -> str:
    """SHA-256 over named values, written as JSON with sorted names."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
