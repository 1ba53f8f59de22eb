"""Signatures by certificate in a PDF that we froze, checked without network, in a process of its own with limits.

What is proved: the file begins with the very bytes that were frozen; nothing but signatures was added to them, by any
revision; each signature fits the bytes it covers; whose certificate it is, who issued it, and whether its chain ends at
a root that the operator has put into a folder. What is not asked, for want of a network: whether the certificate was
revoked. The time is the signer's own clock unless a time stamp says it.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from nennep.press.additions import only_signatures

MOST_ADDED = 4 * 2**20
"""Bytes that signatures add at most to the frozen file; a few pictures of signatures need less."""
SECONDS, MEGABYTES = 20, 1024
KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")
ENDINGS = {".pem", ".crt", ".cer", ".der"}


@dataclass(frozen=True)
class Seal:
    """One signature: ``signer`` and ``issuer`` as the certificate has them, ``said_at`` in ISO form or '', ``stamped``
    whether a time stamp says so, ``intact`` whether it fits what it covers, ``trusted`` whether its chain ends at a root."""

    signer: str
    issuer: str
    serial: str
    said_at: str
    stamped: bool
    intact: bool
    trusted: bool
    why: str = ""


@dataclass(frozen=True)
class Found:
    """What a signed file is: its signatures; ``trouble`` is '' or one of other (not our file), big, unsigned, changed
    (more than signatures was added), unreadable."""

    seals: tuple[Seal, ...] = ()
    trouble: str = ""
    roots: int = 0


def check(frozen: bytes, signed: bytes, roots: Path) -> Found:
    """What ``signed`` is, beside the file that was frozen. Never raises for a bad file."""
    if not signed.startswith(frozen):
        return Found(trouble="other")
    if len(signed) == len(frozen):
        return Found(trouble="unsigned")
    if len(signed) - len(frozen) > MOST_ADDED:
        return Found(trouble="big")
    asked = json.dumps({"frozen": len(frozen), "roots": str(roots)}).encode() + b"\n"
    source = str(Path(__file__).resolve().parents[2])
    paths = [source, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    told = {name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONPATH": os.pathsep.join(paths)}
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "nennep.press.certified"],
            input=asked + signed,
            capture_output=True,
            env=told,
            timeout=SECONDS,
            check=True,
        )
        found = json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Found(trouble="unreadable")
    return Found(tuple(Seal(**one) for one in found["seals"]), found["trouble"], found["roots"])


def examine(data: bytes, frozen: int, folder: Path) -> Found:
    """The work of the child: ``data`` begins with a file of ``frozen`` bytes."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    roots, others = certificates(folder)
    reader = PdfFileReader(BytesIO(data), strict=False)
    base = PdfFileReader(BytesIO(data[:frozen]), strict=False).xrefs.total_revisions - 1
    signatures = list(reader.embedded_regular_signatures)
    if not signatures:
        return Found(trouble="unsigned", roots=len(roots))
    trouble = "" if only_signatures(reader, base) else "changed"
    return Found(tuple(_seal(one, roots, others) for one in signatures), trouble, len(roots))


def _seal(signature: Any, roots: list[Any], others: list[Any]) -> Seal:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    def context() -> Any:
        return ValidationContext(
            trust_roots=roots, other_certs=others, allow_fetching=False, revocation_mode="soft-fail"
        )

    uses = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
    status = validate_pdf_signature(signature, context(), context(), key_usage_settings=uses)
    holder, stamp = status.signing_cert, status.timestamp_validity
    stamped = bool(stamp and stamp.intact and stamp.valid and stamp.trusted)
    at = stamp.timestamp if stamped else status.signer_reported_dt
    later = status.modification_level
    untouched = later is None or later <= ModificationLevel.FORM_FILLING
    whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    return Seal(
        _name(holder.subject), _name(holder.issuer), f"{holder.serial_number:X}", at.isoformat() if at else "", stamped,
        bool(status.intact and status.valid and whole and untouched), bool(status.trusted), "" if status.trusted else str(status.trust_problem_indic or ""),
    )  # fmt: skip


def _name(name: Any) -> str:
    """The common name with the organisation, as the certificate has them."""
    found = name.native
    words = [found.get("common_name"), found.get("organization_name")]
    flat = [", ".join(one) if isinstance(one, list) else str(one) for one in words if one]
    return " · ".join(dict.fromkeys(flat))[:300] or name.human_friendly[:300]


def certificates(folder: Path) -> tuple[list[Any], list[Any]]:
    """(roots, certificates between) of a folder of .pem, .crt, .cer and .der files; what is no certificate is passed
    over."""
    from pyhanko.keys import load_certs_from_pemder

    found: list[Any] = []
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    for file in files:
        if file.suffix.lower() in ENDINGS:
            with contextlib.suppress(ValueError, OSError):
                found += load_certs_from_pemder([str(file)])
    return [one for one in found if one.self_signed != "no"], [one for one in found if one.self_signed == "no"]


def main() -> int:
    """The child: one line of what is asked, then the file; one line of what was found."""
    asked = json.loads(sys.stdin.buffer.readline())
    size = MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = examine(sys.stdin.buffer.read(), int(asked["frozen"]), Path(asked["roots"]))
    except Exception:  # whatever a broken file makes a parser say, it is one thing to the reader
        found = Found(trouble="unreadable")
    print(json.dumps(asdict(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
