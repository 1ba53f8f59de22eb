"""Handing out kept bytes. Each room's own view has passed its gate before it calls this."""

from typing import Any, cast
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, HttpResponseBase

from nennep.files.actions import place_of

WHOLE = 4 * 1024 * 1024  # what is larger is handed out piece by piece

SAFE = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


def kept(sha256: str, name: str) -> HttpResponse:
    """Kept bytes as an attachment; a large file piece by piece, as it lies."""
    place = place_of(sha256)
    if place.stat().st_size <= WHOLE:
        return attachment(place.read_bytes(), name)
    response: Any = FileResponse(place.open("rb"), content_type=_kind(name))
    response["Content-Encoding"] = "identity"  # nothing on the way packs it again
    _guard(response, name)
    return cast(HttpResponse, response)


def attachment(data: bytes, name: str) -> HttpResponse:
    """Bytes as a download: never shown inline, never guessed at, in a sandbox of its own."""
    response = HttpResponse(data, content_type=_kind(name))
    _guard(response, name)
    return response


def _kind(name: str) -> str:
    return SAFE.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _guard(response: HttpResponseBase, name: str) -> None:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
