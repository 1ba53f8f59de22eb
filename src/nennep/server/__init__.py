"""The embedded PostgreSQL: finds the binaries, starts, stops and checks the server. Pure Python, no Django."""

import os
from pathlib import Path

from nennep.server.bootstrap import Urls, bootstrap, script
from nennep.server.embedded import Server, secret, state_folder
from nennep.server.trouble import ServerTrouble

__all__ = ["Server", "ServerTrouble", "Urls", "bootstrap", "ensure", "script", "secret", "state_folder"]


def ensure(database: str = "nennep") -> tuple[Urls, Server | None]:
    """The addresses of a database that answers: those of the environment, or the embedded server's, started if needed.

    The second value is the embedded server, to be stopped by who started it; None for a server of the environment.
    """
    if app := os.environ.get("DATABASE_URL"):
        return Urls(app, os.environ.get("DATABASE_OWNER_URL", ""), os.environ.get("DATABASE_SEAL_URL", "")), None
    folder = state_folder()
    server = Server(folder).start()
    passwords = {role: secret(folder / f"{role}.secret") for role in ("nn_owner", "nn_app", "nn_seal")}
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
    os.environ.setdefault("NENNEP_SECRET_KEY", secret(folder / "key.secret"))
