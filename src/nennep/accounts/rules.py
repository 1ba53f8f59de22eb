"""Pure rules of signing in: whose address a request comes from, and when guessing has to stop."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

GUESS_MINUTES = 15
NAME_GUESSES = 8  # wrong guesses for one sign-in name within the minutes
ADDRESS_GUESSES = 40  # for one address: a whole office may stand behind it

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


def device(agent: str) -> tuple[str, str]:
    """Browser and system as people call them, from a User-Agent; '' for what is not known."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    return browser, next((name for mark, name in SYSTEMS if mark in agent), "")


def limit_of(key: str) -> int:
    """How many wrong guesses a key may have before it is locked. Keys are ``name:…``, ``second:…``, ``address:…``."""
    return ADDRESS_GUESSES if key.startswith("address:") else NAME_GUESSES


def client_address(remote: str, forwarded: str, trusted: Sequence[str]) -> str:
    """The address of the client: the last one in X-Forwarded-For that is not a trusted proxy's.

    The header counts only if the request itself came from a trusted proxy; anyone else could have written it.
    """
    address = remote
    for before in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_in(address, trusted) or not _is_address(before):
            break
        address = before
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(text: str, networks: Sequence[str]) -> bool:
    return _is_address(text) and any(ip_address(text) in ip_network(network, strict=False) for network in networks)
