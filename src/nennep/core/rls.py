"""Row-level security as migration operations: one policy per scope class, written once.

Ranges arrive as settings app.lo1..3 and app.hi1..3 (``nennep.core.scope``), read by plain calls so that the planner
sees their width. ``nn_one`` has one range, ``nn_many`` up to three. The owner is not subject to the policies.
"""

from typing import Any

from django.db.migrations.operations.special import RunSQL

from nennep.core.models import Scope

ROLES = {"nn_one": 1, "nn_many": 3}
EVERYONE = "nn_app, nn_one, nn_many"


def in_range(key: str, ranges: int) -> str:
    """SQL: the key lies in one of the first ``ranges`` ranges."""
    tests = [
        f"({key} >= current_setting('app.lo{n}', true) and {key} < current_setting('app.hi{n}', true))"
        for n in range(1, ranges + 1)
    ]
    return "(" + " or ".join(tests) + ")"


def above(key: str, ranges: int) -> str:
    """SQL: the key is that of a unit above one of the ranges."""
    tests = [f"(current_setting('app.lo{n}', true) ^@ {key})" for n in range(1, ranges + 1)]
    return f"({' or '.join(tests)})"


def _policy(table: str, role: str, using: str, check: str) -> str:
    return f"create policy {role} on {table} to {role} using ({using}) with check ({check});"


def _conditions(scope: str, keys: tuple[str, ...], extra: str, ranges: int) -> tuple[str, str]:
    """(what is shown, what may be written) for a scope class."""
    mine = " or ".join(in_range(key, ranges) for key in keys)
    if scope == Scope.PERSON:
        return extra, "true"
    if scope == Scope.DOWNWARD:
        shown = f"{mine} or {above(keys[0], ranges)}"
        return (f"{shown} or {extra}" if extra else shown), mine
    return (f"{mine} or {extra}" if extra else mine), mine


def secure_sql(table: str, scope: str, keys: tuple[str, ...] = ("unit_key",), extra: str = "") -> str:
    """The statements that put a table under its scope class. ``extra`` is one more way to see a row, in SQL."""
    if scope == Scope.SYSTEM:
        return f"revoke all on {table} from {EVERYONE};"
    if scope == Scope.SHARED:
        return ""
    lines = [f"alter table {table} enable row level security;"]
    lines += [f"alter table {table} alter column {key} set statistics 1000;" for key in keys]
    for role, ranges in ROLES.items():
        lines.append(_policy(table, role, *_conditions(scope, keys, extra, ranges)))
    return "\n".join(lines)


def undo_sql(table: str, scope: str) -> str:
    """The statements that take the policies off again."""
    if scope in (Scope.SYSTEM, Scope.SHARED):
        return ""
    drops = "\n".join(f"drop policy if exists {role} on {table};" for role in ROLES)
    return f"{drops}\nalter table {table} disable row level security;"


class Secure(RunSQL):
    """Migration operation: ``Secure("members_membership", Scope.UNIT)``. See ``secure_sql``."""

    def __init__(
        self, table: str, scope: str, keys: tuple[str, ...] | list[str] = ("unit_key",), extra: str = ""
    ) -> None:
        self.given: dict[str, Any] = {"table": table, "scope": str(scope), "keys": tuple(keys), "extra": extra}
        sql = secure_sql(table, str(scope), tuple(keys), extra)
        super().__init__(sql or RunSQL.noop, undo_sql(table, str(scope)) or RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], self.given


class Close(RunSQL):
    """Migration operation: ``Close("members_planned", "members.roster")``. Whoever holds that right nowhere sees no row,
    wherever the rows lie; the right has to be named to ``scope.close`` too."""

    def __init__(self, table: str, right: str) -> None:
        self.given: dict[str, Any] = {"table": table, "right": right}
        held = f"position(' {right} ' in current_setting('app.closed', true)) > 0"
        make = (
            f"create policy closed on {table} as restrictive to {', '.join(ROLES)} using ({held}) with check ({held});"
        )
        super().__init__(make, f"drop policy if exists closed on {table};")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], self.given
