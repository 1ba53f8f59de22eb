"""``nennep why``: which post opens a door for an account."""

import argparse
import sys
from datetime import timedelta

from nennep.config.commands import ready


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("why", help="vì sao tài khoản được làm việc này tại đơn vị")
    command.add_argument("account", metavar="TÊN_ĐĂNG_NHẬP")
    command.add_argument("right", metavar="QUYỀN", help="ví dụ members.list")
    command.add_argument("unit", metavar="ĐƠN_VỊ", help="mã đơn vị")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """0 with the posts that open it, 1 when none does."""
    running = ready()
    from django.db import transaction

    from nennep.accounts.models import Account
    from nennep.config.actors import actor_of
    from nennep.core.clock import FOREVER
    from nennep.core.scope import acting_as
    from nennep.org.models import Unit
    from nennep.org.queries import opened_by
    from nennep.org.rights import Role

    account = Account.objects.filter(username__iexact=given.account).first()
    if account is None:
        print("Không có tài khoản này.", file=sys.stderr)
        return 2
    actor = actor_of(account)
    with acting_as(actor), transaction.atomic():
        unit = Unit.objects.filter(code=given.unit).first()
        posts = opened_by(actor, given.right, unit) if unit else []
    for post in posts:
        below = " và các đơn vị trực thuộc" if post.below else ""
        end = "không thời hạn" if post.until == FOREVER else f"đến hết ngày {post.until - timedelta(days=1):%d/%m/%Y}"
        print(f"{Role(post.role).label} tại {post.unit_name}{below}, {end}")
    if not posts:
        print("Không có quyền nào mở được.")
    if running is not None:
        running.stop()
    return 0 if posts else 1
