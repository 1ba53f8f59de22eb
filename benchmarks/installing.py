"""From a clone to the first page with the packages at hand, as a newcomer would."""

import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.measures import Row

PORT = 8393


def run(root: Path) -> Row:
    """Clone, ``make demo``, until the first page answers; everything in a folder and a home of its own."""
    with tempfile.TemporaryDirectory() as room:
        subprocess.run(["git", "clone", "-q", str(root), f"{room}/main"], check=True)
        kept = ("PATH", "PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_CONFIG_FILE", "PIP_CERT", "SSL_CERT_FILE", "LANG")
        environment = {name: os.environ[name] for name in kept if name in os.environ} | {"HOME": f"{room}/home"}
        Path(f"{room}/home").mkdir()
        begun = time.perf_counter()
        process = subprocess.Popen(
            ["make", "demo", f"PORT={PORT}"], cwd=f"{room}/main", env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            while process.poll() is None and not answers() and time.perf_counter() - begun < 600:
                time.sleep(0.2)
            seconds = time.perf_counter() - begun if answers() else float("inf")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
    return ("fresh clone to first page, s", seconds, None, 90.0)


def answers() -> bool:
    """Whether the first page is there."""
    try:
        return bool(urllib.request.urlopen(f"http://127.0.0.1:{PORT}/song", timeout=2).status == 200)
    except (urllib.error.URLError, OSError):
        return False
