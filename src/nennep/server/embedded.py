"""The embedded server: a PostgreSQL of our own in a state folder outside the checkout.

As root it runs as the system's ``postgres`` user, else as ``nobody``, from a copy of the programs where it cannot read
them. It listens on a socket in a private folder with a short path, never on the network. It counts as alive when it
answers SELECT 1. Any number of processes share it: the first in starts it, the last out stops it.
"""

import errno
import hashlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg

from nennep.server import binaries, process, state, tuning
from nennep.server.trouble import ServerTrouble
from nennep.server.urls import build

PATIENCE = 600
"""Seconds given to recover after a crash."""


@dataclass
class Server:
    """One embedded server. ``folder`` holds everything of it; ``fast`` gives up durability, for tests only."""

    folder: Path
    fast: bool = False
    started: bool = False
    """Whether it was this object that set the server going."""

    def __post_init__(self) -> None:
        self.folder = Path(os.path.realpath(self.folder))

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """PostgreSQL's log."""
        return self.folder / "server.log"

    @cached_property
    def socket_folder(self) -> Path:
        """A short path, since a socket's name holds 107 bytes at most; closed to others; the same for all processes."""
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:10]
        short = Path("/tmp") if os.access("/tmp", os.W_OK) else Path(tempfile.gettempdir())
        return short / f"nennep-{name}"

    @cached_property
    def password(self) -> str:
        """The superuser's password, made at the first start, readable by its owner alone."""
        return state.secret(self.folder / "admin.secret")

    @cached_property
    def admin_url(self) -> str:
        """The superuser's address."""
        return build("postgres", self.password, "postgres", str(self.socket_folder))

    @cached_property
    def presence(self) -> state.Presence:
        """The mark of this process among those that use the server."""
        return state.Presence(self.folder / "users.lock")

    @cached_property
    def programs(self) -> Path:
        """PostgreSQL's programs, as the server's user can run them."""
        return binaries.home_for(state.server_user(), self.folder / "programs")

    def alive(self) -> bool:
        """Whether the server answers a query now."""
        return self.data.exists() and not self._silence()

    def start(self) -> "Server":
        """Make the server answer: initialise at the first time, recover after a crash, leave a running one be.

        Raises ServerTrouble.
        """
        try:
            state.make_folder(self.folder)
            self.presence.enter()
            if not self.alive():
                with state.alone(self.folder / "start.lock"):
                    if not self.alive():
                        self._start()
            return self
        except OSError as error:
            codes = {errno.EACCES: "no_permission", errno.EPERM: "no_permission", errno.ENOSPC: "disk_full"}
            raise ServerTrouble(codes.get(error.errno or 0, "start_failed"), str(error)) from error

    def stop(self) -> bool:
        """Leave the server; the last process out stops it. Whether it was stopped. Safe to repeat.

        A process forked from the one that started it has nothing to leave.
        """
        if not self.presence.held:
            return False
        with self.presence.leaving() as last:
            if last and process.runs(self.data):
                self._halt("fast")
            self.started = False
            return last

    def destroy(self) -> None:
        """Stop and delete everything, used or not; for tests."""
        with suppress(ServerTrouble):
            if process.runs(self.data):
                self._halt("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _start(self) -> None:
        user = state.server_user()
        if user is not None:
            self.folder.chmod(self.folder.stat().st_mode | 0o011)
        state.make_private(self.socket_folder, user)
        self.log.touch(mode=0o600)
        state.hand_over(self.log, user)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        if process.runs(self.data):
            self._wait()  # it recovers, or stops, at somebody else's word
        if not self.alive():
            self._configure()
            self._launch()
            self.started = True
        if reason := self._silence():
            raise ServerTrouble("no_answer", reason + "\n" + self._log_after(0))

    def _silence(self) -> str:
        """Why the server does not answer; empty when it does. Raises ServerTrouble when it refuses our password."""
        try:
            with psycopg.connect(self.admin_url, connect_timeout=5) as connection:
                connection.execute("select 1")
                return ""
        except psycopg.Error as error:
            if "password authentication failed" in str(error):
                raise ServerTrouble("wrong_password", str(self.folder / "admin.secret")) from error
            return str(error)

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.runs(self.data) and not self.alive():
            time.sleep(0.1)

    def _launch(self) -> None:
        """Start the process. The children of one that was killed need a moment to go before another may begin."""
        for attempt in range(60):
            process.forget(self.data, self.socket_folder)
            written = self.log.stat().st_size
            command = ("-D", str(self.data), "-w", "-t", str(PATIENCE), "-l", str(self.log), "start")
            if not self._run("pg_ctl", *command).returncode:
                return
            detail = self._log_after(written)
            if attempt == 59 or not re.search("still in use|another server|lock file", detail):
                raise _trouble("start_failed", detail)
            time.sleep(0.2)

    def _halt(self, mode: str) -> None:
        written = self.log.stat().st_size if self.log.exists() else 0
        if self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-m", mode, "stop").returncode:
            if process.runs(self.data):
                raise _trouble("stop_failed", self._log_after(written))
            process.forget(self.data, self.socket_folder)
        with suppress(OSError):
            self.socket_folder.rmdir()

    def _initialise(self) -> None:
        """Make the data folder under another name first, so that half of one is never taken for a whole."""
        user, draft, words = state.server_user(), self.folder / "data.new", self.folder / "admin.draft"
        shutil.rmtree(draft, ignore_errors=True)
        state.make_private(draft, user)
        words.touch(mode=0o600)
        words.write_text(self.password)
        state.hand_over(words, user)
        locale = ["--locale=C.UTF-8"]
        if binaries.major(self.programs) >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        arguments = ["-D", str(draft), "-U", "postgres", "--encoding=UTF8", *locale, "-k", "--auth=scram-sha-256"]
        try:
            done = self._run("initdb", *arguments, f"--pwfile={words}", *(["--no-sync"] if self.fast else []))
        finally:
            words.unlink(missing_ok=True)
        if done.returncode:
            shutil.rmtree(draft, ignore_errors=True)
            raise _trouble("init_failed", done.stdout)
        with (draft / "postgresql.conf").open("a") as file:
            file.write("\ninclude_if_exists = 'nennep.conf'\n")
        if self.data.is_dir():
            self.data.rmdir()
        draft.rename(self.data)

    def _check_version(self) -> None:
        made, found = int((self.data / "PG_VERSION").read_text()), binaries.major(self.programs)
        if made != found:
            raise ServerTrouble("wrong_version", f"data of PostgreSQL {made}, programs of PostgreSQL {found}")

    def _configure(self) -> None:
        values = tuning.settings(self.folder, fast=self.fast) | {"unix_socket_directories": f"'{self.socket_folder}'"}
        path = self.data / "nennep.conf"
        path.write_text("".join(f"{name} = {value}\n" for name, value in values.items()))
        state.hand_over(path, state.server_user())

    def _run(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one of the programs as the server's user. A server left running must not inherit a pipe of ours."""
        user = state.server_user()
        return subprocess.run(
            [str(self.programs / "bin" / name), *arguments],
            user=user,
            group=None if user is None else pwd.getpwuid(user).pw_gid,
            extra_groups=None if user is None else [],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if name == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        )

    def _log_after(self, written: int) -> str:
        """The last lines of the log, of those written after a size in bytes."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as file:
            file.seek(written)
            return "\n".join(file.read().decode(errors="replace").splitlines()[-12:])


def _trouble(code: str, detail: str) -> ServerTrouble:
    if "No space left" in detail:
        code = "disk_full"
    elif "Permission denied" in detail or "could not access directory" in detail:
        code = "no_permission"
    return ServerTrouble(code, detail)
