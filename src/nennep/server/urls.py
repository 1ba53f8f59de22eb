"""Database addresses: ``postgresql://user:password@host:port/name?host=/socket/folder`` and back."""

from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit


def parse(url: str) -> dict[str, object]:
    """The parts of an address as Django's DATABASES wants them. Raises ValueError for another kind of address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("a database address begins with postgresql://")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = query.pop("host", "") or (parts.hostname or "")
    port = query.pop("port", "") or str(parts.port or "")
    options: dict[str, object] = dict(query)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
    }


def build(user: str, password: str, database: str, host: str, port: str | int = "") -> str:
    """An address; ``host`` may be a socket's folder."""
    login = quote(user, safe="") + (":" + quote(password, safe="") if password else "")
    query = urlencode({name: value for name, value in (("host", host), ("port", str(port))) if value}, safe="/")
    return f"postgresql://{login}@/{quote(database, safe='')}" + (f"?{query}" if query else "")
