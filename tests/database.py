"""Pytest plugin: a throw-away PostgreSQL for the tests, its addresses set before Django reads its settings.

``NENNEP_TEST_ADMIN_URL`` names the superuser's address of another server; else the embedded one is started without
durability in a temporary folder, when the first test asks for the database, and deleted at the end. With
``NENNEP_PG_HOME`` it is made of other programs, Debian's PostgreSQL 15 for one. The owner migrates once; tests connect
as ``nn_app``.
"""

import atexit
import os
import re
import secrets
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql

from nennep import server
from nennep.server.bootstrap import LOGINS, addresses
from nennep.server.urls import parse

PASSWORDS = {role: secrets.token_hex(8) for role in LOGINS}
DATABASE = f"nennep_test_{os.getpid()}"
PREFIX = "nennep-test-"
BASE = Path("/var/lib") if os.geteuid() == 0 else Path(tempfile.gettempdir())
SETTLED = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables that no test changes."""


def prepare() -> None:
    """Name the server to the settings; runs when pytest loads this plugin, before anything else."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=BASE))
    folder.chmod(0o711)
    atexit.register(_delete, folder, os.getpid())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    admin = os.environ.get("NENNEP_TEST_ADMIN_URL", "")
    where = parse(admin or server.Server(folder / "server").admin_url)
    urls = addresses(DATABASE, PASSWORDS, str(where["HOST"]), str(where["PORT"]))
    os.environ.pop("NENNEP_TODAY", None)
    os.environ.update(
        NENNEP_TEST_FOLDER=str(folder),
        NENNEP_STATE=str(folder / "state"),
        NENNEP_SECRET_KEY=secrets.token_hex(32),
        DATABASE_URL=urls.app,
        DATABASE_OWNER_URL=urls.owner,
        DATABASE_SEAL_URL=urls.seal,
        DJANGO_ALLOW_ASYNC_UNSAFE="true",
        NENNEP_DEMO="1",
    )


def start() -> None:
    """Make the server answer, with an empty database for the owner."""
    admin = os.environ.get("NENNEP_TEST_ADMIN_URL") or _embedded().start().admin_url
    where = parse(admin)
    server.bootstrap(admin, DATABASE, PASSWORDS, str(where["HOST"]), str(where["PORT"]))


def drop() -> None:
    """Delete the database from a server that stays."""
    if admin := os.environ.get("NENNEP_TEST_ADMIN_URL"):
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE)))


def sweep() -> None:
    """Delete what a run that was killed has left."""
    for folder in BASE.glob(f"{PREFIX}*"):
        found = re.match(rf"{PREFIX}(\d+)-", folder.name)
        if found and not Path(f"/proc/{found[1]}").exists() and Path("/proc/self").exists():
            _delete(folder, os.getpid())


def _embedded() -> server.Server:
    return server.Server(Path(os.environ["NENNEP_TEST_FOLDER"]) / "server", fast=True)


def _delete(folder: Path, process: int) -> None:
    if process == os.getpid():
        with suppress(OSError):
            server.Server(folder / "server").destroy()
        shutil.rmtree(folder, ignore_errors=True)


def _admin() -> psycopg.Connection:
    """The superuser in the tests' database: only he may leave triggers and references aside."""
    where = parse(os.environ.get("NENNEP_TEST_ADMIN_URL") or _embedded().admin_url)
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return psycopg.connect(
        dbname=DATABASE, **{ours: str(where[theirs]) for ours, theirs in names.items() if where.get(theirs)}
    )  # type: ignore[arg-type]


def keep(schema: str) -> None:
    """Copy every row there is, so that ``put_back`` can bring this state again after a test that really commits."""
    with _admin() as connection:
        connection.execute(sql.SQL("create schema {}").format(sql.Identifier(schema)))
        for table in _filled(connection):
            names = {"kept": sql.Identifier(schema, table), "table": sql.Identifier("public", table)}
            connection.execute(sql.SQL("create table {kept} as table {table}").format(**names))
        read = "grant usage on schema {kept} to {owner}; grant select on all tables in schema {kept} to {owner}"
        names = {"kept": sql.Identifier(schema), "owner": sql.Identifier("nn_owner")}
        connection.execute(sql.SQL(read).format(**names))  # the owner takes backups of the whole database


def put_back(schema: str) -> None:
    """Delete all rows and put those of a kept state back, as they were; keys that were given stay used."""
    with _admin() as connection:
        connection.execute("set lock_timeout = '20s'")
        connection.execute("set session_replication_role = replica")
        if filled := _filled(connection):
            names = sql.SQL(", ").join(map(sql.Identifier, filled))
            connection.execute(sql.SQL("truncate {} cascade").format(names))
        for table, columns in connection.execute(COLUMNS, [schema]).fetchall():
            names = {
                "table": sql.Identifier("public", table),
                "kept": sql.Identifier(schema, table),
                "columns": sql.SQL(", ").join(map(sql.Identifier, columns)),
            }
            copy = "insert into {table} ({columns}) overriding system value select {columns} from {kept}"
            connection.execute(sql.SQL(copy).format(**names))


COLUMNS = """
    select table_name::text, array_agg(column_name::text) from information_schema.columns here
    where table_schema = 'public' and is_generated = 'NEVER'
      and exists (select from pg_tables where schemaname = %s and tablename = here.table_name)
    group by 1
"""


def _filled(connection: psycopg.Connection) -> list[str]:
    """The tables that hold rows."""
    tables = "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
    asked = [
        sql.SQL("select {} where exists (select from public.{})").format(sql.Literal(name), sql.Identifier(name))
        for (name,) in connection.execute(tables)
        if name not in SETTLED
    ]
    return [row[0] for row in connection.execute(sql.SQL(" union all ").join(asked))] if asked else []


prepare()
