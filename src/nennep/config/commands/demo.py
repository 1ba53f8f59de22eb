"""``nennep demo``: the invented organisation, on its own working day, with sign-ins printed."""

import argparse
import os

from nennep.config.commands import ready
from nennep.config.commands.serve import options, serve

DAY = "2023-07-03"


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("demo", help="nạp dữ liệu trình diễn và chạy")
    options(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Load the cast once, say who may sign in and what to try first, serve."""
    os.environ.setdefault("NENNEP_TODAY", DAY)
    os.environ.setdefault("NENNEP_DEMO", "1")
    os.environ.setdefault("NENNEP_ADDRESS", f"http://localhost:{given.port}")
    running = ready()
    load_once()
    print(welcome(given.port), flush=True)
    return serve(given, running)


def load_once() -> bool:
    """Load the cast into an empty database; whether it was loaded now."""
    from nennep.config.cast import (
        associations,
        bloc,
        build,
        clerks,
        desks,
        dues,
        files,
        gatherings,
        living,
        moves,
        titles,
        year,
    )
    from nennep.config.cast.build import founder
    from nennep.core.scope import acting_as
    from nennep.org.models import Unit

    with acting_as(founder()):
        from django.db import transaction

        with transaction.atomic():
            if Unit.objects.exists():
                return False
    print("Đang nạp dữ liệu trình diễn…", flush=True)
    cast = build()
    scheme = living.begin(cast)
    bloc.fill(cast)
    year.fill(cast)
    living.fill(cast, scheme)
    clerks.fill(cast)
    files.fill(cast)
    moves.fill(cast)
    dues.fill(cast)
    associations.fill(cast)
    clerks.write(cast)
    gatherings.fill(cast)
    titles.fill(cast)
    desks.fill(cast)
    return True


def welcome(port: int) -> str:
    """The address, the sign-ins and the first steps."""
    from nennep.accounts.models import Account
    from nennep.config.cast.build import PASSWORD
    from nennep.config.cast.moves import HEADS
    from nennep.config.cast.units import PEOPLE

    titles = {one[0]: one[5] for one in PEOPLE} | {one[0]: one[4] for one in HEADS}
    named = dict(Account.objects.filter(username__in=titles).values_list("username", "full_name"))
    lines = [f"  {sign_in:<11} {named[sign_in]:<24} {title}" for sign_in, title in titles.items()]
    return "\n".join(
        [
            "",
            f"  http://localhost:{port}",
            "",
            f"Tên đăng nhập (mật khẩu chung của bản trình diễn: {PASSWORD}):",
            *lines,
            "",
            "Thử trước: đăng nhập «lan», vào Văn bản → Tiếp nhận, dán một kế hoạch và xem hệ thống đọc được gì.",
            "Dừng: Ctrl+C",
            "",
        ]
    )
