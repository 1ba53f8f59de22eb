"""``nennep restore``: an archive into an empty database; the journal is sealed and verified before anybody writes."""

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import psycopg
import pyrage

from nennep import server
from nennep.config.commands.backup import files_folder
from nennep.server import binaries


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("restore", help="khôi phục bản sao lưu vào kho dữ liệu trống")
    command.add_argument("archive", type=Path, metavar="TỆP")
    command.add_argument("--key", type=Path, required=True, metavar="TỆP_KHÓA")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Refuse a database that holds tables; restore; seal; verify."""
    try:
        identity = pyrage.x25519.Identity.from_str(given.key.read_text().strip())
        plain = pyrage.decrypt(given.archive.read_bytes(), [identity])
    except Exception:
        print("Không mở được bản sao lưu bằng khóa này, hoặc tệp đã hỏng.", file=sys.stderr)
        return 2
    urls, _running = server.ensure()
    server.export(urls)
    with psycopg.connect(urls.owner) as connection:
        if connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() != (0,):
            print(
                "Kho dữ liệu không trống nên không khôi phục đè. Đặt NENNEP_STATE tới thư mục mới rồi chạy lại.",
                file=sys.stderr,
            )
            return 2
    if not _unpack(plain, urls.owner):
        print("Bản sao lưu không nguyên vẹn: nội dung khác mã kiểm tra.", file=sys.stderr)
        return 1
    return _verified(urls)


def _unpack(plain: bytes, owner: str) -> bool:
    with tempfile.TemporaryDirectory() as room:
        with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
            archive.extractall(room, filter="data")
        dump = Path(room) / "database.dump"
        if hashlib.sha256(dump.read_bytes()).hexdigest() != json.loads((Path(room) / "about.json").read_text())["dump"]:
            return False
        subprocess.run(
            [binaries.program("pg_restore"), "--no-owner", "-L", _own_items(dump, room), "-d", owner, str(dump)],
            check=True,
        )
        if (Path(room) / "files").is_dir():
            files_folder().parent.mkdir(parents=True, exist_ok=True)
            (Path(room) / "files").replace(files_folder()) if not files_folder().exists() else None
    return True


def _own_items(dump: Path, room: str) -> str:
    """The archive's list without extensions and the schema itself, which the administrator makes."""
    listed = subprocess.run(
        [binaries.program("pg_restore"), "-l", str(dump)], check=True, capture_output=True, text=True
    ).stdout
    path = Path(room) / "list"
    path.write_text(
        "\n".join(line for line in listed.splitlines() if " EXTENSION " not in line and " SCHEMA - public" not in line)
    )
    return str(path)


def _verified(urls: server.Urls) -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
    import django

    django.setup()
    from nennep.journal import sealing, verifying

    sealing.seal_waiting(urls.seal)
    with psycopg.connect(urls.owner) as connection:
        verdict = verifying.verify(connection)
    print(f"Đã khôi phục: {verdict.lines} dòng nhật ký, {verdict.rows} bản ghi đối chiếu.")
    print("Nhật ký nguyên vẹn." if verdict.good else "\n".join(verdict.wrong[:20]))
    return 0 if verdict.good else 1
