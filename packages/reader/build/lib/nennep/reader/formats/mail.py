"""E-mail files (eml): the letter itself and the files that came with it."""

import email
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, MIMEPart


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: who sent it, when and about what; its body; its files by name."""

    sender: str
    day: str
    subject: str
    body: bytes
    is_web: bool
    files: list[tuple[str, bytes]]


def opened(data: bytes) -> Letter:
    """A letter from its file; a plain body is preferred to a web page."""
    letter = email.message_from_bytes(data, EmailMessage, policy=policy.default)
    body = letter.get_body(preferencelist=("plain", "html"))
    files = []
    for number, part in enumerate(letter.iter_attachments(), 1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            files.append((part.get_filename() or f"tệp {number}", content))
    return Letter(
        sender=str(letter.get("from", "")),
        day=str(letter.get("date", "")),
        subject=str(letter.get("subject", "")),
        body=_content(body),
        is_web=body is not None and body.get_content_type() == "text/html",
        files=files,
    )


def _content(body: MIMEPart | None) -> bytes:
    if body is None:
        return b""
    content = body.get_payload(decode=True)
    charset = body.get_content_charset() or "utf-8"
    if isinstance(content, bytes):
        try:
            return content.decode(charset).encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            return content
    return str(content).encode("utf-8", "replace")
