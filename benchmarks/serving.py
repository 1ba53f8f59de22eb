"""The list of members over HTTP: answers at twenty requests a second, throughput when full, memory of the web process."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from django.test import Client

from benchmarks.measures import Row
from nennep.config.actors import actor_of

OURS, ADMIN = 8391, 8392
SECONDS = 10
ADMIN_LIST = "/admin/members/membership/"


def run(account: Any, owner: str) -> list[Row]:
    """Our list and Django admin's change list, one after the other, on the same kind of server."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    low, high = actor_of(account).scope[0]
    environment = os.environ | {"DATABASE_OWNER_URL": owner, "BENCH_LOW": low, "BENCH_HIGH": high}
    with Web(
        [sys.executable, "-m", "nennep", "serve", "--port", str(OURS), "--no-worker"], OURS, dict(os.environ)
    ) as ours:
        waits = steadily(OURS, "/dang-vien/", cookie, rate=20)
        mine = saturated(OURS, "/dang-vien/", cookie)
        memory = ours.memory()
    command = [
        sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{ADMIN}", "-w", "1", "-k", "gthread", "--threads", "8", "--log-level", "warning",
        "benchmarks.admin_site:application",
    ]  # fmt: skip
    with Web(command, ADMIN, environment | {"DJANGO_SETTINGS_MODULE": "benchmarks.admin_settings"}) as admins:
        their_waits = steadily(ADMIN, ADMIN_LIST, cookie, rate=20)
        theirs = saturated(ADMIN, ADMIN_LIST, cookie)
        their_memory = admins.memory()
    return [
        (
            "member list at 20 requests/s, p95, ms",
            waits[int(len(waits) * 0.95)],
            their_waits[int(len(their_waits) * 0.95)],
            60.0,
        ),
        ("member list at 20 requests/s, median, ms", waits[len(waits) // 2], their_waits[len(their_waits) // 2], None),
        ("memory of a web process, MB", memory, their_memory, 150.0),
        ("member list, requests/s when full (reference: Django admin)", mine, theirs, None),
        ("Django admin's share of our requests/s (limit: half)", theirs / mine, None, 0.5),
    ]


class Web:
    """A server that answers within the block."""

    def __init__(self, command: list[str], port: int, environment: dict[str, str]) -> None:
        self.command, self.port, self.environment = command, port, environment

    def __enter__(self) -> "Web":
        self.process = subprocess.Popen(
            self.command, env=self.environment, cwd=Path(__file__).parent.parent, start_new_session=True
        )
        for _try in range(300):
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=5).connect()
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not answer")

    def __exit__(self, *_error: object) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=20)

    def memory(self) -> float:
        """Resident megabytes of the biggest process of the group."""
        sizes = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.getpgid(int(folder.name)) == self.process.pid:
                    words = (folder / "status").read_text().split("VmRSS:")[1].split()
                    sizes.append(int(words[0]) / 1024)
            except (OSError, IndexError):
                continue
        return max(sizes)


def fetch(line: http.client.HTTPConnection, path: str, cookie: str) -> None:
    """One request on a kept connection; anything but a page is an error."""
    line.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip", "Host": "localhost"})
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200 or not body:
        raise RuntimeError(f"{path}: {answer.status}")


def steadily(port: int, path: str, cookie: str, *, rate: int) -> list[float]:
    """Waiting times in ms, sorted, of requests sent at a steady rate; a late start counts as waiting."""
    _warm(port, path, cookie)
    waits: list[float] = []
    begun, threads = time.perf_counter() + 0.5, 8

    def work(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for place in range(number, rate * SECONDS, threads):
            due = begun + place / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            fetch(line, path, cookie)
            waits.append((time.perf_counter() - due) * 1000)

    _together(work, threads)
    return sorted(waits)


def saturated(port: int, path: str, cookie: str) -> float:
    """Requests a second with four clients that never wait."""
    counts: list[int] = []

    def work(_number: int) -> None:
        line, count = http.client.HTTPConnection("127.0.0.1", port, timeout=60), 0
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            fetch(line, path, cookie)
            count += 1
        counts.append(count)

    _warm(port, path, cookie)
    _together(work, 4)
    return sum(counts) / SECONDS


def _warm(port: int, path: str, cookie: str) -> None:
    """Let every thread of the server meet its database once."""

    def work(_number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _run in range(5):
            fetch(line, path, cookie)

    _together(work, 8)


def _together(work: Any, number: int) -> None:
    threads = [threading.Thread(target=work, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
