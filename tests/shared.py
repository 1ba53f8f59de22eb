"""The material beside the project that some tests read; absent, they skip and say so, unless it was promised."""

import os
from pathlib import Path

import pytest


def shared(name: str) -> Path:
    """A file of ../shared (or NENNEP_SHARED)."""
    promised = os.environ.get("NENNEP_SHARED")
    path = Path(promised or Path(__file__).resolve().parents[2] / "shared") / name
    if not path.exists():
        if promised:
            pytest.fail(f"NENNEP_SHARED is set, but {name} is not there")
        pytest.skip(f"../shared/{name} is not here")
    return path
