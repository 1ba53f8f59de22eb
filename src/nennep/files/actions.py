"""Keeping original bytes: by SHA-256, written once, never changed; forgotten only where they may not be kept."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from nennep.core.refused import Refused


class DiskFull(Refused):
    """No room to keep the file."""


def place_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def disk_is_full() -> DiskFull:
    """The refusal of a file for which there is no room."""
    return DiskFull(_("Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp. Đề nghị báo người quản trị."))


def keep_bytes(data: bytes) -> str:
    """Keep bytes and return their SHA-256; the same bytes are kept once. Raises DiskFull."""
    sha256 = hashlib.sha256(data).hexdigest()
    return sha256 if place_of(sha256).exists() else keep_pieces([data])


def keep_pieces(pieces: Iterable[bytes]) -> str:
    """Keep a file that comes piece by piece and return its SHA-256; never the whole in memory. Raises DiskFull."""
    root, digest, name = Path(settings.FILES_DIR), hashlib.sha256(), ""
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=root)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        target = place_of(digest.hexdigest())
        target.parent.mkdir(exist_ok=True, mode=0o700)
        os.replace(name, target)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise disk_is_full() from error
    return digest.hexdigest()


def forget_bytes(sha256: str) -> None:
    """Delete kept bytes that may not be here: a secret paper brought by mistake."""
    if sha256:
        place_of(sha256).unlink(missing_ok=True)
