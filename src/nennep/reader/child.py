"""The process that ``apart`` starts: one file from its path or standard input, lines of JSON to standard output.

The first line of the input is what is asked, the rest are the bytes of the file where no path is named. The output is one line for each page
read, then ``{"taken": …}`` or ``{"refused": code, "detail": …}``.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

ENDS_WITH_PARENT = 1  # Linux: the signal a process gets when the one that started it has ended


def main() -> int:
    """Read one file within the limits asked for; ends when who asked has ended."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(ENDS_WITH_PARENT, signal.SIGKILL)
    asked = json.loads(sys.stdin.buffer.readline())
    size = int(asked["megabytes"]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (int(asked["cpu_seconds"]), int(asked["cpu_seconds"]) + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.dup(1)
    os.dup2(2, 1)
    with os.fdopen(out, "w", encoding="utf-8") as told:
        _answer(asked, _given(asked["path"]), told)
    return 0


def _given(path: str) -> bytes:
    return Path(path).read_bytes() if path else sys.stdin.buffer.read()


def _answer(asked: dict[str, Any], data: bytes, told: Any) -> None:
    from nennep.reader import apart, intake

    def say(values: dict[str, Any]) -> None:
        told.write(json.dumps(values) + "\n")
        told.flush()

    kept = {int(page): words for page, words in asked["kept"].items()}
    try:
        taken = intake.take(
            data,
            asked["name"],
            progress=lambda page, of, words: say({"page": page, "of": of, "kept": words}),
            kept=kept,
            images=asked["images"],
            ocr=asked["ocr"],
        )
        say({"taken": apart.to_json(taken)})
    except intake.Unreadable as problem:
        say({"refused": problem.kind, "detail": problem.detail[:500]})
    except MemoryError:
        say({"refused": "too-heavy", "detail": ""})


if __name__ == "__main__":
    sys.exit(main())
