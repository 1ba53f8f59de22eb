"""Keeping original bytes: by SHA-256, written once, never changed; forgotten only where they may not be kept."""

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from nennep.core.refused import Refused


class DiskFull(Refused):
    """No room to keep the file."""


def place_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def keep_bytes(data: bytes) -> str:
    """Keep bytes and return their SHA-256; the same bytes are kept once. Raises DiskFull."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = place_of(sha256)
    if target.exists():
        return sha256
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise DiskFull(_("Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp. Đề nghị báo người quản trị.")) from error
    return sha256


def forget_bytes(sha256: str) -> None:
    """Delete kept bytes that may not be here: a secret paper brought by mistake."""
    if sha256:
        place_of(sha256).unlink(missing_ok=True)
