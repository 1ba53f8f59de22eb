"""Handing out kept bytes. Each room's own view has passed its gate before it calls this."""

from urllib.parse import quote

from django.http import HttpResponse

from nennep.files.actions import place_of

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
    """Kept bytes as an attachment."""
    return attachment(place_of(sha256).read_bytes(), name)


def attachment(data: bytes, name: str) -> HttpResponse:
    """Bytes as a download: never shown inline, never guessed at, in a sandbox of its own."""
    kind = SAFE.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
