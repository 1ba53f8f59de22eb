"""The embedded PostgreSQL: finds the programs, starts, shares, stops and checks the server; makes roles and database.

Pure Python, no Django. A university's own PostgreSQL (15 or newer) takes its place by DATABASE_URL.
"""

import atexit
import os
from pathlib import Path

from nennep.server.bootstrap import LOGINS, Urls, bootstrap, script
from nennep.server.embedded import Server
from nennep.server.power import refuse_power
from nennep.server.state import secret, state_folder
from nennep.server.trouble import ServerTrouble

__all__ = [
    "Server", "ServerTrouble", "Urls", "bootstrap", "ensure", "export", "refuse_power", "script", "secret", "state_folder",
]  # fmt: skip


def ensure(database: str = "nennep") -> tuple[Urls, Server | None]:
    """The addresses of a database that answers: those of the environment, or the embedded server's, started if needed.

    The second value is the embedded server, None for one of the environment. When the process ends it leaves the
    server, and the last process to leave stops it. Raises ServerTrouble.
    """
    if app := os.environ.get("DATABASE_URL"):
        return Urls(app, os.environ.get("DATABASE_OWNER_URL", ""), os.environ.get("DATABASE_SEAL_URL", "")), None
    folder = state_folder()
    server = Server(folder).start()
    atexit.register(server.stop)
    passwords = {role: secret(folder / f"{role}.secret") for role in LOGINS}
    return bootstrap(server.admin_url, database, passwords, str(server.socket_folder)), server


def export(urls: Urls) -> None:
    """Put the addresses, and a secret key kept in the state folder, into this process's environment."""
    folder: Path = state_folder()
    os.environ["DATABASE_URL"] = urls.app
    if urls.owner:
        os.environ["DATABASE_OWNER_URL"] = urls.owner
    if urls.seal:
        os.environ["DATABASE_SEAL_URL"] = urls.seal
    os.environ.setdefault("NENNEP_STATE", str(folder))
    if "NENNEP_SECRET_KEY" not in os.environ:
        os.environ["NENNEP_SECRET_KEY"] = secret(folder / "key.secret")
