"""Pure rules of signing in: whose address a request comes from, and when guessing has to stop."""

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

GUESS_MINUTES = 15
NAME_GUESSES = 8  # wrong guesses for one sign-in name within the minutes
ADDRESS_GUESSES = 40  # for one address: a whole office may stand behind it


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
