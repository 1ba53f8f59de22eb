"""``nennep sql``: the statements by which the administrator of another PostgreSQL makes roles, database and extensions."""

import argparse

from nennep import server


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("sql", help="in câu lệnh để quản trị viên PostgreSQL tạo vai trò và kho dữ liệu")
    command.add_argument("--database", default="nennep")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print them; passwords are to be filled in."""
    print(server.script(given.database))
    return 0
