"""What rooms tell the journal: the sentence of each verb, and which columns of which nouns are sealed."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from nennep.core.words import Words

SENTENCES: dict[str, Words] = {}
SEALED: dict[str, tuple[str, ...]] = {}


def sentences(**verbs: Words) -> None:
    """Register sentences: ``sentences(org__found="{who} founded {what}")``; ``__`` stands for the dot.

    A sentence is a lazy translation with named places, filled from the line's detail; ``{who}`` is always there.
    """
    SENTENCES.update({verb.replace("__", "."): words for verb, words in verbs.items()})


def sealed(model: type[Model], columns: Iterable[str]) -> None:
    """Register the columns (attnames, not derived ones) whose values a line's digest proves."""
    SEALED[model._meta.db_table] = tuple(columns)


def digest(row: Model) -> str:
    """SHA-256 over the registered columns of the row, or '' for a noun that is not sealed; see ``digest_sql``."""
    columns = SEALED.get(row._meta.db_table)
    if columns is None:
        return ""
    return hashlib.sha256("\x1f".join(_text(getattr(row, name)) for name in columns).encode()).hexdigest()


BATCH_DIGEST = "encode(sha256(coalesce(string_agg(int8send(d.id) || d.digest, ''::bytea order by d.id), '')), 'hex')"
"""SQL: one digest over the digests of many rows, those of alias ``d`` with ``id`` and ``digest``."""


def digest_sql(table: str, alias: str, *, raw: bool = False) -> str:
    """The same digest as an SQL expression over a table's alias, for bulk lines and for verifying; ``raw`` as bytes."""
    parts = ", ".join(f"coalesce({alias}.\"{name}\"::text, '')" for name in SEALED[table])
    found = f"sha256(convert_to(concat_ws(E'\\x1f', {parts}), 'UTF8'))"
    return found if raw else f"encode({found}, 'hex')"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def digest_of(values: dict[str, Any]) -> str:
    """SHA-256 over named values, written as JSON with sorted names."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
