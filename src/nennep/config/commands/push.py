"""``nennep push``: pushes to people's devices, switched on and off by the operator; the key stays on this server."""

import argparse
import os
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from typing import Any

from nennep.server.state import state_folder

Check = tuple[str, str, str]
OFF = "Thông báo đẩy: đang tắt"
HOW = "Muốn dùng, chạy: nennep push on (cần HTTPS, và máy chủ tới được dịch vụ đẩy trên Internet)."


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("push", help="bật, tắt, kiểm tra thông báo đẩy")
    command.add_argument("act", choices=["on", "off", "status"], nargs="?", default="status")
    command.set_defaults(run=run)


def place() -> Path:
    """Where the key lies, or would lie."""
    return Path(os.environ.get("NENNEP_PUSH_KEY") or state_folder() / "push-key.pem").expanduser()


def run(given: argparse.Namespace) -> int:
    """1 when pushes are on and no service can be reached. A key that was put aside is taken up again: devices know it."""
    key = place()
    aside = key.with_suffix(".off")
    if given.act == "on" and not key.exists():
        if aside.exists():
            aside.rename(key)
        else:
            make(key)
    if given.act == "off" and key.exists():
        key.rename(aside)
    bad = 0
    for state, what, mend in checks():
        bad += state != "ok"
        print(what + (f"\n  → {mend}" if mend else ""))
    return 1 if bad else 0


def make(key: Path) -> None:
    """Write a new key that only this user can read."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    text = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(key, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(text)


def checks() -> Iterator[Check]:
    """Whether pushes are on, and which of the listed services answer from here."""
    if not place().is_file():
        yield ("ok", OFF, HOW)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
    os.environ.setdefault("NENNEP_STATE", str(state_folder()))
    from django.conf import settings

    from nennep.notify import push

    if not push.public_key():
        yield ("bad", "Thông báo đẩy: đang bật nhưng không đọc được khóa", f"Kiểm tra tệp {settings.PUSH_KEY}; mất khóa thì xóa tệp và chạy: nennep push on (mọi thiết bị phải bật lại).")  # fmt: skip
        return
    yield ("ok", "Thông báo đẩy: đang bật", "")
    for host in settings.PUSH_HOSTS:
        if not host.startswith("."):
            yield reached(push, host)


def reached(push: Any, host: str) -> Check:
    """Whether one service answers."""
    try:
        push.dial(host, 3).close()
    except (OSError, HTTPException) as trouble:
        mend = f"{trouble}. Mở đường ra cổng 443 đến {host}, hoặc bỏ tên này khỏi NENNEP_PUSH_HOSTS; thông báo trong phần mềm không ảnh hưởng."
        return "warn", f"Không tới được dịch vụ đẩy {host}", mend
    return "ok", f"Tới được dịch vụ đẩy {host}", ""
