"""The embedded server: a PostgreSQL of our own in a state folder outside the checkout.

As root it runs as the system's ``postgres`` user, else as ``nobody``, from a copy of the programs. It listens on a
socket in a private folder with a short path, never on the network. It counts as alive when it answers SELECT 1.
"""

import hashlib
import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from nennep.server import binaries
from nennep.server.trouble import ServerTrouble
from nennep.server.urls import build

SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "'256MB'",
    "work_mem": "'64MB'",
    "maintenance_work_mem": "'256MB'",
    "effective_cache_size": "'2GB'",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_wal_size": "'8GB'",
    "checkpoint_timeout": "'15min'",
    "max_connections": "60",
    "log_min_messages": "warning",
    "unix_socket_permissions": "0777",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "'128MB'"}


def state_folder(checkout: Path | None = None) -> Path:
    """Where data, files and passwords live: NENNEP_STATE, or a folder of the user keyed by the checkout's path.

    Root's own home is closed to the user the server runs as, so root keeps it under /var/lib.
    """
    if given := os.environ.get("NENNEP_STATE"):
        return Path(given)
    home = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "state"
    base = Path(os.environ.get("XDG_STATE_HOME") or home)
    place = checkout or Path(__file__).resolve().parents[3]
    return base / "nennep" / hashlib.sha256(str(place).encode()).hexdigest()[:12]


@dataclass
class Server:
    """One embedded server. ``folder`` holds everything of it; ``fast`` gives up durability, for tests only."""

    folder: Path
    fast: bool = False
    started: bool = False  # this object started the process, so it stops it

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """A short path, since a socket's name holds 107 bytes at most; its parent is closed to others."""
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"nennep-{name}"

    @property
    def password(self) -> str:
        """The superuser's password, made at the first start, readable by the owner alone."""
        return secret(self.folder / "admin.secret")

    @property
    def admin_url(self) -> str:
        return build("postgres", self.password, "postgres", str(self.socket_folder))

    def alive(self) -> bool:
        """Whether the server answers a query now."""
        try:
            with psycopg.connect(self.admin_url, connect_timeout=5) as connection:
                return connection.execute("select 1").fetchone() == (1,)
        except psycopg.Error:
            return False

    def start(self) -> "Server":
        """Make the server answer: initialise at the first time, recover after a crash, leave a running one be.

        Raises ServerTrouble.
        """
        try:
            return self._start()
        except PermissionError as error:
            raise ServerTrouble("no_permission", str(error)) from error
        except OSError as error:
            raise ServerTrouble("disk_full" if error.errno == 28 else "start_failed", str(error)) from error

    def _start(self) -> "Server":
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.data.exists() and self.alive():
            return self
        self._own_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._configure()
        self._start_patiently()
        if not self.alive():
            raise ServerTrouble("no_answer", self._log_end())
        self.started = True
        return self

    def _start_patiently(self) -> None:
        """A killed server's children need a moment to go; a zombie's lock file is cleared away."""
        for attempt in range(20):
            self._forget_zombie()
            try:
                log = str(self.folder / "server.log")
                return self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "600", "-l", log, "start")
            except ServerTrouble as trouble:
                if attempt == 19 or not re.search("lock file|still in use", trouble.detail):
                    raise
                time.sleep(0.5)

    def _forget_zombie(self) -> None:
        lock = self.data / "postmaster.pid"
        try:
            state = Path(f"/proc/{int(lock.read_text().split()[0])}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, ValueError, IndexError):
            return
        if state == "Z":
            lock.unlink(missing_ok=True)
            (self.socket_folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server if this object started it."""
        if self.started:
            self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-m", "fast", "stop")
            self.started = False

    def _initialise(self) -> None:
        words = self.folder / "pw"
        words.write_text(self.password)
        words.chmod(0o600)
        if uid := _server_uid():
            os.chown(words, uid, -1)
        locale = ["--locale=C.UTF-8"]
        if self._version() >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        try:
            self._run(
                "initdb", "-D", str(self.data), "-U", "postgres", "--encoding=UTF8", *locale, "-k",
                "--auth=scram-sha-256", f"--pwfile={words}",
            )  # fmt: skip
        finally:
            words.unlink(missing_ok=True)

    def _configure(self) -> None:
        values = SETTINGS | (FAST if self.fast else {}) | {"unix_socket_directories": f"'{self.socket_folder}'"}
        text = "".join(f"{name} = {value}\n" for name, value in values.items())
        path = self.data / "postgresql.auto.conf"
        path.write_text(text)
        if uid := _server_uid():
            os.chown(path, uid, -1)

    def _own_folders(self) -> None:
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if uid := _server_uid():
            self.folder.chmod(0o711)
            self.data.mkdir(mode=0o700, exist_ok=True)
            os.chown(self.data, uid, -1)
            os.chown(self.socket_folder, uid, -1)
            log = self.folder / "server.log"
            log.touch()
            os.chown(log, uid, -1)

    def _version(self) -> int:
        out = subprocess.run([str(self._home() / "bin" / "postgres"), "--version"], capture_output=True, text=True)
        return int(out.stdout.split()[2].split(".")[0])

    def _home(self) -> Path:
        return binaries.copied_to(self.folder) if _server_uid() else binaries.home()

    def _run(self, name: str, *arguments: str) -> None:
        uid = _server_uid()
        result = subprocess.run(
            [str(self._home() / "bin" / name), *arguments],
            user=uid or None,
            group=pwd.getpwuid(uid).pw_gid if uid else None,
            extra_groups=[] if uid else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if name == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.PIPE if name == "initdb" else subprocess.DEVNULL,
            text=True,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        )
        if result.returncode:
            code = {"initdb": "init_failed"}.get(name, f"{arguments[-1]}_failed")
            detail = (result.stderr or "") + self._log_end()
            raise ServerTrouble("disk_full" if "No space left" in detail else code, detail)

    def _log_end(self) -> str:
        log = self.folder / "server.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else ""

    def destroy(self) -> None:
        """Stop and delete everything; for tests."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.socket_folder, ignore_errors=True)


def _server_uid() -> int:
    """The user the server runs as when we are root: postgres, else nobody; 0 when we are not root."""
    if os.geteuid() != 0:
        return 0
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise ServerTrouble("no_permission", "neither postgres nor nobody exists")


def secret(path: Path) -> str:
    """A random password kept in a file of mode 0600; made when absent."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()
