"""Files taken in by a process of their own, with limits of time and memory: what an unknown file does stays there.

The child reads the file, tells of every page as it goes, and ends. When it takes too long or too much, it is ended
together with the programs it started, and the caller gets ``Unreadable`` with ``too-slow`` or ``too-heavy``; nothing
else is touched. What ``progress`` was given for the pages read so far can be passed as ``kept`` to go on from there.
"""

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from nennep.reader.intake import Progress
from nennep.reader.taken import Box, Note, PageImage, Piece, Taken
from nennep.reader.unreadable import REASONS, Reason, Unreadable

KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may take: seconds of wall time, seconds of processor time, megabytes of address space."""

    seconds: float = 600
    cpu_seconds: int = 600
    megabytes: int = 2048


def take(
    data: bytes | Path,
    name: str = "",
    *,
    progress: Progress | None = None,
    kept: Mapping[int, str] | None = None,
    images: bool = False,
    ocr: bool = True,
    limits: Limits | None = None,
) -> Taken:
    """``intake.take`` in a child process; a file that is named by its path is read by the child alone.

    Raises Unreadable.
    """
    limits = limits or Limits()
    path, data = (str(data.resolve()), b"") if isinstance(data, Path) else ("", data)
    asked = {"path": path, "name": name, "kept": dict(kept or {}), "images": images, "ocr": ocr, **asdict(limits)}
    child = _start()
    timer = threading.Timer(limits.seconds, _end, (child,))
    timer.start()
    try:
        answer = _talk(child, asked, data, progress)
    finally:
        timed_out = not timer.is_alive()
        timer.cancel()
        _end(child)
        child.wait()
    if answer is None:
        raise Unreadable("too-slow" if timed_out else _why(child.returncode), name, f"child ended {child.returncode}")
    if "refused" in answer:
        raise Unreadable(cast(Reason, answer["refused"]), name, answer.get("detail", ""))
    return from_json(answer["taken"])


def surroundings() -> dict[str, str]:
    """What the child is told of its surroundings: where programs and words lie; no address and no key of the house."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"OMP_THREAD_LIMIT": "1"}


def _start() -> "subprocess.Popen[bytes]":
    source = str(Path(__file__).resolve().parents[2])
    paths = [source, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return subprocess.Popen(
        [sys.executable, "-m", "nennep.reader.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=surroundings() | {"PYTHONPATH": os.pathsep.join(paths)},
    )


def _talk(
    child: "subprocess.Popen[bytes]", asked: dict[str, Any], data: bytes, progress: Progress | None
) -> dict[str, Any] | None:
    """Hand over the file, pass on the progress, and return the last word of the child; None if there was none."""
    assert child.stdin and child.stdout
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(json.dumps(asked).encode() + b"\n" + data)
        child.stdin.close()
    for line in child.stdout:
        told = json.loads(line)
        if "page" not in told:
            return cast(dict[str, Any], told)
        if progress:
            progress(told["page"], told["of"], told["kept"])
    return None


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and the programs it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _why(code: int) -> Reason:
    return "too-slow" if code == -signal.SIGXCPU else "too-heavy"


def to_json(taken: Taken) -> dict[str, Any]:
    """A taken file as plain values."""
    found = asdict(taken)
    for page, kept in zip(taken.pages, found["pages"], strict=True):
        kept["data"] = base64.b64encode(page.data).decode()
    found["parts"] = [to_json(part) for part in taken.parts]
    return found


def from_json(found: Mapping[str, Any]) -> Taken:
    """A taken file from plain values; raises ValueError, KeyError or TypeError when they are none."""
    pieces = (Piece(**{**one, "box": Box(**one["box"]) if one["box"] else None}) for one in found["pieces"])
    pages = (PageImage(**{**one, "data": base64.b64decode(one["data"])}) for one in found["pages"])
    rest = {key: found[key] for key in ("name", "text", "method", "quality")}
    return Taken(
        **rest,
        pieces=tuple(pieces),
        pages=tuple(pages),
        notes=tuple(Note(**one) for one in found["notes"]),
        parts=tuple(from_json(one) for one in found["parts"]),
        refused=tuple((str(name), str(reason)) for name, reason in found["refused"] if reason in REASONS),
    )
