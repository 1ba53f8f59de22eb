"""Reading one file in a process of its own, with limits of time and memory. What was read is kept until it is used.

The child (``python -m nennep.documents.apart``) knows no Django and no database. It tells its page on standard output,
one JSON object a line, and writes what it read into the work's folder; killed and started again it goes on from there.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nennep.documents import reading

MEMORY = 2 * 1024**3  # address space of the child and of what it starts, bytes
SECONDS = 1800  # by the clock
CPU_SECONDS = 1200
RESULT = "read.json"
KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")
PDEATHSIG = 1  # prctl: the child ends when the worker does


def read_apart(
    original: Path, name: str, folder: Path, tell: Callable[[int, int], None], *, seconds: int = SECONDS
) -> dict[str, Any]:
    """What ``reading.read`` says of a file, read by a child. Raises Unreadable; "too-long" where a limit was reached."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    result = folder / RESULT
    if not result.exists():
        _run([sys.executable, "-m", "nennep.documents.apart", str(original), name, str(folder)], tell, seconds)
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


def _run(command: list[str], tell: Callable[[int, int], None], seconds: int) -> None:
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True,
        env=_surroundings(),
    )  # fmt: skip
    timer = threading.Timer(seconds, lambda: os.killpg(child.pid, signal.SIGKILL))
    timer.start()
    try:
        assert child.stdout is not None
        for line in child.stdout:
            said = json.loads(line)
            if "trouble" in said:
                raise reading.Unreadable(said["trouble"])
            tell(said["page"], said["pages"])
    finally:
        timer.cancel()
        code = _ended(child)
    if code:
        raise reading.Unreadable("too-long")  # type: ignore[arg-type]


def _surroundings() -> dict[str, str]:
    """What the child is told of its surroundings: where programs and words lie, no address and no key of ours."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"OMP_THREAD_LIMIT": "1", "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}


def _ended(child: "subprocess.Popen[str]") -> int:
    """The child's exit code; what does not end by itself is ended with all it started."""
    try:
        return child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        return child.wait()


def main(original: str, name: str, folder: str) -> int:
    """The child: limit itself, read, write what was read in one stroke."""
    ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        found = reading.read(name, Path(original).read_bytes(), tell=_say, folder=Path(folder))
    except reading.Unreadable as problem:
        print(json.dumps({"trouble": problem.kind}), flush=True)
        return 0
    partly = Path(folder) / f"{RESULT}.part"
    partly.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    os.replace(partly, Path(folder) / RESULT)
    return 0


def _say(page: int, pages: int) -> None:
    print(json.dumps({"page": page, "pages": pages}), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
