"""Typed readers of the environment; one settings file reads everything through them."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """A text variable."""
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes, on."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder; the default where the variable is empty."""
    return Path(text(name)).expanduser() if text(name) else default
