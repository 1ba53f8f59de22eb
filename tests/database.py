"""Pytest plugin: a throw-away PostgreSQL before Django reads its settings, and test databases made by the owner.

``NENNEP_TEST_ADMIN_URL`` names the superuser's address of another server (Debian's in CI); else the embedded one is
started without durability in a temporary folder and deleted at the end. Tests connect as ``nn_app``.
"""

import atexit
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from nennep import server

PASSWORDS = {role: secrets.token_hex(8) for role in ("nn_owner", "nn_app", "nn_seal")}
DATABASE = f"nennep_test_{os.getpid()}"


def _address() -> tuple[str, str, str]:
    """(superuser's address, host, port) of the server the tests use."""
    if admin := os.environ.get("NENNEP_TEST_ADMIN_URL"):
        parts = urlsplit(admin)
        query = parse_qs(parts.query)
        return admin, query.get("host", [parts.hostname or ""])[0], query.get("port", [str(parts.port or "")])[0]
    base = "/var/lib" if os.geteuid() == 0 else None
    running = server.Server(Path(tempfile.mkdtemp(prefix="nennep-test-", dir=base)), fast=True)
    atexit.register(running.destroy)
    running.start()
    return running.admin_url, str(running.socket_folder), ""


def prepare() -> None:
    """Start the server and name it to the settings; runs when pytest loads this plugin, before anything else."""
    if os.environ.get("NENNEP_TEST_READY"):
        return
    admin, host, port = _address()
    state = tempfile.mkdtemp(prefix="nennep-state-")
    os.environ.update(
        NENNEP_TEST_READY="1",
        NENNEP_ADMIN_URL=admin,
        NENNEP_STATE=state,
        NENNEP_SECRET_KEY=secrets.token_hex(32),
        DJANGO_ALLOW_ASYNC_UNSAFE="true",
    )
    os.environ.pop("NENNEP_TODAY", None)
    urls = server.bootstrap(admin, DATABASE, PASSWORDS, host, port)
    os.environ.update(DATABASE_URL=urls.app, DATABASE_OWNER_URL=urls.owner, DATABASE_SEAL_URL=urls.seal)


prepare()


def drop() -> None:
    import psycopg

    with psycopg.connect(os.environ["NENNEP_ADMIN_URL"], autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE} with (force)")


def empty_everything() -> None:
    """Delete all rows but the reference data that migrations made."""
    from django.apps import apps
    from django.db import connections

    keep = {"django_content_type", "django_migrations", "org_unitkind", "org_workarea", "auth_permission"}
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    names = ", ".join(f'"{table}"' for table in tables if table not in keep)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"truncate {names} restart identity cascade")
