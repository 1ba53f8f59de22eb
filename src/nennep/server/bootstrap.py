"""Roles, database and extensions: made on the embedded server, or printed for the administrator of another one.

``nn_owner`` owns everything and migrates; ``nn_app`` serves and owns nothing; ``nn_one`` and ``nn_many`` are what it
becomes inside a scope; ``nn_seal`` only seals the journal.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

from nennep.server.urls import build

EXTENSIONS = ("btree_gist", "pg_trgm", "fuzzystrmatch")
Statement = sql.SQL | sql.Composed
LOGINS = ("nn_owner", "nn_app", "nn_seal")


@dataclass(frozen=True)
class Urls:
    """Addresses of one database for its three logins."""

    app: str
    owner: str
    seal: str


def statements(passwords: dict[str, str]) -> list[Statement]:
    """What makes the roles, safe to repeat. The advisory lock keeps two processes from altering one role at once."""
    found: list[Statement] = [sql.SQL("select pg_advisory_lock(7382001)")]
    for role in (*LOGINS, "nn_one", "nn_many"):
        found.append(
            sql.SQL("do $$ begin create role {}; exception when duplicate_object then null; end $$").format(
                sql.Identifier(role)
            )
        )
    for role, password in passwords.items():
        found.append(
            sql.SQL("alter role {} login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password {}").format(
                sql.Identifier(role), sql.Literal(password)
            )
        )
    found += [
        sql.SQL("grant nn_one, nn_many to nn_app"),
        sql.SQL("alter role nn_app set plan_cache_mode = force_custom_plan"),
        sql.SQL("alter role nn_app set jit = off"),
    ]
    return found


def bootstrap(admin_url: str, database: str, passwords: dict[str, str], host: str, port: str = "") -> Urls:
    """Make roles, database and extensions on a server we administer; safe to repeat. Returns the addresses."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for statement in statements(passwords):
            connection.execute(statement)
        create_database(connection, database)
    with psycopg.connect(_other_database(admin_url, database), autocommit=True) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))
        for statement in fences(database):
            connection.execute(statement)
    return addresses(database, passwords, host, port)


def addresses(database: str, passwords: dict[str, str], host: str, port: str = "") -> Urls:
    """The addresses of a database for its three logins."""
    return Urls(*(build(role, passwords[role], database, host, port) for role in ("nn_app", "nn_owner", "nn_seal")))


def fences(database: str) -> list[Statement]:
    """Who may enter the database and make things in it: the owner; the application makes temporary tables alone."""
    name = sql.Identifier(database)
    return [
        sql.SQL("revoke all on database {} from public").format(name),
        sql.SQL("grant connect, temporary on database {} to nn_owner, nn_app").format(name),
        sql.SQL("grant connect on database {} to nn_seal").format(name),
        sql.SQL("revoke create on schema public from public"),
        sql.SQL("grant all on schema public to nn_owner"),
    ]


def create_database(connection: psycopg.Connection, database: str) -> None:
    """Create the database for the owner where there is none."""
    if connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone() is None:
        connection.execute(
            sql.SQL("create database {} owner nn_owner encoding 'UTF8' template template0").format(
                sql.Identifier(database)
            )
        )


def _other_database(url: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(url, dbname=database)


def script(database: str = "nennep") -> str:
    """The same as a text for the administrator of another PostgreSQL, who fills in the passwords."""
    name = sql.Identifier(database)
    parts = [
        *statements(dict.fromkeys(LOGINS, "CHANGE-ME")),
        sql.SQL("create database {} owner nn_owner encoding 'UTF8' template template0").format(name),
        sql.SQL("\\connect {}").format(name),
        *(sql.SQL("create extension if not exists {}").format(sql.Identifier(each)) for each in EXTENSIONS),
        *fences(database),
    ]
    lines = [part.as_string(None) for part in parts]
    return "\n".join(line if line.startswith("\\") else line + ";" for line in lines) + "\n"
