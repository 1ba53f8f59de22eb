"""Quiet hours; which addresses a push may go to, and when one that failed is tried again. No database."""

from collections.abc import Sequence
from datetime import time, timedelta
from urllib.parse import urlsplit

LONGEST_WAIT = timedelta(hours=6)


def quiet(since: time, until: time, now: time) -> bool:
    """Whether a time of the day lies in quiet hours, which may run over midnight; equal ends mean none."""
    if since <= until:
        return since <= now < until
    return now >= since or now < until


FIRST_HOUR, LAST_HOUR = 5, 21


def by_day(local: time) -> bool:
    """Whether the house speaks at all at a local time of the day, whatever quiet hours were chosen.

    Its jobs are started each hour: the queue's clock runs in UTC and would take hours of the day for Greenwich's.
    """
    return FIRST_HOUR <= local.hour <= LAST_HOUR


def service(endpoint: str, hosts: Sequence[str]) -> str:
    """The host of an address that a browser gave, if it is a push service the operator lists, else ''.

    Only https on its own port, without a name or password in it. A listed ``.example.org`` stands for all hosts below.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint and len(endpoint) <= 700
    if not plain or parts.scheme != "https" or port not in (None, 443) or parts.netloc not in (host, f"{host}:443"):
        return ""
    return host if any(host == one or (one.startswith(".") and host.endswith(one)) for one in hosts) else ""


def pause(tries: int, asked: str = "") -> timedelta:
    """How long to wait after so many failures in a row: 2, 4, 8 … minutes, at most six hours; longer where the service
    asked for it in seconds (Retry-After)."""
    own = min(timedelta(minutes=2 ** min(tries, 10)), LONGEST_WAIT)
    wanted = timedelta(seconds=min(int(asked), 86_400)) if asked.isdecimal() else timedelta(0)
    return max(own, wanted)
