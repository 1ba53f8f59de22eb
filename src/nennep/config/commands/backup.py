"""``nennep backup``: database and files in one encrypted archive, checked after writing."""

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

import pyrage

from nennep import server
from nennep.server import binaries


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("backup", help="sao lưu dữ liệu và tệp, mã hóa")
    command.add_argument("target", type=Path, metavar="THƯ_MỤC", nargs="?", default=Path("."))
    command.add_argument("--to", metavar="KHÓA_CÔNG_KHAI", help="khóa công khai nhận bản sao lưu (age1…)")
    command.add_argument("--new-key", type=Path, metavar="TỆP", help="tạo cặp khóa mới; cất tệp khóa ở nơi khác")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write ``nennep-<time>.age`` and say where; the secret key is never in it."""
    recipient = _recipient(given)
    if recipient is None:
        print("Cần khóa nhận: --to age1…, hoặc --new-key TỆP để tạo khóa lần đầu.", file=sys.stderr)
        return 2
    urls, _running = server.ensure()
    server.export(urls)
    with tempfile.TemporaryDirectory() as room:
        dump = Path(room) / "database.dump"
        subprocess.run([binaries.program("pg_dump"), "-Fc", "--no-owner", "-f", str(dump), urls.owner], check=True)
        plain = _archive(dump)
    target = given.target / f"nennep-{datetime.now():%Y%m%d-%H%M%S}.age"
    try:
        target.write_bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)]))
    except OSError as error:
        target.unlink(missing_ok=True)
        print(f"Không ghi được bản sao lưu: {error.strerror}. Dữ liệu đang dùng không bị ảnh hưởng.", file=sys.stderr)
        return 1
    print(
        f"Đã sao lưu: {target} ({target.stat().st_size // 1024} KB)\nSHA-256: {hashlib.sha256(target.read_bytes()).hexdigest()}"
    )
    return 0


def _recipient(given: argparse.Namespace) -> str | None:
    if given.new_key:
        key = pyrage.x25519.Identity.generate()
        given.new_key.touch(mode=0o600)
        given.new_key.write_text(f"{key}\n")
        print(f"Khóa mở bản sao lưu: {given.new_key}. Hãy cất ở nơi khác máy chủ.\nKhóa công khai: {key.to_public()}")
        return str(key.to_public())
    return given.to or None


def files_folder() -> Path:
    """Where stored uploads lie."""
    import os

    return Path(os.environ.get("NENNEP_FILES") or Path(os.environ["NENNEP_STATE"]) / "files")


def _archive(dump: Path) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.add(dump, "database.dump")
        if files_folder().is_dir():
            archive.add(files_folder(), "files")
        note = json.dumps(
            {"made": datetime.now().isoformat(), "dump": hashlib.sha256(dump.read_bytes()).hexdigest()}
        ).encode()
        info = tarfile.TarInfo("about.json")
        info.size = len(note)
        archive.addfile(info, io.BytesIO(note))
    return data.getvalue()
