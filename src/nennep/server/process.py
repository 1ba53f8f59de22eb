"""Whether a data folder's server process exists. A zombie and a number given to another process do not count."""

import os
import subprocess
from pathlib import Path

LOCK = "postmaster.pid"


def runs(data: Path) -> bool:
    """Whether the process that the folder's lock file names is a PostgreSQL of this folder."""
    try:
        number = int((data / LOCK).read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return False
    return str(data) in _command(number)


def forget(data: Path, sockets: Path) -> None:
    """Remove the lock files of a server that is gone: PostgreSQL itself believes in zombies and in reused numbers.

    Memory still held by children of a killed server keeps protecting the data: PostgreSQL looks at that separately.
    """
    if not runs(data):
        for path in (data / LOCK, *sockets.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)


def _command(number: int) -> str:
    """The command line of a process; empty for none and for a zombie."""
    folder = Path("/proc") / str(number)
    if Path("/proc/self").exists():
        try:
            return os.fsdecode((folder / "cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            return ""
    found = subprocess.run(["ps", "-o", "command=", "-p", str(number)], capture_output=True, text=True)
    return found.stdout
