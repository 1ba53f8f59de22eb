"""``nennep doctor``: what is missing or wrong, and how to mend it."""

import argparse
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg

from nennep import server
from nennep.config.commands import TROUBLES, push
from nennep.server.state import state_folder

Check = tuple[str, str, str]  # (ok, warn or bad; what; how to mend)


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("doctor", help="kiểm tra hệ thống và chỉ cách sửa")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """1 when anything must be mended before use."""
    bad = 0
    for state, what, mend in checks():
        bad += state == "bad"
        print(
            {"ok": "[đạt] ", "warn": "[lưu ý]", "bad": "[hỏng]"}[state], what + (f"\n        → {mend}" if mend else "")
        )
    return 1 if bad else 0


def checks() -> Iterator[Check]:
    """Every check in turn; one that cannot be made says so instead of stopping the rest."""
    try:
        urls, _running = server.ensure()
        server.export(urls)
        yield from database(urls)
    except server.ServerTrouble as trouble:
        yield ("bad", f"Máy chủ dữ liệu: {trouble.detail}", TROUBLES.get(trouble.code, TROUBLES["start_failed"]))
    except psycopg.OperationalError as trouble:
        yield ("bad", f"Máy chủ dữ liệu: {str(trouble).splitlines()[0]}", TROUBLES["unreachable"])
    yield from machine()


def database(urls: server.Urls) -> Iterator[Check]:
    """The server, the roles, the tables and their scope."""
    with psycopg.connect(urls.app) as connection:
        version = connection.info.server_version // 10000
        yield (
            "ok" if version >= 15 else "bad",
            f"PostgreSQL {version}",
            "" if version >= 15 else "Cần PostgreSQL 15 trở lên.",
        )
        role = connection.execute(
            "select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user"
        ).fetchone()
        safe = role == (False,)
        yield (
            "ok" if safe else "bad",
            "Vai trò ứng dụng không vượt được phân quyền theo dòng",
            "" if safe else "DATABASE_URL phải dùng vai trò nn_app.",
        )
        found = {row[0] for row in connection.execute("select extname from pg_extension")}
        for name in ("btree_gist", "pg_trgm", "fuzzystrmatch"):
            yield (
                "ok" if name in found else "bad",
                f"Phần mở rộng {name}",
                "" if name in found else f"Quản trị viên chạy: create extension {name};",
            )
        bare = [
            row[0]
            for row in connection.execute(
                "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid where a.attname = 'unit_key' and c.relkind = 'r'"
                " and not c.relrowsecurity and c.relname <> 'members_stagedmember'"
            )
        ]
        yield (
            "bad" if bare else "ok",
            "Phân quyền theo dòng trên mọi bảng có đơn vị",
            f"Chạy lại nennep serve để cập nhật; còn thiếu: {', '.join(bare)}" if bare else "",
        )
    if urls.owner:
        yield from sealing(urls.owner)


def sealing(owner: str) -> Iterator[Check]:
    """How long lines have waited for their seal."""
    with psycopg.connect(owner) as connection:
        if connection.execute("select to_regclass('journal_line')").fetchone() == (None,):
            yield ("warn", "Chưa có bảng dữ liệu", "Chạy nennep serve hoặc nennep demo lần đầu.")
            return
        row = connection.execute(
            "select count(*) from journal_line l where at < now() - interval '1 hour' and not exists (select 1 from journal_sealedline s where s.line_id = l.id)"
        ).fetchone()
        waiting = row[0] if row else 0
        yield (
            "warn" if waiting else "ok",
            f"Nhật ký chưa niêm phong quá một giờ: {waiting} dòng",
            "Chạy nennep worker, hoặc nennep journal seal." if waiting else "",
        )


def recognition() -> Check:
    """Whether scans and photos of papers can be read here."""
    from nennep.reader.formats import scans

    there = scans.ready()
    mend = "" if there else "Cài gói tesseract-ocr và tesseract-ocr-vie; các chức năng khác không ảnh hưởng."
    return "ok" if there else "warn", "Nhận dạng chữ tiếng Việt (Tesseract) để đọc bản chụp và ảnh", mend


def machine() -> Iterator[Check]:
    """Disk, folders, programs, mail, keys."""
    yield from disk(state_folder())
    yield from programs()


def disk(folder: Path) -> Iterator[Check]:
    """Room and the right to write where the data lies."""
    folder = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(folder).free // 2**20
    yield (
        "ok" if free > 2048 else "warn" if free > 200 else "bad",
        f"Ổ đĩa còn trống {free} MB",
        "" if free > 2048 else "Giải phóng dung lượng ổ đĩa chứa dữ liệu.",
    )
    yield (
        "ok" if os.access(folder, os.W_OK) else "bad",
        "Thư mục dữ liệu ghi được",
        "" if os.access(folder, os.W_OK) else f"Cấp quyền ghi cho {folder}.",
    )


def programs() -> Iterator[Check]:
    """Programs beside us, mail, TLS, built assets."""
    for program, package, purpose in (("soffice", "libreoffice-writer-nogui", "đọc tệp .doc trước Word 97"),):
        there = shutil.which(program) is not None
        yield (
            "ok" if there else "warn",
            f"Chương trình {program} để {purpose}",
            "" if there else f"Cài gói {package}; các chức năng khác không ảnh hưởng.",
        )
    yield recognition()
    mail = bool(os.environ.get("NENNEP_MAIL_HOST"))
    yield (
        "ok" if mail else "warn",
        "Máy chủ thư điện tử",
        "" if mail else "Chưa cấu hình NENNEP_MAIL_HOST; thông báo chỉ hiện trong phần mềm.",
    )
    yield from push.checks()
    secure = os.environ.get("NENNEP_HTTPS") == "1"
    yield (
        "ok" if secure else "warn",
        "Kết nối HTTPS",
        ""
        if secure
        else "Khóa truy cập (passkey) chỉ dùng được ở localhost hoặc qua HTTPS; đặt NENNEP_HTTPS=1 khi có TLS.",
    )
    built = (Path(__file__).resolve().parents[2] / "ui" / "static" / "built" / "app.css").exists()
    yield ("ok" if built else "bad", "Giao diện đã dựng", "" if built else "Chạy: make setup")
