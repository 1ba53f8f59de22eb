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


def _owner() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"])


def keep_reference_data() -> None:
    """Copy the rows that migrations made, so that they can be put back after a test that really commits."""
    with _owner() as connection:
        connection.execute("create schema kept")
        for table in _filled(connection):
            name = sql.Identifier(table)
            connection.execute(sql.SQL("create table kept.{} as table public.{}").format(name, name))


def empty_everything() -> None:
    """Delete all rows and put the reference data back; the application's role may not truncate."""
    with _owner() as connection:
        connection.execute("set lock_timeout = '20s'")
        connection.execute("set constraints all immediate")
        if filled := _filled(connection):
            names = sql.SQL(", ").join(map(sql.Identifier, filled))
            connection.execute(sql.SQL("truncate {} cascade").format(names))
        for (table,) in connection.execute("select tablename from pg_tables where schemaname = 'kept'").fetchall():
            if table not in SETTLED:
                _put_back(connection, table)


def _put_back(connection: psycopg.Connection, table: str) -> None:
    columns = connection.execute(
        "select column_name from information_schema.columns"
        " where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'",
        [table],
    ).fetchall()
    name, listed = sql.Identifier(table), sql.SQL(", ").join(sql.Identifier(column) for (column,) in columns)
    copy = "insert into public.{0} ({1}) overriding system value select {1} from kept.{0}"
    for text in ("alter table public.{0} disable trigger user", copy, "alter table public.{0} enable trigger user"):
        connection.execute(sql.SQL(text).format(name, listed))


def _filled(connection: psycopg.Connection) -> list[str]:
    """The tables that hold rows."""
    names = [row[0] for row in connection.execute("select tablename from pg_tables where schemaname = 'public'")]
    asked = [
        sql.SQL("select {} where exists (select from public.{})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
        if name not in SETTLED
    ]
    return [row[0] for row in connection.execute(sql.SQL(" union all ").join(asked))] if asked else []


prepare()
