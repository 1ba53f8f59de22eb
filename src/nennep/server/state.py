"""Where the embedded server keeps its things, under which user it runs, its secrets and its locks."""

import fcntl
import hashlib
import os
import pwd
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from nennep.server.trouble import ServerTrouble


def state_folder(checkout: Path | None = None) -> Path:
    """Where data, files and passwords live: NENNEP_STATE, or a folder of the user keyed by the checkout's path.

    Root's own home is closed to the user the server runs as, so root keeps it under /var/lib.
    """
    if given := os.environ.get("NENNEP_STATE"):
        return Path(given).expanduser().absolute()
    home = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "state"
    base = Path(os.environ.get("XDG_STATE_HOME") or home)
    place = checkout or Path(__file__).resolve().parents[3]
    return base / "nennep" / hashlib.sha256(str(place).encode()).hexdigest()[:12]


def server_user() -> int | None:
    """The user id the server runs as when we are root: postgres, else nobody; None for our own when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise ServerTrouble("no_permission", "neither postgres nor nobody exists")


def make_folder(path: Path) -> None:
    """Make a folder and its parents; what root makes may be passed through by the server's user, and not listed."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)


def make_private(path: Path, user: int | None) -> None:
    """A folder of mode 0700 of one user. Raises ServerTrouble if somebody else has put one in its place."""
    path.mkdir(mode=0o700, exist_ok=True)
    seen = path.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in {os.geteuid(), user}:
        raise ServerTrouble("no_permission", f"{path} belongs to somebody else")
    path.chmod(0o700)
    hand_over(path, user)


def hand_over(path: Path, user: int | None) -> None:
    """Give a file to the server's user, where it has one of its own."""
    if user is not None:
        os.chown(path, user, pwd.getpwuid(user).pw_gid, follow_symlinks=False)


def secret(path: Path) -> str:
    """A random password kept in a file of mode 0600; made when absent, once even if two ask at the same time."""
    if not path.exists():
        make_folder(path.parent)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def _lock_file(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock that one process at a time can have; waits for it."""
    with _lock_file(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Presence:
    """A mark that this process uses something; it vanishes with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: IO[str] | None = None
        self.process = 0

    @property
    def held(self) -> bool:
        """Whether this very process, not the one it was forked from, has entered."""
        return self.file is not None and self.process == os.getpid()

    def enter(self) -> None:
        """Be present; waits while the last one out is closing."""
        if not self.held:
            self.file = _lock_file(self.path)
            self.process = os.getpid()
            fcntl.flock(self.file, fcntl.LOCK_SH)

    @contextmanager
    def leaving(self) -> Iterator[bool]:
        """Leave; the value says whether nobody else is present, and none can enter before the block ends."""
        assert self.file is not None
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            last = True
        except BlockingIOError:
            last = False
        try:
            yield last
        finally:
            fcntl.flock(self.file, fcntl.LOCK_UN)  # a forked child may still hold the same open file
            self.file.close()
            self.file = None
