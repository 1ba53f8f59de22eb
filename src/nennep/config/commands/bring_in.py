"""``nennep import``: bring an Excel file in from the shell, with the same checks as on the screen."""

import argparse
import sys
from pathlib import Path

from nennep.config.commands import ready


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("import", help="nhập tệp Excel: cây tổ chức, danh sách đảng viên, quyết định")
    kinds = ["units", "roll", "admissions", "recognitions", "candidates", "departures", "posts"]
    command.add_argument(
        "kind",
        choices=kinds,
        help="cây tổ chức, danh sách, kết nạp, công nhận, quần chúng ưu tú, tốt nghiệp, chức danh",
    )
    command.add_argument("file", type=Path, metavar="TỆP")
    command.add_argument(
        "--as", dest="account", required=True, metavar="TÊN_ĐĂNG_NHẬP", help="tài khoản chịu trách nhiệm"
    )
    command.add_argument("--check", action="store_true", help="chỉ kiểm tra, không nhập")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """0 when taken in (or free of faults with --check), 1 with the faults printed."""
    running = ready()
    from django.db import transaction

    from nennep.accounts.models import Account
    from nennep.config.actors import actor_of
    from nennep.core.refused import Refused
    from nennep.core.scope import acting_as
    from nennep.members import access, actions

    account = Account.objects.filter(username__iexact=given.account).first()
    if account is None:
        print("Không có tài khoản này.", file=sys.stderr)
        return 2
    actor = actor_of(account)
    try:
        with acting_as(actor):
            with transaction.atomic():
                unit = access.load_into.rows(actor).order_by("level").first()
                if unit is None:
                    print("Tài khoản này không có quyền nhập dữ liệu.", file=sys.stderr)
                    return 2
            row = actions.read_import(
                unit, by=actor, kind=given.kind, name=given.file.name, data=given.file.read_bytes()
            )
            for line, column, words in row.faults[:200]:
                print(f"Dòng {line}, {column}: {words}")
            if row.faults or given.check:
                print(f"{row.total} dòng, {len(row.faults)} lỗi. Chưa nhập dòng nào.")
                return 1 if row.faults else 0
            print(f"Đã nhập {actions.take_import(row, by=actor)} dòng.")
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    finally:
        if running is not None:
            running.stop()
    return 0
