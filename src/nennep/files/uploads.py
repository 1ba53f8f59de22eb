"""Uploads on their way in: written piece by piece beside the kept files, never held whole in memory, within a limit."""

import errno
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.utils.translation import gettext as _

from nennep.core.refused import Refused
from nennep.files.actions import DiskFull, disk_is_full

MEGABYTE = 1024 * 1024
SPARE = 64 * MEGABYTE
DAY = 24 * 3600


class UploadTooBig(Refused):
    """A file above the limit of the house; nothing of it is kept."""


class Incoming(TemporaryUploadedFile):
    """A file being received, in the folder of the kept files' disk; gone when the request has ended."""

    def __init__(self, folder: Path, name: str, content_type: str, charset: str | None, more: Any) -> None:
        held = NamedTemporaryFile(dir=folder, suffix=".upload")  # noqa: SIM115
        UploadedFile.__init__(self, held, name, content_type, 0, charset, more)


def folder() -> Path:
    """Where uploads are received; what a killed process left there more than a day ago is removed."""
    place = Path(settings.STATE_DIR) / "uploads"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in place.glob("*.upload"):
        if old.stat().st_mtime < time.time() - DAY:
            old.unlink(missing_ok=True)
    return place


def refusal(request: Any) -> Refused | None:
    """Why a file of this request was not received, if one was not; the request is received for that."""
    if request.content_type == "multipart/form-data":
        request.FILES  # noqa: B018
    found: Refused | None = getattr(request, "upload_refused", None)
    return found


class Uploads(TemporaryFileUploadHandler):
    """Files that are too large for memory; strangers bring none, and nobody more than the limit or the disk can hold.

    A file that is not received is passed over and the rest of the request read; ``refusal`` then says why.
    """

    coming = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any) -> None:
        """Remember how much is coming."""
        self.coming = content_length

    def new_file(self, *given: Any, **more: Any) -> None:
        """Begin a file, if it may come in and has room."""
        FileUploadHandler.new_file(self, *given, **more)
        vars(self).pop("file", None)
        if getattr(self.request, "actor", None) is None:
            raise SkipFile
        self._within(self.coming - MEGABYTE)
        place = folder()
        if shutil.disk_usage(place).free < 2 * self.coming + SPARE:
            self._refuse(disk_is_full())
        with self._on_disk():
            self.file = Incoming(
                place, self.file_name or "", self.content_type or "", self.charset, self.content_type_extra
            )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write one piece."""
        self._within(start + len(raw_data))
        with self._on_disk():
            self.file.write(raw_data)

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            if problem.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            self._refuse(disk_is_full())

    def _within(self, size: int) -> None:
        most = settings.UPLOAD_MEGABYTES
        if size > most * MEGABYTE:
            words = _(
                "Tệp lớn quá {most} MB nên máy chủ không nhận. Đề nghị tách thành nhiều tệp, hoặc quét lại ở độ phân giải"
                " thấp hơn (300 điểm/inch, đen trắng) rồi gửi lại."
            )
            self._refuse(UploadTooBig(words.format(most=most), field="file"))

    def _refuse(self, why: Refused) -> None:
        self.request.upload_refused = why  # type: ignore[union-attr]
        raise SkipFile


__all__ = ["DiskFull", "UploadTooBig", "Uploads", "refusal"]
