"""Sending one sealed message to a push service. The address came from a browser, so it is never trusted: only hosts the
operator lists, only addresses of the open Internet, no redirect is followed.

Off until ``nennep push on`` has made the key of this installation.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from nennep.notify import rules

SECONDS = 10
DAY = 86_400


class Unreachable(OSError):
    """The push service has no address of the open Internet, or is not listed."""


@dataclass(frozen=True)
class Answer:
    """What a push service answered; the names are those the sealing library asks for."""

    status_code: int
    reason: str
    text: str
    headers: Mapping[str, str]


def is_on() -> bool:
    """Whether the operator has switched pushes on."""
    return bool(settings.PUSH_KEY.is_file())


def public_key() -> str:
    """The key a browser asks for when it subscribes; '' where pushes are off or the key cannot be read."""
    try:
        key: Any = serialization.load_pem_private_key(settings.PUSH_KEY.read_bytes(), None)
        point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        return ""
    return urlsafe_b64encode(point).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    """What a browser wrote in base64url; b'' where it is none."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def keys_are_good(p256dh: str, auth: str) -> bool:
    """Whether a browser's keys are a point of the curve and a secret of 16 bytes (RFC 8291 §3.1, 3.2)."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(p256dh))
    except ValueError:
        return False
    return len(bytes_of(p256dh)) == 65 and len(bytes_of(auth)) == 16


def address_of(host: str) -> str:
    """An address of a host. Raises Unreachable where any of its addresses lies inside a private or reserved network."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    if not found or not all(ipaddress.ip_address(one.split("%")[0]).is_global for one in found):
        raise Unreachable(host)
    return found[0]


def dial(host: str, seconds: float = SECONDS) -> socket.socket:
    """A connection with a host, by the very address that was looked at. Raises OSError."""
    plain = socket.create_connection((address_of(host), 443), timeout=seconds)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


class Courier:
    """Carries what the library has sealed; it has the one method of a session that the library calls."""

    def post(self, url: str, *, data: bytes, headers: Mapping[str, Any], timeout: float) -> Answer:
        """Send once; a redirect is an answer like any other. Raises OSError, HTTPException."""
        host = rules.service(url, settings.PUSH_HOSTS)
        if not host:
            raise Unreachable(url[:80])
        line = http.client.HTTPSConnection(host, timeout=timeout)
        line.sock = dial(host, timeout)
        try:
            line.request("POST", url.split(host, 1)[1].removeprefix(":443") or "/", body=data, headers=dict(headers))
            got = line.getresponse()
            return Answer(got.status, got.reason, got.read(2000).decode("utf-8", "replace"), dict(got.headers))
        finally:
            line.close()


def send(endpoint: str, p256dh: str, auth: str, words: str, path: str) -> Answer:
    """Seal a sentence and a path for one browser (RFC 8291), sign (RFC 8292), send; what the service answered.

    Raises OSError or HTTPException where it could not be reached.
    """
    from pywebpush import WebPushException, webpush

    try:
        answer: Any = webpush(
            {"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}},
            json.dumps({"words": words, "path": path}, ensure_ascii=False),
            vapid_private_key=str(settings.PUSH_KEY),
            vapid_claims={"sub": settings.PUSH_CONTACT},
            ttl=DAY,
            timeout=SECONDS,
            headers={"Topic": "nennep"},  # one that was not fetched yet is replaced
            requests_session=Courier(),
        )
    except WebPushException as trouble:
        if trouble.response is None:
            raise Unreachable(str(trouble)) from trouble
        answer = trouble.response
    return answer
