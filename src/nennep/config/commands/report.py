"""``nennep report``: a report as a file from the shell."""

import argparse
import sys
from datetime import date
from pathlib import Path

from nennep.config.commands import ready


def written_day(text: str) -> date:
    """A day as people write it, 30/06/2023, or as machines do, 2023-06-30."""
    if "-" in text:
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("report", help="xuất báo cáo của một đơn vị ra tệp")
    command.add_argument("unit", metavar="ĐƠN_VỊ", help="mã đơn vị")
    command.add_argument("--since", type=written_day, required=True, metavar="NGÀY", help="từ ngày, ví dụ 01/01/2023")
    command.add_argument("--until", type=written_day, required=True, metavar="NGÀY", help="ngày chốt số liệu")
    command.add_argument("--as", dest="account", required=True, metavar="TÊN_ĐĂNG_NHẬP")
    command.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp .docx, .pdf hoặc .xlsx")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the live report of a period; nothing is stored."""
    running = ready()
    from django.db import transaction

    from nennep.accounts.models import Account
    from nennep.config.actors import actor_of
    from nennep.core.scope import acting_as
    from nennep.reports import access, papers
    from nennep.reports.actions import draft_report

    account = Account.objects.filter(username__iexact=given.account).first()
    kind = given.out.suffix.lstrip(".")
    if account is None or kind not in papers.FORMS:
        print("Không có tài khoản này, hoặc tệp ra phải là .docx, .pdf, .xlsx.", file=sys.stderr)
        return 2
    actor = actor_of(account)
    with acting_as(actor), transaction.atomic():
        unit = access.draft_in.rows(actor).filter(code=given.unit).first()
        if unit is None:
            print("Không có đơn vị này trong phạm vi của tài khoản.", file=sys.stderr)
            return 2
        report = draft_report(
            unit, by=actor, name=f"số liệu đến {given.until:%d/%m/%Y}", since=given.since, last_day=given.until
        )
        given.out.write_bytes(papers.FORMS[kind](report))
        transaction.set_rollback(True)
    print(f"Đã ghi {given.out}")
    if running is not None:
        running.stop()
    return 0
