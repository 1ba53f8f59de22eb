"""One embedded server shared by the tests of this room, and a place where another user may reach it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nennep.server import Server, Urls, bootstrap

PASSWORDS = {"nn_owner": "o w:n/er@", "nn_app": "a'pp", "nn_seal": "seal"}


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder whose parents the server's user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix="nennep-test-server-", dir="/var/lib" if os.geteuid() == 0 else None))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def running(place: Path) -> Iterator[Server]:
    """A durable server that answers."""
    server = Server(place / "one").start()
    yield server
    server.destroy()


@pytest.fixture(scope="session")
def urls(running: Server) -> Urls:
    """The addresses of a database made on it."""
    return bootstrap(running.admin_url, "thu_nghiem", PASSWORDS, str(running.socket_folder))
